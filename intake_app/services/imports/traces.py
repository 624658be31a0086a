"""What a row of an import wrote, told by ids that follow from the import and the row, and by a fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from intake_app.domain.base import IDENTITY
from intake_app.domain.wire import to_wire

_LOW_BITS: Final = (1 << 80) - 1
_MOST_RECORDS: Final = 24
"""Records that one row may write: the person, what they were told, where they stand, what is to be done."""
_STAMPS: Final = IDENTITY | {"created_at", "created_by", "archived_at"}


class RowIds:
    """The ids of what one row writes, in the order of writing: the same run and row give the same ids.

    They are UUIDv7 of the moment the import began, so that lists sorted by id stay in the order of registration; the
    rest of their bits is a UUIDv5 of import and row.
    """

    def __init__(self, run_id: UUID, number: int) -> None:
        self._run_id, self._number = run_id, number
        self._count = 0

    def __call__(self) -> UUID:
        named = uuid5(self._run_id, f"{self._number}/{self._count}").int & _LOW_BITS
        self._count += 1
        version_7 = (named & ~(0xF << 76)) | (0x7 << 76)
        return UUID(int=(self._run_id.int & ~_LOW_BITS) | version_7)


def resident_of_row(run_id: UUID, number: int) -> UUID:
    """The id of whoever a row adds."""
    return RowIds(run_id, number)()


def ids_of_row(run_id: UUID, number: int) -> Iterator[UUID]:
    """Every id that a row may have given; the first is the resident's."""
    give = RowIds(run_id, number)
    return (give() for _place in range(_MOST_RECORDS))


def fingerprint(records: Iterable[Mapping[str, Any]]) -> str:
    """SHA-256, hexadecimal, of what records say, in any order. Blank fields do not count, so that a field added by a
    later version of the program changes nothing.
    """
    said = sorted(
        msgspec.json.encode(
            [str(record.get("id", "")), sorted((name, wire) for name, wire in map(_wired, record.items()) if wire)]
        )
        for record in records
    )
    return hashlib.sha256(b"\n".join(said)).hexdigest()


def _wired(pair: tuple[str, Any]) -> tuple[str, Any]:
    name, value = pair
    return name, "" if name in _STAMPS else to_wire(value)
