"""What the form of a workshop needs before it can be shown, read in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import label
from intake_app.services.actions import ActionRow, list_actions
from intake_app.services.drafts import list_drafts, open_draft
from intake_app.services.places import NeighbourhoodRow, SiteRow, list_neighbourhoods, list_sites
from intake_app.services.staff import StaffRow, read_staff_member
from intake_app.services.workshop_lists import WorkshopFile, read_workshop
from intake_app.services.workshop_series import count_following
from intake_app.services.workshops import FORM
from ui import formats

if TYPE_CHECKING:
    from intake_app.storage.draft import Draft
    from intake_app.storage.store import Session


IS_NEW = "is_new"
"""Marks the draft of a workshop that was not planned yet."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A draft found again: what was typed, of which record, and the field that had the keyboard."""

    record_id: UUID
    values: dict[str, Any]
    place: str


@dataclass(frozen=True, slots=True)
class Opening:
    """What can be chosen, who is at work, the workshop to change (None for a new one), and what was left unfinished."""

    actions: tuple[ActionRow, ...] = ()
    sites: tuple[SiteRow, ...] = ()
    neighbourhoods: tuple[NeighbourhoodRow, ...] = ()
    staff: StaffRow | None = None
    file: WorkshopFile | None = None
    typed: Typed | None = None
    following: int = 0
    """How many workshops of its series come after it and may still change."""

    def action(self, action_id: str) -> ActionRow | None:
        """The action with this id, or None."""
        return next((row for row in self.actions if str(row.id) == action_id), None)

    def site(self, site_id: str) -> SiteRow | None:
        """The site with this id, or None."""
        return next((row for row in self.sites if str(row.id) == site_id), None)

    @property
    def usual_neighbourhood(self) -> str:
        """Where the staff member works, else the only neighbourhood there is; "" otherwise."""
        if self.staff is not None and self.staff.neighbourhood_id is not None:
            return str(self.staff.neighbourhood_id)
        return str(self.neighbourhoods[0].id) if len(self.neighbourhoods) == 1 else ""


def action_title(action: ActionRow) -> str:
    """The title in the language of the application."""
    return action.title_en if formats.language() == "en" else action.title_fr


def action_about(action: ActionRow | None) -> str:
    """« Approche intégrée · proposée par WeKer · FSE+ · comptée en heures »: to which account it goes."""
    if action is None:
        return ""
    approach = _coded("approach", action.approach, _say("Approche %1"))
    unit = _coded("action_unit", action.unit, _say("comptée en %1"))
    funder = label("funder", action.funder, formats.language()) if action.funder else ""
    partner = _say("proposée par %1").replace("%1", action.partner) if action.partner else ""
    return formats.sentence_case(" · ".join(part for part in (approach, partner, funder, unit) if part))


def _coded(name: str, code: str | None, words: str) -> str:
    return words.replace("%1", label(name, code, formats.language()).lower()) if code else ""


def _say(words: str) -> str:
    return QCoreApplication.translate("ActionWords", words)


def read_opening(session: Session, staff_id: UUID, workshop_id: UUID | None) -> Opening:
    """For the workshop to change, else for a new one, with what was left unfinished. KnownError `record_gone`."""
    return Opening(
        tuple(list_actions(session)),
        tuple(list_sites(session)),
        tuple(list_neighbourhoods(session)),
        read_staff_member(session, staff_id),
        read_workshop(session, workshop_id) if workshop_id else None,
        _typed(session, staff_id, workshop_id),
        count_following(session, workshop_id) if workshop_id else 0,
    )


def read_resumed(session: Session, staff_id: UUID, record_id: UUID) -> Opening:
    """For the record of a draft, be it planned already or not."""
    draft = open_draft(session, FORM, record_id)
    is_new = draft is not None and bool(draft.values.get(IS_NEW))
    opening = read_opening(session, staff_id, None if is_new else record_id)
    return replace(opening, typed=_of(draft)) if draft is not None else opening


def _typed(session: Session, staff_id: UUID, workshop_id: UUID | None) -> Typed | None:
    """The draft of this workshop, or the latest of a workshop not yet planned."""
    for row in list_drafts(session, staff_id):
        draft = open_draft(session, FORM, row.record_id) if row.form == FORM else None
        if draft is not None and workshop_id == (None if draft.values.get(IS_NEW) else draft.record_id):
            return _of(draft)
    return None


def _of(draft: Draft) -> Typed:
    return Typed(draft.record_id, draft.values, draft.place or "")
