"""What is worth a second look while a workshop is planned: the facts behind `domain.rules.planning`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.base import Day
from intake_app.domain.names import fold
from intake_app.domain.public_holidays import Calendar, Language, calendar_of, holiday_on
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.planning import Elsewhere, Noticed, notice, people_named, place_named
from intake_app.domain.rules.workshop import SlotFields

_SLOT: Final = table_of("slot")
_WORKSHOP: Final = table_of("workshop")
_SITE: Final = table_of("site")
_NEIGHBOURHOOD: Final = table_of("neighbourhood")
_ORGANISATION: Final = table_of("organisation")
HolidayOf = Callable[[Day], str | None]


def find_cautions(
    session: Session, workshop_id: UUID, fields: Mapping[str, Any], slots: Sequence[SlotFields], language: Language
) -> list[Noticed]:
    """What is worth a second look in a workshop as it is typed: `fields` as `plan_workshop` takes them."""
    partners = {fold(name) for (name,) in session.connection().execute(select(_ORGANISATION.c.name))}
    return notice(
        slots,
        people_named(fields.get("facilitators"), partners),
        place_named(str(fields.get("site_id") or ""), fields.get("place")),
        _elsewhere(session, workshop_id, {slot.held_on for slot in slots}, partners),
        holidays_of(session, fields.get("neighbourhood_id"), fields.get("site_id"), language),
    )


def holidays_of(session: Session, neighbourhood_id: UUID | None, site_id: UUID | None, language: Language) -> HolidayOf:
    """What tells the holidays of a neighbourhood and a site in it; nothing where neither is known."""
    calendar = read_calendar(session, neighbourhood_id, site_id)
    if calendar is None:
        return lambda _day: None
    return lambda day: holiday_on(day, calendar, language)


def read_calendar(session: Session, neighbourhood_id: UUID | None, site_id: UUID | None) -> Calendar | None:
    """The calendar of a neighbourhood and a site in it; None where the neighbourhood is not known."""
    columns = _NEIGHBOURHOOD.c
    query = select(columns.country, columns.official_code).where(columns.id == neighbourhood_id)
    found = session.connection().execute(query).first() if neighbourhood_id else None
    if found is None:
        return None
    address = session.connection().execute(select(_SITE.c.address).where(_SITE.c.id == site_id)).scalar()
    return calendar_of(found.country, found.official_code, address)


def _elsewhere(session: Session, workshop_id: UUID, days: Iterable[Day], partners: set[str]) -> list[Elsewhere]:
    """The half-days of other workshops of these days, cancelled ones left out."""
    columns = _WORKSHOP.c
    query = (
        select(
            columns.title,
            _SLOT.c.held_on,
            _SLOT.c.start_time,
            _SLOT.c.end_time,
            columns.facilitators,
            columns.site_id,
            columns.place,
        )
        .join(_SLOT, _SLOT.c.workshop_id == columns.id)
        .where(_SLOT.c.held_on.in_(list(days)), _SLOT.c.archived_at.is_(None), columns.archived_at.is_(None))
        .where(columns.id != workshop_id, columns.status != "cancelled")
        .order_by(_SLOT.c.start_time, _SLOT.c.id)
    )
    return [
        Elsewhere(*row[:4], people_named(row[4], partners), place_named(str(row[5] or ""), row[6]))
        for row in session.connection().execute(query)
    ]
