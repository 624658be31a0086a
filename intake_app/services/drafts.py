"""Forms begun and not finished: kept on this laptop while they are typed, found again after a lock, a kill, a night."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.services.residents import FORM as RESIDENT_FORM
from intake_app.storage.draft import Draft, forget_draft, keep_draft, read_draft, read_drafts


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list: what little was typed that names it. Nothing is sent of it."""

    form: str
    record_id: UUID
    family_name: str
    first_name: str
    title: str
    has_notice: bool
    place: str | None
    updated_at: datetime


def save_draft(
    session: Session, actor: Actor, form: str, record_id: UUID, values: Mapping[str, Any], *, place: str | None = None
) -> None:
    """Keep what is typed (`values` by field, anything; « notice » once it was given) and the field that has the focus.

    Never an operation; no rule applies: a draft may hold anything.
    """
    keep_draft(session, actor, form, record_id, dict(values), place)


def discard_draft(session: Session, actor: Actor, form: str, record_id: UUID) -> None:
    """Throw a draft away. Saving the record does it too."""
    del actor  # anybody may clear a form begun on this laptop; use cases all take an actor
    forget_draft(session, form, record_id)


def open_draft(session: Session, form: str, record_id: UUID) -> Draft | None:
    """What was typed: ids and days as text, as they travel. None when there is no such draft."""
    return read_draft(session, form, record_id)


def list_drafts(session: Session, staff_id: UUID) -> list[DraftRow]:
    """The unfinished forms of a staff member, last touched first."""
    return [_row(draft) for draft in read_drafts(session, staff_id)]


def unfinished_resident(session: Session, staff_id: UUID, besides: UUID) -> DraftRow | None:
    """The form of somebody new that this staff member left last, other than that of the record `besides`."""
    newcomers = (row for row in list_drafts(session, staff_id) if row.form == RESIDENT_FORM and not row.title)
    return next((row for row in newcomers if row.record_id != besides), None)


def _row(draft: Draft) -> DraftRow:
    typed = draft.values
    return DraftRow(
        form=draft.form,
        record_id=draft.record_id,
        family_name=str(typed.get("family_name") or ""),
        first_name=str(typed.get("first_name") or ""),
        title=str(typed.get("title") or ""),
        has_notice=bool(typed.get("notice")),
        place=draft.place,
        updated_at=draft.updated_at,
    )
