"""Workshops for tests of the exchange."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlmodel import Session

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import mark_present
from intake_app.services.workshops import plan_workshop
from tests.common.synced_laptop import SyncedLaptop


def plan_one(laptop: SyncedLaptop) -> UUID:
    """Plan « 3h pour l'emploi » on a Tuesday afternoon; the id of its slot."""
    slot = SlotFields(date(2026, 11, 24), "14:00", "17:00")
    fields = {"title": "3h pour l’emploi", "neighbourhood_id": laptop.space.neighbourhood_id}
    workshop_id = laptop.store.run(plan_workshop, laptop.actor, fields, [slot], workshop_id=uuid4())

    def look(session: Session) -> UUID:
        slots = table_of("slot")
        query = slots.select().where(slots.c.workshop_id == workshop_id)
        return UUID(str(session.connection().execute(query).mappings().one()["id"]))

    return laptop.store.read(look)


def tick(laptop: SyncedLaptop, slot_id: UUID, resident_id: UUID) -> None:
    """Tick somebody as present."""
    laptop.store.run(mark_present, laptop.actor, slot_id, resident_id)
