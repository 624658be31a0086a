"""The trail of the centre's commands. A command line's database writes a line in each transaction that it writes, with
the ids which that transaction says it touched: a command cannot forget it, and nothing is done without its line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select

from intake_app.domain.base import Clock
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.chain import BEFORE_ALL, fingerprint, first_broken
from intake_app.domain.wire import to_wire
from sync.server.audit_tables import AUDIT_LINE, AUDIT_START
from sync.server.bulk import is_postgresql
from sync.server.database import TOUCHED, Database

_OPENED: Final = ("ALTER TABLE audit_line DISABLE TRIGGER keep_audit_line",)
_CLOSED: Final = ("ALTER TABLE audit_line ENABLE TRIGGER keep_audit_line",)
_OPENED_SQLITE: Final = ("DROP TRIGGER keep_audit_line_from_delete",)
_CLOSED_SQLITE: Final = (
    "CREATE TRIGGER keep_audit_line_from_delete BEFORE DELETE ON audit_line "
    "BEGIN SELECT RAISE(ABORT, 'lines of the trail are never changed'); END",
)


@dataclass(frozen=True)
class AuditedLine:
    """A line of the trail, as it is shown."""

    number: int
    at: datetime
    operator: str
    command: str
    touched: Mapping[str, list[str]]
    fingerprint: str


def touch(connection: Connection, kind: str, *ids: object) -> None:
    """Say that the running transaction touches these; forgotten where no trail is kept."""
    touched = connection.info.get(TOUCHED)
    if touched is not None:
        touched.setdefault(kind, []).extend(str(one) for one in ids)


class Auditor:
    """Writes the lines of one command, as the last thing of each of its transactions."""

    def __init__(self, operator: str, command: str, clock: Clock) -> None:
        self._operator = operator
        self._command = command
        self._clock = clock

    def __call__(self, connection: Connection) -> None:
        """Write the line of the running transaction."""
        if is_postgresql(connection):
            # two commands at once take turns: their lines follow one another
            connection.exec_driver_sql("LOCK TABLE audit_line IN SHARE ROW EXCLUSIVE MODE")
        newest = select(AUDIT_LINE.c.number, AUDIT_LINE.c.fingerprint).order_by(AUDIT_LINE.c.number.desc()).limit(1)
        number, before = connection.execute(newest).first() or (0, BEFORE_ALL)
        line: dict[str, Any] = {
            "number": number + 1,
            "at": self._clock(),
            "operator": self._operator,
            "command": self._command,
            "touched": {kind: sorted(set(ids)) for kind, ids in connection.info[TOUCHED].items()},
        }
        mark = fingerprint(before, _said(line))
        connection.execute(insert(AUDIT_LINE).values(**line, fingerprint=mark))


def read_audit(connection: Connection, noted: str | None = None) -> list[AuditedLine]:
    """The whole trail, the oldest line first, once it was found to be whole and to have the line of the fingerprint
    `noted` (when there is one). Raises KnownError audit_broken (`number`), audit_cut.
    """
    rows = connection.execute(select(AUDIT_LINE).order_by(AUDIT_LINE.c.number)).mappings().all()
    number, before = _start(connection)
    broken = first_broken(((_said(row), row["fingerprint"]) for row in rows), before)
    if broken is not None:
        raise KnownError("audit_broken", number=number + broken)
    if noted is not None and noted.strip().lower() not in {
        *([before] if number else []),
        *(row["fingerprint"] for row in rows),
    }:
        raise KnownError("audit_cut_or_purged" if number else "audit_cut")
    return [AuditedLine(**row) for row in rows]


def let_go(database: Database, until: datetime) -> int:
    """Let go of the lines from before `until`, the last one never: what is left still follows. How many went."""
    with database.write() as connection:
        last = connection.scalars(select(func.max(AUDIT_LINE.c.number))).one() or 0
        recent = select(func.min(AUDIT_LINE.c.number)).where(AUDIT_LINE.c.at >= until)
        kept = connection.scalars(recent).one() or last
        gone = min(kept, last) - 1
        number, _before = _start(connection)
        if gone <= number:
            return 0
        mark = connection.scalars(select(AUDIT_LINE.c.fingerprint).where(AUDIT_LINE.c.number == gone)).one()
        for statement in _OPENED if is_postgresql(connection) else _OPENED_SQLITE:
            connection.exec_driver_sql(statement)
        connection.execute(delete(AUDIT_LINE).where(AUDIT_LINE.c.number <= gone))
        for statement in _CLOSED if is_postgresql(connection) else _CLOSED_SQLITE:
            connection.exec_driver_sql(statement)
        connection.execute(delete(AUDIT_START))
        connection.execute(insert(AUDIT_START).values(id=1, number=gone, fingerprint=mark))
        touch(connection, "audit_line", gone)
    return int(gone - number)


def _start(connection: Connection) -> tuple[int, str]:
    row = connection.execute(select(AUDIT_START.c.number, AUDIT_START.c.fingerprint)).first()
    return (0, BEFORE_ALL) if row is None else (row.number, row.fingerprint)


def _said(line: Mapping[Any, Any]) -> dict[str, Any]:
    """What a line says, as its fingerprint is made of it."""
    kept = ("number", "operator", "command", "touched")
    return {**{name: line[name] for name in kept}, "at": to_wire(line["at"])}
