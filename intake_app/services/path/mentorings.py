"""Tutors and ambassadors: former participants who agreed to stand beside a newcomer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.mentoring import Mentoring
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import refuse
from intake_app.services.access import Deed, require
from intake_app.services.attendances import CAME
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.notices import list_consents
from intake_app.services.rows import fetch, is_erased, put

_MENTORING: Final = table_of("mentoring")
_RESIDENT: Final = table_of("resident")
_CONSENT: Final = table_of("consent")
_ATTENDANCE: Final = table_of("attendance")


@dataclass(frozen=True, slots=True)
class MentoringRow:
    """A tutor or ambassador beside somebody; `is_mentor` where the file shown is the tutor's."""

    id: UUID
    other_id: UUID
    family_name: str
    first_name: str
    kind: str
    began_on: Day
    ended_on: Day | None
    is_mentor: bool


@dataclass(frozen=True, slots=True)
class MentorRow:
    """Somebody who agreed to be an ambassador."""

    id: UUID
    family_name: str
    first_name: str


def begin_mentoring(session: Session, actor: Actor, resident_id: UUID, mentor_id: UUID, kind: str) -> UUID:
    """Put a tutor or ambassador beside somebody. Raises InvalidFields; KnownError `mentor_same_person`,
    `mentor_consent_first` unless they agreed to be one, `mentor_not_former` unless they took part themselves.
    """
    require(actor, Deed.ACCOMPANY)
    fetch(session, Resident, resident_id)
    fetch(session, Resident, mentor_id)
    refuse(code_problems("mentoring", {"kind": kind}))
    family = family_of(session, mentor_id)
    if resident_id in family:
        raise KnownError("mentor_same_person")
    if not any(row.purpose == "ambassador" and row.state == "given" for row in list_consents(session, mentor_id)):
        raise KnownError("mentor_consent_first")
    took_part = select(_ATTENDANCE.c.id).where(_ATTENDANCE.c.resident_id.in_(family), _ATTENDANCE.c.status.in_(CAME))
    if session.connection().execute(took_part.limit(1)).first() is None:
        raise KnownError("mentor_not_former")
    row = actor.create(
        Mentoring, resident_id=resident_id, mentor_id=mentor_id, kind=kind, began_on=local_day(actor.clock)
    )
    session.add(row)
    return row.id


def end_mentoring(session: Session, actor: Actor, mentoring_id: UUID) -> UUID:
    """It ends today."""
    require(actor, Deed.ACCOMPANY)
    put(fetch(session, Mentoring, mentoring_id), {"ended_on": local_day(actor.clock)})
    return mentoring_id


def resume_mentoring(session: Session, actor: Actor, mentoring_id: UUID) -> UUID:
    """Take the end back."""
    require(actor, Deed.ACCOMPANY)
    put(fetch(session, Mentoring, mentoring_id), {"ended_on": None})
    return mentoring_id


def list_mentorings(session: Session, resident_id: UUID) -> list[MentoringRow]:
    """Who stands beside somebody and beside whom they stand; what goes on first."""
    columns, other = _MENTORING.c, _RESIDENT.c
    family = set(family_of(session, resident_id))
    query = select(_MENTORING).where(
        or_(columns.resident_id.in_(family), columns.mentor_id.in_(family)), columns.archived_at.is_(None)
    )
    found = session.connection().execute(query.order_by(columns.ended_on.is_not(None), columns.began_on)).all()
    ids = {row.mentor_id if row.resident_id in family else row.resident_id for row in found}
    named = select(other.id, other.family_name, other.first_name).where(other.id.in_(ids), ~is_erased(other.id))
    names = {row.id: row for row in session.connection().execute(named)}
    rows = []
    for row in found:
        is_mentor = row.mentor_id in family
        person = names.get(row.resident_id if is_mentor else row.mentor_id)
        if person is not None:
            rows.append(MentoringRow(row.id, *person, row.kind, row.began_on, row.ended_on, is_mentor))
    return rows


def list_mentors(session: Session) -> list[MentorRow]:
    """Whoever agreed to be an ambassador and has not taken it back, by name."""
    resident, consent = _RESIDENT.c, _CONSENT.c
    asked = select(consent.resident_id).where(consent.purpose == "ambassador", consent.archived_at.is_(None))
    query = (
        select(resident.id, resident.family_name, resident.first_name)
        .where(resident.id.in_(asked), resident.archived_at.is_(None), ~is_erased(resident.id))
        .order_by(resident.family_name, resident.first_name)
    )
    found = session.connection().execute(query).all()
    return [MentorRow(*row) for row in found if _agrees(session, row.id)]


def _agrees(session: Session, resident_id: UUID) -> bool:
    return any(row.purpose == "ambassador" and row.state == "given" for row in list_consents(session, resident_id))
