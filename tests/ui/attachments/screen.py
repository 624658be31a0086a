"""The card of what is joined to a workshop, and the page of one, on screen."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.attachment_scenes import attach
from tests.ui.roll_scenes import RollPage
from ui.workshops.attachment_page import AttachmentPage
from ui.workshops.attachments_card import AttachmentButton, AttachmentsCard
from ui.workshops.attachments_vm import AttachmentsVm


class AttachmentScreen(RollPage):
    """The roll of today's workshop, with what is joined to it."""

    @property
    def card(self) -> AttachmentsCard:
        return self.view.side.attachments

    @property
    def vm(self) -> AttachmentsVm:
        return self.screen.vm.roll.attachments

    def button(self, attachment_id: UUID) -> AttachmentButton:
        """The attachment in the card."""
        return self.card.lines[attachment_id].button

    def attach(self, source: Path) -> UUID:
        """Join a file to the workshop, as if on another screen."""
        return attach(self.desk, self.workshop_id, source)

    def opened(self, source: Path) -> AttachmentPage:
        """The page of an attachment made of that file."""
        self.button(self.attach(source)).click()
        self.desk.settle()
        return self.shown()

    def shown(self) -> AttachmentPage:
        """The page of the attachment that is looked at."""
        assert self.screen.currentWidget() is self.screen.attachment
        return self.screen.attachment


def choose(monkeypatch: pytest.MonkeyPatch, name: str, *answer: Any) -> list[tuple[Any, ...]]:
    """Answer the system's file dialog; what it was asked."""
    asked: list[tuple[Any, ...]] = []

    def dialog(*given: Any) -> Any:
        asked.append(given)
        return answer

    monkeypatch.setattr(QFileDialog, name, dialog)
    return asked
