"""The lock screen's state: who may open, what went wrong, how long to wait."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from sync.client.premises import Premises
from ui.jobs import Lane

OVERDUE: Final = ("lease_over", "lease_code_wrong")
"""The passphrase was right, and the laptop waits for the centre."""
DAMAGES: Final = frozenset({"saved_changes_missing", "database_damaged"})
"""What a repair puts right."""


class UnlockVm(QObject):
    """Opens the workplace of whoever typed the right passphrase. Signals arrive on the window's thread."""

    opening = Signal(bool)
    """Whether it is repaired first."""
    ended = Signal(object)
    """The try has ended; `opened`, `refused` or `damage_found` follow at once, else the KnownError says it all."""
    opened = Signal(object)
    """A Workplace."""
    refused = Signal(object)
    """A KnownError: wrong_passphrase, too_many_tries (`seconds`), database_damaged…"""
    damage_found = Signal(object)
    """A KnownError `saved_changes_missing` (`count`) or `database_damaged`: `repair` puts it right."""

    def __init__(self, premises: Premises, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._premises = premises
        self._lane = lane
        self._last: tuple[UUID, str] | None = None
        self._repairs = False
        self.is_opening = False

    def people(self) -> list[tuple[str, str, str]]:
        """(id, short name, role code) of each person the vault knows. Raises KnownError when it is damaged."""
        return [(str(owner.staff_id), owner.label, owner.role) for owner in self._premises.owners()]

    def unlock(self, person_id: str, passphrase: str) -> None:
        """Try to open. A second press while one try is under way does nothing."""
        self._repairs = False
        self._try(UUID(person_id), passphrase)

    def repair(self) -> None:
        """Repair what was found damaged, then open."""
        self._repairs = True
        self.try_again()

    def try_again(self, lease_code: str = "") -> None:
        """Open with what was typed before: the network is back, or the centre has read out a code."""
        if self._last is not None:
            self._try(*self._last, lease_code)

    def forget(self) -> None:
        """Somebody gave up: nothing typed is kept."""
        self._last = None

    def _try(self, owner_id: UUID, passphrase: str, lease_code: str = "") -> None:
        if self.is_opening:
            return
        self.is_opening, self._last = True, (owner_id, passphrase)
        self.opening.emit(self._repairs)
        repairs = self._repairs
        self._lane.put(
            self,
            lambda: self._premises.unlock(owner_id, passphrase, repairs=repairs, lease_code=lease_code),
            self._succeed,
            self._refuse,
            self._end,
        )

    def _end(self) -> None:
        """However it ended. What is said here stays only when nothing better follows: after a bug."""
        self.is_opening = False
        self.ended.emit(KnownError("opening_failed"))

    def _succeed(self, workplace: object) -> None:
        self._last = None
        self.opened.emit(workplace)

    def _refuse(self, error: KnownError) -> None:
        if error.key in DAMAGES:
            self.damage_found.emit(error)
            return
        if error.key in OVERDUE:
            # the file is open by then, and whole
            self._repairs = False
        else:
            self._last = None
        self.refused.emit(error)
