"""The actions of the programme, to be added and corrected by those who keep them."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.access import Deed, may
from intake_app.services.actions import ActionRow, list_actions, put_action_away, restore_action
from ui.desk import Desk, ViewModel

_SHOWN_TYPES = frozenset({"action", "operation", "organisation"})


class ActionsVm(ViewModel):
    """`rows` by title. The form of one is a page of its own (`Navigation.step_wished`)."""

    opened = Signal()
    changed = Signal()
    put_away = Signal(object)
    """An ActionRow that can be chosen no more."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.may_keep = may(desk.actor.role, Deed.KEEP_ACTIONS)
        self.rows: tuple[ActionRow, ...] = ()
        self.is_open = False
        desk.changes.rows_changed.connect(lambda types: self.refresh() if types & _SHOWN_TYPES else None)

    def open(self) -> None:
        """Show the list."""
        if self.may_keep:
            self.is_open = True
            self.refresh()
            self.opened.emit()

    def leave(self) -> None:
        """Read no more."""
        self.is_open = False

    def refresh(self) -> None:
        """Read the list again."""
        if self.is_open:
            self.desk.read(self, self._take, list_actions)

    def add(self) -> None:
        """Open the form of a new action."""
        self.desk.navigation.step_wished.emit(None, "action", None)

    def correct(self, row: ActionRow) -> None:
        """Open the form of an action."""
        self.desk.navigation.step_wished.emit(None, "action", row.id)

    def remove(self, row: ActionRow) -> None:
        """Have an action chosen no more; workshops that are of it stay so."""
        self.desk.write(self, lambda _id: self.put_away.emit(row), self.fail, put_action_away, row.id)

    def restore(self, action_id: UUID) -> None:
        """Take that back."""
        self.desk.write(self, lambda _id: None, self.fail, restore_action, action_id)

    def _take(self, rows: list[ActionRow]) -> None:
        self.rows = tuple(rows)
        self.changed.emit()
