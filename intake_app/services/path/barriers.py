"""What stands in somebody's way: noted by its effect, worked on, lifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.barrier import Barrier
from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.rows import fetch, put

_BARRIER: Final = table_of("barrier")
LIFTED: Final = "lifted"


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """A barrier; `closed_on` once it is lifted."""

    id: UUID
    theme: str
    effect: str | None
    state: str
    noted_on: Day
    closed_on: Day | None


def note_barrier(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    *,
    theme: str,
    effect: str | None = None,
    noted_on: Day | None = None,
) -> UUID:
    """Note a barrier, by its theme and its effect on work. Raises InvalidFields: an unknown code, one noted already
    and not lifted, a day to come.
    """
    require(actor, Deed.MEET)
    fetch(session, Resident, resident_id)
    today = local_day(actor.clock)
    problems = code_problems("barrier", {"theme": theme, "effect": effect})
    if any(row.theme == theme and row.closed_on is None for row in list_barriers(session, resident_id)):
        problems.append(FieldProblem("theme", "barrier_noted_already"))
    if noted_on is not None and noted_on > today:
        problems.append(FieldProblem("noted_on", "day_to_come"))
    refuse(problems)
    row = actor.create(Barrier, resident_id=resident_id, theme=theme, effect=effect, noted_on=noted_on or today)
    session.add(row)
    return row.id


def change_barrier(session: Session, actor: Actor, barrier_id: UUID, *, state: str, effect: str | None = None) -> UUID:
    """Say where a barrier stands now; lifting it closes it today, anything else reopens it. Raises InvalidFields."""
    require(actor, Deed.MEET)
    row = fetch(session, Barrier, barrier_id)
    values: dict[str, Any] = {"state": state, "effect": effect or row.effect}
    refuse(code_problems("barrier", values))
    closed_on = (row.closed_on or local_day(actor.clock)) if state == LIFTED else None
    put(row, {**values, "closed_on": closed_on})
    return barrier_id


def list_barriers(session: Session, resident_id: UUID) -> list[BarrierRow]:
    """The barriers of a resident, in whichever of their files: those that stand first, each group by day."""
    columns = _BARRIER.c
    query = (
        select(columns.id, columns.theme, columns.effect, columns.state, columns.noted_on, columns.closed_on)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.closed_on.is_not(None), columns.noted_on, columns.id)
    )
    return [BarrierRow(*row) for row in session.connection().execute(query)]
