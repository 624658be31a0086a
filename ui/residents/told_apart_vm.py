"""The pairs that were told apart last, each to be looked at again if need be."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from intake_app.services import distinctions
from intake_app.services.access import Deed, may
from intake_app.services.distinctions import ToldApart
from ui.desk import Desk, ViewModel


class ToldApartVm(ViewModel):
    """Empty for whoever may not decide on pairs."""

    rows_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: tuple[ToldApart, ...] = ()
        desk.changes.rows_changed.connect(self._on_rows_changed)

    def refresh(self) -> None:
        """Read them again."""
        if may(self.desk.actor.role, Deed.JOIN_FILES):
            self.desk.read(self, self._take, distinctions.list_told_apart, self.desk.actor)

    def look_again(self, told: ToldApart) -> None:
        """Two people who were told apart may be one after all: they are shown as alike again."""
        self.desk.write(self, _nothing, None, distinctions.forget_told_apart, told.one.id, told.other.id)

    def _take(self, rows: list[ToldApart]) -> None:
        if tuple(rows) != self.rows:
            self.rows = tuple(rows)
            self.rows_changed.emit()

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if "resident_distinction" in record_types:
            self.refresh()


def _nothing(_none: None) -> None:
    """What was written is shown by the change it makes."""
