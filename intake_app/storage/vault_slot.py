"""One way into the vault: a slot, which wraps the DEK for one member of staff under a passphrase of theirs, or under
the code printed on their recovery sheet.

    passphrase or code --Argon2id(salt, cost)--> 32 bytes --HKDF "palier/kek/v1|vault|staff"--> KEK --AES-256-GCM-->
    the slot's own private key (X25519); to its public one the DEK is sealed (HPKE, 80 bytes)

So a new DEK can be given to everybody whose passphrase nobody else knows. Slots of the first version, without a key of
their own, wrap the DEK itself; they open, and are written anew with the next passphrase typed.

Everything else the slot says (its kind, whose it is, label, cost, salt, generation, public key) and the vault it
belongs to are authenticated with it. A passphrase's slot may need a pepper from the key ring of the system too: it is
appended to the result of Argon2id before HKDF, and that it is needed is authenticated like the rest.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_ring import PepperPlace, read_pepper
from intake_app.storage.key_stretching import SALT_LENGTH, KdfParams, stretch
from intake_app.storage.keys import KEY_LENGTH, NONCE_LENGTH, TAG_LENGTH, RandomBytes, derive_key, seal, unseal, wipe

LONGEST_LABEL = 40
SEALED_LENGTH: Final = 32 + KEY_LENGTH + TAG_LENGTH
"""An ephemeral public key, and the DEK with its tag."""
_ROLE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_canonical = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True)
class SlotOwner:
    """Whom the lock screen offers under « Qui êtes-vous ? »: readable without any key, so first name and initial only.

    `label` must be shown as plain text (never rich text): until its owner has typed the passphrase, nothing vouches
    for it. Raises BugError when `is_label` refuses it, or when `role` is not written like a code of the list `role`.
    """

    staff_id: UUID
    label: str
    role: str

    def __post_init__(self) -> None:
        if not is_label(self.label) or not _ROLE.fullmatch(self.role):
            raise BugError("a slot needs a short printable label and a role code")


def is_label(text: str) -> bool:
    """Printable, not blank, at most 40 characters: no controls, nor marks that reverse the direction of reading."""
    return bool(text.strip()) and len(text) <= LONGEST_LABEL and text == _printable(text)


def short_label(given_name: str, family_name: str) -> str:
    """« Nadia M. » from a full name: what a stranger at the lock screen may learn of a colleague, and no more.

    Raises BugError when there is no given name.
    """
    given, family = _printable(given_name).strip(), _printable(family_name).strip()
    if not given:
        raise BugError("a member of staff has a given name")
    initial = f" {family[0].upper()}." if family else ""
    return given[: LONGEST_LABEL - len(initial)].strip() + initial


def _printable(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char)[0] != "C")


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 (a kind, no secret)
    SHEET = "recovery_sheet"


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A slot as it stands in the vault file; bytes are base64 there. `generation` is that of the file when the slot
    was written; `public_key` and `sealed` are empty in the first version; `pepper` is what else it needs."""

    kind: SlotKind
    slot_id: UUID
    staff_id: UUID
    label: str
    role: str
    kdf: KdfParams
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_LENGTH, max_length=SALT_LENGTH)]
    wrapped: Annotated[
        bytes,
        msgspec.Meta(
            min_length=NONCE_LENGTH + KEY_LENGTH + TAG_LENGTH, max_length=NONCE_LENGTH + KEY_LENGTH + TAG_LENGTH
        ),
    ]
    generation: Annotated[int, msgspec.Meta(ge=1, le=2**62)]
    public_key: Annotated[bytes, msgspec.Meta(max_length=KEY_LENGTH)] = b""
    sealed: Annotated[bytes, msgspec.Meta(max_length=SEALED_LENGTH)] = b""
    pepper: PepperPlace | None = None

    @property
    def has_own_key(self) -> bool:
        """Whether a new DEK can be given to it without its passphrase."""
        return bool(self.public_key)

    def is_well_formed(self) -> bool:
        """Whether it has a key of its own and what is sealed to it, or neither; a sheet needs no pepper."""
        lengths = (len(self.public_key), len(self.sealed))
        return lengths in ((0, 0), (KEY_LENGTH, SEALED_LENGTH)) and (self.pepper is None or self.kind == "passphrase")

    def owner(self) -> SlotOwner:
        return SlotOwner(self.staff_id, self.label, self.role)

    def has_valid_owner(self) -> bool:
        return is_label(self.label) and _ROLE.fullmatch(self.role) is not None


def wrap_root(
    root: bytearray,
    owner: SlotOwner,
    passphrase: str,
    vault_id: UUID,
    params: KdfParams,
    generation: int,
    random: RandomBytes,
    kind: SlotKind = SlotKind.PASSPHRASE,
    pepper: PepperPlace | None = None,
) -> Slot:
    """A new slot, with a salt and a slot id of its own, that opens to `root`. Raises KnownError: `not_enough_memory`,
    `key_ring_missing`.
    """
    return with_root(empty_slot(owner, passphrase, vault_id, params, generation, random, kind, pepper), root, vault_id)


def empty_slot(
    owner: SlotOwner,
    passphrase: str,
    vault_id: UUID,
    params: KdfParams,
    generation: int,
    random: RandomBytes,
    kind: SlotKind = SlotKind.PASSPHRASE,
    pepper: PepperPlace | None = None,
) -> Slot:
    """A new slot that opens to nothing yet: its own private key under the passphrase."""
    own = bytearray(random(KEY_LENGTH))
    slot = Slot(
        kind=kind,
        slot_id=UUID(bytes=random(16), version=4),
        staff_id=owner.staff_id,
        label=owner.label,
        role=owner.role,
        kdf=params,
        salt=random(SALT_LENGTH),
        wrapped=b"",
        generation=generation,
        public_key=_public_of(own),
        pepper=pepper,
    )
    kek = _key_encryption_key(passphrase, slot, vault_id)
    try:
        return msgspec.structs.replace(slot, wrapped=seal(kek, own, _aad(slot, vault_id), random))
    finally:
        wipe(kek, own)


def with_root(slot: Slot, root: bytearray, vault_id: UUID) -> Slot:
    """The same slot, opening to this DEK. Raises BugError for one without a key of its own."""
    if not slot.has_own_key:
        raise BugError("a slot of the first version is written anew with its passphrase only")
    return msgspec.structs.replace(slot, sealed=seal_root(root, slot.public_key, vault_id, slot.slot_id, slot.staff_id))


def seal_root(root: bytearray, public_key: bytes, vault_id: UUID, slot_id: UUID, staff_id: UUID) -> bytes:
    """The DEK, sealed to the own key of one slot: whoever holds the DEK can do so for a slot made elsewhere, and it
    opens there only. Raises ValueError for what is no key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    # wiped meanwhile, it would be sealed as zeros, which everybody knows
    if not any(root):
        raise BugError("the root key was wiped while it was being wrapped")
    public = X25519PublicKey.from_public_bytes(public_key)
    sealed: bytes = hpke_suite().encrypt(bytes(root), public, _bound_root(vault_id, slot_id, staff_id))
    return sealed


def unwrap_root(slot: Slot, passphrase: str, vault_id: UUID) -> bytearray:
    """The DEK, for the caller to wipe. Raises KnownError `wrong_passphrase`, which a slot altered by hand also gives:
    to AES-GCM they are one; `key_ring_missing` when it needs a pepper that is not there."""
    kek = _key_encryption_key(passphrase, slot, vault_id)
    try:
        inside = unseal(kek, slot.wrapped, _aad(slot, vault_id))
    except KnownError:
        raise KnownError("wrong_passphrase") from None
    finally:
        wipe(kek)
    return _root_by(inside, slot, vault_id) if slot.has_own_key else inside


def _root_by(own: bytearray, slot: Slot, vault_id: UUID) -> bytearray:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    try:
        private = X25519PrivateKey.from_private_bytes(bytes(own))
        return bytearray(hpke_suite().decrypt(slot.sealed, private, _bound_root(vault_id, slot.slot_id, slot.staff_id)))
    except (InvalidTag, ValueError):
        # the passphrase was right: what is not is what was sealed to it
        raise KnownError("vault_altered") from None
    finally:
        wipe(own)


def hpke_suite() -> Any:
    """X25519, HKDF-SHA256, AES-256-GCM (RFC 9180)."""
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _public_of(own: bytearray) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.from_private_bytes(bytes(own)).public_key().public_bytes_raw()


def _bound_root(vault_id: UUID, slot_id: UUID, staff_id: UUID) -> bytes:
    return f"palier/slot-root/v2|{vault_id}|{slot_id}|{staff_id}".encode()


def _key_encryption_key(passphrase: str, slot: Slot, vault_id: UUID) -> bytearray:
    pepper = read_pepper(vault_id, slot.pepper) if slot.pepper is not None else bytearray()
    stretched = bytearray()
    try:
        stretched = stretch(passphrase, slot.salt, slot.kdf)
        stretched += pepper
        return derive_key(stretched, f"palier/kek/v1|{vault_id}|{slot.staff_id}")
    finally:
        wipe(stretched, pepper)


def _aad(slot: Slot, vault_id: UUID) -> bytes:
    bare = msgspec.structs.replace(slot, wrapped=b"", sealed=b"")
    return _canonical.encode({"purpose": "palier/slot/v1", "vault_id": vault_id, "slot": bare})
