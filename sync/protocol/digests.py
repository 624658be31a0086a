"""Whether two places hold the same rows, in a few numbers: a count and a sum of hashes, kept up to date row by row.

A sum does not depend on the order and can be corrected when one row changes. Only rows that the server has numbered
count (`revision` above 0).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from sync.protocol.messages import Digest

BUCKETS: Final = 256
"""Parts in which rows are compared when the sums differ."""
MODULUS: Final = 2**62
"""Both databases keep a sum in eight signed bytes."""


def row_hash(record_id: str, revision: int) -> int:
    """The hash of a row as it stands: 62 bits of BLAKE2b over `<id>|<revision>`."""
    said = hashlib.blake2b(f"{record_id}|{revision}".encode(), digest_size=8).digest()
    return int.from_bytes(said, "big") % MODULUS


@dataclass
class Tally:
    """A digest in the making, or the difference between two: true where there is something to correct."""

    row_count: int = 0
    hash_sum: int = 0

    def add(self, record_id: str, revision: int) -> None:
        """Count a row in; one that the server has not numbered does not count."""
        if revision > 0:
            self.row_count += 1
            self.hash_sum += row_hash(record_id, revision)

    def remove(self, record_id: str, revision: int) -> None:
        """Count a row out."""
        if revision > 0:
            self.row_count -= 1
            self.hash_sum -= row_hash(record_id, revision)

    def merge(self, row_count: int, hash_sum: int) -> None:
        """Count in what was counted elsewhere."""
        self.row_count += row_count
        self.hash_sum += hash_sum

    def digest(self) -> Digest:
        """As it travels."""
        return Digest(self.row_count, self.hash_sum % MODULUS)

    def __bool__(self) -> bool:
        return bool(self.row_count or self.hash_sum)


def bucket_tallies(rows: Iterable[tuple[str, int]]) -> list[Tally]:
    """The tallies of BUCKETS parts of rows, each (id, revision)."""
    tallies = [Tally() for _ in range(BUCKETS)]
    for record_id, revision in rows:
        tallies[bucket_of(record_id)].add(record_id, revision)
    return tallies


def bucket_of(record_id: str) -> int:
    """The part a record belongs to: the last byte of its id, which is random in UUIDv7 and UUIDv5 alike."""
    return int(record_id[-2:], 16)


def scope_mark(scope: Mapping[str, Sequence[str]] | None) -> str:
    """A short name for an area, the same on both sides; empty for a whole space."""
    if scope is None:
        return ""
    told = msgspec.json.encode({name: sorted(ids) for name, ids in sorted(scope.items())})
    return hashlib.sha256(told).hexdigest()[:16]
