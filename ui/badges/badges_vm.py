"""Writing people's badges into a PDF outside Palier's folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal

from intake_app.services.badges import Badge, take_badges
from intake_app.storage.safe_file import LAPTOP_DISK, write_safely
from ui.badges.badge_sheets import badges_pdf
from ui.desk import ViewModel


class BadgesVm(ViewModel):
    """Badges are read, then drawn and written away from the window."""

    saved = Signal()

    def save(self, resident_ids: Sequence[UUID], target: Path) -> None:
        """Write a badge for each of these residents to `target`; that they leave is noted first."""
        self.desk.write(self, lambda badges: self._draw(badges, target), self.fail, take_badges, resident_ids)

    def _draw(self, badges: tuple[Badge, ...], target: Path) -> None:
        self.desk.work(
            self, lambda _none: self.saved.emit(), lambda: write_safely(LAPTOP_DISK, target, badges_pdf(badges))
        )
