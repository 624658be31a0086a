"""This laptop's identity at the centre: the key made at enrolment, and the short-lived token it earns."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from typing import Final

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from joserfc import jwt
from joserfc.jwk import OKPKey

from sync.client.transport import Transport
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge, Token, TokenRequest

AUDIENCE: Final = "palier"


def encode_bytes(raw: bytes) -> str:
    """Base64url without padding, as keys and signatures travel."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode_bytes(text: str) -> bytes:
    """The bytes behind base64url without padding; none when it is something else."""
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return b""


class Enrolment(msgspec.Struct, frozen=True):
    """What enrolment left on this laptop (a local setting, inside the encrypted store)."""

    address: str
    device_id: str
    space_id: str
    space_name: str
    staff_id: str
    staff_role: str
    audience: str
    fingerprint: str
    server_key: str
    sealed_key: str
    """The device's private key, sealed once more under the vault's device key."""
    sealing_key: str = ""
    """The centre's, for parcels; empty when this laptop joined before there were any."""
    is_renewed: bool = False
    """This laptop had another identity before: the centre knows some of its changes under that."""


class Identity:
    """Proves to the server which laptop this is, and keeps the token until it expires. `server_key` is the one its
    receipts are checked with.
    """

    def __init__(
        self,
        device_id: str,
        key: Ed25519PrivateKey,
        server_key: bytes,
        new_secret: Callable[[], str] = lambda: secrets.token_urlsafe(16),
    ) -> None:
        self.device_id = device_id
        self.server_key = server_key
        self.sign = key.sign
        self.public_key = key.public_key().public_bytes_raw()
        self._key = OKPKey.import_key(_as_jwk(key))
        self._new_secret = new_secret
        self._token: str | None = None

    def is_signed_by_centre(self, signature: bytes, message: bytes) -> bool:
        """Whether the centre that this laptop joined signed the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.server_key).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def token(self, transport: Transport) -> str:
        """The present token, or a fresh one."""
        if self._token is None:
            challenge = transport.call("/v1/challenge", {}, Challenge)
            self._token = self._earn(transport, challenge.nonce)
        return self._token

    def renew(self, transport: Transport, refusal: RefusedError) -> str:
        """A fresh token after `token_expired`, on the nonce that came with the refusal when there is one."""
        self._token = None
        if refusal.nonce:
            self._token = self._earn(transport, refusal.nonce)
        return self.token(transport)

    def _earn(self, transport: Transport, nonce: str) -> str:
        claims = {"iss": self.device_id, "aud": AUDIENCE, "nonce": nonce, "jti": self._new_secret()}
        assertion = jwt.encode({"alg": "Ed25519"}, claims, self._key, algorithms=["Ed25519"])
        return transport.call("/v1/token", TokenRequest(assertion), Token).token


def _as_jwk(key: Ed25519PrivateKey) -> dict[str, str | list[str]]:
    public = key.public_key().public_bytes_raw()
    return {"kty": "OKP", "crv": "Ed25519", "x": encode_bytes(public), "d": encode_bytes(key.private_bytes_raw())}
