"""`palier.asked`: slots of people who have forgotten their passphrase and have asked the organisation to let them in.

Each is made with the new passphrase, before the vault is open: a key of its own, under that passphrase, and nothing
sealed to it yet. What the organisation answers is sealed to that key. So whoever has the answer alone, or this file,
or even both, opens nothing without the new passphrase; and the file may be lost or altered without harm: one asks anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec

from intake_app.domain.errors import KnownError
from intake_app.storage.key_stretching import CEILING, FLOOR, KdfParams
from intake_app.storage.keys import KEY_LENGTH, RandomBytes
from intake_app.storage.passphrase import require_long_enough
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, write_safely
from intake_app.storage.vault import Vault
from intake_app.storage.vault_file import MOST_SLOTS
from intake_app.storage.vault_slot import Slot, SlotKind, empty_slot

FILE_NAME: Final = "palier.asked"


class AskedSlot(msgspec.Struct, frozen=True):
    """A slot that waits for its answer. `asked_at` by this computer's clock."""

    vault_id: UUID
    asked_at: Annotated[datetime, msgspec.Meta(tz=True)]
    slot: Slot


class _AskedFile(msgspec.Struct, frozen=True):
    version: Literal[1]
    asked: Annotated[tuple[AskedSlot, ...], msgspec.Meta(max_length=MOST_SLOTS)] = ()


def read_asked(folder: Path, staff_id: UUID, floor: KdfParams = FLOOR, disk: Disk = LAPTOP_DISK) -> AskedSlot | None:
    """What this person has asked with, None when they have not, or when the file cannot be read."""
    return next((one for one in _read(folder, disk) if one.slot.staff_id == staff_id and _is_sound(one, floor)), None)


def make_asked(
    folder: Path,
    vault: Vault,
    staff_id: UUID,
    passphrase: str,
    params: KdfParams,
    now: datetime,
    *,
    random: RandomBytes = os.urandom,
    disk: Disk = LAPTOP_DISK,
) -> AskedSlot:
    """A new slot for somebody of this vault, which the passphrase will open once it is answered; what they asked before
    is forgotten.

    Raises KnownError: recovery_not_given (this vault has no slot of the organisation's), passphrase_too_short,
    not_enough_memory, disk_full, folder_read_only…
    """
    require_long_enough(passphrase)
    if not vault.organisation_key:
        raise KnownError("recovery_not_given")
    owner = next(owner for owner in vault.owners if owner.staff_id == staff_id)
    slot = empty_slot(owner, passphrase, vault.vault_id, params, vault.generation + 1, random)
    asked = AskedSlot(vault.vault_id, now, slot)
    others = (one for one in _read(folder, disk) if one.slot.staff_id != staff_id)
    _write(folder, (*others, asked), disk)
    return asked


def forget_asked(folder: Path, staff_id: UUID, disk: Disk = LAPTOP_DISK) -> None:
    """Nothing is asked for any more. A disk that cannot be written keeps it: it opens nothing without its answer."""
    known = _read(folder, disk)
    others = tuple(one for one in known if one.slot.staff_id != staff_id)
    if len(others) < len(known):
        with suppress(KnownError, OSError):
            if others:
                _write(folder, others, disk)
            else:
                disk.delete(folder / FILE_NAME)


def _is_sound(asked: AskedSlot, floor: KdfParams) -> bool:
    slot = asked.slot
    is_empty = len(slot.public_key) == KEY_LENGTH and not slot.sealed
    # a cost altered by hand would make guessing cheap, or hang the laptop
    return (
        slot.kind == SlotKind.PASSPHRASE and is_empty and slot.has_valid_owner() and slot.kdf.is_within(floor, CEILING)
    )


def _read(folder: Path, disk: Disk) -> tuple[AskedSlot, ...]:
    try:
        return msgspec.json.decode(disk.read(folder / FILE_NAME), type=_AskedFile).asked
    except (OSError, msgspec.MsgspecError, RecursionError, UnicodeError):
        return ()


def _write(folder: Path, asked: tuple[AskedSlot, ...], disk: Disk) -> None:
    write_safely(disk, folder / FILE_NAME, msgspec.json.encode(_AskedFile(1, asked)))
