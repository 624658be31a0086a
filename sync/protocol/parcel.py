"""What travels on a USB stick where there is no network: a laptop's changes, sealed to the centre and signed by the
laptop; and back, the centre's signed verdicts.

A parcel is `PALIER-PARCEL-1`, eight bytes that name the centre's sealing key, then HPKE (RFC 9180: X25519, HKDF-SHA256,
AES-256-GCM) over the laptop's signature and the packed message. The signature covers the name of the key too: nobody
can seal the message again for another centre. A receipt is `PALIER-RECEIPT-1`, the centre's signature, the packed
message; it holds ids and verdicts, no word of any record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import msgspec
import zstandard
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from intake_app.domain.errors import KnownError
from sync.protocol.contents import PartRequest
from sync.protocol.messages import Change, Receipt, Verdict

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of a message, unpacked; nothing larger is read."""
PARCEL_MARK: Final = b"PALIER-PARCEL-1\n"
CONTENT_MARK: Final = b"PALIER-CONTENT-1\n"
RECEIPT_MARK: Final = b"PALIER-RECEIPT-1\n"
_NAME_LENGTH: Final = 8
_SIGNATURE_LENGTH: Final = 64
_SUITE: Final = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
Message = TypeVar("Message")
Sign = Callable[[bytes], bytes]
"""Ed25519: the signature of a message, 64 bytes."""


class Parcel(msgspec.Struct, frozen=True):
    """A laptop's changes without a final verdict, in the order of their numbers. `epoch` is the centre's life that it
    has read last, empty before the first.
    """

    protocol: int
    schema_version: int
    device_id: str
    epoch: str
    written_at: str
    changes: list[Change]


class ParcelReceipt(msgspec.Struct, frozen=True):
    """The verdicts of a parcel's changes, and the receipt that a network would have brought."""

    receipt: Receipt
    verdicts: list[Verdict]


@dataclass(frozen=True)
class Opened(Generic[Message]):
    """A message and what its laptop must have signed: nothing of it may be believed before."""

    message: Message
    signed: bytes
    signature: bytes


def seal_parcel(parcel: Parcel, sealing_key: bytes, sign: Sign) -> bytes:
    """The file of a parcel, for the centre with this X25519 key."""
    return _seal(PARCEL_MARK, parcel, sealing_key, sign)


def open_parcel(content: bytes, key: X25519PrivateKey) -> Opened[Parcel]:
    """Raises KnownError: parcel_unreadable (damaged, or none of ours), parcel_of_another_centre."""
    return _open(PARCEL_MARK, content, key, Parcel)


def seal_content(part: PartRequest, sealing_key: bytes, sign: Sign) -> bytes:
    """Bytes of an attachment's content, sealed in the same way."""
    return _seal(CONTENT_MARK, part, sealing_key, sign)


def is_content(content: bytes) -> bool:
    """Whether it is that, rather than a parcel."""
    return content.startswith(CONTENT_MARK)


def open_content(content: bytes, key: X25519PrivateKey) -> Opened[PartRequest]:
    """Raises as `open_parcel`."""
    return _open(CONTENT_MARK, content, key, PartRequest)


def _seal(mark: bytes, message: msgspec.Struct, sealing_key: bytes, sign: Sign) -> bytes:
    packed = _pack(message)
    head = mark + _name_of(sealing_key)
    return head + _SUITE.encrypt(sign(head + packed) + packed, X25519PublicKey.from_public_bytes(sealing_key), head)


def _open(mark: bytes, content: bytes, key: X25519PrivateKey, kind: type[Message]) -> Opened[Message]:
    head, sealed = _split(content, len(mark) + _NAME_LENGTH, "parcel_unreadable")
    if not head.startswith(mark):
        raise KnownError("parcel_unreadable")
    if head != mark + _name_of(key.public_key().public_bytes_raw()):
        raise KnownError("parcel_of_another_centre")
    try:
        plain = _SUITE.decrypt(sealed, key, head)
    except InvalidTag as failure:
        raise KnownError("parcel_unreadable") from failure
    signature, packed = _split(plain, _SIGNATURE_LENGTH, "parcel_unreadable")
    return Opened(_unpack(packed, kind, "parcel_unreadable"), head + packed, signature)


def sign_receipt(answer: ParcelReceipt, sign: Sign) -> bytes:
    """The file of a receipt."""
    signed = RECEIPT_MARK + _pack(answer)
    return RECEIPT_MARK + sign(signed) + signed[len(RECEIPT_MARK) :]


def open_receipt(content: bytes, is_signed: Callable[[bytes, bytes], bool]) -> ParcelReceipt:
    """The answer in the file of a receipt. `is_signed(signature, message)` knows the centre's key. Raises KnownError
    parcel_receipt_wrong.
    """
    mark, rest = _split(content, len(RECEIPT_MARK), "parcel_receipt_wrong")
    signature, packed = _split(rest, _SIGNATURE_LENGTH, "parcel_receipt_wrong")
    if mark != RECEIPT_MARK or not is_signed(signature, mark + packed):
        raise KnownError("parcel_receipt_wrong")
    return _unpack(packed, ParcelReceipt, "parcel_receipt_wrong")


def _name_of(sealing_key: bytes) -> bytes:
    return hashlib.sha256(sealing_key).digest()[:_NAME_LENGTH]


def _split(content: bytes, length: int, otherwise: str) -> tuple[bytes, bytes]:
    if len(content) < length:
        raise KnownError(otherwise)
    return content[:length], content[length:]


def _pack(message: msgspec.Struct) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(msgspec.json.encode(message))


def _unpack(packed: bytes, kind: type[Message], otherwise: str) -> Message:
    try:
        with zstandard.ZstdDecompressor().stream_reader(packed) as reader:
            plain = reader.read(LARGEST + 1)
        if len(plain) > LARGEST:
            raise KnownError(otherwise)
        return msgspec.json.decode(plain, type=kind)
    except (zstandard.ZstdError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as failure:
        raise KnownError(otherwise) from failure
