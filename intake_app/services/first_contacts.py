"""Getting back in touch with whoever was registered (domain reference §9.5: a contact, after seven days)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entries
from intake_app.domain.resident import Resident, ResidentFields
from intake_app.domain.situation import SituationFields
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.due_days import due_after
from intake_app.services.notices import NoticeGiven
from intake_app.services.planned_follow_ups import plan_follow_up
from intake_app.services.residents import register_resident

FIRST_CONTACT: Final = "first_contact"
_ASKING: Final = [
    one.code for one in entries("follow_up_purpose") if one.mapping.get("anchor") in ("registration", "last_contact")
]
_CONTACTS: Final = UUID("b0a4d0a3-1c57-4f3f-9d55-53f3a1f27c0e")
_REACHED: Final = [one.code for one in entries("follow_up_result") if one.mapping["contact"]]
_CAME: Final = [one.code for one in entries("attendance_status") if one.mapping["attended"]]
_FOLLOW_UP: Final = table_of("follow_up")
_OTHER: Final = _FOLLOW_UP.alias("answered")
_ENCOUNTER: Final = table_of("encounter")
_ATTENDANCE: Final = table_of("attendance")
_SLOT: Final = table_of("slot")


def register_contact(
    session: Session,
    actor: Actor,
    resident: ResidentFields | Mapping[str, Any],
    *,
    resident_id: UUID,
    situation: SituationFields | Mapping[str, Any] | None = None,
    notice: NoticeGiven | None,
    keeps_words: bool = False,
) -> UUID:
    """Register somebody met, and plan to get back in touch with them: by their referent, or whoever registered them.

    Whoever is registered onto a roll (`register_walk_in`) or comes from a file of people known needs none of that.
    Raises what `register_resident` raises.
    """
    require(actor, Deed.MEET)
    is_new = session.get(Resident, resident_id) is None
    details: dict[str, Any] = {"situation": situation, "notice": notice, "keeps_words": keeps_words}
    register_resident(session, actor, resident, resident_id=resident_id, **details)
    if is_new:
        session.flush()
        due_on = due_after(session, resident_id, FIRST_CONTACT, local_day(actor.clock))
        key = uuid5(_CONTACTS, str(resident_id))
        plan_follow_up(session, actor, key, resident_id, purpose=FIRST_CONTACT, due_on=due_on)
    return resident_id


def is_contact_made() -> ColumnElement[bool]:
    """A condition on a row of `follow_up`: it asks to get back in touch with somebody (met lately, silent for months,
    or whose file is soon to be erased), and a later fact shows that this happened. Either a follow-up done since
    through which they were reached, or a workshop of that day or later to which they came, or an encounter of a later
    day (one of the same day is that of the registration itself).

    Nothing is written: what is taken back, on whichever laptop, asks for the contact again.
    """
    planned = _FOLLOW_UP.c
    # moments and days are kept as texts that sort: 2026-11-22T05:01:02Z, 2026-11-22
    day = func.substr(planned.created_at, 1, 10)
    reached = _fact(_OTHER, _OTHER.c.result.in_(_REACHED), _OTHER.c.done_at > planned.created_at)
    met = _fact(_ENCOUNTER, _ENCOUNTER.c.met_on > day)
    came = _fact(
        _ATTENDANCE,
        _ATTENDANCE.c.status.in_(_CAME),
        # named: else the inner query would look at every follow-up instead of this one
        exists(select(1).where(_SLOT.c.id == _ATTENDANCE.c.slot_id, _SLOT.c.held_on >= day)).correlate(
            _ATTENDANCE, _FOLLOW_UP
        ),
    )
    return and_(planned.purpose.in_(_ASKING), or_(reached, met, came))


def _fact(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    columns = table.c
    own = (columns.resident_id == _FOLLOW_UP.c.resident_id, columns.archived_at.is_(None))
    return exists(select(1).select_from(table).where(*own, *conditions).correlate(_FOLLOW_UP))
