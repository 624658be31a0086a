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
        )
        .outerjoin(_ORGANISATION, partner.id == columns.organisation_id)
        .where(columns.archived_at.is_(None))
        .order_by(columns.title_fr)
    )
    rows = session.connection().execute(query)
    return [ActionRow(*row[:5], partner=None if row[6] else row[5], is_certified=bool(row[7])) for row in rows]
