"""A folder that may hold a workplace: what the lock screen needs before anything heavy is imported."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_stretching import FLOOR, KdfParams
from intake_app.storage.one_copy import OneCopy
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import SlotOwner

if TYPE_CHECKING:
    from sync.client.workplace import Connect, Workplace
    from sync.protocol.joining import Invitation


class Premises:
    """A folder in which one copy of the program works at a time. `connect` None means over HTTP.

    SQLModel and requests are imported by `unlock` and `create` only: the lock screen is painted before.
    """

    def __init__(self, folder: Path, connect: Connect | None = None, params: KdfParams = FLOOR) -> None:
        self.folder = folder
        self.params = params
        self._connect = connect
        self._lock = OneCopy(folder)

    def take(self) -> None:
        """Raises KnownError `already_open` when another copy of the program works here, `folder_read_only`…"""
        self._lock.take()

    def release(self) -> None:
        """Let another copy in."""
        self._lock.release()

    def owners(self) -> tuple[SlotOwner, ...]:
        """Who can open the vault; nobody when there is none yet. Raises KnownError when it is damaged."""
        try:
            return Vault.load(self.folder).owners
        except KnownError as error:
            if error.key == "vault_missing":
                return ()
            raise

    def unlock(self, owner_id: UUID, passphrase: str, *, accept_loss: bool = False) -> Workplace:
        """Open the workplace: about a second of deliberate work.

        Raises KnownError: wrong_passphrase, too_many_tries, access_closed, vault_damaged, database_damaged,
        plaintext_database, database_newer, saved_changes_missing (until `accept_loss`), disk_full…
        """
        from sync.client.workplace import open_workplace

        vault = Vault.load(self.folder)
        owner = next((owner for owner in vault.owners if owner.staff_id == owner_id), None)
        if owner is None:
            raise BugError("the lock screen offered somebody whom the vault does not know")
        keys = vault.unlock(owner_id, passphrase)
        return _joined(open_workplace(self.folder, keys, owner, self._connect, accept_loss=accept_loss))

    def ask_invitation(self, address: str, code: str) -> Invitation:
        """Whom the code invites, without using it up. Raises KnownError: address_invalid, server_unreachable,
        code_wrong…
        """
        from sync.client.address import check_address
        from sync.client.enrolment import ask_invitation
        from sync.client.transport import HttpTransport

        with closing((self._connect or HttpTransport)(check_address(address))) as transport:
            return ask_invitation(transport, code)

    def create(self, address: str, code: str, invitation: Invitation, passphrase: str, label: str) -> Workplace:
        """Make the vault of whoever was invited and keep the intent to join: a kill from here on loses neither
        code nor key.

        May be repeated, with the same code or a newer one, as long as this laptop has not joined: what was made the
        first time serves again. Raises KnownError: vault_already_there, wrong_passphrase, code_wrong, code_used…
        """
        from sync.client.workplace import create_workplace

        place = (address, code, label)
        return _joined(create_workplace(self.folder, invitation, passphrase, self.params, place, self._connect))


def _joined(workplace: Workplace) -> Workplace:
    """The workplace once it has joined its space: nothing to do but the first time, when it needs the server."""
    try:
        workplace.join()
    except BaseException:
        workplace.close()
        raise
    return workplace
