"""What can be offered: the actions of the programme, to choose one when a workshop is planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import table_of

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
        )
        .outerjoin(_ORGANISATION, partner.id == columns.organisation_id)
        .outerjoin(_OPERATION, _OPERATION.c.id == columns.operation_id)
        .where(columns.archived_at.is_(None))
        .order_by(columns.title_fr)
    )
    rows = session.connection().execute(query)
    return [ActionRow(*row[:5], None if row[6] else row[5], bool(row[7]), unit=row[8], funder=row[9]) for row in rows]
