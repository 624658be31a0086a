"""A small fictitious estate, and the passing of time, for tests of the store."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select

from intake_app.domain.actor import Actor
from intake_app.domain.base import LAPTOP
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshops import plan_workshop
from intake_app.storage.store import Store

SPACE: Final = UUID("01900000-0000-7000-8000-000000000001")
NADIA: Final = UUID("01900000-0000-7000-8000-000000000002")
CLAIRE: Final = UUID("01900000-0000-7000-8000-000000000003")
MAUREPAS: Final = UUID("01900000-0000-7000-8000-000000000011")
VILLEJEAN: Final = UUID("01900000-0000-7000-8000-000000000012")
NORWICH: Final = UUID("01900000-0000-7000-8000-000000000013")
TOWER_B: Final = UUID("01900000-0000-7000-8000-000000000021")
OFFICE: Final = UUID("01900000-0000-7000-8000-000000000031")
PAPER: Final = NoticeGiven(mode="paper", notice_version="2026.1")
ORAL: Final = NoticeGiven(mode="oral", notice_version="2026.1")
TODAY: Final = date(2026, 11, 22)


@dataclass
class StillClock:
    """A clock that moves when it is told to."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 22, 10, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **step: float) -> None:
        self.moment += timedelta(**step)


class SeededIds:
    """UUIDv7s of the clock's time and of a seed: the same run gives the same ids."""

    def __init__(self, clock: StillClock, seed: int = 1) -> None:
        self._clock = clock
        self._random = random.Random(seed)
        self._count = 0

    def __call__(self) -> UUID:
        # the count keeps ids of one millisecond in the order of their making
        self._count += 1
        milliseconds = int(self._clock().timestamp() * 1000)
        value = (milliseconds << 80) | (0x7 << 76) | ((self._count & 0xFFF) << 64)
        return UUID(int=value | (0x2 << 62) | self._random.getrandbits(62))


def actor_of(clock: StillClock, *, staff_id: UUID = NADIA, role: str = "caretaker", seed: int = 1) -> Actor:
    """Somebody at work in the fictitious space."""
    return Actor(staff_id, SPACE, role, clock, SeededIds(clock, seed))


def furnish(store: Store) -> None:
    """What the centre sends first: neighbourhoods, a building, a site, two colleagues."""
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z"}
    rows: dict[str, list[dict[str, Any]]] = {
        "neighbourhood": [
            {"id": MAUREPAS, "name": "Maurepas", "kind": "qpv", "town": "Rennes", "country": "FR"},
            {"id": VILLEJEAN, "name": "Villejean", "kind": "qpv", "town": "Rennes", "country": "FR"},
            {"id": NORWICH, "name": "Larkman", "kind": "local", "town": "Norwich", "country": "GB"},
        ],
        "site": [{"id": OFFICE, "name": "Local Gros-Chêne", "neighbourhood_id": MAUREPAS}],
        "building": [
            {"id": TOWER_B, "label": "Tour B", "address": "12 rue du Gros-Chêne", "neighbourhood_id": MAUREPAS}
        ],
        "staff_member": [
            {
                "id": NADIA,
                "family_name": "Morvan",
                "first_name": "Nadia",
                "role": "caretaker",
                "site_id": OFFICE,
                "is_active": True,
            },
            {"id": CLAIRE, "family_name": "Danet", "first_name": "Claire", "role": "adviser", "is_active": True},
        ],
    }
    with store.direct(*rows) as connection:
        for record_type, values in rows.items():
            for value in values:
                connection.execute(insert(table_of(record_type)).values(**common, **value))


def someone(family_name: str = "Benali", first_name: str = "Karim", **fields: Any) -> dict[str, Any]:
    """The fields of a fictitious resident of Maurepas, without a phone unless one is given."""
    base = {"family_name": family_name, "first_name": first_name, "neighbourhood_id": MAUREPAS}
    return {**base, "has_no_phone": "phone" not in fields, **fields}


def register(store: Store, actor: Actor, family_name: str = "Benali", first_name: str = "Karim", **fields: Any) -> UUID:
    """Register a fictitious resident who was handed the notice on paper."""
    resident_id = actor.new_id()
    return store.run(
        register_resident, actor, someone(family_name, first_name, **fields), resident_id=resident_id, notice=PAPER
    )


def plan(store: Store, actor: Actor, *, title: str = "3h pour l’emploi", held_on: date = TODAY) -> tuple[UUID, UUID]:
    """Plan a workshop of one afternoon: its id and its slot's."""
    workshop_id = actor.new_id()
    fields = {"title": title, "neighbourhood_id": MAUREPAS, "site_id": OFFICE}
    store.run(plan_workshop, actor, fields, [SlotFields(held_on, "14:00", "17:00")], workshop_id=workshop_id)
    (slot,) = store.read(read_workshop, workshop_id).slots
    assert slot.slot_id is not None
    return workshop_id, slot.slot_id


def outbox_of(store: Store) -> list[Row[Any]]:
    """Every operation, in order."""
    with store.direct() as connection:
        return list(connection.execute(select(LAPTOP.tables["outbox_change"]).order_by("device_seq")))
