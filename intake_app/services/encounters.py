"""First meetings: with somebody known, or with somebody who prefers not to give a name and is only counted."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.encounter import Encounter
from intake_app.domain.resident import Resident
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.rows import fetch

WITH_A_FILE: Final = "registered"
"""The outcome that nobody without a file can have."""


def record_encounter(
    session: Session,
    actor: Actor,
    *,
    neighbourhood_id: UUID | None,
    channel: str,
    outcome: str,
    met_on: Day | None = None,
    resident_id: UUID | None = None,
    site_id: UUID | None = None,
) -> UUID:
    """Record that somebody was met, today unless `met_on` says otherwise; without `resident_id` it is anonymous.

    Raises InvalidFields: no neighbourhood, an unknown code, a day to come, « fiche ouverte » of somebody who has none
    (to be more than counted takes a name and a notice, rule P3).
    """
    require(actor, Deed.MEET)
    today = local_day(actor.clock)
    if resident_id is not None and neighbourhood_id is None:
        neighbourhood_id = fetch(session, Resident, resident_id).neighbourhood_id
    values: dict[str, Any] = {"channel": channel, "outcome": outcome, "met_on": met_on or today}
    problems = code_problems("encounter", values)
    if neighbourhood_id is None:
        problems.append(FieldProblem("neighbourhood_id", "field_missing"))
    if met_on is not None and met_on > today:
        problems.append(FieldProblem("met_on", "day_to_come"))
    if resident_id is None and outcome == WITH_A_FILE:
        problems.append(FieldProblem("outcome", "registered_without_file"))
    refuse(problems)
    encounter = actor.create(
        Encounter, resident_id=resident_id, neighbourhood_id=neighbourhood_id, site_id=site_id, **values
    )
    session.add(encounter)
    return encounter.id
