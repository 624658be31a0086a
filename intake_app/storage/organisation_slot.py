"""The organisation's way into a vault: the DEK sealed to a public key whose private half lies offline, in two parts.

    HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM), info "palier/organisation-slot/v1|vault": 80 bytes

Nothing secret is needed to make one, so it is made anew without anybody's passphrase whenever the DEK or the
organisation's key changes. The MAC of the vault file tells when hands have put another in its place.
"""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

import msgspec

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.keys import KEY_LENGTH
from intake_app.storage.vault_slot import SEALED_LENGTH, hpke_suite

KIND: Literal["organisation"] = "organisation"
PublicKey = Annotated[bytes, msgspec.Meta(min_length=KEY_LENGTH, max_length=KEY_LENGTH)]
Sealed = Annotated[bytes, msgspec.Meta(min_length=SEALED_LENGTH, max_length=SEALED_LENGTH)]


class OrganisationSlot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """As it stands in the vault file; `generation` is that of the file when it was written."""

    kind: Literal["organisation"]
    public_key: PublicKey
    sealed: Sealed
    generation: Annotated[int, msgspec.Meta(ge=1, le=2**62)]


def seal_to_organisation(root: bytearray, public_key: bytes, vault_id: UUID, generation: int) -> OrganisationSlot:
    """The slot by which the holders of that key open this vault. Raises KnownError `recovery_key_malformed` for what is
    no key.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    # wiped meanwhile, it would be sealed as zeros, which everybody knows
    if not any(root):
        raise BugError("the root key was wiped before it was sealed")
    try:
        sealed = hpke_suite().encrypt(bytes(root), X25519PublicKey.from_public_bytes(public_key), _bound(vault_id))
    except ValueError:
        # too short, or of small order: what is sealed to that, everybody opens
        raise KnownError("recovery_key_malformed") from None
    return OrganisationSlot(KIND, public_key, sealed, generation)


def open_by_organisation(sealed: bytes, private_key: bytes, vault_id: UUID) -> bytearray:
    """The DEK, for the caller to wipe. Raises KnownError `recovery_key_other`: sealed to another key, of another vault,
    or altered; to HPKE they are one.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.from_private_bytes(private_key)
    try:
        return bytearray(hpke_suite().decrypt(sealed, private, _bound(vault_id)))
    except (InvalidTag, ValueError):
        raise KnownError("recovery_key_other") from None


def _bound(vault_id: UUID) -> bytes:
    return f"palier/organisation-slot/v1|{vault_id}".encode()
