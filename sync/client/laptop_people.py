"""Who opens this laptop: letting somebody in, and out, their passphrases and their recovery sheets. The vault and the
trail are written together here.

A line of the trail is written before the vault: a kill in between tells of something that was not done, and never
leaves untold what was. What then fails is told by a second line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from intake_app.domain.actor import Actor, utc_now
from intake_app.domain.errors import BugError, KnownError
from intake_app.services.laptop_people import ADDED, REMOVED, Colleague, list_colleagues, note_adding, note_removing
from intake_app.storage import audit
from intake_app.storage.asked_slot import forget_asked, read_asked
from intake_app.storage.key_stretching import KdfParams
from intake_app.storage.keys import Keys
from intake_app.storage.newest_vault import require_newest
from intake_app.storage.store import Store
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import Slot, SlotOwner, short_label
from sync.client import key_change
from sync.client.key_ring import (
    RING_LEFT,
    RING_USED,
    RingState,
    begin_using,
    leave,
    look_at_ring,
    pepper_wanted,
    renew_slot,
    sweep_ring,
)
from sync.client.receipts import newest_receipt
from sync.protocol.recovery import key_name

UNLOCKED: Final = "unlock"
UNLOCKED_BY_SHEET: Final = "unlock_by_sheet"
UNLOCKED_BY_ORGANISATION: Final = "unlock_by_organisation"
NOT_UNLOCKED: Final = "unlock_failed"
CHANGED: Final = "change_passphrase"
SHEET_MADE: Final = "make_recovery_sheet"
KEY_CHANGED: Final = "change_data_key"
_FAILED: Final = "_failed"


@dataclass(frozen=True, slots=True)
class LaptopPerson:
    """Somebody who opens this laptop, since when, and the day of their recovery sheet when they have one."""

    owner: SlotOwner
    since: datetime
    sheet_at: datetime | None
    is_here: bool


class LaptopPeople:
    """Of one open workplace. Everything here takes about a second, or more where something new is measured: never on
    the window's thread.
    """

    def __init__(
        self,
        folder: Path,
        keys: Keys,
        store: Store,
        find_actor: Callable[[], Actor],
        owner: SlotOwner,
        measure: Callable[[], KdfParams],
    ) -> None:
        self._folder, self._keys, self._store, self.owner = folder, keys, store, owner
        self._find_actor, self._measure = find_actor, measure

    def list_people(self) -> tuple[LaptopPerson, ...]:
        """Everybody who opens this laptop, in the order they were let in. Raises KnownError as `Vault.load`."""
        vault = Vault.load(self._folder)
        told = self._store.read(audit.read_deeds, (ADDED, SHEET_MADE))
        made_at = datetime.fromisoformat(vault.created)
        since = {entry.record_id: entry.at for entry in told if entry.deed == ADDED}
        sheets = {entry.staff_id: entry.at for entry in told if entry.deed == SHEET_MADE}
        return tuple(
            LaptopPerson(
                owner,
                since.get(owner.staff_id, made_at),
                sheets.get(owner.staff_id, made_at) if owner.staff_id in vault.sheet_holders else None,
                owner.staff_id == self.owner.staff_id,
            )
            for owner in vault.owners
        )

    def name_organisation_key(self) -> str:
        """By what the organisation's key, which opens this laptop too, is told from another one; "" without one."""
        key = Vault.load(self._folder).organisation_key
        return key_name(key) if key else ""

    def list_colleagues(self) -> tuple[Colleague, ...]:
        """Whom one might let in."""
        present = {owner.staff_id for owner in Vault.load(self._folder).owners}
        return self._store.read(list_colleagues, present, self.owner.role)

    def add(self, staff_id: UUID, passphrase: str, authority: str) -> None:
        """Let a colleague in with a passphrase of theirs, on the `authority` of whoever is here: her own passphrase.

        Raises KnownError: wrong_passphrase, too_many_tries, role_needs_own_laptop, access_closed, record_gone,
        not_allowed, and those of `Vault.add_owner`.
        """
        vault = self._authorised(authority)
        if staff_id in {owner.staff_id for owner in vault.owners}:
            raise KnownError("owner_already_there")
        params = self._measure()
        member = self._store.run(note_adding, self._find_actor(), staff_id)
        owner = SlotOwner(staff_id, short_label(member.first_name, member.family_name), member.role)
        with self._told_if_it_fails(ADDED, staff_id):
            vault.add_owner(self._keys, owner, passphrase, params)
        require_newest(self._store, vault)

    def remove(self, staff_id: UUID, authority: str) -> int:
        """Let somebody in no more; gives how many of their files wait here for the centre. They stay, and go with the
        next exchange.

        Raises KnownError: wrong_passphrase, too_many_tries, not_allowed, last_owner, those of writing.
        """
        if staff_id == self.owner.staff_id:
            raise BugError("nobody removes herself: she would be in and could not come back")
        vault = self._authorised(authority)
        unsent = self._store.run(note_removing, self._find_actor(), staff_id)
        with self._told_if_it_fails(REMOVED, staff_id):
            vault.remove_owner(self._keys, staff_id)
        require_newest(self._store, vault)
        with self._store.direct() as connection:
            # they had the key: it is changed once every file is closed
            key_change.ask_for(connection)
        return unsent

    def change_passphrase(self, old: str, new: str) -> None:
        """Another passphrase for whoever is here; nothing is encrypted anew. Raises KnownError as
        `Vault.change_passphrase`.
        """
        self._authorised(old)
        self.reset_passphrase(new)

    def reset_passphrase(self, new: str) -> None:
        """The same for whoever came in by her recovery sheet."""
        vault, params = Vault.load(self._folder), self._measure()
        self._note(CHANGED, self.owner.staff_id)
        with self._told_if_it_fails(CHANGED, self.owner.staff_id):
            pepper = pepper_wanted(self._store, vault, self.owner.staff_id)
            vault.reset_passphrase(self._keys, self.owner.staff_id, new, params, pepper)
        require_newest(self._store, vault)

    def adopt(self, slot: Slot) -> None:
        """Have the slot that the organisation answered to open this laptop for whoever came in by it, with the
        passphrase she chose for it. Her sheet goes, and the data key is changed at the next lock: who answered had it.
        """
        vault = Vault.load(self._folder)
        self._note(CHANGED, self.owner.staff_id)
        with self._told_if_it_fails(CHANGED, self.owner.staff_id):
            vault.adopt(self._keys, slot)
        require_newest(self._store, vault)
        self.finish_adopting()

    def finish_adopting(self) -> None:
        """After a kill in the middle too: as long as what was asked stands beside the slot that was adopted, the change
        of the data key may not have been asked for. Does nothing, quickly, where nothing was begun.
        """
        asked = read_asked(self._folder, self.owner.staff_id)
        if asked is None or asked.slot.slot_id != Vault.load(self._folder).slot_id_of(self.owner.staff_id):
            return
        with self._store.direct() as connection:
            key_change.ask_for(connection)
        forget_asked(self._folder, self.owner.staff_id)

    def look_at_ring(self) -> RingState:
        """Whether the key ring of the system is a second factor here."""
        return look_at_ring(self._store, self._keys.vault_id)

    def use_ring(self, authority: str) -> None:
        """Have this laptop's passphrases need the key ring of the system too: hers from now on, those of colleagues
        from their next opening on.

        Raises KnownError: wrong_passphrase, too_many_tries, key_ring_needs_way_back, key_ring_absent, key_ring_refused,
        those of writing.
        """
        vault = self._authorised(authority)
        place = begin_using(self._store, vault, self._entry(RING_USED, self.owner.staff_id))
        renew_slot(self._store, vault, self._keys, self.owner, authority, place)
        require_newest(self._store, vault)

    def leave_ring(self, authority: str) -> None:
        """The opposite. Raises KnownError: wrong_passphrase, too_many_tries, those of writing."""
        vault = self._authorised(authority)
        leave(self._store, self._entry(RING_LEFT, self.owner.staff_id))
        vault.renew_slot(self._keys, self.owner, authority)
        require_newest(self._store, vault)
        sweep_ring(self._folder, self._store, self._keys)

    def authorise(self, passphrase: str) -> None:
        """Make sure that it is she who sits here. Raises KnownError: wrong_passphrase, too_many_tries."""
        self._authorised(passphrase)

    def keep_sheet(self, code: str) -> None:
        """Have the code of a recovery sheet, printed and typed back, open this laptop for whoever is here; the sheet
        before it stops working. Raises KnownError as `Vault.put_sheet`.
        """
        vault, params = Vault.load(self._folder), self._measure()
        self._note(SHEET_MADE, self.owner.staff_id)
        with self._told_if_it_fails(SHEET_MADE, self.owner.staff_id):
            vault.put_sheet(self._keys, self.owner.staff_id, code, params)
        require_newest(self._store, vault)

    def check_trail(self) -> audit.TrailCheck:
        """Whether the trail of this laptop is whole."""
        return self._store.read(audit.check_trail)

    def _authorised(self, passphrase: str) -> Vault:
        vault = Vault.load(self._folder)
        vault.unlock(self.owner.staff_id, passphrase).wipe()
        return vault

    @contextmanager
    def _told_if_it_fails(self, deed: str, about: UUID) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._note(deed + _FAILED, about)
            raise

    def _note(self, deed: str, about: UUID) -> None:
        with self._store.direct() as connection:
            audit.append(connection, [self._entry(deed, about)])

    def _entry(self, deed: str, about: UUID) -> audit.Entry:
        return audit.Entry(self._find_actor().clock(), self.owner.staff_id, deed, "staff_member", about)


def note_opening(
    store: Store, vault: Vault, staff_id: UUID, deed: str = UNLOCKED, *, clock: Callable[[], datetime] = utc_now
) -> None:
    """Have the trail say who came in, and who tried in vain since it was last asked.

    Raises KnownError `vault_put_back` when the vault file is an older one; that is told too.
    """
    try:
        require_newest(store, vault)
    except KnownError as error:
        deed = error.key
        raise
    finally:
        untold = vault.tries.untold
        entries = [audit.Entry(one.at, one.staff_id, NOT_UNLOCKED, "staff_member", one.staff_id) for one in untold]
        with store.direct() as connection:
            if key_change.take_note(connection):
                entries.append(audit.Entry(clock(), staff_id, KEY_CHANGED, None, None))
            entered = audit.Entry(clock(), staff_id, deed, "staff_member", staff_id)
            audit.append(connection, [*entries, entered])
            newest = newest_receipt(connection)
            if newest is not None:
                # by the centre's clock: this one, put ahead, would throw the whole trail away
                audit.let_go(connection, entered, datetime.fromisoformat(newest.received_at) - audit.KEPT)
        vault.tries.forget(untold)
