"""People of whom nothing is heard: those to ask after (three months), and files that are soon to be erased because
nobody has been in touch for as long as they may be kept (rules P10, P11). Nothing is ever erased by itself.

A few at a time for each member of staff: somebody with 10,000 old files finds five things to do, not 10,000. The
filters of the list of residents show them all.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entries, entry
from intake_app.domain.rules.enrolment import COUNTED
from intake_app.domain.rules.months import months_later
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.due_days import next_working_day
from intake_app.services.families import family_of
from intake_app.services.follow_up_lists import open_rows
from intake_app.services.last_contacts import (
    RETENTION,
    day_of,
    has_row,
    is_silent_since,
    last_contact_on,
    read_last_contact,
)
from intake_app.services.planned_follow_ups import plan_follow_up
from intake_app.services.rows import is_erased
from intake_app.storage.local_setting import read_setting, write_setting

NO_NEWS: Final = "no_news"
LOOKED_ON: Final = "silent_people_looked_on"
"""Where a laptop keeps on which day it last looked, for each member of staff."""
_SILENCES: Final = UUID("9a8f5d0e-8a42-4f5b-8a2e-6b6f1f0d7c31")
_OPEN_STATUSES: Final = [one.code for one in entries("enrolment_status") if one.mapping["open"]]
_OPEN_PROJECTS: Final = [one.code for one in entries("project_state") if one.mapping["open"]]
_RESIDENT: Final = table_of("resident").c
_MERGE: Final = table_of("resident_merge").c
_ENROLMENT: Final = table_of("enrolment")
_PROJECT: Final = table_of("project")
_OPERATION: Final = table_of("operation").c
_FOLLOW_UP: Final = table_of("follow_up").c
_ENCOUNTER: Final = table_of("encounter").c


def plan_for_silent_people(session: Session, actor: Actor) -> None:
    """Look once a day at those of whom the actor is in charge, and plan what their silence asks for."""
    require(actor, Deed.FOLLOW_UP)
    today = local_day(actor.clock)
    looked = read_setting(session.connection(), LOOKED_ON, dict[UUID, Day]) or {}
    has_somebody = session.connection().execute(select(_RESIDENT.id).limit(1)).first() is not None
    # an empty laptop looks again once it has received its files
    if not has_somebody or looked.get(actor.staff_id) == today:
        return
    write_setting(session.connection(), LOOKED_ON, {**looked, actor.staff_id: today})
    _plan(session, actor, RETENTION, _to_review(actor.staff_id, today))
    # whoever has a review to come will be heard of then
    session.flush()
    _plan(session, actor, NO_NEWS, _to_ask_after(actor.staff_id, today))


def is_to_be_erased(today: Day) -> ColumnElement[bool]:
    """A condition on a row of `resident`: kept for as long as it may be since the last contact. What an operation that
    still runs rests on is kept.
    """
    kept = entry("follow_up_purpose", RETENTION).mapping
    took_part = _ENROLMENT.c.status.in_(COUNTED)
    runs = or_(_OPERATION.ends_on.is_(None), _OPERATION.ends_on >= today)
    return and_(
        is_silent_since(months_later(today, -kept["contact_months"])),
        or_(~has_row(_ENROLMENT, took_part), is_silent_since(months_later(today, -kept["participant_months"]))),
        ~has_row(_ENROLMENT, took_part, _OPERATION.id == _ENROLMENT.c.operation_id, runs),
        # a file whose erasing was carried out has lost its name
        _RESIDENT.family_name != "",
    )


def count_to_be_erased(session: Session, today: Day) -> int:
    """How many files are kept for longer than they may be."""
    query = (
        select(func.count()).select_from(table_of("resident")).where(is_to_be_erased(today), ~is_erased(_RESIDENT.id))
    )
    return int(session.connection().execute(query).scalar_one())


def _to_review(staff_id: UUID, today: Day) -> Select[Any]:
    """Whose file is to be erased within a month, put away or not; the longest silent first."""
    # with 30 days to go the last one is the day itself
    month = timedelta(days=1 - entry("follow_up_purpose", RETENTION).mapping["days"])
    silent = _in_charge(staff_id, is_to_be_erased(today + month)).subquery().c
    query = select(silent.id).where(~exists(_planned_since(RETENTION, silent)))
    return query.order_by(silent.last_on, silent.id)


def _to_ask_after(staff_id: UUID, today: Day) -> Select[Any]:
    """Those with whom something goes on, or of whom somebody was made the referent, unless they wish to be left or
    something else is to be done for them. Whoever fell silent last is the likeliest to be found.
    """
    quiet = timedelta(days=entry("follow_up_purpose", NO_NEWS).mapping["days"])
    goes_on = or_(
        _RESIDENT.referent_id.is_not(None),
        has_row(_ENROLMENT, _ENROLMENT.c.status.in_(_OPEN_STATUSES), _ENROLMENT.c.exited_on.is_(None)),
        has_row(_PROJECT, _PROJECT.c.state.in_(_OPEN_PROJECTS)),
    )
    awaited = open_rows(select(_FOLLOW_UP.resident_id), today)
    silent = (
        _in_charge(
            staff_id,
            _RESIDENT.archived_at.is_(None),
            is_silent_since(today - quiet + timedelta(days=1)),
            goes_on,
            _RESIDENT.id.not_in(awaited),
        )
        .subquery()
        .c
    )
    refused = _since(_FOLLOW_UP, _FOLLOW_UP.done_at, silent).where(_FOLLOW_UP.result.in_(("refused", "unreachable")))
    not_interested = _since(_ENCOUNTER, _ENCOUNTER.met_on, silent).where(_ENCOUNTER.outcome == "not_interested")
    settled = (refused, not_interested, _planned_since(NO_NEWS, silent))
    query = select(silent.id).where(*(~exists(one) for one in settled))
    return query.order_by(silent.last_on.desc(), silent.id)


def _in_charge(staff_id: UUID, *conditions: ColumnElement[bool]) -> Select[Any]:
    """The residents of whom somebody is in charge (their referent, or who registered somebody without one), under the
    file that is shown, with the day of their last contact.
    """
    is_joined = exists(select(1).where(_MERGE.merged_id == _RESIDENT.id, _MERGE.undone_at.is_(None)))
    return select(_RESIDENT.id, last_contact_on().label("last_on")).where(
        func.coalesce(_RESIDENT.referent_id, _RESIDENT.created_by) == staff_id,
        _RESIDENT.family_name != "",
        ~is_erased(_RESIDENT.id),
        ~is_joined.correlate(table_of("resident")),
        *conditions,
    )


def _planned_since(purpose: str, silent: Any) -> Select[Any]:
    # what was planned and answered by the last contact itself is over
    is_unanswered = or_(_FOLLOW_UP.done_at.is_(None), day_of(_FOLLOW_UP.done_at) > silent.last_on)
    planned = _since(_FOLLOW_UP, _FOLLOW_UP.created_at, silent)
    return planned.where(_FOLLOW_UP.purpose == purpose, is_unanswered)


def _since(columns: Any, day: Any, silent: Any) -> Select[Any]:
    own = (columns.resident_id == silent.id, columns.archived_at.is_(None), day_of(day) >= silent.last_on)
    return select(1).where(*own).correlate(silent.id.table)


def _plan(session: Session, actor: Actor, purpose: str, whom: Select[Any]) -> None:
    """Plan as many as there is room for."""
    today = local_day(actor.clock)
    own = (_FOLLOW_UP.purpose == purpose, _FOLLOW_UP.assigned_to == actor.staff_id)
    waiting = session.connection().execute(open_rows(select(func.count()), today).where(*own)).scalar_one()
    room = entry("follow_up_purpose", purpose).mapping["at_once"] - waiting
    for resident_id in session.connection().execute(whom.limit(max(0, room))).scalars().all():
        last_on = read_last_contact(session, family_of(session, resident_id))
        key = uuid5(_SILENCES, f"{purpose}|{resident_id}|{last_on}")
        due_on = next_working_day(session, resident_id, today)
        called_for: dict[str, Any] = {"purpose": purpose, "due_on": due_on, "assigned_to": actor.staff_id}
        plan_follow_up(session, actor, key, resident_id, **called_for)
