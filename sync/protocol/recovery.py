"""The way back for somebody who has forgotten her passphrase and has no recovery sheet: the organisation's offline key.

The centre hands out the public key, signed (Ed25519) over `palier/recovery-key/v1|<device_id>|<public_key>|<given_at>`;
the one given last counts, and an empty one withdraws it. The private key is never there.

A laptop asks with a text that can go by e-mail or on a USB stick, and is answered by another one:

    PALIER-ASKS-1     the DEK sealed to the organisation's key; a fresh public key, whose private half is under the new
                      passphrase on that laptop; whose it is
    PALIER-ANSWERS-1  the DEK sealed to that fresh key, for that vault, slot and person

Neither is secret. What must be right is that the fresh key is hers: the sixteen signs of `spoken_code`, read out by
somebody whose voice is known, are typed where it is answered. They are 80 bits of SHA-256 over the whole request, too
many to look for another one that has the same.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import textwrap
from typing import Annotated, Final, TypeVar
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from intake_app.domain.errors import KnownError
from intake_app.storage.organisation_slot import PublicKey, Sealed

SPOKEN_LENGTH: Final = 16
LONGEST_TEXT: Final = 8 * 1024
"""Signs of a request or an answer: nothing longer is read."""
_ASKS: Final = "PALIER-ASKS-1"
_ANSWERS: Final = "PALIER-ANSWERS-1"
_KEY: Final = "PALIER-RECOVERY-KEY-1"
_WIDTH: Final = 64
_canonical = msgspec.json.Encoder(order="sorted")
_CONFUSED: Final = str.maketrans({"0": "O", "1": "I", "8": "B"})
Message = TypeVar("Message")


class RecoveryTerms(msgspec.Struct, frozen=True):
    """The organisation's public key (base64url, empty: none) for one laptop, since `given_at`."""

    device_id: str
    public_key: str
    given_at: str
    signature: str


class RecoveryRequest(msgspec.Struct, frozen=True):
    """Somebody asks to be let in. `who` is what the lock screen says of her: first name and initial."""

    vault_id: UUID
    slot_id: UUID
    staff_id: UUID
    who: Annotated[str, msgspec.Meta(max_length=40)]
    asked_at: Annotated[str, msgspec.Meta(max_length=40)]
    organisation_key: PublicKey
    public_key: PublicKey
    sealed: Sealed


class RecoveryAnswer(msgspec.Struct, frozen=True):
    """What lets her in, on that laptop and with the passphrase she has chosen."""

    slot_id: UUID
    sealed: Sealed


def terms_text(terms: RecoveryTerms) -> bytes:
    """What is signed, whatever the terms' own signature says."""
    return f"palier/recovery-key/v1|{terms.device_id}|{terms.public_key}|{terms.given_at}".encode()


def spoken_code(request: RecoveryRequest) -> str:
    """What is read out: four groups of four signs."""
    return _grouped(_canonical.encode(request))


def key_name(public_key: bytes) -> str:
    """By what a key is told from another one: four groups of four signs."""
    return _grouped(public_key)


def is_spoken(typed: str, request: RecoveryRequest) -> bool:
    """Whether that is what was read out, whatever spaces, small letters or look-alikes were typed."""
    tidied = "".join(sign for sign in typed.upper() if sign.isalnum()).translate(_CONFUSED)
    return tidied == spoken_code(request).replace(" ", "")


def write_public_key(public_key: bytes) -> str:
    """The file that goes to the centre."""
    return f"{_KEY}\n{base64.b64encode(public_key).decode()}\n"


def read_public_key(text: str) -> bytes:
    """Raises KnownError `recovery_key_malformed`: no such file, or a key that everybody could open."""
    mark, _, body = text.strip().partition("\n")
    try:
        key = base64.b64decode(body.strip(), validate=True)
        X25519PrivateKey.generate().exchange(X25519PublicKey.from_public_bytes(key))
    except (binascii.Error, ValueError) as failure:
        raise KnownError("recovery_key_malformed") from failure
    if mark.strip() != _KEY:
        raise KnownError("recovery_key_malformed")
    return key


def write_request(request: RecoveryRequest) -> str:
    """The text to send."""
    return _written(_ASKS, request)


def read_request(text: str) -> RecoveryRequest:
    """Raises KnownError `recovery_request_unreadable`."""
    return _read(_ASKS, text, RecoveryRequest, "recovery_request_unreadable")


def write_answer(answer: RecoveryAnswer) -> str:
    """The text to send back."""
    return _written(_ANSWERS, answer)


def read_answer(text: str) -> RecoveryAnswer:
    """Raises KnownError `recovery_answer_unreadable`."""
    return _read(_ANSWERS, text, RecoveryAnswer, "recovery_answer_unreadable")


def _grouped(content: bytes) -> str:
    signs = base64.b32encode(hashlib.sha256(content).digest()).decode()[:SPOKEN_LENGTH]
    return " ".join(textwrap.wrap(signs, 4))


def _written(mark: str, message: msgspec.Struct) -> str:
    body = base64.b64encode(_canonical.encode(message)).decode()
    return "\n".join((mark, *textwrap.wrap(body, _WIDTH), ""))


def _read(mark: str, text: str, kind: type[Message], otherwise: str) -> Message:
    """The message, wherever it stands in what was pasted: signs of quoting and line ends around it do not count."""
    if len(text) > LONGEST_TEXT:
        raise KnownError(otherwise)
    _before, found, after = text.partition(mark)
    if not found:
        raise KnownError(otherwise)
    body = "".join(sign for sign in after if not sign.isspace() and sign not in ">\ufeff")
    try:
        return msgspec.json.decode(base64.b64decode(body, validate=True), type=kind)
    except (binascii.Error, ValueError, msgspec.MsgspecError, RecursionError) as failure:
        raise KnownError(otherwise) from failure
