"""Registering residents, correcting what is known of them, putting their files away and taking them out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident, ResidentFields
from intake_app.domain.rules.due import due_day
from intake_app.domain.rules.email import domain_of
from intake_app.domain.rules.problem import FieldProblem, InvalidFields, refuse
from intake_app.domain.rules.resident import check_resident
from intake_app.domain.situation import SituationFields
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.notices import TO_CONFIRM, NoticeGiven, deliver_notice, is_to_confirm
from intake_app.services.planning import read_calendar
from intake_app.services.rows import fetch, once, put
from intake_app.services.situations import record_situation
from intake_app.storage.draft import forget_draft

FORM: Final = "resident"
"""The name under which the form of a resident keeps its draft."""
_BUILDING: Final = table_of("building")
_ORGANISATION: Final = table_of("organisation")
_NEIGHBOURHOOD: Final = table_of("neighbourhood")
_AREA: Final = select(_NEIGHBOURHOOD.c.id, _NEIGHBOURHOOD.c.country).where(_NEIGHBOURHOOD.c.id == bindparam("key"))
_AREA_OF: Final = (
    select(_NEIGHBOURHOOD.c.id, _NEIGHBOURHOOD.c.country)
    .join(_BUILDING, _BUILDING.c.neighbourhood_id == _NEIGHBOURHOOD.c.id)
    .where(_BUILDING.c.id == bindparam("key"))
)


def register_resident(
    session: Session,
    actor: Actor,
    resident: ResidentFields | Mapping[str, Any],
    *,
    resident_id: UUID,
    situation: SituationFields | Mapping[str, Any] | None = None,
    notice: NoticeGiven | None,
    keeps_words: bool = False,
) -> UUID:
    """Register somebody, with their situation at entry and the notice they were given, as one unit.

    Choosing a building fills in the neighbourhood. A notice by voice alone schedules the written one. `keeps_words`
    keeps words the actor was warned about. A form saved twice (its id was made when it opened) registers once. Raises
    InvalidFields (every problem at once), KnownError `not_allowed`.
    """
    require(actor, Deed.MEET)
    if session.get(Resident, resident_id) is not None:
        update_resident(session, actor, resident_id, _named(resident))
        forget_draft(session, FORM, resident_id)
        return resident_id
    today = local_day(actor.clock)
    placed, country = _placed(session, resident)
    domains = _partner_domains(session, placed)
    informed = notice is not None
    values, problems = check_resident(placed, today, country=country, is_informed=informed, partner_domains=domains)
    if situation is not None:
        problems += _entry_situation(session, actor, resident_id, situation, keeps_words)
    refuse(problems)
    session.add(actor.create(Resident, id=resident_id, **values))
    if notice is not None:
        deliver_notice(session, actor, resident_id, notice)
        if is_to_confirm(notice.mode):
            calendar = once(session, read_calendar, values["neighbourhood_id"], None)
            _schedule_written_notice(
                session, actor, resident_id, due_day(TO_CONFIRM, notice.given_on or today, calendar)
            )
    forget_draft(session, FORM, resident_id)
    return resident_id


def update_resident(session: Session, actor: Actor, resident_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Change the fields named, and only those that differ. Raises InvalidFields, KnownError `record_gone`.

    An older record may lack what is asked today: only the problems of the fields named count. A correction begun in the
    form stays begun: another form, or another screen, may have changed this.
    """
    require(actor, Deed.MEET)
    row = fetch(session, Resident, resident_id)
    known = {name: getattr(row, name) for name in ResidentFields.model_fields}
    placed, country = _placed(session, {**known, **fields})
    domains = _partner_domains(session, placed)
    values, problems = check_resident(placed, local_day(actor.clock), country=country, partner_domains=domains)
    changed = {*fields, "neighbourhood_id"} if "building_id" in fields else set(fields)
    refuse(problem for problem in problems if problem.field in changed)
    put(row, {name: values[name] for name in changed})
    return resident_id


def archive_resident(session: Session, actor: Actor, resident_id: UUID) -> UUID:
    """Put a file away, with those joined to it: it is found no more, and can be taken out again."""
    require(actor, Deed.ARCHIVE)
    for one in family_of(session, resident_id):
        row = fetch(session, Resident, one)
        if row.archived_at is None:
            row.archived_at = actor.clock()
    return resident_id


def restore_resident(session: Session, actor: Actor, resident_id: UUID) -> UUID:
    """Take a file out again, with those joined to it."""
    require(actor, Deed.ARCHIVE)
    for one in family_of(session, resident_id):
        put(fetch(session, Resident, one), {"archived_at": None})
    return resident_id


def neighbourhood_of(session: Session, building_id: UUID) -> UUID | None:
    """Where a building stands; None when this laptop does not know it."""
    found = session.connection().execute(_AREA_OF, {"key": building_id}).first()
    return found.id if found else None


def _named(resident: ResidentFields | Mapping[str, Any]) -> dict[str, Any]:
    return resident.model_dump() if isinstance(resident, ResidentFields) else dict(resident)


def _placed(session: Session, resident: ResidentFields | Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The fields with the neighbourhood of the building chosen, and the country where the neighbourhood lies."""
    values = _named(resident)
    key = "building_id" if values.get("building_id") else "neighbourhood_id"
    found = once(session, _area, key, values.get(key))
    values["neighbourhood_id"] = found.id if found else None
    return values, found.country if found else "FR"


def _area(session: Session, key: str, place_id: UUID | None) -> Any:
    """The id and the country of a neighbourhood, or of that of a building; None when this laptop does not know it."""
    query = _AREA_OF if key == "building_id" else _AREA
    return session.connection().execute(query, {"key": place_id}).first()


def _partner_domains(session: Session, values: Mapping[str, Any]) -> set[str]:
    """The domains of the partners' e-mails, when the person gives one."""
    if not values.get("email"):
        return set()
    emails = session.connection().execute(select(_ORGANISATION.c.email).where(_ORGANISATION.c.email.is_not(None)))
    return {domain_of(email) for email in emails.scalars()}


def _entry_situation(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    situation: SituationFields | Mapping[str, Any],
    keeps_words: bool,
) -> tuple[FieldProblem, ...]:
    """Record the situation at entry; its problems, if any, to be said with those of the resident."""
    try:
        record_situation(session, actor, resident_id, situation, stage="entry", keeps_words=keeps_words)
    except InvalidFields as refusal:
        return refusal.problems
    return ()


def _schedule_written_notice(session: Session, actor: Actor, resident_id: UUID, due_on: Day) -> None:
    called_for: dict[str, Any] = {"purpose": TO_CONFIRM, "due_on": due_on}
    session.add(actor.create(FollowUp, resident_id=resident_id, assigned_to=actor.staff_id, **called_for))
