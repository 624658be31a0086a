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

from intake_app.domain.record_types import RECORD_TYPES, references, table_of
from intake_app.domain.rules.erasing import LINKS
from sync.protocol.messages import Change, Gone
from sync.server import erase
from sync.server.bulk import is_postgresql, listed, one_of
from sync.server.pages import Ids
from sync.server.scope import Reader, living_here, within

MOVES_AT_ONCE: Final = 100
"""Records that may have moved looked at for one reply: each may bring a whole file with it."""
_MERGE: Final = "resident_merge"
_JOINED: Final = ("survivor_id", "merged_id")
_MOVING: Final = frozenset({_MERGE, erase.RECORD_TYPE})
"""What may take other records into an area, or out of it, whenever it is written."""
_NEW: Final = (None, None)
_OF_WORKSHOP: Final = ("slot", "conflict", "attachment", "sheet")
_OF_SLOT: Final = ("headcount", "signature")
_OF_GUEST: Final = ("notice_delivery", "consent")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the log. `is_own`: the laptop made it; `is_known`: and has the record as it stands. `edits`: what a
    change that moved its record says, {field: [new value, the one before]}.
    """

    server_seq: int
    record_type: str
    record_id: str
    is_own: bool
    is_known: bool
    edits: Mapping[str, Sequence[Any]] | None

    @property
    def may_move(self) -> bool:
        """Whether it may have taken records into the area, or out of it."""
        return self.edits is not None or self.record_type in _MOVING


def fitting(entries: Sequence[Entry]) -> Sequence[Entry]:
    """As many of the first entries as one reply looks at."""
    moves = [place for place, entry in enumerate(entries) if entry.may_move]
    return entries[: moves[MOVES_AT_ONCE - 1] + 1] if len(moves) > MOVES_AT_ONCE else entries


def sort_out(
    connection: Connection, reader: Reader, entries: Iterable[Entry], just_sent: Iterable[Change] = ()
) -> tuple[Ids, list[Gone]]:
    """The records to send for these entries, and those that the laptop may have and must let go of. `just_sent` are
    changes of its own.
    """
    news, own, moved, former = _by_type(entries)
    if reader.scope is None:
        return {record_type: within(connection, reader, record_type, ids) for record_type, ids in news.items()}, []
    for change in just_sent:
        own[change.record_type].add(change.record_id)
    changed = {record_type: news[record_type] | own[record_type] for record_type in (*news, *own)}
    inside = {record_type: within(connection, reader, record_type, ids) for record_type, ids in changed.items()}
    sent: Ids = defaultdict(set)
    gone: Ids = defaultdict(set)
    for record_type, ids in inside.items():
        sent[record_type] |= ids & news[record_type]
        gone[record_type] |= own[record_type] - ids
    _add(sent, _around_presences(connection, reader, inside.get("attendance", ())))
    for record_type, ids in _dependents(connection, moved, former).items():
        known = within(connection, reader, record_type, ids)
        sent[record_type] |= known
        gone[record_type] |= ids - known
    return sent, [Gone(record_type, sorted(gone[record_type])) for record_type in RECORD_TYPES if gone[record_type]]


def _by_type(entries: Iterable[Entry]) -> tuple[Ids, Ids, Ids, Ids]:
    """The records that the laptop may not have as they stand, that it changed itself, that may have moved, and those
    that these referred to before.
    """
    news, own, moved, former = (defaultdict[str, set[str]](set) for _ in range(4))
    for entry in entries:
        if entry.is_own:
            own[entry.record_type].add(entry.record_id)
        if not entry.is_known:
            news[entry.record_type].add(entry.record_id)
        if entry.may_move:
            moved[entry.record_type].add(entry.record_id)
            for field, record_type in references(entry.record_type).items():
                _, before = (entry.edits or {}).get(field, _NEW)
                if before is not None:
                    former[record_type].add(before)
    return news, own, moved, former


def _around_presences(connection: Connection, reader: Reader, attendance_ids: Collection[str]) -> Ids:
    """Who attends may have become a guest just now: she comes with what she was told and agreed to, even to the laptop
    that wrote the presence, which may have been told before to let go of her. So does the half-day.
    """
    residents = _named(connection, "attendance", "resident_id", attendance_ids)
    guests = residents - living_here(connection, reader, residents) if residents else residents
    papers = {record_type: _naming(connection, record_type, "resident_id", guests) for record_type in _OF_GUEST}
    return {"resident": guests, "slot": _named(connection, "attendance", "slot_id", attendance_ids), **papers}


def _dependents(connection: Connection, moved: Mapping[str, set[str]], former: Ids) -> Ids:
    """These records, and whatever may be of an area or not because of where they are, or of where they were: `former`
    is what they referred to.
    """
    found: Ids = defaultdict(set)
    _add(found, moved)
    erased = _named(connection, erase.RECORD_TYPE, "resident_id", moved.get(erase.RECORD_TYPE, ()))
    residents, workshops = moved.get("resident", set()) | erased, moved.get("workshop", set())
    for record_type, columns in LINKS.items():
        for column in columns:
            found[record_type] |= _naming(connection, record_type, column, residents)
    for column in _JOINED:
        found["resident"] |= _named(connection, _MERGE, column, found[_MERGE])
    for record_type in _OF_WORKSHOP:
        found[record_type] |= _naming(connection, record_type, "workshop_id", workshops)
    # those who attend what moved
    slots = moved.get("slot", set()) | _naming(connection, "slot", "workshop_id", workshops)
    for record_type in _OF_SLOT:
        found[record_type] |= _naming(connection, record_type, "slot_id", slots)
    rolls = moved.get("attendance", set()) | _naming(connection, "attendance", "slot_id", slots)
    found["attendance"] |= rolls
    guests = former["resident"] | _named(connection, "attendance", "resident_id", rolls)
    found["resident"] |= residents | guests
    for record_type in _OF_GUEST:
        found[record_type] |= _naming(connection, record_type, "resident_id", guests)
    # and the workshops attended, wherever they are
    found["slot"] |= former["slot"] | _named(connection, "attendance", "slot_id", found["attendance"])
    found["workshop"] |= former["workshop"] | _named(connection, "slot", "workshop_id", found["slot"])
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
