"""Narrowing the list of residents: filters that combine, and the views somebody keeps of them on this laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.enrolment import COUNTED
from intake_app.domain.rules.months import months_later
from intake_app.domain.rules.visibility import SILENT_MONTHS
from intake_app.services.access import Deed, require
from intake_app.services.last_contacts import is_silent_since
from intake_app.services.silent_people import is_to_be_erased
from intake_app.storage.local_setting import read_setting, write_setting

QUIET: Final = timedelta(days=91)
"""Without any news for so long, somebody is to be asked after."""
PUT_AWAY: Final = frozenset({"archived", "expired"})
"""The filters that let files through which are put away."""
_VIEWS: Final = "resident_views"
_RESIDENT: Final = table_of("resident")
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, and on which day."""

    staff_id: UUID
    today: Day


class ResidentView(msgspec.Struct, frozen=True):
    """A search somebody keeps: its name, what is typed, where, and the filters."""

    name: str
    text: str = ""
    neighbourhood_id: UUID | None = None
    filters: tuple[str, ...] = ()


def conditions(filters: Iterable[str], asking: Asking) -> list[Condition]:
    """What a resident must fulfil: every filter named, and not being put away unless that is asked for: a file
    to be erased is, put away or not.
    """
    named = set(filters)
    found = [_FILTERS[name](asking) for name in FILTERS if name in named]
    return found if named & PUT_AWAY else [_RESIDENT.c.archived_at.is_(None), *found]


def save_view(session: Session, actor: Actor, view: ResidentView) -> None:
    """Keep a view under its name, on this laptop; one of that name is replaced."""
    require(actor, Deed.OPEN_FILE)
    kept = [one for one in list_views(session) if one.name != view.name]
    write_setting(session.connection(), _VIEWS, sorted([*kept, view], key=lambda one: one.name))


def forget_view(session: Session, actor: Actor, name: str) -> None:
    """Keep a view no more."""
    require(actor, Deed.OPEN_FILE)
    write_setting(session.connection(), _VIEWS, [one for one in list_views(session) if one.name != name])


def list_views(session: Session) -> list[ResidentView]:
    """The views kept on this laptop, by name."""
    return read_setting(session.connection(), _VIEWS, list[ResidentView]) or []


def _of(table: Any, *more: Any) -> Condition:
    """Whether the resident has a row of this table that fulfils all of it."""
    columns = table.c
    own = select(1).where(columns.resident_id == _RESIDENT.c.id, columns.archived_at.is_(None), *more)
    return exists(own.correlate(_RESIDENT))


def _mine(asking: Asking) -> Condition:
    return or_(_RESIDENT.c.referent_id == asking.staff_id, _RESIDENT.c.created_by == asking.staff_id)


def _participant(_asking: Asking) -> Condition:
    enrolment = table_of("enrolment").alias()
    return _of(enrolment, enrolment.c.status.in_(COUNTED), enrolment.c.exited_on.is_(None))


def _left(_asking: Asking) -> Condition:
    enrolment = table_of("enrolment").alias()
    return _of(enrolment, enrolment.c.exited_on.is_not(None))


def _contact(_asking: Asking) -> Condition:
    return not_(_of(table_of("enrolment").alias()))


def _invisible(asking: Asking) -> Condition:
    """By the latest facts: not registered, or silent for five months (O2R)."""
    facts, later = table_of("visibility").alias(), table_of("visibility").alias()
    superseded = exists(
        select(1).where(
            later.c.resident_id == facts.c.resident_id,
            later.c.archived_at.is_(None),
            or_(later.c.as_of > facts.c.as_of, and_(later.c.as_of == facts.c.as_of, later.c.id > facts.c.id)),
        )
    )
    silent = facts.c.last_contact_on < months_later(asking.today, -SILENT_MONTHS)
    unseen = or_(facts.c.is_registered == "0", facts.c.last_contact == "never", silent)
    return _of(facts, not_(superseded), unseen)


def _quiet(asking: Asking) -> Condition:
    """Nobody met, called, asked or saw them at a workshop for three months."""
    return is_silent_since(asking.today - QUIET)


def _expired(asking: Asking) -> Condition:
    """Nobody did for as long as a file may be kept."""
    return is_to_be_erased(asking.today)


def _archived(_asking: Asking) -> Condition:
    return _RESIDENT.c.archived_at.is_not(None)


_FILTERS: Final[dict[str, Callable[[Asking], Condition]]] = {
    "mine": _mine,
    "contact": _contact,
    "participant": _participant,
    "left": _left,
    "invisible": _invisible,
    "quiet": _quiet,
    "expired": _expired,
    "archived": _archived,
}
FILTERS: Final = tuple(_FILTERS)
"""The names of the filters, in the order in which they are shown."""
