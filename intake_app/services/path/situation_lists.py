"""The snapshots of somebody, each as it stands, with what it said before it was amended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.situation import is_locked, situation_doubts, stage_doubts
from intake_app.domain.situation import SituationFields
from intake_app.services.families import family_of
from intake_app.services.path.enrolment_lists import list_enrolments

_SITUATION: Final = table_of("situation")


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A snapshot as it stands; `amended` tells what it said before, the last version first. `doubts` are what does not
    go together in it: shown, never in the way.
    """

    id: UUID
    stage: str
    as_of: Day
    mode: str | None
    fields: SituationFields
    is_locked: bool
    amendment_reason: str | None
    amended: tuple[SituationFields, ...]
    doubts: tuple[FieldProblem, ...]


def list_snapshots(session: Session, resident_id: UUID, today: Day) -> list[SnapshotRow]:
    """The snapshots of a resident, in whichever of their files; newest first."""
    columns = _SITUATION.c
    query = (
        select(_SITUATION)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.as_of.desc(), columns.id.desc())
    )
    rows = {row["id"]: row for row in session.connection().execute(query).mappings()}
    exits = [row.exited_on for row in list_enrolments(session, resident_id) if row.exited_on is not None]
    amended = {row["amends_id"] for row in rows.values()}
    standing = [row for row in rows.values() if row["id"] not in amended]
    return [_snapshot(row, _earlier(row, rows), today, max(exits, default=None)) for row in standing]


def _earlier(row: Mapping[Any, Any], rows: Mapping[UUID, Mapping[Any, Any]]) -> tuple[SituationFields, ...]:
    """What was amended, the last version first; a version named twice (two laptops, one circle) ends it."""
    seen: dict[UUID, SituationFields] = {}
    while (key := row["amends_id"]) in rows and key not in seen:
        row = rows[key]
        seen[key] = _fields(row)
    return tuple(seen.values())


def _snapshot(
    row: Mapping[Any, Any], amended: tuple[SituationFields, ...], today: Day, exited_on: Day | None
) -> SnapshotRow:
    fields = _fields(row)
    doubts = (
        *situation_doubts(fields.model_dump(), row["as_of"]),
        *stage_doubts(row["stage"], row["as_of"], exited_on),
    )
    told = {name: row[name] for name in ("id", "stage", "as_of", "mode", "amendment_reason")}
    locked = is_locked(row["stage"], row["as_of"], today)
    return SnapshotRow(fields=fields, is_locked=locked, amended=amended, doubts=doubts, **told)


def _fields(row: Mapping[Any, Any]) -> SituationFields:
    return SituationFields.model_validate({name: row[name] for name in SituationFields.model_fields})
