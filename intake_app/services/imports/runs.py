"""Bringing a file in: each row is a use case and a unit of its own, some of them saved for good together. A kill leaves
whole rows, and a second run of the same file knows them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import LAPTOP, Day, SyncedRow
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entry, is_code
from intake_app.domain.resident import Resident
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.distinctions import tell_apart
from intake_app.services.imports.choices import Choices, remember
from intake_app.services.imports.tables import Table
from intake_app.services.imports.traces import RowIds, fingerprint, ids_of_row
from intake_app.services.notices import DAYS_TO_CONFIRM, NoticeGiven, is_to_confirm
from intake_app.services.residents import register_resident, update_resident
from intake_app.services.rows import fetch, once
from intake_app.storage import audit

_RUN: Final = LAPTOP.tables["import_run"]
_ROW: Final = LAPTOP.tables["import_row"]
_RESIDENT: Final = table_of("resident")
# built once: every row runs them
_INTO_ROW: Final = insert(_ROW)
_IS_HERE: Final = select(_RESIDENT.c.id).where(_RESIDENT.c.id == bindparam("key"))
_UNSAID: Final = dict.fromkeys(("resident_id", "reason", "filled", "fingerprint"))
ADDED, COMPLETED, KNOWN, REPEATED, LEFT_OUT, REFUSED = (
    "added", "completed", "known", "repeated", "left_out", "refused",
)  # fmt: skip
"""What became of a row; `services.imports.undoing` has two more."""
SAME_ROW: Final = "row"
"""Begins the reason of a repeated row: `row:12`, the row that it repeats."""
_COMPLETED: Final = ("first_name", "birth_name", "birth_date", "gender", "email", "address", "how_met", "language")


@dataclass(frozen=True, slots=True)
class Information:
    """Where a file comes from (a code of `import_origin`), and how and when the people in it were informed."""

    origin: str
    mode: str
    informed_on: Day | None
    notice_version: str
    language: str = "fr"


@dataclass(frozen=True, slots=True)
class FileMark:
    """A sheet of a file, recognised without its name or its content."""

    sha256: str
    sheet_place: int
    row_count: int


@dataclass(frozen=True, slots=True)
class SettledRow:
    """A row that writes nothing, and why; `reason` is a field and the key of a sentence."""

    number: int
    state: str
    resident_id: UUID | None = None
    reason: str | None = None


def check_information(information: Information, today: Day) -> list[FieldProblem]:
    """What is wrong with it (rules P4 and P19): a tenants' file is never brought in, nor people who were not informed;
    a notice by voice alone must still be within the days in which the written one follows.
    """
    problems = []
    if not is_code("import_origin", information.origin):
        problems.append(FieldProblem("origin", "import_origin_missing"))
    elif not entry("import_origin", information.origin).mapping["may_import"]:
        problems.append(FieldProblem("origin", "import_of_tenants"))
    if not is_code("notice_mode", information.mode):
        problems.append(FieldProblem("notice", "import_not_informed"))
    if information.informed_on is None:
        problems.append(FieldProblem("informed_on", "field_missing"))
    elif information.informed_on > today:
        problems.append(FieldProblem("informed_on", "day_to_come"))
    elif _is_by_voice(information.mode) and information.informed_on < today - timedelta(days=DAYS_TO_CONFIRM):
        problems.append(FieldProblem("informed_on", "import_told_too_long_ago"))
    return problems


def start_import(
    session: Session,
    actor: Actor,
    mark: FileMark,
    information: Information,
    table: Table,
    choices: Choices,
    settled: Sequence[SettledRow],
) -> UUID:
    """Begin an import, with the rows that write nothing; the choices are remembered for the next file.

    Raises InvalidFields (`check_information`), KnownError `not_allowed`.
    """
    require(actor, Deed.IMPORT)
    refuse(check_information(information, local_day(actor.clock)))
    run_id = actor.new_id()
    values = {
        "id": run_id, "sha256": mark.sha256, "sheet_place": mark.sheet_place, "origin": information.origin,
        "notice_mode": information.mode, "notice_version": information.notice_version,
        "notice_language": information.language, "informed_on": information.informed_on,
        "row_count": mark.row_count, "started_at": actor.clock(), "started_by": actor.staff_id,
    }  # fmt: skip
    connection = session.connection()
    connection.execute(insert(_RUN).values(values))
    if settled:
        rows = [
            {"number": one.number, "state": one.state, "resident_id": one.resident_id, "reason": one.reason}
            for one in settled
        ]
        connection.execute(insert(_ROW), [{"run_id": run_id, **row} for row in rows])
    remember(session, table, choices)
    audit.note(session, actor, "start_import", "import_run", run_id)
    return run_id


def import_row(
    session: Session,
    actor: Actor,
    run_id: UUID,
    number: int,
    resident: Mapping[str, Any],
    situation: Mapping[str, Any] | None = None,
    others: Sequence[UUID] = (),
) -> UUID:
    """Register the person of a row, as the form does, informed as the import says. Asked twice, it registers once.
    `others` resemble her and were said to be other people: they are told apart, where they are still here.

    Raises InvalidFields, KnownError `not_allowed`, `import_over`.
    """
    require(actor, Deed.IMPORT)
    run = _running(session, run_id)
    own = replace(actor, new_id=RowIds(run_id, number))
    resident_id = own.new_id()
    if session.connection().execute(_IS_HERE, {"key": resident_id}).first() is not None:
        return resident_id
    notice = NoticeGiven(run.notice_mode, run.notice_version, run.notice_language, run.informed_on)
    register_resident(session, own, resident, resident_id=resident_id, situation=situation, notice=notice)
    own_ids = set(ids_of_row(run_id, number))
    trace = fingerprint(row.model_dump() for row in session if isinstance(row, SyncedRow) and row.id in own_ids)
    _settle(session, run_id, number, state=ADDED, resident_id=resident_id, fingerprint=trace)
    for other_id in others:
        if session.get(Resident, other_id) is not None:
            tell_apart(session, actor, resident_id, other_id)
    return resident_id


def complete_resident(
    session: Session, actor: Actor, run_id: UUID, number: int, resident_id: UUID, resident: Mapping[str, Any]
) -> UUID:
    """Fill in what is blank in the file of somebody known, and nothing else. Raises as `import_row`, `record_gone`."""
    require(actor, Deed.IMPORT)
    _running(session, run_id)
    row = fetch(session, Resident, resident_id)
    lacking = {name: resident[name] for name in _COMPLETED if resident.get(name) and not getattr(row, name)}
    if resident.get("phone") and not row.phone and not row.has_no_phone:
        lacking["phone"] = resident["phone"]
    if lacking:
        update_resident(session, actor, resident_id, lacking)
        trace = fingerprint([{name: getattr(row, name) for name in lacking}])
        filled = {"filled": " ".join(sorted(lacking)), "fingerprint": trace}
        _settle(session, run_id, number, state=COMPLETED, resident_id=resident_id, **filled)
    else:
        _settle(session, run_id, number, state=KNOWN, resident_id=resident_id)
    return resident_id


def refuse_row(session: Session, actor: Actor, run_id: UUID, number: int, reason: str) -> None:
    """Note that a row was refused while it was brought in; `reason` is a field and the key of a sentence."""
    require(actor, Deed.IMPORT)
    _running(session, run_id)
    _settle(session, run_id, number, state=REFUSED, reason=reason)


def finish_import(session: Session, actor: Actor, run_id: UUID) -> UUID:
    """Say that the import is over, at its last row or because somebody stopped it."""
    require(actor, Deed.IMPORT)
    session.connection().execute(update(_RUN).where(_RUN.c.id == run_id).values(finished_at=actor.clock()))
    return run_id


def _is_by_voice(mode: str) -> bool:
    return is_code("notice_mode", mode) and is_to_confirm(mode)


def _running(session: Session, run_id: UUID) -> Any:
    run = once(session, _read_run, run_id)
    if run is None or run.finished_at is not None or run.undone_at is not None:
        raise KnownError("import_over")
    return run


def _read_run(session: Session, run_id: UUID) -> Any:
    return session.connection().execute(select(_RUN).where(_RUN.c.id == run_id)).first()


def _settle(session: Session, run_id: UUID, number: int, **values: Any) -> None:
    session.connection().execute(_INTO_ROW, {"run_id": run_id, "number": number, **_UNSAID, **values})
