"""The vault: what stands between a passphrase and the encrypted database. See `resources/decisions/0003-vault.md`.

create_vault(folder, owner, passphrase, params) -> Keys        once per laptop and scope
Vault.load(folder).owners                                      the lock screen
Vault.load(folder).unlock(owner_id, passphrase) -> Keys        each opening
"""

from __future__ import annotations

import hmac
import os
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
    CIPHER_COMPAT,
    COPY_NAME,
    FILE_NAME,
    FIRST_GENERATION,
    MOST_SLOTS,
    VERSION,
    StoredVault,
    VaultBody,
    mac_of,
    raw_slot,
    read_pair,
    write_pair,
)
from intake_app.storage.vault_slot import PassphraseSlot, SlotOwner, unwrap_root, wrap_root


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
        if disk.exists(folder / FILE_NAME) or disk.exists(folder / COPY_NAME):
            raise KnownError("vault_already_there")
    except OSError as error:
        raise known_disk_error(error) from error
    keys = Keys(UUID(bytes=random(16), version=4), bytearray(random(KEY_LENGTH)))
    try:
        slot = wrap_root(keys.root, owner, passphrase, keys.vault_id, params, FIRST_GENERATION, random)
        write_pair(disk, folder, _signed(_first_body(keys.vault_id, slot, clock), keys))
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
        self._tries = tries
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
        return tuple(slot.owner() for slot in self._stored.body.passphrase_slots())

    def wait_before_next_try(self, owner_id: UUID) -> int:
        """Seconds until `unlock` would not answer `too_many_tries`; 0 now."""
        return self._tries.wait(owner_id)

    def unlock(self, owner_id: UUID, passphrase: str) -> Keys:
        """The keys, after about a second of deliberate work. A damaged copy of the file is mended on the way.

        Raises KnownError: `wrong_passphrase`, `too_many_tries` (`seconds`), `vault_altered` (the passphrase is right
        but somebody changed the rest of the file), `not_enough_memory`. Raises BugError when nobody in `owners` has
        that id.
        """
        slot = self._slot_of(owner_id)
        self._tries.begin(owner_id)
        try:
            keys = Keys(self.vault_id, unwrap_root(slot, passphrase, self.vault_id))
        except KnownError as error:
            if error.key != "wrong_passphrase":
                self._tries.take_back(owner_id)
            raise
        self._tries.clear(owner_id)
        try:
            self._require_authentic(self._stored.body, keys)
        except BaseException:
            keys.wipe()
            raise
        if not self._stored.is_healthy:
            self._mend()
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
            before = self._slot_of(owner_id)
            after = self._wrapped(keys, before.owner(), new, params or before.kdf)
            slots = self._stored.body.slots
            self._write(keys, tuple(raw_slot(after) if raw == raw_slot(before) else raw for raw in slots))

    def add_owner(self, keys: Keys, owner: SlotOwner, passphrase: str, params: KdfParams | None = None) -> None:
        """One more member of staff who opens the same data with a passphrase of their own. `params`: the costliest in
        use when None.

        All owners share one DEK: what separates them inside is the program, not cryptography.
        Raises KnownError: `owner_already_there`, `vault_full`, `passphrase_too_short`, `vault_altered`,
        `not_enough_memory`, those of writing.
        """
        require_long_enough(passphrase)
        self._refresh()
        self._require_authentic(self._stored.body, keys)
        slots = self._stored.body.passphrase_slots()
        if any(slot.staff_id == owner.staff_id for slot in slots):
            raise KnownError("owner_already_there")
        if len(self._stored.body.slots) >= MOST_SLOTS:
            raise KnownError("vault_full", most=MOST_SLOTS)
        costliest = max((slot.kdf for slot in slots), key=lambda kdf: (kdf.memory_kib * kdf.iterations, kdf.lanes))
        after = self._wrapped(keys, owner, passphrase, params or costliest)
        self._write(keys, (*self._stored.body.slots, raw_slot(after)))

    def _slot_of(self, owner_id: UUID) -> PassphraseSlot:
        for slot in self._stored.body.passphrase_slots():
            if slot.staff_id == owner_id:
                return slot
        raise BugError("nobody of this vault has that id")

    def _refresh(self) -> None:
        """Read again before writing, so that a change made meanwhile is built upon and not undone."""
        stored = read_pair(self._disk, self._folder, self._floor)
        if stored.body.vault_id != self.vault_id:
            raise KnownError("vault_altered")
        self._stored = stored

    def _require_authentic(self, body: VaultBody, keys: Keys) -> None:
        # the key of the MAC is derived for one vault: keys of another one fail here too
        if not hmac.compare_digest(body.mac, mac_of(body, keys.vault_mac_key)):
            raise KnownError("vault_altered")

    def _wrapped(self, keys: Keys, owner: SlotOwner, passphrase: str, params: KdfParams) -> PassphraseSlot:
        _require_within(params, self._floor)
        return wrap_root(keys.root, owner, passphrase, self.vault_id, params, self.generation + 1, self._random)

    def _write(self, keys: Keys, slots: tuple[msgspec.Raw, ...]) -> None:
        body = msgspec.structs.replace(self._stored.body, slots=slots, generation=self.generation + 1)
        self._stored = write_pair(self._disk, self._folder, _signed(body, keys))

    def _mend(self) -> None:
        # a vault that opens from its copy must open even where nothing can be written
        try:
            self._stored = write_pair(self._disk, self._folder, self._stored.body)
        except KnownError:
            return


def _require_within(params: KdfParams, floor: KdfParams) -> None:
    if not params.is_within(floor, CEILING):
        raise BugError("Argon2id parameters outside the limits")


def _first_body(vault_id: UUID, slot: PassphraseSlot, clock: Clock) -> VaultBody:
    return VaultBody(
        format="palier.vault",
        version=VERSION,
        cipher_compat=CIPHER_COMPAT,
        vault_id=vault_id,
        created=clock().strftime("%Y-%m-%dT%H:%M:%SZ"),
        generation=FIRST_GENERATION,
        slots=(raw_slot(slot),),
    )


def _signed(body: VaultBody, keys: Keys) -> VaultBody:
    return msgspec.structs.replace(body, mac=mac_of(body, keys.vault_mac_key))
