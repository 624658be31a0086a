"""A space with two neighbourhoods, a building in each, and laptops for either."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Audience
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.place import Building, Neighbourhood
from intake_app.domain.rules.workshop import SlotFields
from intake_app.domain.situation import Situation
from intake_app.domain.workshop import Workshop
from intake_app.services.attendances import mark_present
from intake_app.services.notices import record_consent
from intake_app.services.workshops import plan_workshop
from sync.client.digests import count_rows, read_digests
from sync.server.digests import digests_for
from sync.server.handle import Server
from sync.server.scope import Reader, Scope, surroundings
from sync.server.spaces import seed_rows
from sync.server.tables import DEVICE
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop

Made = Callable[..., "AreaLaptop"]
FILE = ("resident", "situation", "notice_delivery", "consent", "follow_up")
SLOT = SlotFields(date(2026, 11, 24), "14:00", "17:00")


@dataclass(frozen=True)
class MadeAreas:
    """`north` and `south` are neighbourhoods; `tower` stands in the north, `court` in the south."""

    space: MadeSpace
    north: UUID
    south: UUID
    tower: UUID
    court: UUID

    def of(self, *places: UUID) -> Scope:
        """The area made of these neighbourhoods and buildings."""
        buildings = {self.tower, self.court} & set(places)
        return {
            "neighbourhoods": sorted(str(place) for place in set(places) - buildings),
            "buildings": sorted(str(place) for place in buildings),
        }


def make_areas(server: Server) -> MadeAreas:
    """A furnished space, and a second neighbourhood."""
    space = make_space(server)
    centre = server.centre
    by_centre: Any = {"space_id": space.space_id, "created_at": centre.clock(), "created_by": None}
    south = Neighbourhood.model_validate({"id": centre.new_id(), "name": "Villejean", **by_centre})
    labels = {"Tour A": space.neighbourhood_id, "Cour B": south.id}
    buildings = [
        Building.model_validate({"id": centre.new_id(), "label": label, "neighbourhood_id": place, **by_centre})
        for label, place in labels.items()
    ]
    seed_rows(centre, space.space_id, [south, *buildings])
    return MadeAreas(space, space.neighbourhood_id, south.id, buildings[0].id, buildings[1].id)


class AreaLaptop(SyncedLaptop):
    """A laptop of an area (no places: the whole space)."""

    def __init__(self, folder: Path, server: Server, areas: MadeAreas, *places: UUID, seed: int = 1) -> None:
        self.areas, self.server = areas, server
        scope = areas.of(*places) if places else None
        super().__init__(folder, server, areas.space, seed=seed, scope=scope)

    def plan(self, neighbourhood: UUID) -> tuple[UUID, UUID]:
        """A workshop and its half-day."""
        fields = {"title": "3h pour l’emploi", "neighbourhood_id": neighbourhood}
        workshop_id = self.store.run(plan_workshop, self.actor, fields, [SLOT], workshop_id=uuid4())
        [slot_id] = [row["id"] for row in self.rows("slot").values() if row["workshop_id"] == workshop_id]
        return workshop_id, slot_id

    def tick(self, slot_id: UUID, resident_id: UUID) -> None:
        """Somebody is present."""
        self.store.run(mark_present, self.actor, slot_id, resident_id)

    def ids(self, record_type: str) -> set[UUID]:
        """The records of a type that are here."""
        return set(self.rows(record_type))

    def assert_right(self) -> None:
        """It has what its area holds, to the last number; what it says of its rows is what they say."""
        mine = select(DEVICE.c.scope).where(DEVICE.c.id == UUID(self.enrolment.device_id))
        with self.server.centre.database.read() as connection:
            scope = connection.scalars(mine).one()
            wanted = digests_for(
                connection, Reader(self.space.space_id, Audience.FIELD, surroundings(connection, scope))
            )
        counted = self.store.read(lambda session: count_rows(session.connection()))
        kept = self.store.read(lambda session: read_digests(session.connection()))
        assert counted == kept == wanted


def full_file(laptop: AreaLaptop, name: str, **fields: Any) -> UUID:
    """Somebody with a situation, a notice, a consent and a follow-up."""
    resident_id = laptop.register(name, **fields)
    asked = {"purpose": "recontact", "state": "given", "evidence": "paper"}
    laptop.store.run(record_consent, laptop.actor, resident_id, **asked)

    def add(session: Session, actor: Actor) -> None:
        today = actor.clock().date()
        session.add(actor.create(Situation, resident_id=resident_id, stage="entry", as_of=today))
        session.add(actor.create(FollowUp, resident_id=resident_id, purpose="call_back", due_on=today))

    laptop.store.run(add, laptop.actor)
    return resident_id


def move(laptop: AreaLaptop, resident_id: UUID, neighbourhood: UUID) -> None:
    laptop.update(resident_id, neighbourhood_id=neighbourhood)
    laptop.exchange()


def move_workshop(laptop: AreaLaptop, workshop_id: UUID, neighbourhood: UUID) -> None:
    def go(session: Session, _actor: Actor) -> None:
        workshop = session.get(Workshop, workshop_id)
        assert workshop is not None
        workshop.neighbourhood_id = neighbourhood

    laptop.store.run(go, laptop.actor)
    laptop.exchange()


def counts(laptop: AreaLaptop, *record_types: str) -> list[int]:
    return [len(laptop.ids(record_type)) for record_type in record_types]


@pytest.fixture
def areas(server: Server) -> MadeAreas:
    return make_areas(server)


@pytest.fixture
def made(server: Server, areas: MadeAreas, tmp_path: Path) -> Iterator[Made]:
    """Makes laptops of the places given."""
    opened: list[AreaLaptop] = []

    def make(*places: UUID) -> AreaLaptop:
        number = len(opened) + 1
        opened.append(AreaLaptop(tmp_path / str(number), server, areas, *places, seed=number))
        return opened[-1]

    yield make
    for laptop in opened:
        laptop.close()
