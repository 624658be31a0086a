"""What is only on this laptop, file by file, for the synchronisation screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import case, func, select
from sqlmodel import Session

from intake_app.domain.names import display_name
from intake_app.domain.record_types import table_of
from intake_app.services.record_states import OUTBOX, RecordState
from intake_app.storage.outbox import OutboxSummary, files_of_changes, open_types, summary
from intake_app.storage.tables import ChangeState

_UNSENT: Final = (ChangeState.PENDING, ChangeState.HELD, ChangeState.QUARANTINED)
_RESIDENT: Final = table_of("resident")
_WORKSHOP: Final = table_of("workshop")


@dataclass(frozen=True, slots=True)
class UnsentRow:
    """A file (fiche) with changes the centre has not received, or refused: a resident with all that was written of
    them, a workshop with its roll, or a record on its own, such as an anonymous encounter.

    One of `resident` (« BENALI Karim ») and `workshop` (its title) names it, or neither; `parts` are the record types
    that changed in it; `reason` is a key of errors.json. `is_refused`: some of it was, by the centre; `is_held`:
    all of it is at the centre, which waits for another record.
    """

    record_type: str
    record_id: UUID
    resident: str
    workshop: str
    parts: tuple[str, ...]
    since: datetime
    state: RecordState
    reason: str | None
    changes: int
    is_refused: bool = False
    is_held: bool = False


def list_unsent(session: Session, *, limit: int = 500) -> list[UnsentRow]:
    """The files that are only here, wait at the centre for another one, or were refused: these first, then the
    oldest.
    """
    files: dict[UUID, UnsentRow] = {}
    for row in _records(session):
        files[row.record_id] = _joined(files[row.record_id], row) if row.record_id in files else row
    # sorting keeps the order of the outbox within each group
    shown = sorted(files.values(), key=lambda row: row.state is not RecordState.TO_REVIEW)[:limit]
    names, titles = _names(session, shown), _workshop_titles(session, shown)
    return [_named(row, names.get(row.record_id), titles.get(row.record_id)) for row in shown]


def _named(row: UnsentRow, name: str | None, title: str | None) -> UnsentRow:
    file_type = "resident" if name is not None else "workshop" if title is not None else row.record_type
    return replace(row, record_type=file_type, resident=name or "", workshop=title or "")


def read_summary(session: Session, staff_id: UUID | None = None) -> OutboxSummary:
    """How many files are only here, since when, and how many ask for the eyes of `staff_id` or of whoever else works
    here.
    """
    return summary(session.connection(), staff_id)


def _records(session: Session) -> list[UnsentRow]:
    """One row a record, under the id of the file it belongs to."""
    source, file_id = files_of_changes(open_types(session.connection()))
    columns = OUTBOX.c
    has_to_review = func.max(case((columns.state == ChangeState.QUARANTINED, 1), else_=0))
    query = (
        select(
            columns.record_type,
            file_id,
            func.min(columns.recorded_at),
            has_to_review,
            func.max(columns.reason),
            func.count(),
            func.count().filter(columns.state == ChangeState.QUARANTINED),
            func.count().filter(columns.state != ChangeState.HELD),
        )
        .select_from(source)
        .where(columns.state.in_(_UNSENT))
        .group_by(columns.record_type, columns.record_id)
        .order_by(func.min(columns.device_seq))
    )
    return [_row(*found) for found in session.connection().execute(query)]


def _row(
    record_type: str,
    file_id: str | UUID,
    since: datetime,
    has_to_review: int,
    reason: str | None,
    changes: int,
    refused: int,
    not_held: int,
) -> UnsentRow:
    return UnsentRow(
        record_type,
        UUID(str(file_id)),
        resident="",
        workshop="",
        parts=(record_type,),
        since=since,
        state=RecordState.TO_REVIEW if has_to_review else RecordState.ONLY_HERE,
        reason=reason,
        changes=changes,
        is_refused=refused > 0,
        is_held=not not_held,
    )


def _joined(file: UnsentRow, record: UnsentRow) -> UnsentRow:
    states = (file.state, record.state)
    return replace(
        file,
        parts=tuple(dict.fromkeys((*file.parts, *record.parts))),
        since=min(file.since, record.since),
        state=RecordState.TO_REVIEW if RecordState.TO_REVIEW in states else file.state,
        reason=file.reason or record.reason,
        changes=file.changes + record.changes,
        is_refused=file.is_refused or record.is_refused,
        is_held=file.is_held and record.is_held,
    )


def _names(session: Session, rows: Sequence[UnsentRow]) -> dict[UUID, str]:
    columns = _RESIDENT.c
    query = select(columns.id, columns.family_name, columns.first_name)
    return {found.id: display_name(found.family_name, found.first_name) for found in _found(session, query, rows)}


def _workshop_titles(session: Session, rows: Sequence[UnsentRow]) -> dict[UUID, str]:
    query = select(_WORKSHOP.c.id, _WORKSHOP.c.title)
    return {found.id: found.title for found in _found(session, query, rows)}


def _found(session: Session, query: Any, rows: Sequence[UnsentRow]) -> Any:
    ids = [row.record_id for row in rows]
    return session.connection().execute(query.where(query.selected_columns.id.in_(ids)))
