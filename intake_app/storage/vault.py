"""The vault: what stands between a passphrase and the encrypted database. See `resources/decisions/0003-vault.md`.

create_vault(folder, owner, passphrase, params) -> Keys        once per laptop and scope
Vault.load(folder).owners                                      the lock screen
Vault.load(folder).unlock(owner_id, passphrase) -> Keys        each opening
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from intake_app.domain.errors import KnownError
from intake_app.storage.key_ring import PepperPlace
from intake_app.storage.key_stretching import FLOOR, KdfParams
from intake_app.storage.keys import KEY_LENGTH, Keys, RandomBytes
from intake_app.storage.organisation_slot import seal_to_organisation
from intake_app.storage.passphrase import require_long_enough
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, known_disk_error
from intake_app.storage.tries import Clock, utc_now
from intake_app.storage.vault_file import (
    COPY_NAME,
    FILE_NAME,
    FIRST_GENERATION,
    MOST_SLOTS,
    THIRD_NAME,
    costliest,
    first_body,
    raw_slot,
    require_authentic,
    signed,
    slot_of,
    write_pair,
)
from intake_app.storage.vault_rewriting import RewritableVault, require_within
from intake_app.storage.vault_slot import Slot, SlotKind, SlotOwner, unwrap_root, with_root, wrap_root


def create_vault(
    folder: Path,
    owner: SlotOwner,
    passphrase: str,
    params: KdfParams,
    random: RandomBytes = os.urandom,
    *,
    clock: Clock = utc_now,
    floor: KdfParams = FLOOR,
    disk: Disk = LAPTOP_DISK,
) -> Keys:
    """A new vault with a new random DEK and one slot, in `folder` (made when absent, for its owner only). Returns its
    open keys.

    Raises KnownError: `vault_already_there` (nothing is ever overwritten), `passphrase_too_short`, `disk_full`,
    `folder_read_only`, `folder_unreachable`, `not_enough_memory`. Raises BugError for parameters outside the limits.
    """
    require_long_enough(passphrase)
    require_within(params, floor)
    try:
        disk.make_folder(folder)
        if any(disk.exists(folder / name) for name in (FILE_NAME, COPY_NAME, THIRD_NAME)):
            raise KnownError("vault_already_there")
    except OSError as error:
        raise known_disk_error(error) from error
    keys = Keys(UUID(bytes=random(16), version=4), bytearray(random(KEY_LENGTH)))
    try:
        slot = wrap_root(keys.root, owner, passphrase, keys.vault_id, params, FIRST_GENERATION, random)
        write_pair(disk, folder, signed(first_body(keys.vault_id, slot, clock()), keys.vault_mac_key))
    except BaseException:
        keys.wipe()
        raise
    return keys


class Vault(RewritableVault):
    """What opens a vault, and who may. `Vault.load` reads it."""

    @property
    def owners(self) -> tuple[SlotOwner, ...]:
        """Who can open this vault, in the order they were added. Show their labels as plain text."""
        return tuple(slot.owner() for slot in self._stored.body.slots_of(SlotKind.PASSPHRASE))

    @property
    def sheet_holders(self) -> frozenset[UUID]:
        """Whose recovery sheet opens this vault."""
        return frozenset(slot.staff_id for slot in self._stored.body.slots_of(SlotKind.SHEET))

    def slot_id_of(self, owner_id: UUID) -> UUID:
        """By what a passphrase's slot is told from the one before. Raises BugError when nobody here has that id."""
        return slot_of(self._stored.body, owner_id).slot_id

    def pepper_of(self, owner_id: UUID) -> PepperPlace | None:
        """What somebody's slot needs from the key ring. Raises BugError when nobody here has that id."""
        return slot_of(self._stored.body, owner_id).pepper

    @property
    def peppers(self) -> frozenset[PepperPlace]:
        """What the slots need from the key ring."""
        slots = self._stored.body.slots_of(SlotKind.PASSPHRASE)
        return frozenset(slot.pepper for slot in slots if slot.pepper is not None)

    @property
    def organisation_key(self) -> bytes:
        """The organisation's public key that the DEK is sealed to; empty when there is none."""
        return b"".join(slot.public_key for slot in self._stored.body.organisation_slots)

    @property
    def sealed_for_organisation(self) -> bytes:
        """What only the holders of the private key open; empty when there is no such slot."""
        return b"".join(slot.sealed for slot in self._stored.body.organisation_slots)

    def unlock(self, owner_id: UUID, secret: str, kind: SlotKind = SlotKind.PASSPHRASE) -> Keys:
        """The keys, after about a second of deliberate work, by a passphrase or by the code of a recovery sheet. A
        damaged copy of the file is mended on the way.

        Raises KnownError: `wrong_passphrase`, `too_many_tries` (`seconds`), `vault_altered` (the passphrase is right
        but somebody changed the rest of the file), `not_enough_memory`. Raises BugError when nobody in `owners` (or in
        `sheet_holders`) has that id.
        """
        return self._opened(slot_of(self._stored.body, owner_id, kind), secret)

    def unlock_answered(self, slot: Slot, passphrase: str) -> Keys:
        """The keys, by a slot that stands beside the vault and that the organisation has sealed the DEK to.

        Raises KnownError as `unlock`: wrong_passphrase, too_many_tries, vault_altered (also when what was sealed to it
        is not for it).
        """
        return self._opened(slot, passphrase)

    def _opened(self, slot: Slot, secret: str) -> Keys:
        self.tries.begin(slot.staff_id)
        try:
            keys = Keys(self.vault_id, unwrap_root(slot, secret, self.vault_id))
        except KnownError as error:
            if error.key != "wrong_passphrase":
                self.tries.take_back(slot.staff_id)
            raise
        self.tries.clear(slot.staff_id)
        try:
            require_authentic(self._stored.body, keys)
        except BaseException:
            keys.wipe()
            raise
        if not self._stored.is_healthy:
            # a vault that opens from its copy must open even where nothing can be written
            with suppress(KnownError):
                self._stored = write_pair(self._disk, self._folder, self._stored.body)
        return keys

    def change_passphrase(self, owner_id: UUID, old: str, new: str, params: KdfParams | None = None) -> None:
        """Wrap the same DEK under a new passphrase: nothing is encrypted again, the other slots stay. `params`: as
        before when None.

        Raises KnownError: `passphrase_too_short`, those of `unlock` for `old`, those of writing (then the old
        passphrase still holds).
        """
        require_long_enough(new)
        self._refresh()
        with self.unlock(owner_id, old) as keys:
            self.reset_passphrase(keys, owner_id, new, params, slot_of(self._stored.body, owner_id).pepper)

    def reset_passphrase(
        self,
        keys: Keys,
        owner_id: UUID,
        new: str,
        params: KdfParams | None = None,
        pepper: PepperPlace | None = None,
    ) -> None:
        """As `change_passphrase`, for whoever has opened the vault in another way. With this pepper, from now on."""
        require_long_enough(new)
        self._refresh()
        require_authentic(self._stored.body, keys)
        before = slot_of(self._stored.body, owner_id)
        self._put(keys, self._wrapped(keys, before.owner(), new, params or before.kdf, pepper=pepper))

    def renew_slot(self, keys: Keys, owner: SlotOwner, passphrase: str, pepper: PepperPlace | None = None) -> None:
        """Write somebody's slot anew under the passphrase they have where it says another role or name, needs another
        pepper, or is of the first version.

        Raises KnownError: key_ring_missing, vault_altered, those of writing (then the slot before still holds).
        """
        self._refresh()
        require_authentic(self._stored.body, keys)
        before = slot_of(self._stored.body, owner.staff_id)
        if before.owner() != owner or not before.has_own_key or before.pepper != pepper:
            self._put(keys, self._wrapped(keys, owner, passphrase, before.kdf, pepper=pepper))

    def change_root(self, keys: Keys, fresh: Keys) -> None:
        """Have every slot open to the DEK of `fresh` from now on: what everything else is encrypted with must stand
        ready under it. Recovery sheets of the first version go: nobody could give them another DEK.

        Raises KnownError: slots_too_old (somebody has not come in since the first version; nothing changed),
        vault_altered, those of writing (then the DEK before still holds).
        """
        self._refresh()
        body = self._stored.body
        require_authentic(body, keys)
        known = body.slots_of(*SlotKind)
        if not all(slot.has_own_key for slot in body.slots_of(SlotKind.PASSPHRASE)):
            raise KnownError("slots_too_old")
        resealed = [raw_slot(with_root(slot, fresh.root, self.vault_id)) for slot in known if slot.has_own_key]
        for slot in body.organisation_slots:
            renewed = seal_to_organisation(fresh.root, slot.public_key, self.vault_id, self.generation + 1)
            resealed.append(raw_slot(renewed))
        self._write(fresh, tuple(resealed))

    def add_owner(self, keys: Keys, owner: SlotOwner, passphrase: str, params: KdfParams | None = None) -> None:
        """One more member of staff who opens the same data with a passphrase of their own. `params`: the costliest in
        use when None.

        All owners share one DEK: what separates them inside is the program, not cryptography.
        Raises KnownError: `owner_already_there`, `vault_full`, `passphrase_too_short`, `vault_altered`,
        `not_enough_memory`, those of writing.
        """
        require_long_enough(passphrase)
        self._refresh()
        require_authentic(self._stored.body, keys)
        if owner.staff_id in {known.staff_id for known in self.owners}:
            raise KnownError("owner_already_there")
        self._put(keys, self._wrapped(keys, owner, passphrase, params or costliest(self._stored.body)))

    def remove_owner(self, keys: Keys, owner_id: UUID) -> None:
        """Take away a member of staff's passphrase and recovery sheet: neither opens the vault any more.

        Raises KnownError: `last_owner` (somebody must be able to open it), `vault_altered`, those of writing. Raises
        BugError when nobody has that id.
        """
        self._refresh()
        require_authentic(self._stored.body, keys)
        if len(self.owners) == 1:
            raise KnownError("last_owner")
        slot_of(self._stored.body, owner_id)
        theirs = [raw_slot(slot) for slot in self._stored.body.slots_of(*SlotKind) if slot.staff_id == owner_id]
        self._write(keys, tuple(raw for raw in self._stored.body.slots if raw not in theirs))

    def put_sheet(self, keys: Keys, owner_id: UUID, code: str, params: KdfParams | None = None) -> None:
        """Have the code of a recovery sheet open the vault for one of the owners; their sheet before stops working.

        Raises KnownError: `vault_full`, `vault_altered`, `not_enough_memory`, those of writing (then the sheet before
        still works).
        """
        self._refresh()
        require_authentic(self._stored.body, keys)
        owner = slot_of(self._stored.body, owner_id).owner()
        self._put(keys, self._wrapped(keys, owner, code, params or costliest(self._stored.body), SlotKind.SHEET))

    def put_organisation(self, keys: Keys, public_key: bytes) -> None:
        """Have the holders of this organisation's key open the vault, and those of the key before no more; nobody when
        it is empty. Nobody's passphrase is needed.

        Raises KnownError: recovery_key_malformed, vault_full, vault_altered, those of writing (then the slot before
        still stands).
        """
        self._refresh()
        body = self._stored.body
        require_authentic(body, keys)
        others = body.without_organisation()
        if not public_key:
            self._write(keys, others)
            return
        if len(others) >= MOST_SLOTS:
            raise KnownError("vault_full", most=MOST_SLOTS)
        slot = seal_to_organisation(keys.root, public_key, self.vault_id, self.generation + 1)
        self._write(keys, (*others, raw_slot(slot)))

    def adopt(self, keys: Keys, slot: Slot) -> None:
        """Put a slot that the organisation answered to in the place of the passphrase before of the same person. Their
        recovery sheet goes: it is lost.

        Raises KnownError: vault_altered, those of writing (then the passphrase before still holds). Raises BugError
        when nobody here has that id.
        """
        self._refresh()
        body = self._stored.body
        require_authentic(body, keys)
        before = raw_slot(slot_of(body, slot.staff_id))
        if slot.generation > self.generation + 1:
            # made when the file was newer than this one: an older one was put back
            raise KnownError("vault_altered")
        sheets = [raw_slot(one) for one in body.slots_of(SlotKind.SHEET) if one.staff_id == slot.staff_id]
        after = raw_slot(with_root(slot, keys.root, self.vault_id))
        kept = (raw for raw in body.slots if raw not in sheets)
        self._write(keys, tuple(after if raw == before else raw for raw in kept))
