"""Everything the form of a resident needs before it can be shown, read in one go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.services.drafts import DraftRow, open_draft, unfinished_resident
from intake_app.services.places import BuildingRow, NeighbourhoodRow, list_buildings, list_neighbourhoods
from intake_app.services.resident_files import ResidentFile, read_resident
from intake_app.services.resident_lists import neighbourhood_of_last_registered
from intake_app.services.residents import FORM
from intake_app.services.rolls import Roll, read_roll
from intake_app.services.staff import read_staff_member
from intake_app.storage.draft import Draft
from ui.residents.form_fields import SLOT

if TYPE_CHECKING:
    from intake_app.storage.store import Session


@dataclass(frozen=True, slots=True)
class FormChoices:
    """Neighbourhoods and buildings, the neighbourhood to begin with, and the roll the person will join, if any."""

    neighbourhoods: tuple[NeighbourhoodRow, ...] = ()
    buildings: tuple[BuildingRow, ...] = ()
    usual_neighbourhood_id: UUID | None = None
    roll: Roll | None = None

    def neighbourhood_of(self, building_id: str) -> UUID | None:
        """The neighbourhood where a building stands."""
        return next((row.neighbourhood_id for row in self.buildings if str(row.id) == building_id), None)

    def neighbourhood(self, neighbourhood_id: str) -> NeighbourhoodRow | None:
        """A neighbourhood, None when it is not known here."""
        return next((row for row in self.neighbourhoods if str(row.id) == neighbourhood_id), None)

    def country_of(self, neighbourhood_id: UUID) -> str:
        """The country of a neighbourhood, as two letters; France when it is not known here."""
        found = self.neighbourhood(str(neighbourhood_id))
        return found.country if found else "FR"


@dataclass(frozen=True, slots=True)
class OpenedForm:
    """`file` is None for somebody new, `draft` when nothing was left unfinished; `waiting` is the form of somebody else
    new that was begun before this empty one.
    """

    choices: FormChoices = field(default_factory=FormChoices)
    file: ResidentFile | None = None
    draft: Draft | None = None
    waiting: DraftRow | None = None


def read_form(session: Session, record_id: UUID, staff_id: UUID, today: Day, slot_id: UUID | None) -> OpenedForm:
    """What is known of a record, what was left unfinished of it, and what there is to choose from."""
    draft = open_draft(session, FORM, record_id)
    wished = slot_id or (UUID(draft.values[SLOT]) if draft and draft.values.get(SLOT) else None)
    neighbourhoods = tuple(list_neighbourhoods(session))
    choices = FormChoices(
        neighbourhoods,
        tuple(list_buildings(session)),
        _usual_neighbourhood(session, staff_id, neighbourhoods),
        _roll(session, wished),
    )
    file = _file(session, record_id, today)
    is_empty = file is None and draft is None
    return OpenedForm(choices, file, draft, unfinished_resident(session, staff_id, record_id) if is_empty else None)


def _file(session: Session, record_id: UUID, today: Day) -> ResidentFile | None:
    """The file of the record; None while the person is not registered."""
    try:
        return read_resident(session, record_id, today)
    except KnownError:
        return None


def _roll(session: Session, slot_id: UUID | None) -> Roll | None:
    """The roll to join; None when the workshop left this laptop while the draft waited."""
    if slot_id is None:
        return None
    try:
        return read_roll(session, slot_id)
    except KnownError:
        return None


def _usual_neighbourhood(session: Session, staff_id: UUID, neighbourhoods: tuple[NeighbourhoodRow, ...]) -> UUID | None:
    """That of the last person whom the staff member registered, else where they work, else the only one there is."""
    last = neighbourhood_of_last_registered(session, staff_id)
    if last in {row.id for row in neighbourhoods}:
        return last
    staff = read_staff_member(session, staff_id)
    if staff is not None and staff.neighbourhood_id is not None:
        return staff.neighbourhood_id
    return neighbourhoods[0].id if len(neighbourhoods) == 1 else None
