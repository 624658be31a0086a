"""What is new for a laptop that has an area: besides what was changed there, records that came into it, with all that
depends on them, and records that left it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.domain.rules.erasing import LINKS
from sync.protocol.messages import Gone
from sync.server.bulk import is_postgresql, listed, one_of
from sync.server.pages import Ids
from sync.server.scope import Reader, living_here, within

MOVES_AT_ONCE: Final = 100
"""Records that may have moved looked at for one reply: each may bring a whole file with it."""
_MERGE: Final = "resident_merge"
_OF_WORKSHOP: Final = ("slot", "conflict", "attachment")
_OF_GUEST: Final = ("notice_delivery", "consent")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log. `is_own`: the laptop made it, and has the record as it stands."""

    server_seq: int
    record_type: str
    record_id: str
    is_move: bool
    is_own: bool

    @property
    def may_move(self) -> bool:
        """Whether it may have taken records into the area, or out of it."""
        return self.is_move or self.record_type == _MERGE


def fitting(entries: Sequence[Entry]) -> Sequence[Entry]:
    """As many of the first entries as one reply looks at."""
    moves = [place for place, entry in enumerate(entries) if entry.may_move]
    return entries[: moves[MOVES_AT_ONCE - 1] + 1] if len(moves) > MOVES_AT_ONCE else entries


def sort_out(connection: Connection, reader: Reader, entries: Iterable[Entry]) -> tuple[Ids, list[Gone]]:
    """The records to send for these entries, and those that the laptop may have and must let go of."""
    news, own, moved = _by_type(entries)
    if reader.scope is None:
        return {record_type: within(connection, reader, record_type, ids) for record_type, ids in news.items()}, []
    changed = {record_type: news[record_type] | own[record_type] for record_type in (*news, *own)}
    inside = {record_type: within(connection, reader, record_type, ids) for record_type, ids in changed.items()}
    sent: Ids = defaultdict(set)
    gone: Ids = defaultdict(set)
    for record_type, ids in inside.items():
        sent[record_type] |= ids & news[record_type]
        gone[record_type] |= own[record_type] - ids
    _add(sent, _papers_of_guests(connection, reader, inside.get("attendance", ())))
    for record_type, ids in _dependents(connection, moved).items():
        known = within(connection, reader, record_type, ids)
        sent[record_type] |= known
        gone[record_type] |= ids - known
    return sent, [Gone(record_type, sorted(gone[record_type])) for record_type in RECORD_TYPES if gone[record_type]]


def _by_type(entries: Iterable[Entry]) -> tuple[Ids, Ids, Ids]:
    """The records that others changed, that the laptop itself changed, and that may have moved."""
    news: Ids = defaultdict(set)
    own: Ids = defaultdict(set)
    moved: Ids = defaultdict(set)
    for entry in entries:
        (own if entry.is_own else news)[entry.record_type].add(entry.record_id)
        if entry.may_move:
            moved[entry.record_type].add(entry.record_id)
    return news, own, moved


def _papers_of_guests(connection: Connection, reader: Reader, attendance_ids: Collection[str]) -> Ids:
    """Who attends may have become a guest just now: what she was told and agreed to comes with her."""
    residents = _named(connection, "attendance", "resident_id", attendance_ids)
    guests = residents - living_here(connection, reader, residents) if residents else residents
    return {record_type: _naming(connection, record_type, "resident_id", guests) for record_type in _OF_GUEST}


def _dependents(connection: Connection, moved: Mapping[str, set[str]]) -> Ids:
    """These records, and whatever may be of an area or not because of where they are."""
    found: Ids = defaultdict(set)
    _add(found, moved)
    residents, workshops = set(moved.get("resident", ())), set(moved.get("workshop", ()))
    for record_type, columns in LINKS.items():
        for column in columns:
            found[record_type] |= _naming(connection, record_type, column, residents)
    for column in ("survivor_id", "merged_id"):
        found["resident"] |= _named(connection, _MERGE, column, found[_MERGE])
    # the workshops that a resident attends, wherever they are
    found["slot"] |= _named(connection, "attendance", "slot_id", found["attendance"])
    found["workshop"] |= _named(connection, "slot", "workshop_id", found["slot"])
    for record_type in _OF_WORKSHOP:
        found[record_type] |= _naming(connection, record_type, "workshop_id", workshops)
    # and those who attend a workshop
    slots = _naming(connection, "slot", "workshop_id", workshops)
    rolls = _naming(connection, "attendance", "slot_id", slots)
    found["attendance"] |= rolls
    guests = _named(connection, "attendance", "resident_id", rolls)
    found["resident"] |= guests
    for record_type in _OF_GUEST:
        found[record_type] |= _naming(connection, record_type, "resident_id", guests)
    return found


def _add(ids: Ids, more: Mapping[str, set[str]]) -> None:
    for record_type, some in more.items():
        ids[record_type] |= some


def _naming(connection: Connection, record_type: str, column: str, ids: Collection[str]) -> set[str]:
    """The records of a type whose `column` names one of `ids`."""
    return _look_up(connection, record_type, "id", column, ids)


def _named(connection: Connection, record_type: str, column: str, ids: Collection[str]) -> set[str]:
    """What the `column` of these records names."""
    return _look_up(connection, record_type, column, "id", ids)


def _look_up(connection: Connection, record_type: str, wanted: str, given: str, ids: Collection[str]) -> set[str]:
    if not ids:
        return set()
    statement = _select_by(record_type, wanted, given, is_postgresql(connection))
    return {str(found) for found in connection.scalars(statement, {"ids": listed(ids)})}


@cache
def _select_by(record_type: str, wanted: str, given: str, on_postgresql: bool) -> Select[Any]:
    table = table_of(record_type)
    chosen = one_of(table.c[given], "ids", on_postgresql=on_postgresql)
    return select(table.c[wanted]).where(chosen, table.c[wanted].is_not(None))
