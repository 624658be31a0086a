"""A laptop's workplace: its folder, its vault, its store and its way to the centre, put together. What the window
is built around.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from intake_app.domain.actor import Actor, new_uuid7, utc_now
from intake_app.domain.base import Clock
from intake_app.domain.errors import KnownError
from intake_app.storage.key_stretching import KdfParams
from intake_app.storage.keys import Keys
from intake_app.storage.one_copy import OneCopy
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from intake_app.storage.vault import Vault, create_vault
from intake_app.storage.vault_slot import SlotOwner, short_label
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, join, keep_intent, read_enrolment
from sync.client.identity import Enrolment
from sync.client.progress import Outcome, Report, report_nothing
from sync.client.transport import HttpTransport, Transport
from sync.protocol.messages import Invitation

Connect = Callable[[str], Transport]
"""Makes a transport to a server's address."""


@dataclass
class Workplace:
    """An open workplace: everything behind the lock screen. `close` before the keys are gone."""

    folder: Path
    keys: Keys
    store: Store
    owner: SlotOwner
    enrolment: Enrolment | None
    connect: Connect
    clock: Clock = utc_now

    @property
    def actor(self) -> Actor:
        """Whoever opened the vault. Raises KnownError `not_joined` before this laptop has joined a space."""
        if self.enrolment is None:
            raise KnownError("not_joined")
        return Actor(self.owner.staff_id, UUID(self.enrolment.space_id), self.owner.role, self.clock, new_uuid7)

    def join(self) -> Enrolment:
        """Go through with the enrolment this workplace was made for; may be repeated until it answers."""
        if self.enrolment is None:
            self.enrolment = join(self.store, self.keys, self.connect)
        return self.enrolment

    def exchange(self, report: Report = report_nothing, is_stopped: Callable[[], bool] = lambda: False) -> Outcome:
        """One run of the exchange with the centre. Raises KnownError: not_joined, and whatever stops it."""
        enrolment = self.join()
        transport = self.connect(enrolment.address)
        engine = SyncEngine(self.store, transport, identity_of(enrolment, self.keys), self.clock)
        return engine.run_once(report, is_stopped)

    def close(self) -> None:
        """Close the files, then forget the keys."""
        self.store.close()
        self.keys.wipe()


class Premises:
    """A folder that may hold a workplace; only one copy of the program works in it at a time."""

    def __init__(self, folder: Path, connect: Connect = HttpTransport, clock: Clock = utc_now) -> None:
        self.folder = folder
        self._connect = connect
        self._clock = clock
        self._lock = OneCopy(folder)

    def take(self) -> None:
        """Raises KnownError `already_open` when another copy of the program works here, folder_read_only…"""
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
        """Open the workplace: about a second of deliberate work. Raises KnownError: wrong_passphrase, too_many_tries,

        vault_damaged, database_damaged, plaintext_database, database_newer, saved_changes_missing, disk_full…
        """
        vault = Vault.load(self.folder)
        owner = next(owner for owner in vault.owners if owner.staff_id == owner_id)
        return self._open(vault.unlock(owner_id, passphrase), owner, accept_loss)

    def create(
        self, address: str, code: str, invitation: Invitation, passphrase: str, label: str, params: KdfParams
    ) -> Workplace:
        """Make the vault of whoever was invited, and keep the intent to join: a kill from here on loses neither
        code nor key.
        """
        owner = SlotOwner(
            UUID(invitation.staff_id),
            short_label(invitation.staff_first_name, invitation.staff_family_name),
            invitation.staff_role,
        )
        keys = create_vault(self.folder, owner, passphrase, params, secrets.token_bytes)
        workplace = self._open(keys, owner, False)
        keep_intent(workplace.store, keys, address, code, label)
        return workplace

    def _open(self, keys: Keys, owner: SlotOwner, accept_loss: bool) -> Workplace:
        try:
            store = open_store(self.folder, keys, accept_loss=accept_loss)
        except BaseException:
            keys.wipe()
            raise
        enrolment = store.read(lambda session: read_enrolment(session.connection()))
        return Workplace(self.folder, keys, store, owner, enrolment, self._connect, self._clock)
