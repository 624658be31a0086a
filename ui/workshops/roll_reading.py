"""Everything the roll-call page shows, read in one go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from intake_app.domain.attendance import attendance_id
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.record_states import RecordState, read_standings
from intake_app.services.rolls import Roll, read_roll
from intake_app.services.sheets.changed_days import has_changed
from intake_app.services.sheets.contents import read_content
from intake_app.services.workshop_lists import WorkshopFile, read_workshop

if TYPE_CHECKING:
    from intake_app.storage.store import Session


@dataclass(frozen=True, slots=True)
class RollReading:
    """A roll and its workshop. `unsent` are residents who left the roll, which the centre does not know yet."""

    roll: Roll
    workshop: WorkshopFile
    unsent: frozenset[UUID]
    is_changed: bool = False
    """Whether the sheet of the day is sealed, and says something else."""

    @property
    def is_workshop_only_here(self) -> bool:
        """Whether the workshop itself (its checklist, its status) has something to send."""
        return self.workshop.standing.state is not RecordState.SENT


def read_page(session: Session, slot_id: UUID, known: tuple[UUID, ...] = ()) -> RollReading:
    """The roll of a slot; `known` are residents shown on it before. KnownError `record_gone`."""
    roll = read_roll(session, slot_id)
    gone = {attendance_id(slot_id, resident_id): resident_id for resident_id in known}
    for row in roll.rows:
        gone.pop(row.attendance_id, None)
    standings = read_standings(session, "attendance", list(gone)) if gone else {}
    unsent = {gone[one] for one, standing in standings.items() if standing.state is not RecordState.SENT}
    is_changed = roll.is_sealed and has_changed(session, read_content(session, roll.workshop_id, roll.held_on))
    return RollReading(roll, read_workshop(session, roll.workshop_id), frozenset(unsent), is_changed)


def read_page_of_workshop(session: Session, workshop_id: UUID, today: date) -> RollReading | None:
    """The roll to call of a workshop: of today, else of the next day to come, else of the last; None without slots."""
    slot_id = slot_to_call(read_workshop(session, workshop_id).slots, today)
    return None if slot_id is None else read_page(session, slot_id)


def slot_to_call(slots: tuple[SlotFields, ...], today: date) -> UUID | None:
    """Of a workshop's slots, by day: the one of today, else the next, else the last."""
    ahead = [slot for slot in slots if slot.held_on >= today]
    return (ahead[0] if ahead else slots[-1]).slot_id if slots else None
