"""Whether two places hold the same rows, in a few numbers: a count and a sum of hashes, kept up to date row by row.

A sum does not depend on the order and can be corrected when one row changes. Only rows that the server has numbered
count (`revision` above 0).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

BUCKETS: Final = 256
"""Parts in which rows are compared when the sums differ."""
_MODULUS: Final = 2**62
"""Both databases keep a sum in eight signed bytes."""


def row_hash(record_id: str, revision: int) -> int:
    """The hash of a row as it stands: 62 bits of BLAKE2b over `<id>|<revision>`."""
    said = hashlib.blake2b(f"{record_id}|{revision}".encode(), digest_size=8).digest()
    return int.from_bytes(said, "big") % _MODULUS


def added(total: int, row: int) -> int:
    """The sum with one more row."""
    return (total + row) % _MODULUS


def removed(total: int, row: int) -> int:
    """The sum with one row less."""
    return (total - row) % _MODULUS


def bucket_of(record_id: str) -> int:
    """The part a record belongs to: the last byte of its id, which is random in UUIDv7 and UUIDv5 alike."""
    return int(record_id[-2:], 16)


def scope_mark(scope: Mapping[str, Sequence[str]] | None) -> str:
    """A short name for an area, the same on both sides; empty for a whole space."""
    if scope is None:
        return ""
    told = msgspec.json.encode({name: sorted(ids) for name, ids in sorted(scope.items())})
    return hashlib.sha256(told).hexdigest()[:16]
