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

import msgspec

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_stretching import CEILING, FLOOR, KdfParams
from intake_app.storage.keys import KEY_LENGTH, Keys, RandomBytes
from intake_app.storage.passphrase import require_long_enough
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, known_disk_error
from intake_app.storage.tries import Clock, Tries, utc_now
from intake_app.storage.vault_file import (
    COPY_NAME,
    FILE_NAME,
    FIRST_GENERATION,
    MOST_SLOTS,
    THIRD_NAME,
    StoredVault,
    costliest,
    first_body,
    raw_slot,
    read_pair,
    require_authentic,
    signed,
    slot_of,
    write_pair,
)
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
    _require_within(params, floor)
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


class Vault:
    """A vault file as read from the disk; holds no secret. One instance per folder and process: see `one_copy`."""

    def __init__(
        self, folder: Path, stored: StoredVault, tries: Tries, random: RandomBytes, floor: KdfParams, disk: Disk
    ) -> None:
        """Use `Vault.load`."""
        self._folder = folder
        self._stored = stored
        self.tries = tries
        self._random = random
        self._floor = floor
        self._disk = disk

    @classmethod
    def load(
        cls,
        folder: Path,
        *,
        clock: Clock = utc_now,
        random: RandomBytes = os.urandom,
        floor: KdfParams = FLOOR,
        disk: Disk = LAPTOP_DISK,
    ) -> Vault:
        """Read `palier.vault`, or its copy when that one is damaged; writes nothing.

        Raises KnownError: `vault_missing`, `vault_damaged`, `vault_altered`, `vault_newer`, `folder_unreachable`.
        """
        return cls(folder, read_pair(disk, folder, floor), Tries(folder, clock, disk), random, floor, disk)

    @property
    def vault_id(self) -> UUID:
        return self._stored.body.vault_id

    @property
    def generation(self) -> int:
        """Grows with every rewriting. A database that remembers it can tell when an older vault file was put back."""
        return self._stored.body.generation

    @property
    def created(self) -> str:
        """UTC, `2026-11-22T05:01:02Z`."""
        return self._stored.body.created

    @property
    def owners(self) -> tuple[SlotOwner, ...]:
        """Who can open this vault, in the order they were added. Show their labels as plain text."""
        return tuple(slot.owner() for slot in self._stored.body.slots_of(SlotKind.PASSPHRASE))

    @property
    def is_healthy(self) -> bool:
        """Whether both files say the same."""
        return self._stored.is_healthy

    @property
    def sheet_holders(self) -> frozenset[UUID]:
        """Whose recovery sheet opens this vault."""
        return frozenset(slot.staff_id for slot in self._stored.body.slots_of(SlotKind.SHEET))

    def unlock(self, owner_id: UUID, secret: str, kind: SlotKind = SlotKind.PASSPHRASE) -> Keys:
        """The keys, after about a second of deliberate work, by a passphrase or by the code of a recovery sheet. A
        damaged copy of the file is mended on the way.

        Raises KnownError: `wrong_passphrase`, `too_many_tries` (`seconds`), `vault_altered` (the passphrase is right
        but somebody changed the rest of the file), `not_enough_memory`. Raises BugError when nobody in `owners` (or in
        `sheet_holders`) has that id.
        """
        slot = slot_of(self._stored.body, owner_id, kind)
        self.tries.begin(owner_id)
        try:
            keys = Keys(self.vault_id, unwrap_root(slot, secret, self.vault_id))
        except KnownError as error:
            if error.key != "wrong_passphrase":
                self.tries.take_back(owner_id)
            raise
        self.tries.clear(owner_id)
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
            self.reset_passphrase(keys, owner_id, new, params)

    def reset_passphrase(self, keys: Keys, owner_id: UUID, new: str, params: KdfParams | None = None) -> None:
        """As `change_passphrase`, for whoever has opened the vault in another way."""
        require_long_enough(new)
        self._refresh()
        require_authentic(self._stored.body, keys)
        before = slot_of(self._stored.body, owner_id)
        self._put(keys, self._wrapped(keys, before.owner(), new, params or before.kdf))

    def renew_slot(self, keys: Keys, owner: SlotOwner, passphrase: str) -> None:
        """Write somebody's slot anew under the passphrase they have where it says another role or name, or is of the
        first version. Raises KnownError: vault_altered, those of writing (then the slot before still holds).
        """
        self._refresh()
        require_authentic(self._stored.body, keys)
        before = slot_of(self._stored.body, owner.staff_id)
        if before.owner() != owner or not before.has_own_key:
            self._put(keys, self._wrapped(keys, owner, passphrase, before.kdf))

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
        resealed = tuple(raw_slot(with_root(slot, fresh.root, self.vault_id)) for slot in known if slot.has_own_key)
        self._write(fresh, resealed)

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

    def _put(self, keys: Keys, after: Slot) -> None:
        """Write a slot in the place of the one it replaces (same person, same kind), else behind the others."""
        slots = self._stored.body.slots
        known = self._stored.body.slots_of(after.kind)
        before = [raw_slot(slot) for slot in known if slot.staff_id == after.staff_id]
        if before:
            self._write(keys, tuple(raw_slot(after) if raw in before else raw for raw in slots))
            return
        if len(slots) >= MOST_SLOTS:
            raise KnownError("vault_full", most=MOST_SLOTS)
        self._write(keys, (*slots, raw_slot(after)))

    def _refresh(self) -> None:
        """Read again before writing, so that a change made meanwhile is built upon and not undone."""
        stored = read_pair(self._disk, self._folder, self._floor)
        if stored.body.vault_id != self.vault_id:
            raise KnownError("vault_altered")
        self._stored = stored

    def _wrapped(
        self,
        keys: Keys,
        owner: SlotOwner,
        secret: str,
        params: KdfParams,
        kind: SlotKind = SlotKind.PASSPHRASE,
    ) -> Slot:
        _require_within(params, self._floor)
        generation = self.generation + 1
        return wrap_root(keys.root, owner, secret, self.vault_id, params, generation, self._random, kind)

    def _write(self, keys: Keys, slots: tuple[msgspec.Raw, ...]) -> None:
        body = msgspec.structs.replace(self._stored.body, slots=slots, generation=self.generation + 1)
        self._stored = write_pair(self._disk, self._folder, signed(body, keys.vault_mac_key))


def _require_within(params: KdfParams, floor: KdfParams) -> None:
    if not params.is_within(floor, CEILING):
        raise BugError("Argon2id parameters outside the limits")
