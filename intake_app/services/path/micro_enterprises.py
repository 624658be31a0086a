"""Micro-enterprises, from the idea to still trading a year later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.project import MicroEnterprise, MicroEnterpriseFields
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.micro_enterprise import check_micro_enterprise, step_reached
from intake_app.domain.rules.problem import refuse
from intake_app.services.access import Deed, require
from intake_app.services.belongings import refuse_others
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.rows import fetch, put

_ENTERPRISE: Final = table_of("micro_enterprise")


@dataclass(frozen=True, slots=True)
class MicroEnterpriseRow:
    """An enterprise and the last step it reached (a name of `rules.micro_enterprise.STEPS`)."""

    id: UUID
    project_id: UUID | None
    fields: MicroEnterpriseFields
    step: str | None


def start_micro_enterprise(
    session: Session, actor: Actor, resident_id: UUID, fields: Mapping[str, Any], *, project_id: UUID | None = None
) -> UUID:
    """Open the story of an enterprise; without any day, the idea is of today. Raises InvalidFields."""
    require(actor, Deed.ACCOMPANY)
    fetch(session, Resident, resident_id)
    refuse_others(session, "micro_enterprise", resident_id, {"project_id": project_id})
    today = local_day(actor.clock)
    given = dict(fields) if step_reached(fields) else {**fields, "idea_on": today}
    values, problems = check_micro_enterprise(given, today)
    refuse(problems)
    row = actor.create(MicroEnterprise, resident_id=resident_id, project_id=project_id, **values)
    session.add(row)
    return row.id


def update_micro_enterprise(session: Session, actor: Actor, enterprise_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Date a step, correct the trade or the form. Raises InvalidFields."""
    require(actor, Deed.ACCOMPANY)
    row = fetch(session, MicroEnterprise, enterprise_id)
    known = {name: getattr(row, name) for name in MicroEnterpriseFields.model_fields}
    values, problems = check_micro_enterprise({**known, **fields}, local_day(actor.clock))
    refuse(problems)
    put(row, {name: values[name] for name in fields})
    return enterprise_id


def list_micro_enterprises(session: Session, resident_id: UUID) -> list[MicroEnterpriseRow]:
    """The enterprises of a resident, in whichever of their files; newest first."""
    columns = _ENTERPRISE.c
    query = (
        select(_ENTERPRISE)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.id.desc())
    )
    found = session.connection().execute(query).mappings()
    return [_row(row) for row in found]


def _row(found: Mapping[Any, Any]) -> MicroEnterpriseRow:
    fields = MicroEnterpriseFields.model_validate({name: found[name] for name in MicroEnterpriseFields.model_fields})
    return MicroEnterpriseRow(found["id"], found["project_id"], fields, step_reached(fields.model_dump()))
