"""Hours attended, summed: of a person, of an action, over a period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.services.families import family_of
from intake_app.services.registers.presences import Presence, Selection, read_presences

_ACTION = table_of("action")


@dataclass(frozen=True, slots=True)
class Hours:
    """A sum of presences of those who came. `residents`, `workshops` and `slots` count each once; `sealed_minutes` is
    the part whose sheets are sealed, `uncertain` how many presences nobody timed exactly.
    """

    minutes: int = 0
    sealed_minutes: int = 0
    residents: int = 0
    workshops: int = 0
    slots: int = 0
    uncertain: int = 0

    @property
    def is_all_sealed(self) -> bool:
        """Whether sealed sheets prove them all."""
        return self.minutes == self.sealed_minutes


@dataclass(frozen=True, slots=True)
class ActionHours:
    """The hours of one action; its titles are empty for workshops without one (`action_id` None)."""

    action_id: UUID | None
    title_fr: str
    title_en: str
    hours: Hours


def sum_hours(presences: Iterable[Presence]) -> Hours:
    """What these presences come to; those who did not come count for nothing."""
    came = [one for one in presences if one.has_come]
    return Hours(
        minutes=sum(one.minutes for one in came),
        sealed_minutes=sum(one.minutes for one in came if one.is_sealed),
        residents=len({one.resident_id for one in came}),
        workshops=len({one.workshop_id for one in came}),
        slots=len({one.slot_id for one in came}),
        uncertain=sum(one.is_uncertain for one in came),
    )


def read_hours(session: Session, selection: Selection) -> tuple[ActionHours, ...]:
    """The hours of each action that somebody came to, the longest first; workshops without an action come last."""
    return hours_by_action(session, read_presences(session, selection))


def hours_by_action(session: Session, presences: Iterable[Presence]) -> tuple[ActionHours, ...]:
    """The same of presences that were read."""
    by_action: dict[UUID | None, list[Presence]] = {}
    for presence in presences:
        if presence.has_come:
            by_action.setdefault(presence.action_id, []).append(presence)
    columns = _ACTION.c
    query = select(columns.id, columns.title_fr, columns.title_en).where(columns.id.in_(by_action))
    titles = {row.id: (row.title_fr, row.title_en) for row in session.connection().execute(query)}
    found = [ActionHours(one, *titles.get(one, ("", "")), sum_hours(rows)) for one, rows in by_action.items()]
    return tuple(sorted(found, key=lambda one: (one.action_id is None, -one.hours.minutes, one.title_fr)))


def read_hours_of(session: Session, resident_id: UUID) -> tuple[ActionHours, ...]:
    """The hours of a resident, whichever of their files they were ticked under, action by action."""
    return read_hours(session, Selection(resident_ids=tuple(family_of(session, resident_id))))
