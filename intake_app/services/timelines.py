"""The thread of a resident's path (fil du parcours): everything that happened, newest first."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.services.attendances import CAME
from intake_app.services.families import family_of
from intake_app.services.path.referral_lists import ReferralRow
from intake_app.services.path.timeline_sources import SOURCES, Source
from intake_app.services.path.timeline_stays import tell_entered, tell_left, tell_referrals, tell_returns
from intake_app.services.record_states import read_standings, sent
from intake_app.services.settled_conflicts import settled_of
from intake_app.services.timeline_entries import Part, TimelineEntry, moment, tell_entries, with_author

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


def read_timeline(session: Session, resident_id: UUID, referrals: Sequence[ReferralRow] = ()) -> list[TimelineEntry]:
    """Everything that happened with a resident on this laptop's word, whichever of their files it was written in;
    newest first. `referrals` are those that whoever reads may see (`list_referrals`).
    """
    members = family_of(session, resident_id)
    entries = [entry for read in _SOURCES for entry in read(session, members)]
    entries += [entry for source in SOURCES for entry in _of_source(session, members, source)]
    entries += tell_referrals(session, referrals)
    entries += _settled(session, members)
    return sorted(entries, key=lambda entry: entry.order, reverse=True)


def came(entry: TimelineEntry) -> bool:
    """Whether an entry is a workshop that the person came to."""
    return any(part.list_name == "attendance_status" and part.value in CAME for part in entry.parts)


def _registered(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns, staff = _RESIDENT.c, _STAFF.c
    query = (
        select(
            columns.id,
            columns.created_at,
            columns.created_at.label("noted_at"),
            columns.how_met,
            staff.family_name.label("staff_family"),
            staff.first_name.label("staff_first"),
        )
        .outerjoin(_STAFF, staff.id == columns.created_by)
        .where(columns.id.in_(members))
    )
    return tell_entries(session, "resident", query, lambda row: moment(row.created_at, Part("how_met", row.how_met)))


def _notices(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _NOTICE.c
    query = with_author(_NOTICE, columns.delivered_at, columns.mode).where(columns.resident_id.in_(members))
    return tell_entries(
        session, "notice_delivery", query, lambda row: moment(row.delivered_at, Part("notice_mode", row.mode))
    )


def _consents(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _CONSENT.c
    query = with_author(_CONSENT, columns.decided_at, columns.purpose, columns.state)
    return tell_entries(
        session,
        "consent",
        query.where(columns.resident_id.in_(members)),
        lambda row: moment(row.decided_at, Part("consent_purpose", row.purpose), Part("consent_state", row.state)),
    )


def _encounters(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _ENCOUNTER.c
    query = with_author(_ENCOUNTER, columns.met_on, columns.channel, columns.outcome)
    return tell_entries(
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
        with_author(_ATTENDANCE, columns.status, columns.arrived_at, _SLOT.c.held_on, _WORKSHOP.c.title)
        .join(_SLOT, _SLOT.c.id == columns.slot_id)
        .join(_WORKSHOP, _WORKSHOP.c.id == _SLOT.c.workshop_id)
        .where(columns.resident_id.in_(members))
    )
    return tell_entries(
        session,
        "attendance",
        query,
        lambda row: (row.held_on, None, [Part(None, row.title), Part("attendance_status", row.status)]),
    )


def _follow_ups(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _FOLLOW_UP.c
    query = with_author(_FOLLOW_UP, columns.done_at, columns.purpose, columns.medium, columns.result, columns.note)
    return tell_entries(
        session,
        "follow_up",
        query.where(columns.resident_id.in_(members), columns.done_at.is_not(None)),
        lambda row: moment(
            row.done_at,
            Part("follow_up_purpose", row.purpose),
            Part("follow_up_result", row.result),
            Part("follow_up_medium", row.medium),
            Part(None, row.note),
        ),
    )


def _situations(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    columns = _SITUATION.c
    query = with_author(_SITUATION, columns.as_of, columns.stage, columns.labour_status)
    return tell_entries(
        session,
        "situation",
        query.where(columns.resident_id.in_(members)),
        lambda row: (
            row.as_of,
            None,
            [Part("situation_stage", row.stage), Part("labour_status", row.labour_status)],
        ),
    )


def _settled(session: Session, members: Collection[UUID]) -> Iterator[TimelineEntry]:
    """Of two versions the one that was not kept stays to be read here."""
    fields = settled_of(session, members)
    standings = read_standings(session, "conflict", [field.conflict_id for field in fields])
    for field in fields:
        on, standing = field.settled_at.astimezone().date(), standings.get(field.conflict_id, sent())
        yield TimelineEntry(
            on, field.settled_at, "conflict", field.conflict_id, (), field.settled_by, standing, settled=field
        )


def _of_source(session: Session, members: Collection[UUID], source: Source) -> Iterator[TimelineEntry]:
    columns = source.columns
    told = {source.on, *(name for name, _ in source.says)}
    query = with_author(columns.id.table, *(columns[name] for name in sorted(told)))
    query = query.where(columns.resident_id.in_(members))
    if source.only is not None:
        query = query.where(source.only(columns))
    return tell_entries(
        session,
        source.record_type,
        query,
        lambda row: (getattr(row, source.on), None, [Part(codes, getattr(row, name)) for name, codes in source.says]),
    )


_SOURCES: Final = (
    _registered, _notices, _consents, _encounters, _attendances, _follow_ups, _situations, tell_entered, tell_left,
    tell_returns,
)  # fmt: skip
