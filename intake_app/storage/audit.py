"""The trail of this laptop: who did what to which record, opened it, let somebody in. `change_capture` has a line
written beside each change; use cases note what changes nothing.

After KEPT the oldest lines go: what is left still follows, from the fingerprint of the last one that went.

Ids only: erasing a person leaves the trail whole. Lines are only ever added, each carries a fingerprint of itself and
of the line before (`domain.rules.chain`), and none can be changed or taken away unseen by whoever has no key of the
store. Whoever has one could write the whole trail anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, insert, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import LAPTOP
from intake_app.domain.rules.chain import BEFORE_ALL, fingerprint
from intake_app.domain.wire import to_wire
from intake_app.storage import tables
from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.trail_repair import keep_note, note_of, walk

EXPORTED_FILE: Final = "exported_file"
"""What the trail calls a file that left the encrypted disk: its « record »."""
LET_GO: Final = "let_go_of_trail"
KEPT: Final = timedelta(days=365)
"""How long a line stays (CNIL 2021-122: six months to a year)."""
_START: Final = "trail_start"
_FIRST_SINCE: Final = "SELECT number FROM audit_entry WHERE at >= ? ORDER BY number LIMIT 1"
_LAST_BEFORE: Final = "SELECT number, fingerprint FROM audit_entry WHERE number < ? ORDER BY number DESC LIMIT 1"
_NEVER_DELETE: Final = (
    "CREATE TRIGGER audit_entry_never_delete BEFORE DELETE ON audit_entry "
    "BEGIN SELECT RAISE(ABORT, 'the trail only grows'); END"
)
_AUDIT: Final = LAPTOP.tables[str(tables.AuditEntry.__tablename__)]
_INTO: Final = insert(_AUDIT)
_GIVEN: Final = "SELECT seq FROM sqlite_sequence WHERE name = 'audit_entry'"
_NEWEST: Final = f"SELECT ({_GIVEN}), (SELECT fingerprint FROM audit_entry ORDER BY number DESC LIMIT 1)"  # noqa: S608
"""The last number ever given, and the fingerprint of the last line there is: numbers have no gaps, so that lines cut
off the end are missed for ever.
"""
_SAID: Final = ("number", "at", "staff_id", "deed", "record_type", "record_id")
_ALL: Final = f"SELECT {', '.join(_SAID)}, fingerprint FROM audit_entry ORDER BY number"  # noqa: S608
"""As they stand in the file: times and ids are text there, as fingerprints are made of them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the trail."""

    at: datetime
    staff_id: UUID
    deed: str
    record_type: str | None
    record_id: UUID | None


@dataclass(frozen=True, slots=True)
class TrailCheck:
    """What became of the trail: how many lines it has, and the number of the first that is not what was
    written, None when all are. A line behind the last one that was ever written counts as missing. `lost`: how many a
    repair could not bring back, and has said so.
    """

    count: int
    first_broken: int | None
    lost: int = 0

    @property
    def is_whole(self) -> bool:
        return self.first_broken is None


class TrailStart(msgspec.Struct, frozen=True):
    """The last line that was let go of: the next one follows it."""

    number: int = 0
    fingerprint: str = BEFORE_ALL


def append(connection: Connection, entries: Sequence[Entry]) -> None:
    """Add lines behind the last one, in the running transaction; it must be one that writes."""
    given, newest = connection.exec_driver_sql(_NEWEST).one()
    number, before = given or 0, newest or BEFORE_ALL
    lines = []
    for entry in entries:
        number += 1
        line = {name: getattr(entry, name) for name in _SAID[1:]} | {"number": number}
        before = fingerprint(before, _said(line))
        lines.append(line | {"fingerprint": before})
    if lines:
        connection.execute(_INTO, lines)


def note(session: Session, actor: Actor, deed: str, record_type: str, record_id: UUID) -> None:
    """Add a line to the trail, in the running transaction."""
    append(session.connection(), [Entry(actor.clock(), actor.staff_id, deed, record_type, record_id)])


def check_trail(session: Session) -> TrailCheck:
    """Whether every line ever written is there, as it was written, or is known to be lost."""
    connection = session.connection()
    start = _start(connection)
    found = walk(connection, _in_order(connection), start.number + 1, start.fingerprint)
    broken = found.broken
    if broken is None and found.after <= (connection.exec_driver_sql(_GIVEN).scalar() or 0):
        broken = found.after
    return TrailCheck(found.count, broken, found.lost if broken is None else 0)


def note_repair(connection: Connection, entry: Entry) -> None:
    """Add the line that tells a repair, in the running transaction; which lines are missing is noted with it."""
    start, given = _start(connection), connection.exec_driver_sql(_GIVEN).scalar() or 0
    note = note_of(_in_order(connection), start.number + 1, given + 1)
    if note is not None:
        keep_note(connection, note)
        entry = replace(entry, record_type="audit_entry", record_id=note.digest)
    append(connection, [entry])


def _in_order(connection: Connection) -> Iterator[tuple[Mapping[str, Any], str]]:
    for *said, mark in connection.exec_driver_sql(_ALL):
        yield dict(zip(_SAID, said, strict=True)), mark


def let_go(connection: Connection, entry: Entry, until: datetime) -> int:
    """Let go of the lines from before `until` that no later one precedes, in the running transaction; how many.
    `entry` says who is there when it happens: its line, with their number, stands in their place. The last line always
    stays, so that the next one follows it.
    """
    given = connection.exec_driver_sql(_GIVEN).scalar() or 0
    kept = connection.exec_driver_sql(_FIRST_SINCE, (to_wire(until),)).scalar()
    # some may be missing: a repair does not always bring them all back
    going = connection.exec_driver_sql(_LAST_BEFORE, (min(given if kept is None else kept, given),)).first()
    if going is None:
        return 0
    connection.exec_driver_sql("DROP TRIGGER audit_entry_never_delete")
    count = connection.exec_driver_sql("DELETE FROM audit_entry WHERE number <= ?", (going.number,)).rowcount
    connection.exec_driver_sql(_NEVER_DELETE)
    write_setting(connection, _START, TrailStart(going.number, going.fingerprint))
    append(connection, [replace(entry, deed=f"{LET_GO}:{count}")])
    return count


def _start(connection: Connection) -> TrailStart:
    return read_setting(connection, _START, TrailStart) or TrailStart()


def read_deeds(session: Session, deeds: Iterable[str]) -> list[Entry]:
    """Every line with one of these deeds, the oldest first."""
    columns = [_AUDIT.c[name] for name in _SAID[1:]]
    query = select(*columns).where(_AUDIT.c.deed.in_(tuple(deeds))).order_by(_AUDIT.c.number)
    return [Entry(*row) for row in session.connection().execute(query)]


def _said(line: Mapping[Any, Any]) -> dict[str, Any]:
    """What a line says, as its fingerprint is made of it."""
    return {name: to_wire(line[name]) for name in _SAID}


def note_file(session: Session, actor: Actor, kind: str, rows: int, sha256: str) -> None:
    """Add that a file leaves the encrypted disk: the deed says its kind and how many rows it has, the record which."""
    note(session, actor, f"{kind}:{rows}", EXPORTED_FILE, file_id(sha256))


def file_id(sha256: str) -> UUID:
    """What the trail calls a file: the first half of its SHA-256 (hexadecimal)."""
    return UUID(hex=sha256[:32])


def read_trail(
    session: Session, record_type: str, record_id: UUID, *, deed: str | None = None, limit: int = 200
) -> list[Entry]:
    """What was done to a record, or only one kind of deed, newest first."""
    columns = _AUDIT.c
    query = (
        select(columns.at, columns.staff_id, columns.deed, columns.record_type, columns.record_id)
        .where(columns.record_type == record_type, columns.record_id == record_id)
        .order_by(columns.number.desc())
        .limit(limit)
    )
    if deed is not None:
        query = query.where(columns.deed == deed)
    return [Entry(*row) for row in session.connection().execute(query)]
