"""The file `palier.vault` and its copy: one line of canonical JSON, versioned, with a checksum against accidents and
a MAC against hands.

    {"checksum", "cipher_compat", "created", "format", "generation", "mac", "slots": [...], "vault_id", "version"}

Losing this file is losing everything it opens (the lesson of LUKS headers): it is written twice, and a damaged one is
read from the other. Promise to later versions: `version` and `checksum` keep their meaning, so that an old program
tells "newer" from "damaged".
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final, Literal
from uuid import UUID

import msgspec

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_stretching import CEILING, KdfParams
from intake_app.storage.keys import Keys
from intake_app.storage.organisation_slot import KIND as ORGANISATION
from intake_app.storage.organisation_slot import OrganisationSlot
from intake_app.storage.safe_file import Disk, write_safely
from intake_app.storage.vault_slot import Slot, SlotKind

FILE_NAME = "palier.vault"
COPY_NAME = "palier.vault.copy"
COPIES_NAME: Final = "copies"
THIRD_NAME: Final = f"{COPIES_NAME}/{FILE_NAME}"
"""The one that goes with the daily copies: read when neither of the two others can be."""
VERSION: Final = 3
"""With a slot that needs a pepper; 2 when slots have a key of their own, 1 when they have none. An older program then
says that the file is newer, where it would take the slot for damage.
"""
FIRST_GENERATION: Final = 1
CIPHER_COMPAT: Final = 4
"""File format of the SQLCipher database this vault belongs to (`PRAGMA cipher_compatibility`)."""
MOST_SLOTS = 64

_canonical = msgspec.json.Encoder(order="sorted")
_Digest = Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class VaultBody(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says. `slots` stay raw: those of a kind this version does not know are kept as they are."""

    format: Literal["palier.vault"]
    version: Literal[1, 2, 3]
    cipher_compat: Literal[4]
    vault_id: UUID
    created: Annotated[str, msgspec.Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    generation: Annotated[int, msgspec.Meta(ge=1, le=2**62)]
    slots: Annotated[tuple[msgspec.Raw, ...], msgspec.Meta(min_length=1, max_length=MOST_SLOTS)]
    mac: _Digest = bytes(32)
    checksum: _Digest = bytes(32)

    def slots_of(self, *kinds: SlotKind) -> tuple[Slot, ...]:
        """The slots of these kinds, in the order they stand in. Raises msgspec.ValidationError when one of them is
        malformed."""
        return tuple(msgspec.json.decode(raw, type=Slot) for raw in self._of(kinds))

    @property
    def organisation_slots(self) -> tuple[OrganisationSlot, ...]:
        """The organisation's slot, when it has one. Raises as `slots_of`."""
        return tuple(msgspec.json.decode(raw, type=OrganisationSlot) for raw in self._of((ORGANISATION,)))

    def without_organisation(self) -> tuple[msgspec.Raw, ...]:
        """Every other slot, as they stand."""
        theirs = list(self._of((ORGANISATION,)))
        return tuple(raw for raw in self.slots if raw not in theirs)

    def _of(self, kinds: Collection[str]) -> Iterator[msgspec.Raw]:
        return (raw for raw in self.slots if msgspec.json.decode(raw, type=_Kind).kind in kinds)


class _Kind(msgspec.Struct):
    kind: str


class _Header(msgspec.Struct):
    version: int
    cipher_compat: int = CIPHER_COMPAT


@dataclass(frozen=True, slots=True)
class StoredVault:
    """The better of the two files. `is_healthy` is False when the other one should be written again."""

    body: VaultBody
    is_healthy: bool


def raw_slot(slot: Slot | OrganisationSlot) -> msgspec.Raw:
    """The canonical form of a slot."""
    return msgspec.Raw(_canonical.encode(slot))


def first_body(vault_id: UUID, slot: Slot, created_at: datetime) -> VaultBody:
    """What a new file says, not yet signed."""
    return VaultBody(
        format="palier.vault",
        version=VERSION,
        cipher_compat=CIPHER_COMPAT,
        vault_id=vault_id,
        created=created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        generation=FIRST_GENERATION,
        slots=(raw_slot(slot),),
    )


def signed(body: VaultBody, mac_key: bytearray) -> VaultBody:
    """The body with the MAC that belongs to it."""
    known = body.slots_of(*SlotKind)
    version: Literal[1, 2, 3] = 2 if any(slot.has_own_key for slot in known) else 1
    if any(slot.pepper is not None for slot in known):
        version = 3
    body = msgspec.structs.replace(body, version=version)
    return msgspec.structs.replace(body, mac=mac_of(body, mac_key))


def mac_of(body: VaultBody, mac_key: bytearray) -> bytes:
    """HMAC-SHA256 over everything but the MAC and the checksum: only who holds the DEK can add, drop or relabel a
    slot unseen."""
    return hmac.digest(
        mac_key, _canonical.encode(msgspec.structs.replace(body, mac=bytes(32), checksum=bytes(32))), "sha256"
    )


def encode(body: VaultBody) -> bytes:
    """The bytes of the file, with a fresh checksum."""
    return _canonical.encode(msgspec.structs.replace(body, checksum=_checksum_of(body))) + b"\n"


def decode(content: bytes, floor: KdfParams) -> VaultBody:
    """The body of the file, fully checked except for what needs a key.

    Raises KnownError: `vault_damaged` (not ours, cut, altered by accident), `vault_newer` (written by a later
    version), `vault_altered` (whole, but with a passphrase cost outside the limits: somebody made guessing cheap or
    opening endless).
    """
    try:
        _refuse_newer(content)
        body = msgspec.json.decode(content, type=VaultBody)
        if encode(body) != content:
            raise KnownError("vault_damaged")
        slots = body.slots_of(SlotKind.PASSPHRASE)
        sheets = body.slots_of(SlotKind.SHEET)
        organisations = body.organisation_slots
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise KnownError("vault_damaged") from None
    if not slots:
        raise KnownError("vault_newer")
    owners, holders = {slot.staff_id for slot in slots}, {sheet.staff_id for sheet in sheets}
    # a sheet opens for somebody who has a passphrase here, and nobody has two
    if len(owners) < len(slots) or len(holders) < len(sheets) or not holders <= owners:
        raise KnownError("vault_altered")
    if not all(_is_allowed(slot, body.generation, floor) for slot in (*slots, *sheets)):
        raise KnownError("vault_altered")
    if len(organisations) > 1 or any(slot.generation > body.generation for slot in organisations):
        raise KnownError("vault_altered")
    return body


def _is_allowed(slot: Slot, generation: int, floor: KdfParams) -> bool:
    return (
        slot.is_well_formed()
        and slot.has_valid_owner()
        and slot.generation <= generation
        and slot.kdf.is_within(floor, CEILING)
    )


def read_pair(disk: Disk, folder: Path, floor: KdfParams) -> StoredVault:
    """The sound file of the highest generation. Raises KnownError: `vault_missing`, `folder_unreachable`, or as
    `decode`.

    A newer file refuses both: the older of the two may be from before something this version must not undo.
    """
    found: list[VaultBody] = []
    refusals: list[KnownError] = []
    for name in (FILE_NAME, COPY_NAME):
        try:
            found.append(decode(_content_of(disk, folder / name), floor))
        except KnownError as error:
            if error.key == "vault_newer":
                raise
            refusals.append(error)
    if not found:
        return _read_third(disk, folder, floor, refusals)
    best = max(found, key=lambda body: body.generation)
    return StoredVault(best, is_healthy=len(found) == 2 and encode(found[0]) == encode(found[1]))


def _read_third(disk: Disk, folder: Path, floor: KdfParams, refusals: list[KnownError]) -> StoredVault:
    """What stands with the daily copies, else why neither of the two could be read."""
    try:
        return StoredVault(decode(_content_of(disk, folder / THIRD_NAME), floor), is_healthy=False)
    except KnownError as error:
        if error.key == "vault_newer":
            raise
    # a missing copy says less than what is wrong with the other file
    raise min(refusals, key=lambda error: error.key == "vault_missing")


def write_pair(disk: Disk, folder: Path, body: VaultBody) -> StoredVault:
    """The file, then its copy: between the two steps the newer one already stands.

    Raises KnownError as `write_safely` when nothing changed. A copy that cannot be written is no failure: it is
    written again at the next unlock.
    """
    content = encode(body)
    write_safely(disk, folder / FILE_NAME, content)
    is_healthy = True
    for name in (COPY_NAME, THIRD_NAME):
        # the one with the daily copies stands there from the first of them on
        if name == THIRD_NAME and not disk.exists(folder / COPIES_NAME):
            continue
        try:
            write_safely(disk, folder / name, content)
        except KnownError:
            is_healthy = is_healthy and name != COPY_NAME
    return StoredVault(body, is_healthy)


def _content_of(disk: Disk, path: Path) -> bytes:
    try:
        return disk.read(path)
    except FileNotFoundError:
        raise KnownError("vault_missing") from None
    except OSError as error:
        raise KnownError("folder_unreachable") from error


def _refuse_newer(content: bytes) -> None:
    parts = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    header = msgspec.json.decode(content, type=_Header)
    if header.version <= VERSION and header.cipher_compat <= CIPHER_COMPAT:
        return
    checksum = msgspec.json.decode(parts.pop("checksum", msgspec.Raw(b'""')), type=bytes)
    if checksum != _checksum_over(parts):
        raise KnownError("vault_damaged")
    raise KnownError("vault_newer")


def _checksum_of(body: VaultBody) -> bytes:
    parts = msgspec.json.decode(_canonical.encode(body), type=dict[str, msgspec.Raw])
    del parts["checksum"]
    return _checksum_over(parts)


def _checksum_over(parts: Mapping[str, msgspec.Raw]) -> bytes:
    return hashlib.sha256(_canonical.encode(parts)).digest()


def slot_of(body: VaultBody, owner_id: UUID, kind: SlotKind = SlotKind.PASSPHRASE) -> Slot:
    """Somebody's slot of a kind. Raises BugError when nobody of this vault has that id."""
    for slot in body.slots_of(kind):
        if slot.staff_id == owner_id:
            return slot
    raise BugError("nobody of this vault has that id")


def costliest(body: VaultBody) -> KdfParams:
    """What the best protected passphrase costs to try."""
    costs = [slot.kdf for slot in body.slots_of(SlotKind.PASSPHRASE)]
    return max(costs, key=lambda kdf: (kdf.memory_kib * kdf.iterations, kdf.lanes))


def require_authentic(body: VaultBody, keys: Keys) -> None:
    """Raise KnownError `vault_altered` unless whoever has these keys wrote the body."""
    # the key of the MAC is derived for one vault: keys of another one fail here too
    if not hmac.compare_digest(body.mac, mac_of(body, keys.vault_mac_key)):
        raise KnownError("vault_altered")
