"""The first start on a computer: an address and a code, whom they invite, a passphrase, then the first download."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import BugError, KnownError
from sync.client.premises import Premises
from ui.jobs import Lane
from ui.passphrase_choice import PassphraseChoice
from ui.recovery.sheet_vm import SheetVm

if TYPE_CHECKING:
    from sync.client.workplace import Workplace
    from sync.protocol.joining import Invitation


_AWAY = frozenset({"server_unreachable", "server_slow"})


class FirstRunVm(QObject):
    """Walks through the steps. Nothing is used up before the passphrase is chosen; then a kill loses nothing."""

    invited = Signal(object)
    """An Invitation: who this laptop is for."""
    created = Signal()
    """The vault is made and the laptop has joined; a recovery sheet may be drawn."""
    finished = Signal(object)
    """A Workplace, ready to download."""
    refused = Signal(object)
    busy_changed = Signal(bool)

    def __init__(self, premises: Premises, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._premises = premises
        self._lane = lane
        self._place: tuple[str, str] | None = None
        self.invitation: Invitation | None = None
        self._workplace: Workplace | None = None

    def ask(self, address: str, code: str) -> None:
        """Ask the server whom the code invites."""
        self._place = (address, code)
        self.busy_changed.emit(True)
        self._lane.put(self, lambda: self._premises.ask_invitation(address, code), self._greet, self._miss, self._rest)

    @property
    def passphrase_choice(self) -> PassphraseChoice:
        """What helps to choose a passphrase: it may not be what anybody would guess of its owner."""
        found = self.invitation
        names = (found.staff_first_name, found.staff_family_name, found.space_name) if found else ()
        return PassphraseChoice(names)

    def choose(self, passphrase: str) -> None:
        """Make the vault under `passphrase`."""
        if self.invitation is None or self._place is None:
            return
        invitation, (address, code) = self.invitation, self._place
        label = platform.system() or "laptop"

        def create() -> Workplace:
            return self._premises.create(address, code, invitation, passphrase, label)

        self.busy_changed.emit(True)
        self._lane.put(self, create, self._finish, self._refuse, self._rest)

    def _greet(self, invitation: Invitation) -> None:
        self.invitation = invitation
        self.invited.emit(invitation)

    def _finish(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self.created.emit()

    def sheet(self) -> SheetVm:
        """The recovery sheet of whoever has just chosen her passphrase. Raises BugError before that."""
        if self._workplace is None:
            raise BugError("nobody has a vault yet")
        return SheetVm(self._workplace.people(), self._lane, self)

    def finish(self) -> None:
        """Go on to the work."""
        workplace, self._workplace = self._workplace, None
        if workplace is not None:
            self.finished.emit(workplace)

    def leave(self) -> bool:
        """Close what was made, if anything was: nobody goes on from here now."""
        workplace, self._workplace = self._workplace, None
        if workplace is not None:
            self._lane.put(self, workplace.close)
        return workplace is not None

    def _miss(self, error: KnownError) -> None:
        # what a laptop at work is told, that its records are safe here, is no help before there are any
        self._refuse(KnownError("centre_not_found") if error.key in _AWAY else error)

    def _rest(self) -> None:
        """However it ended, a bug included, one may press again."""
        self.busy_changed.emit(False)

    def _refuse(self, error: KnownError) -> None:
        self.refused.emit(error)
