"""The thread of a resident's path (fil du parcours): everything that happened, newest first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.services.attendances import CAME
from intake_app.services.families import family_of
from intake_app.services.path.timeline_sources import SOURCES, Source
from intake_app.services.record_states import Standing, read_standings, sent

_STAFF: Final = table_of("staff_member")
_RESIDENT: Final = table_of("resident")
_NOTICE: Final = table_of("notice_delivery")
_CONSENT: Final = table_of("consent")
_ENCOUNTER: Final = table_of("encounter")
_ATTENDANCE: Final = table_of("attendance")
_SLOT: Final = table_of("slot")
_WORKSHOP: Final = table_of("workshop")
_FOLLOW_UP: Final = table_of("follow_up")
_SITUATION: Final = table_of("situation")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what an entry says: a code of the reference list `list_name`, or a text as it was written (no list)."""

    list_name: str | None
    value: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """Something that happened. `record_type` tells what (resident = registered); `at` is known when the time is."""

    on: Day
    at: datetime | None
    record_type: str
    record_id: UUID
    parts: tuple[Part, ...]
    author: str
    standing: Standing


def read_timeline(session: Session, resident_id: UUID) -> list[TimelineEntry]:
    """Everything that happened with a resident on this laptop's word, whichever of their files it was written in;
    newest first.
    """
    members = family_of(session, resident_id)
    entries = [entry for read in _SOURCES for entry in read(session, members)]
    entries += [entry for source in SOURCES for entry in _of_source(session, members, source)]
    return sorted(entries, key=lambda entry: (entry.on, str(entry.at or ""), str(entry.record_id)), reverse=True)


def came(entry: TimelineEntry) -> bool:
    """Whether an entry is a workshop that the person came to."""
    return any(part.list_name == "attendance_status" and part.value in CAME for part in entry.parts)


def _entries(
    session: Session,
    record_type: str,
    query: Select[Any],
    tell: Callable[[Any], tuple[Day, datetime | None, list[Part]]],
) -> Iterator[TimelineEntry]:
    """The entries of one type. The query must give `id`, `staff_family` and `staff_first` beside what `tell` reads."""
    rows: Sequence[Any] = session.connection().execute(query).all()
    standings = read_standings(session, record_type, [row.id for row in rows])
    for row in rows:
        on, at, parts = tell(row)
        author = short_name(row.staff_family, row.staff_first) if row.staff_family else ""
        said = tuple(part for part in parts if part.value)
        yield TimelineEntry(on, at, record_type, row.id, said, author, standings.get(row.id, sent()))


def _with_author(table: Any, *columns: Any) -> Select[Any]:
    staff = _STAFF.c
    return (
        select(table.c.id, *columns, staff.family_name.label("staff_family"), staff.first_name.label("staff_first"))
        .outerjoin(_STAFF, staff.id == table.c.created_by)
        .where(table.c.archived_at.is_(None))
    )


def _registered(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns, staff = _RESIDENT.c, _STAFF.c
    query = (
        select(
            columns.id,
            columns.created_at,
            columns.how_met,
            staff.family_name.label("staff_family"),
            staff.first_name.label("staff_first"),
        )
        .outerjoin(_STAFF, staff.id == columns.created_by)
        .where(columns.id.in_(members))
    )
    return _entries(session, "resident", query, lambda row: _moment(row.created_at, Part("how_met", row.how_met)))


def _notices(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _NOTICE.c
    query = _with_author(_NOTICE, columns.delivered_at, columns.mode).where(columns.resident_id.in_(members))
    return _entries(
        session, "notice_delivery", query, lambda row: _moment(row.delivered_at, Part("notice_mode", row.mode))
    )


def _consents(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _CONSENT.c
    query = _with_author(_CONSENT, columns.decided_at, columns.purpose, columns.state)
    return _entries(
        session,
        "consent",
        query.where(columns.resident_id.in_(members)),
        lambda row: _moment(row.decided_at, Part("consent_purpose", row.purpose), Part("consent_state", row.state)),
    )


def _encounters(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _ENCOUNTER.c
    query = _with_author(_ENCOUNTER, columns.met_on, columns.channel, columns.outcome)
    return _entries(
        session,
        "encounter",
        query.where(columns.resident_id.in_(members)),
        lambda row: (
            row.met_on,
            None,
            [Part("encounter_channel", row.channel), Part("encounter_outcome", row.outcome)],
        ),
    )


def _attendances(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _ATTENDANCE.c
    query = (
        _with_author(_ATTENDANCE, columns.status, columns.arrived_at, _SLOT.c.held_on, _WORKSHOP.c.title)
        .join(_SLOT, _SLOT.c.id == columns.slot_id)
        .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
        .where(columns.resident_id.in_(members))
    )
    return _entries(
        session,
        "attendance",
        query,
        lambda row: (row.held_on, None, [Part(None, row.title), Part("attendance_status", row.status)]),
    )


def _follow_ups(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _FOLLOW_UP.c
    query = _with_author(_FOLLOW_UP, columns.done_at, columns.purpose, columns.medium, columns.result, columns.note)
    return _entries(
        session,
        "follow_up",
        query.where(columns.resident_id.in_(members), columns.done_at.is_not(None)),
        lambda row: _moment(
            row.done_at,
            Part("follow_up_purpose", row.purpose),
            Part("follow_up_result", row.result),
            Part("follow_up_medium", row.medium),
            Part(None, row.note),
        ),
    )


def _situations(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _SITUATION.c
    query = _with_author(_SITUATION, columns.as_of, columns.stage, columns.labour_status)
    return _entries(
        session,
        "situation",
        query.where(columns.resident_id.in_(members)),
        lambda row: (
            row.as_of,
            None,
            [Part("situation_stage", row.stage), Part("labour_status", row.labour_status)],
        ),
    )


def _of_source(session: Session, members: Collection[UUID], source: Source) -> Iterator[TimelineEntry]:
    columns = source.columns
    told = {source.on, *(name for name, _ in source.says)}
    query = _with_author(columns.id.table, *(columns[name] for name in sorted(told)))
    query = query.where(columns.resident_id.in_(members))
    if source.only is not None:
        query = query.where(source.only(columns))
    return _entries(
        session,
        source.record_type,
        query,
        lambda row: (getattr(row, source.on), None, [Part(codes, getattr(row, name)) for name, codes in source.says]),
    )


def _moment(at: datetime, *parts: Part) -> tuple[Day, datetime, list[Part]]:
    return at.astimezone().date(), at, list(parts)


_SOURCES: Final = (_registered, _notices, _consents, _encounters, _attendances, _follow_ups, _situations)
