"""What stands around a workshop on every document: its action's exact titles, who offers it, who pays for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import Session

from intake_app.domain.record_types import table_of

_WORKSHOP, _SITE, _ACTION = table_of("workshop"), table_of("site"), table_of("action")
_OPERATION, _ORGANISATION = table_of("operation"), table_of("organisation")
_AT_ONCE: Final = 5_000
_FRAMES: Final[Select[Any]] = (
    select(
        _WORKSHOP.c.id,
        _WORKSHOP.c.title,
        func.coalesce(_WORKSHOP.c.place, _SITE.c.name).label("place"),
        _WORKSHOP.c.facilitators,
        _ACTION.c.id.label("action_id"),
        _ACTION.c.title_fr,
        _ACTION.c.title_en,
        _OPERATION.c.name.label("operation"),
        _OPERATION.c.funder,
        _OPERATION.c.grant_code,
        _ORGANISATION.c.name.label("partner"),
        _ORGANISATION.c.has_sensitive_name,
    )
    .select_from(_WORKSHOP)
    .outerjoin(_SITE, _SITE.c.id == _WORKSHOP.c.site_id)
    .outerjoin(_ACTION, _ACTION.c.id == _WORKSHOP.c.action_id)
    .outerjoin(_OPERATION, _OPERATION.c.id == _ACTION.c.operation_id)
    .outerjoin(_ORGANISATION, _ORGANISATION.c.id == _ACTION.c.organisation_id)
    .where(_WORKSHOP.c.id.in_(bindparam("ids", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class WorkshopFrame:
    """Texts are empty where nothing is known; `funder` is a code. A partner whose name says something of those who go
    there is not named on a list of people: `is_partner_withheld`.
    """

    title: str
    place: str
    facilitators: str
    action_id: UUID | None
    action_fr: str
    action_en: str
    operation: str
    funder: str | None
    grant_code: str
    partner: str
    is_partner_withheld: bool

    def exact_title(self, language: str) -> str:
        """The action's title as every document has it; the workshop's own where there is no action."""
        return (self.action_en if language == "en" else self.action_fr) or self.action_fr or self.title


def read_frames(session: Session, workshop_ids: Iterable[UUID]) -> dict[UUID, WorkshopFrame]:
    """The frame of each of these workshops."""
    ids, connection = sorted(set(workshop_ids)), session.connection()
    rows = (
        row
        for first in range(0, len(ids), _AT_ONCE)
        for row in connection.execute(_FRAMES, {"ids": ids[first : first + _AT_ONCE]})
    )
    return {row.id: _frame(row) for row in rows}


def _frame(row: Any) -> WorkshopFrame:
    return WorkshopFrame(
        title=row.title,
        place=row.place or "",
        facilitators=row.facilitators or "",
        action_id=row.action_id,
        action_fr=row.title_fr or "",
        action_en=row.title_en or "",
        operation=row.operation or "",
        funder=row.funder,
        grant_code=row.grant_code or "",
        partner="" if row.has_sensitive_name else row.partner or "",
        is_partner_withheld=bool(row.has_sensitive_name),
    )
