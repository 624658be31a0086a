"""Taking a whole import back: whoever it added is put away, what it filled in is blank again, as long as nothing else
was built on it. What cannot be taken back is said, row by row, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, select, update
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import LAPTOP
from intake_app.domain.errors import KnownError
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.resident import Resident
from intake_app.services.access import Deed, require
from intake_app.services.imports.reports import UNDO
from intake_app.services.imports.runs import ADDED, COMPLETED
from intake_app.services.imports.traces import fingerprint, ids_of_row
from intake_app.services.imports.written import Key, Written, read_written
from intake_app.services.rows import put
from intake_app.storage import audit

UNDONE, KEPT = "undone", "kept"
CHANGED, GONE = "changed", "gone"
"""Why a row stays besides what was built on it (a record type): it was changed since, it is no longer here."""
_AT_ONCE: Final = 100
_RUN: Final = LAPTOP.tables["import_run"]
_ROW: Final = LAPTOP.tables["import_row"]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that cannot be taken back: `reason` is CHANGED, GONE, or the type of a record that was built on it."""

    number: int
    resident_id: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """The numbers of the rows that can be taken back, and those that cannot. `later` asks for the rows that follow;
    None after the last one.
    """

    numbers: tuple[int, ...]
    obstacles: tuple[Obstacle, ...]
    later: int | None = None


def preview_undo(session: Session, run_id: UUID, after: int = 0) -> UndoPreview:
    """What taking an import back would do now, for a hundred rows after the number `after`."""
    rows = _rows(session, run_id, after=after)
    reasons = _reasons(session, run_id, rows)
    obstacles = (Obstacle(row.number, row.resident_id, reasons[row.number]) for row in rows if row.number in reasons)
    later = rows[-1].number if len(rows) == _AT_ONCE else None
    return UndoPreview(tuple(row.number for row in rows if row.number not in reasons), tuple(obstacles), later)


def undo_row(session: Session, actor: Actor, run_id: UUID, number: int) -> str:
    """Take one row back, UNDONE, or note why it stays, KEPT; nothing is done to a row twice."""
    require(actor, Deed.IMPORT)
    rows = _rows(session, run_id, number)
    if not rows:
        raise KnownError("import_over")
    (row,) = rows
    reason = _reasons(session, run_id, rows).get(number)
    if reason is None and row.state == ADDED:
        _put_away(session, actor, run_id, row)
    elif reason is None:
        put(session.get_one(Resident, row.resident_id), dict.fromkeys(row.filled.split(), None))
    state = UNDONE if reason is None else KEPT
    of_row = (_ROW.c.run_id == run_id, _ROW.c.number == number)
    session.connection().execute(update(_ROW).where(*of_row).values(state=state, reason=reason))
    return state


def finish_undo(session: Session, actor: Actor, run_id: UUID) -> UUID:
    """Say that the import was taken back; what stays is told by its rows."""
    require(actor, Deed.IMPORT)
    moment = actor.clock()
    run = session.connection().execute(select(_RUN).where(_RUN.c.id == run_id)).one()
    values = {"undone_at": moment, "finished_at": run.finished_at or moment}
    session.connection().execute(update(_RUN).where(_RUN.c.id == run_id).values(values))
    audit.note(session, actor, UNDO, "import_run", run_id)
    return run_id


def _put_away(session: Session, actor: Actor, run_id: UUID, row: Row[Any]) -> None:
    moment = actor.clock()
    session.get_one(Resident, row.resident_id).archived_at = moment
    for own_id in ids_of_row(run_id, row.number):
        follow_up = session.get(FollowUp, own_id)
        if follow_up is not None:
            follow_up.archived_at = moment


def _rows(session: Session, run_id: UUID, number: int | None = None, after: int = 0) -> list[Row[Any]]:
    query = select(_ROW).where(_ROW.c.run_id == run_id, _ROW.c.state.in_((ADDED, COMPLETED)))
    query = query.where(_ROW.c.number > after if number is None else _ROW.c.number == number)
    return list(session.connection().execute(query.order_by(_ROW.c.number).limit(_AT_ONCE)))


def _reasons(session: Session, run_id: UUID, rows: Iterable[Row[Any]]) -> dict[int, str]:
    """Number → why the row stays, for those that do."""
    rows = list(rows)
    written = read_written(session, [row.resident_id for row in rows])
    found = {row.number: _reason(run_id, row, written[row.resident_id]) for row in rows}
    return {number: reason for number, reason in found.items() if reason is not None}


def _reason(run_id: UUID, row: Row[Any], written: Mapping[Key, Written]) -> str | None:
    resident = written.get(("resident", row.resident_id))
    if resident is None or not resident["family_name"]:
        return GONE
    if row.state == COMPLETED:
        now = fingerprint([{name: resident[name] for name in row.filled.split()}])
        return None if now == row.fingerprint else CHANGED
    own = set(ids_of_row(run_id, row.number))
    others = sorted(record_type for record_type, record_id in written if record_id not in own)
    if others:
        return others[0]
    return None if fingerprint(written.values()) == row.fingerprint else CHANGED
