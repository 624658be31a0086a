"""Coming in by a recovery sheet: its code, then a new passphrase."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from sync.client.premises import Premises
from ui.jobs import Lane
from ui.passphrase_choice import PassphraseChoice
from ui.shell.unlock_vm import DAMAGES


class RecoveryVm(QObject):
    """For one person, whom the door has already asked who they are. Signals arrive on the window's thread."""

    opened = Signal(object)
    """A Workplace."""
    refused = Signal(object)
    """A KnownError: sheet_code_malformed, sheet_wrong, too_many_tries…"""
    busy_changed = Signal(bool)

    def __init__(
        self, premises: Premises, lane: Lane, person_id: UUID, name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._premises, self._lane, self._person_id = premises, lane, person_id
        self.name = name
        self.is_opening = False
        self._repairs = False

    @property
    def passphrase_choice(self) -> PassphraseChoice:
        """What helps to choose the new passphrase."""
        return PassphraseChoice((self.name.rsplit(" ", 1)[0],))

    def open(self, code: str, passphrase: str) -> None:
        """Open by the code; `passphrase` opens from now on. A second press meanwhile does nothing."""
        if self.is_opening:
            return
        self._set_opening(True)
        self._lane.put(
            self,
            lambda: self._premises.recover(self._person_id, code, passphrase, repairs=self._repairs),
            self.opened.emit,
            self._refuse,
            lambda: self._set_opening(False),
        )

    def _refuse(self, error: KnownError) -> None:
        # told what is wrong, whoever presses once more has it repaired
        self._repairs = error.key in DAMAGES
        self.refused.emit(error)

    def _set_opening(self, is_opening: bool) -> None:
        self.is_opening = is_opening
        self.busy_changed.emit(is_opening)
