"""What can be offered: the actions of the programme, to choose one when a workshop is planned; added and corrected by
whoever answers for the programme, without network as everything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.programme import Action, ActionFields
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.problem import refuse
from intake_app.domain.rules.text import number_problems
from intake_app.services.access import Deed, require
from intake_app.services.rows import fetch, put

_ACTION: Final = table_of("action")
_ORGANISATION: Final = table_of("organisation")
_OPERATION: Final = table_of("operation")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action and the partner who offers it (None where the partner's name is sensitive)."""

    id: UUID
    title_fr: str
    title_en: str
    kind: str
    approach: str | None
    partner: str | None
    is_certified: bool = False
    unit: str | None = None
    """What its amount is counted in (a code of `action_unit`)."""
    funder: str | None = None
    """Who pays for its operation (a code of `funder`)."""
    operation_id: UUID | None = None
    operation: str | None = None
    organisation_id: UUID | None = None
    funded_hours: int | None = None


def list_actions(session: Session) -> list[ActionRow]:
    """Every action, by French title."""
    columns, partner = _ACTION.c, _ORGANISATION.c
    query = (
        select(
            columns.id,
            columns.title_fr,
            columns.title_en,
            columns.kind,
            columns.approach,
            partner.name,
            partner.has_sensitive_name,
            columns.is_certified,
            columns.unit,
            _OPERATION.c.funder,
            columns.operation_id,
            _OPERATION.c.name,
            columns.organisation_id,
            columns.funded_hours,
        )
        .outerjoin(_ORGANISATION, partner.id == columns.organisation_id)
        .outerjoin(_OPERATION, _OPERATION.c.id == columns.operation_id)
        .where(columns.archived_at.is_(None))
        .order_by(columns.title_fr)
    )
    rows = session.connection().execute(query)
    return [ActionRow(*row[:5], None if row[6] else row[5], bool(row[7]), *row[8:]) for row in rows]


def add_action(session: Session, actor: Actor, fields: Mapping[str, Any]) -> UUID:
    """Add an action. Raises InvalidFields."""
    require(actor, Deed.KEEP_ACTIONS)
    row = actor.create(Action, **_checked(fields))
    session.add(row)
    return row.id


def update_action(session: Session, actor: Actor, action_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Correct an action. What was sealed under its former title keeps that. Raises InvalidFields."""
    require(actor, Deed.KEEP_ACTIONS)
    row = fetch(session, Action, action_id)
    known = {name: getattr(row, name) for name in ActionFields.model_fields}
    values = _checked({**known, **fields})
    put(row, {name: values[name] for name in fields})
    return action_id


def put_action_away(session: Session, actor: Actor, action_id: UUID) -> UUID:
    """Have an action chosen no more; workshops that are of it stay so."""
    require(actor, Deed.KEEP_ACTIONS)
    put(fetch(session, Action, action_id), {"archived_at": actor.clock()})
    return action_id


def restore_action(session: Session, actor: Actor, action_id: UUID) -> UUID:
    """Take that back."""
    require(actor, Deed.KEEP_ACTIONS)
    put(fetch(session, Action, action_id), {"archived_at": None})
    return action_id


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The values to save, tidied; the title is the same in English where no other is given."""
    values = {**fields, **{name: tidy_text(fields.get(name)) or "" for name in ("title_fr", "title_en")}}
    values["title_en"] = values["title_en"] or values["title_fr"]
    values["is_certified"] = bool(values.get("is_certified"))
    problems = form_problems(ActionFields, "action", values)
    problems += number_problems({name: values[name] for name in ("title_fr", "title_en")})
    refuse(problems)
    return values
