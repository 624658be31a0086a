"""Taking a whole import back: whoever it added is put away, what it filled in is blank again, as long as nothing else
was built on it. What cannot be taken back is said, row by row, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import Session, col

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
from intake_app.services.rows import once, put
from intake_app.storage import audit

UNDONE, KEPT = "undone", "kept"
CHANGED, GONE = "changed", "gone"
"""Why a row stays besides what was built on it (a record type): it was changed since, it is no longer here."""
_AT_ONCE: Final = 100
_RUN: Final = LAPTOP.tables["import_run"]
_ROW: Final = LAPTOP.tables["import_row"]
_SETTLE: Final = (
    update(_ROW)
    .where(_ROW.c.run_id == bindparam("run"), _ROW.c.number == bindparam("row"))
    .values(state=bindparam("state"), reason=bindparam("reason"))
)


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
    reasons, _written = _reasons(session, run_id, rows)
    obstacles = (Obstacle(row.number, row.resident_id, reasons[row.number]) for row in rows if row.number in reasons)
    later = rows[-1].number if len(rows) == _AT_ONCE else None
    return UndoPreview(tuple(row.number for row in rows if row.number not in reasons), tuple(obstacles), later)


def undo_row(session: Session, actor: Actor, run_id: UUID, number: int, together: Sequence[int] = ()) -> str:
    """Take one row back, UNDONE, or note why it stays, KEPT; nothing is done to a row twice. `together` are the numbers
    of all the rows of the transaction, where there are several: they are looked at at once.
    """
    require(actor, Deed.IMPORT)
    some = once(session, _look_at, run_id, tuple(together) or (number,))
    row = some.rows.get(number)
    if row is None:
        raise KnownError("import_over")
    reason = some.reasons.get(number)
    if reason is None and row.state == ADDED:
        moment = actor.clock()
        for record in some.own[number]:
            record.archived_at = moment
    elif reason is None:
        put(session.get_one(Resident, row.resident_id), dict.fromkeys(row.filled.split(), None))
    state = UNDONE if reason is None else KEPT
    session.connection().execute(_SETTLE, {"run": run_id, "row": number, "state": state, "reason": reason})
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


def _rows(session: Session, run_id: UUID, *, after: int = 0, numbers: Sequence[int] | None = None) -> list[Row[Any]]:
    """The rows that can be taken back: those of these numbers, or a hundred after one."""
    query = select(_ROW).where(_ROW.c.run_id == run_id, _ROW.c.state.in_((ADDED, COMPLETED))).order_by(_ROW.c.number)
    query = (
        query.where(_ROW.c.number > after).limit(_AT_ONCE)
        if numbers is None
        else query.where(_ROW.c.number.in_(numbers))
    )
    return list(session.connection().execute(query))


@dataclass(frozen=True, slots=True)
class _Some:
    """Some rows by their numbers: why they stay, those that do, and what those that were added have written that is put
    away with them.
    """

    rows: Mapping[int, Row[Any]]
    reasons: Mapping[int, str]
    own: Mapping[int, Sequence[Resident | FollowUp]]


def _look_at(session: Session, run_id: UUID, numbers: Sequence[int]) -> _Some:
    rows = {row.number: row for row in _rows(session, run_id, numbers=numbers)}
    reasons, written = _reasons(session, run_id, rows.values())
    added = {number: row.resident_id for number, row in rows.items() if row.state == ADDED and number not in reasons}
    follow_ups = [key[1] for one in added.values() for key in written[one] if key[0] == "follow_up"]
    found: dict[UUID, list[Resident | FollowUp]] = {
        one.id: [one] for one in session.scalars(select(Resident).where(col(Resident.id).in_(added.values())))
    }
    for one in session.scalars(select(FollowUp).where(col(FollowUp.id).in_(follow_ups))):
        found[one.resident_id].append(one)
    return _Some(rows, reasons, {number: found[resident_id] for number, resident_id in added.items()})


def _reasons(
    session: Session, run_id: UUID, rows: Iterable[Row[Any]]
) -> tuple[dict[int, str], Mapping[UUID, Mapping[Key, Written]]]:
    """Number → why the row stays, for those that do; and all that is written of their residents."""
    rows = list(rows)
    written = read_written(session, [row.resident_id for row in rows])
    found = {row.number: _reason(run_id, row, written[row.resident_id]) for row in rows}
    return {number: reason for number, reason in found.items() if reason is not None}, written


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
