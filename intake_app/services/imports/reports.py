"""What became of the files brought in on this laptop: told by its own rows, also after a kill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlmodel import Session

from intake_app.domain.base import LAPTOP, Day
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.storage import tables

_RUN: Final = LAPTOP.tables["import_run"]
_ROW: Final = LAPTOP.tables["import_row"]
_RESIDENT: Final = table_of("resident")
_STAFF: Final = table_of("staff_member")
_AS_MANY: Final = 50
UNDO: Final = "undo_import"
"""What the trail calls taking an import back."""
_UNDOER: Final = _STAFF.alias("undoer")
_AUDIT: Final = LAPTOP.tables[str(tables.AuditEntry.__tablename__)]
_UNDONE_BY: Final = (
    select(_AUDIT.c.staff_id)
    .where(_AUDIT.c.deed == UNDO, _AUDIT.c.record_id == _RUN.c.id)
    .order_by(_AUDIT.c.number.desc())
    .limit(1)
    .correlate(_RUN)
    .scalar_subquery()
)
"""The trail says who took an import back."""


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """An import: when, by whom (« Claire D. », empty when unknown), and how many rows became what.

    `finished_at` is None while it runs, and for ever when it was interrupted.
    """

    id: UUID
    sha256: str
    sheet_place: int
    origin: str
    informed_on: Day
    started_at: datetime
    finished_at: datetime | None
    undone_at: datetime | None
    staff: str
    row_count: int
    counts: Mapping[str, int]
    undone_by: str = ""
    """Who took it back, as `staff`."""

    def count(self, *states: str) -> int:
        """How many rows became one of these."""
        return sum(self.counts.get(state, 0) for state in states)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row of the file and what became of it; the name is that of the resident today, empty when none is known."""

    number: int
    state: str
    reason: str | None
    resident_id: UUID | None
    family_name: str
    first_name: str


def list_imports(session: Session, sha256: str | None = None) -> list[ImportSummary]:
    """The imports of this laptop, latest first: all of them, or those of one file."""
    query = (
        select(_RUN, _STAFF.c.family_name, _STAFF.c.first_name, _UNDOER.c.family_name, _UNDOER.c.first_name)
        .outerjoin(_STAFF, _STAFF.c.id == _RUN.c.started_by)
        .outerjoin(_UNDOER, _UNDOER.c.id == _UNDONE_BY)
        .order_by(_RUN.c.started_at.desc(), _RUN.c.id.desc())
        .limit(_AS_MANY)
    )
    if sha256 is not None:
        query = query.where(_RUN.c.sha256 == sha256)
    found = session.connection().execute(query).all()
    counted = select(_ROW.c.run_id, _ROW.c.state, func.count()).where(_ROW.c.run_id.in_([row.id for row in found]))
    counts: dict[UUID, dict[str, int]] = {}
    for run_id, state, count in session.connection().execute(counted.group_by(_ROW.c.run_id, _ROW.c.state)):
        counts.setdefault(run_id, {})[state] = count
    return [_summary(row, counts.get(row.id, {})) for row in found]


def read_report(session: Session, run_id: UUID) -> list[ReportRow]:
    """Every row of an import that became something, by number."""
    query = (
        select(
            *(_ROW.c.number, _ROW.c.state, _ROW.c.reason, _ROW.c.resident_id),
            *(_RESIDENT.c.family_name, _RESIDENT.c.first_name),
        )
        .outerjoin(_RESIDENT, _RESIDENT.c.id == _ROW.c.resident_id)
        .where(_ROW.c.run_id == run_id)
        .order_by(_ROW.c.number)
    )
    return [
        ReportRow(row.number, row.state, row.reason, row.resident_id, row.family_name or "", row.first_name or "")
        for row in session.connection().execute(query)
    ]


def _summary(row: Row[Any], counts: Mapping[str, int]) -> ImportSummary:
    family_name, first_name, *undoer = tuple(row)[-4:]
    staff = short_name(family_name, first_name) if family_name else ""
    return ImportSummary(
        row.id, row.sha256, row.sheet_place, row.origin, row.informed_on, row.started_at, row.finished_at,
        row.undone_at, staff, row.row_count, counts, short_name(*undoer) if undoer[0] else "",
    )  # fmt: skip
