"""Places of a workshop to come, and who waits for one."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.services.attendances import invite_residents, put_on_waiting_list, take_off_roll
from intake_app.services.rolls import Roll, RollRow
from ui.desk import Desk, ViewModel


class WaitingVm(ViewModel):
    """Nobody is moved without being asked for: a place that is free is proposed to the first who waits.

    `moved(resident_id)` once a change is saved; the roll should be read again.
    """

    changed = Signal()
    moved = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._roll: Roll | None = None

    @property
    def waiting(self) -> tuple[RollRow, ...]:
        """Those without a place, the first in turn first."""
        return self._roll.waiting if self._roll is not None else ()

    @property
    def capacity(self) -> int | None:
        """How many places there are, None for a workshop without a limit."""
        return self._roll.capacity if self._roll is not None else None

    @property
    def expected(self) -> int:
        """How many have a place, without those who said that they will not come; two laptops that each gave the last
        one make more than there are.
        """
        return self._roll.placed if self._roll is not None else 0

    @property
    def is_ahead(self) -> bool:
        """Whether places can still be given and taken: not once the day has come, when whoever comes is ticked."""
        roll = self._roll
        return roll is not None and roll.status == "planned" and roll.held_on > self.desk.today()

    @property
    def free(self) -> int | None:
        """How many places are free, None without a limit."""
        return None if self.capacity is None else max(0, self.capacity - self.expected)

    def is_full(self, expected: int) -> bool:
        """Whether whoever is added now waits, with so many on the screen's roll."""
        return self.is_ahead and self.capacity is not None and expected >= self.capacity

    def take(self, roll: Roll) -> None:
        """The roll as it stands."""
        self._roll = roll
        self.changed.emit()

    def put(self, resident_id: UUID) -> None:
        """Have somebody wait."""
        self._move(put_on_waiting_list, [resident_id], resident_id)

    def give_place(self, resident_id: UUID) -> None:
        """Give somebody a place, also one more than there are."""
        self._move(invite_residents, [resident_id], resident_id)

    def take_off(self, resident_id: UUID) -> None:
        """Take somebody expected off the roll, or somebody waiting off the list."""
        self._move(take_off_roll, resident_id, resident_id)

    def _move(self, use_case: Callable[..., object], given: object, resident_id: UUID) -> None:
        if self._roll is not None and self.is_ahead:
            slot_id = self._roll.slot_id
            self.desk.write(self, lambda _done: self.moved.emit(resident_id), self.fail, use_case, slot_id, given)
