"""What is worth a second look in a workshop while it is typed."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.rules.planning import Noticed
from intake_app.services.planning import find_cautions
from ui import formats
from ui.desk import Desk, ViewModel
from ui.workshops.workshop_content import WorkshopText, understood


class OutlookVm(ViewModel):
    """`cautions` are about what was typed last, and stop nobody."""

    cautions_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.cautions: tuple[Noticed, ...] = ()
        self._content: WorkshopText | None = None

    def look(self, workshop_id: UUID, content: WorkshopText) -> None:
        """Find what is worth a second look in what is typed by now."""
        self._content = content
        fields, slots = understood(content, self.desk.today())
        language = formats.language()
        self.desk.read(
            self, lambda found: self._take(content, found), find_cautions, workshop_id, fields, slots, language
        )

    def _take(self, content: WorkshopText, found: list[Noticed]) -> None:
        if content is self._content and tuple(found) != self.cautions:
            self.cautions = tuple(found)
            self.cautions_changed.emit()
