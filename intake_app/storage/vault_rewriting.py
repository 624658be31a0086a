"""A vault file as it stands on the disk, and the one way to write it anew: read again first, so that a change made
meanwhile is built upon and not undone.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self
from uuid import UUID

import msgspec

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_ring import PepperPlace
from intake_app.storage.key_stretching import CEILING, FLOOR, KdfParams
from intake_app.storage.keys import Keys, RandomBytes
from intake_app.storage.safe_file import LAPTOP_DISK, Disk
from intake_app.storage.tries import Clock, Tries, utc_now
from intake_app.storage.vault_file import MOST_SLOTS, StoredVault, raw_slot, read_pair, signed, write_pair
from intake_app.storage.vault_slot import Slot, SlotKind, SlotOwner, wrap_root


class RewritableVault:
    """Holds no secret. One instance per folder and process: see `one_copy`."""

    def __init__(
        self, folder: Path, stored: StoredVault, tries: Tries, random: RandomBytes, floor: KdfParams, disk: Disk
    ) -> None:
        """Use `load`."""
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
    ) -> Self:
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
    def is_healthy(self) -> bool:
        """Whether both files say the same."""
        return self._stored.is_healthy

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
        pepper: PepperPlace | None = None,
    ) -> Slot:
        require_within(params, self._floor)
        generation = self.generation + 1
        return wrap_root(keys.root, owner, secret, self.vault_id, params, generation, self._random, kind, pepper)

    def _write(self, keys: Keys, slots: tuple[msgspec.Raw, ...]) -> None:
        body = msgspec.structs.replace(self._stored.body, slots=slots, generation=self.generation + 1)
        self._stored = write_pair(self._disk, self._folder, signed(body, keys.vault_mac_key))


def require_within(params: KdfParams, floor: KdfParams) -> None:
    """Raise BugError for a cost outside the limits."""
    if not params.is_within(floor, CEILING):
        raise BugError("Argon2id parameters outside the limits")
