"""The organisation's private key for recovery, made and used on a computer that need not be the centre, and never kept
there. Two people hold it: each has a file under a passphrase of their own, and one file alone is of no use.

    private key (X25519, 32 random bytes) = part 1 XOR part 2; part 2 is random, so that neither says anything of it
    passphrase --Argon2id--> 32 bytes --HKDF "palier/recovery-key/v1|<public key>|<part>"--> AES-256-GCM --> the part

The public key is a file too (`PALIER-RECOVERY-KEY-1`, base64): that one goes to the centre.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Annotated, Final, Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from intake_app.domain.errors import KnownError
from intake_app.storage.key_stretching import CEILING, FLOOR, SALT_LENGTH, KdfParams, stretch
from intake_app.storage.keys import KEY_LENGTH, RandomBytes, derive_key, seal, unseal, wipe
from intake_app.storage.organisation_slot import PublicKey, open_by_organisation
from intake_app.storage.vault_slot import seal_root
from sync.protocol.recovery import RecoveryAnswer, RecoveryRequest

PARTS: Final = (1, 2)
_canonical = msgspec.json.Encoder(order="sorted")
AskPassphrase = Callable[[int], str]
"""The passphrase of the holder of a part, asked for by its number."""


class KeyPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One of the two files. `wrapped` is nonce (12), ciphertext (32) and tag (16)."""

    format: Literal["palier.recovery-key-part"]
    version: Literal[1]
    part: Literal[1, 2]
    public_key: PublicKey
    kdf: KdfParams
    salt: Annotated[bytes, msgspec.Meta(min_length=SALT_LENGTH, max_length=SALT_LENGTH)]
    wrapped: Annotated[bytes, msgspec.Meta(max_length=60)]


def make_parts(
    passphrases: tuple[str, str], cost: KdfParams, random: RandomBytes = os.urandom
) -> tuple[KeyPart, KeyPart]:
    """A new key, in its two parts; what it was whole is forgotten."""
    whole, second = bytearray(random(KEY_LENGTH)), bytearray(random(KEY_LENGTH))
    first = bytearray(one ^ other for one, other in zip(whole, second, strict=True))
    try:
        public_key = X25519PrivateKey.from_private_bytes(bytes(whole)).public_key().public_bytes_raw()
        one = _wrapped(1, first, public_key, passphrases[0], cost, random)
        return one, _wrapped(2, second, public_key, passphrases[1], cost, random)
    finally:
        wipe(whole, first, second)


def encode_part(part: KeyPart) -> bytes:
    """The bytes of its file."""
    return _canonical.encode(part) + b"\n"


def decode_part(content: bytes) -> KeyPart:
    """Raises KnownError `recovery_part_unreadable`: no such file, or with a cost that somebody has weakened."""
    try:
        part = msgspec.json.decode(content, type=KeyPart)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise KnownError("recovery_part_unreadable") from None
    if not part.kdf.is_within(FLOOR, CEILING):
        raise KnownError("recovery_part_unreadable")
    return part


def require_pair(one: KeyPart, other: KeyPart) -> None:
    """Raise KnownError `recovery_parts_apart` unless these are the two parts of one key."""
    if one.public_key != other.public_key or {one.part, other.part} != set(PARTS):
        raise KnownError("recovery_parts_apart")


def join_parts(one: KeyPart, other: KeyPart, ask: AskPassphrase) -> bytearray:
    """The private key, for the caller to wipe.

    Raises KnownError: recovery_parts_apart, recovery_part_passphrase (`part`), not_enough_memory.
    """
    require_pair(one, other)
    opened: list[bytearray] = []
    try:
        for part in (one, other):
            opened.append(_unwrapped(part, ask(part.part)))
        whole = bytearray(first ^ second for first, second in zip(*opened, strict=True))
    finally:
        wipe(*opened)
    if X25519PrivateKey.from_private_bytes(bytes(whole)).public_key().public_bytes_raw() != one.public_key:
        wipe(whole)
        raise KnownError("recovery_parts_apart")
    return whole


def answer_request(request: RecoveryRequest, private_key: bytearray) -> RecoveryAnswer:
    """What lets in whoever asks; opened and sealed again here, the data key of that laptop is forgotten at once.

    Raises KnownError: recovery_key_other, recovery_request_unreadable.
    """
    root = open_by_organisation(request.sealed, bytes(private_key), request.vault_id)
    try:
        sealed = seal_root(root, request.public_key, request.vault_id, request.slot_id, request.staff_id)
    except ValueError:
        raise KnownError("recovery_request_unreadable") from None
    finally:
        wipe(root)
    return RecoveryAnswer(request.slot_id, sealed)


def _wrapped(
    number: Literal[1, 2], secret: bytearray, public_key: bytes, passphrase: str, cost: KdfParams, random: RandomBytes
) -> KeyPart:
    bare = KeyPart("palier.recovery-key-part", 1, number, public_key, cost, random(SALT_LENGTH), b"")
    key = _key_of(bare, passphrase)
    try:
        return msgspec.structs.replace(bare, wrapped=seal(key, secret, _canonical.encode(bare), random))
    finally:
        wipe(key)


def _unwrapped(part: KeyPart, passphrase: str) -> bytearray:
    key = _key_of(part, passphrase)
    try:
        return unseal(key, part.wrapped, _canonical.encode(msgspec.structs.replace(part, wrapped=b"")))
    except KnownError:
        raise KnownError("recovery_part_passphrase", part=part.part) from None
    finally:
        wipe(key)


def _key_of(part: KeyPart, passphrase: str) -> bytearray:
    stretched = stretch(passphrase, part.salt, part.kdf)
    try:
        return derive_key(stretched, f"palier/recovery-key/v1|{part.public_key.hex()}|{part.part}")
    finally:
        wipe(stretched)
