"""Fictitious residents, and the changes a laptop would send of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from intake_app.domain.attendance import Attendance, attendance_id
from intake_app.domain.resident import Resident
from intake_app.domain.workshop import Slot, Workshop
from sync.protocol.messages import Change
from tests.common.devices import creation, new_change
from tests.common.servers import MadeSpace


def made_resident(space: MadeSpace, **values: Any) -> Resident:
    """A resident of the space's neighbourhood."""
    said = {"family_name": "Traoré", "first_name": "Aïcha", "neighbourhood_id": space.neighbourhood_id, **values}
    return space.actor().create(Resident, **said)


def registered(space: MadeSpace, resident: Resident | None = None, **more: Any) -> Change:
    """The change that registers a resident."""
    return creation(resident or made_resident(space), space.staff_id, **more)


def edited(
    space: MadeSpace, resident: Resident | UUID, *, seen: int = 1, unit: str | None = None, **pairs: Any
) -> Change:
    """An edit of a resident made on revision `seen`: field → (new value, value it was made on)."""
    record_id = resident.id if isinstance(resident, Resident) else resident
    return new_change("resident", record_id, pairs, space.staff_id, base_revision=seen, unit_id=unit)


def workshop_with_slot(space: MadeSpace) -> tuple[Workshop, Slot]:
    """A workshop and its half-day."""
    actor = space.actor()
    workshop = actor.create(Workshop, title="3h pour l’emploi", neighbourhood_id=space.neighbourhood_id)
    times = {"held_on": "2026-12-01", "start_time": "14:00", "end_time": "17:00"}
    return workshop, actor.create(Slot, workshop_id=workshop.id, **times)


def attended(space: MadeSpace, slot: Slot, resident: Resident, **values: Any) -> Attendance:
    """A resident's attendance of a half-day: the same record on whichever laptop it is made."""
    ids = {"slot_id": slot.id, "resident_id": resident.id}
    return space.actor().create(Attendance, id=attendance_id(slot.id, resident.id), **ids, **values)
