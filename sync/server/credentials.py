"""Keys, nonces, tokens and codes: how each is made and recognised. Nothing secret is ever stored as it is shown."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RandomBytes = Callable[[int], bytes]
"""Gives so many unpredictable bytes. Passed in, so that a whole fleet can be simulated from a seed."""

NONCE_LIFE: Final = timedelta(minutes=5)
TOKEN_LIFE: Final = timedelta(minutes=15)
CODE_LIFE: Final = timedelta(hours=24)
CODE_BYTES: Final = 10
"""80 bits: 16 characters of base32."""
_RANDOM: Final = 16
_STAMP: Final = 8
_MAC: Final = 16


def encode_bytes(raw: bytes) -> str:
    """Base64url without padding, as keys, nonces and signatures travel."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_bytes(text: str) -> bytes | None:
    """The bytes behind `text`; None when it is not canonical base64url."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if encode_bytes(raw) == text else None


def hash_of(secret: str) -> str:
    """SHA-256, hexadecimal, of a nonce or token (256 or 128 random bits: nothing to guess, so no slow hash)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def fingerprint_of(public_key: bytes) -> str:
    """Six digits from SHA-256 of a device's public key, which two people compare by telephone."""
    return f"{int.from_bytes(hashlib.sha256(public_key).digest()[:8], 'big') % 1_000_000:06d}"


def is_signed(public_key: bytes, signature: bytes | None, message: bytes) -> bool:
    """Whether `signature` is `public_key`'s over `message`."""
    if signature is None or len(public_key) != 32:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def new_code(random_bytes: RandomBytes) -> str:
    """A fresh invitation code, 16 characters of base32 (80 bits)."""
    return base64.b32encode(random_bytes(CODE_BYTES)).decode()


def shown_code(code: str) -> str:
    """The code as people read it to one another: XXXX-XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def code_hash(code: str) -> str:
    """What is stored of an invitation code.

    SHA-256 and not Argon2id: a slow, salted hash protects what a person has chosen. Here are 80 random bits that die
    within a day: 2^79 tries on average, which no fast hash makes feasible, while a hash without salt can be looked
    up, so that nobody can make the server burn memory by sending wrong codes.
    """
    return hashlib.sha256(b"palier/invitation/v1|" + code.encode()).hexdigest()


class NonceMaker:
    """Makes nonces that carry their own expiry under a MAC, so that asking for one stores nothing: only a nonce spent
    by a good proof is remembered, until it expires.
    """

    def __init__(self, server_key: Ed25519PrivateKey, random_bytes: RandomBytes) -> None:
        derive = HKDF(hashes.SHA256(), 32, salt=None, info=b"palier/nonce/v1")
        self._key = derive.derive(server_key.private_bytes_raw())
        self._random_bytes = random_bytes

    def make(self, now: datetime) -> str:
        """A fresh nonce, good for five minutes."""
        expires = int((now + NONCE_LIFE).timestamp())
        body = self._random_bytes(_RANDOM) + expires.to_bytes(_STAMP, "big")
        return encode_bytes(body + self._mac(body))

    def expiry(self, nonce: str, now: datetime) -> datetime | None:
        """When `nonce` expires; None when it is not this server's or has expired."""
        raw = decode_bytes(nonce)
        if raw is None or len(raw) != _RANDOM + _STAMP + _MAC:
            return None
        body, mac = raw[:-_MAC], raw[-_MAC:]
        if not hmac.compare_digest(mac, self._mac(body)):
            return None
        expires = datetime.fromtimestamp(int.from_bytes(body[_RANDOM:], "big"), tz=now.tzinfo)
        return expires if expires > now else None

    def _mac(self, body: bytes) -> bytes:
        return hmac.digest(self._key, body, "sha256")[:_MAC]
