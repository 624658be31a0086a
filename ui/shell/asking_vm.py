"""Coming in by the organisation: a new passphrase and a request, then the answer to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from sync.client.premises import Premises
from ui.jobs import Lane
from ui.passphrase_choice import PassphraseChoice
from ui.shell.unlock_vm import DAMAGES

if TYPE_CHECKING:
    from sync.protocol.recovery import RecoveryRequest


class AskingVm(QObject):
    """For one person, whom the door has already asked who they are. Signals arrive on the window's thread."""

    asked = Signal()
    """There is a request to send."""
    saved = Signal()
    answer_read = Signal(str)
    """The text of an answer, from its file."""
    opened = Signal(object)
    """A Workplace."""
    refused = Signal(object)
    """A KnownError: recovery_answer_other, recovery_phrase_wrong, too_many_tries, disk_full…"""
    busy_changed = Signal(bool)

    def __init__(
        self, premises: Premises, lane: Lane, person_id: UUID, name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._premises, self._lane, self._person_id = premises, lane, person_id
        self.name = name
        self.is_busy = False
        self.request: RecoveryRequest | None = premises.asked(person_id)
        self._repairs = False

    @property
    def passphrase_choice(self) -> PassphraseChoice:
        """What helps to choose the new passphrase."""
        return PassphraseChoice((self.name.rsplit(" ", 1)[0],))

    @property
    def spoken(self) -> str:
        """What is to be read out, in groups."""
        # only who has forgotten everything needs it: the lock screen of the others stays light
        from sync.protocol.recovery import spoken_code

        return spoken_code(self.request) if self.request is not None else ""

    def ask(self, passphrase: str) -> None:
        """Prepare a request; what it is answered with will open with this passphrase."""
        self._do(lambda: self._premises.ask(self._person_id, passphrase), self._on_asked)

    def save(self, path: Path) -> None:
        """Write the request to a file."""
        from sync.client.asking import save_request

        request = self.request
        if request is not None:
            self._do(lambda: save_request(request, path), lambda _none: self.saved.emit())

    def read(self, path: Path) -> None:
        """Read the answer from a file."""
        from sync.client.asking import read_answer_file

        self._do(lambda: read_answer_file(path), self.answer_read.emit)

    def open(self, answer: str, passphrase: str) -> None:
        """Open by the answer, with the passphrase chosen for it."""
        repairs = self._repairs
        self._do(
            lambda: self._premises.open_answered(self._person_id, passphrase, answer, repairs=repairs),
            self.opened.emit,
        )

    def _on_asked(self, request: RecoveryRequest) -> None:
        self.request = request
        self.asked.emit()

    def _refuse(self, error: KnownError) -> None:
        # told what is wrong, whoever presses once more has it repaired
        self._repairs = error.key in DAMAGES
        self.refused.emit(error)

    def _do(self, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        """One thing at a time: a second press meanwhile does nothing."""
        if not self.is_busy:
            self._set_busy(True)
            self._lane.put(self, work, then, self._refuse, lambda: self._set_busy(False))

    def _set_busy(self, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.busy_changed.emit(is_busy)
