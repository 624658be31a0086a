"""What came of a path: noted with its proof, and counted once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.enrolment import Enrolment
from intake_app.domain.outcome import Outcome, OutcomeFields
from intake_app.domain.project import MicroEnterprise
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.outcome import check_outcome, headline_of, is_evidenced
from intake_app.domain.rules.problem import refuse
from intake_app.services.access import Deed, require
from intake_app.services.belongings import refuse_others
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.rows import fetch, put

_OUTCOME: Final = table_of("outcome")
_ORGANISATION: Final = table_of("organisation")


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """An outcome. `employer` is empty where its name is sensitive or there is none."""

    id: UUID
    enrolment_id: UUID | None
    micro_enterprise_id: UUID | None
    fields: OutcomeFields
    employer: str
    is_with_supplier: bool
    """Whether the employer is a supplier of the landlord."""
    is_evidenced: bool
    headline: str | None
    """The class it may count under."""


def record_outcome(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    fields: Mapping[str, Any],
    *,
    enrolment_id: UUID | None = None,
    micro_enterprise_id: UUID | None = None,
) -> UUID:
    """Note an outcome. The first one that may count gives the enrolment its class; another never replaces it.

    Raises InvalidFields: among others an enterprise that is not registered (V14), a qualification without its title
    and who awards it (V13), an enrolment or an enterprise of another person.
    """
    require(actor, Deed.ACCOMPANY)
    fetch(session, Resident, resident_id)
    named = {"enrolment_id": enrolment_id, "micro_enterprise_id": micro_enterprise_id}
    refuse_others(session, "outcome", resident_id, named)
    values = _checked(session, actor, fields, micro_enterprise_id)
    row = actor.create(Outcome, resident_id=resident_id, **named, **values)
    session.add(row)
    enrolment = fetch(session, Enrolment, enrolment_id) if enrolment_id else None
    if enrolment is not None and enrolment.headline is None:
        put(enrolment, {"headline": headline_of(row.type)})
    return row.id


def update_outcome(session: Session, actor: Actor, outcome_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Correct an outcome, bring its proof, say whether the post lasts. Raises InvalidFields."""
    require(actor, Deed.ACCOMPANY)
    row = fetch(session, Outcome, outcome_id)
    known = {name: getattr(row, name) for name in OutcomeFields.model_fields}
    values = _checked(session, actor, {**known, **fields}, row.micro_enterprise_id)
    put(row, {name: values[name] for name in fields})
    return outcome_id


def remove_outcome(session: Session, actor: Actor, outcome_id: UUID) -> UUID:
    """Take an outcome noted by mistake away; the class of the enrolment is left to whoever counts."""
    require(actor, Deed.ACCOMPANY)
    put(fetch(session, Outcome, outcome_id), {"archived_at": actor.clock()})
    return outcome_id


def restore_outcome(session: Session, actor: Actor, outcome_id: UUID) -> UUID:
    """Take the removal back."""
    require(actor, Deed.ACCOMPANY)
    put(fetch(session, Outcome, outcome_id), {"archived_at": None})
    return outcome_id


def list_outcomes(session: Session, resident_id: UUID) -> list[OutcomeRow]:
    """The outcomes of a resident, in whichever of their files; newest first."""
    columns, employer = _OUTCOME.c, _ORGANISATION.c
    query = (
        select(
            _OUTCOME, employer.name.label("employer"), employer.kind.label("employer_kind"), employer.has_sensitive_name
        )
        .outerjoin(_ORGANISATION, employer.id == columns.employer_id)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.happened_on.desc(), columns.id.desc())
    )
    return [_row(found) for found in session.connection().execute(query).mappings()]


def _row(found: Mapping[Any, Any]) -> OutcomeRow:
    fields = OutcomeFields.model_validate({name: found[name] for name in OutcomeFields.model_fields})
    return OutcomeRow(
        id=found["id"],
        enrolment_id=found["enrolment_id"],
        micro_enterprise_id=found["micro_enterprise_id"],
        fields=fields,
        employer="" if found["has_sensitive_name"] else found["employer"] or "",
        is_with_supplier=found["employer_kind"] == "supplier",
        is_evidenced=is_evidenced(fields.evidence),
        headline=headline_of(fields.type),
    )


def _checked(
    session: Session, actor: Actor, fields: Mapping[str, Any], micro_enterprise_id: UUID | None
) -> dict[str, Any]:
    enterprise = session.get(MicroEnterprise, micro_enterprise_id) if micro_enterprise_id else None
    registered_on = enterprise.created_on if enterprise else None
    values, problems = check_outcome(fields, local_day(actor.clock), registered_on)
    refuse(problems)
    return values
