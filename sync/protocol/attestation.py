"""What a server signs, and how it is checked: that it received a laptop's changes, that it accepted an erasure.

The signature (Ed25519, the server's key) is over
`palier/receipt/v1|<device_id>|<epoch>|<first_seq>|<last_seq>|<digest>|<received_at>`; the digest is SHA-256 over one
line `<change_id>|<device_seq>|<verdict>|<server_seq>` a change, in order (an empty server_seq where there is none).

Of an erasure it is over `palier/erasure/v1|<space_id>|<resident_id>|<erasure_id>|<reason>|<created_at>`, as its row
says: it stays good for a server restored from a backup, which keeps its key in the database, and for no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.protocol.messages import Receipt, Verdict


def verdicts_digest(verdicts: Sequence[Verdict]) -> str:
    """SHA-256, hexadecimal, of what was answered."""
    lines = (
        f"{one.change_id}|{one.device_seq}|{one.kind}|{'' if one.server_seq is None else one.server_seq}\n"
        for one in verdicts
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def receipt_text(receipt: Receipt) -> bytes:
    """What is signed, whatever the receipt's own signature says."""
    return (
        f"palier/receipt/v1|{receipt.device_id}|{receipt.epoch}|{receipt.first_seq}|{receipt.last_seq}"
        f"|{receipt.digest}|{receipt.received_at}"
    ).encode()


def erasure_text(space_id: str, resident_id: str, erasure_id: str, reason: str, created_at: str) -> bytes:
    """What is signed of an erasure, everything in travelling form."""
    return f"palier/erasure/v1|{space_id}|{resident_id}|{erasure_id}|{reason}|{created_at}".encode()


def is_signed_by(server_key: bytes, signature: bytes | None, receipt: Receipt) -> bool:
    """Whether the server with this public key signed the receipt."""
    if signature is None:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(server_key).verify(signature, receipt_text(receipt))
    except (InvalidSignature, ValueError):
        return False
    return True
