"""Areas in a simulated fleet: some laptops receive a neighbourhood or some buildings, people and workshops move between
them, and the centre gives laptops other areas.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Audience, SyncedRow
from intake_app.domain.encounter import Encounter
from intake_app.domain.errors import KnownError
from intake_app.domain.place import Building
from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.domain.workshop import Slot
from intake_app.services.attendances import invite_residents
from intake_app.services.encounters import record_encounter
from intake_app.services.residents import update_resident
from intake_app.services.workshops import update_workshop
from sync.client.place import is_after_restore
from sync.server.administration.laptops import change_scope
from sync.server.scope import Scope
from tests.sync.area_world import Rows, belonging
from tests.sync.fleet_laptop import FleetLaptop
from tests.sync.fleet_machine import all_rows

if TYPE_CHECKING:
    from tests.sync.fleet_world import World

_MET: Final = {"channel": "doorstep", "outcome": "informed"}


def _edit(session: Session, _actor: Actor, row_class: type[SyncedRow], record_id: UUID, field: str, value: Any) -> None:
    row = session.get(row_class, record_id)
    assert row is not None
    setattr(row, field, value)


def move_somebody(laptop: FleetLaptop) -> None:
    """Somebody has moved house."""
    people = laptop._people()
    if people:
        laptop._run(update_resident, laptop._somebody(people), {"building_id": None, **laptop.home()})


def move_workshop(laptop: FleetLaptop) -> None:
    """A workshop will be held elsewhere."""
    workshops = laptop._ids("workshop")
    if workshops:
        near = laptop.home()["neighbourhood_id"]
        laptop._run(update_workshop, laptop.draw.choice(workshops), {"neighbourhood_id": near})


def invite(laptop: FleetLaptop) -> None:
    """Some people are expected at a half-day, wherever they live."""
    people, slots = laptop._people(), laptop._ids("slot")
    if people and slots:
        some = laptop.draw.sample(people, min(len(people), 3))
        laptop._run(invite_residents, laptop.draw.choice(slots), some)


def meet(laptop: FleetLaptop) -> None:
    """Somebody is met who says no name, or has said it since."""
    nameless = laptop.look("SELECT id FROM encounter WHERE resident_id IS NULL ORDER BY id")
    people = laptop._people()
    if nameless and people and laptop.draw.random() < 0.5:
        laptop._run(_edit, Encounter, UUID(laptop.draw.choice(nameless)), "resident_id", laptop._somebody(people))
    else:
        laptop._run(record_encounter, neighbourhood_id=laptop.home()["neighbourhood_id"], **_MET)


def move_slot(laptop: FleetLaptop) -> None:
    """A half-day was of another workshop."""
    slots, workshops = laptop._ids("slot"), laptop._ids("workshop")
    if slots and workshops:
        laptop._run(_edit, Slot, laptop.draw.choice(slots), "workshop_id", laptop.draw.choice(workshops))


def move_building(laptop: FleetLaptop) -> None:
    """A building is counted to another neighbourhood."""
    buildings = laptop._ids("building")
    if buildings:
        near = laptop.home()["neighbourhood_id"]
        laptop._run(_edit, Building, laptop.draw.choice(buildings), "neighbourhood_id", near)


DEEDS: Final[dict[Callable[[FleetLaptop], None], int]] = {
    move_somebody: 8,
    move_workshop: 3,
    invite: 6,
    meet: 5,
    move_slot: 2,
    move_building: 1,
}
"""What people do besides, in a story with areas."""


class Areas:
    """Those of one story: in every other one, two or three of the laptops have one."""

    def __init__(self, world: World, seed: int) -> None:
        self._world = world
        self._draw = random.Random(seed + 6)
        self._places = world.centre.places
        self.is_told = self._draw.random() < 0.5
        self.asked = 0
        """How often somebody was asked whether many rows may go."""
        self.explained: set[str] = set()
        """The laptops that have to be repaired, since they were given another area or read theirs afresh."""
        names = [laptop.name for laptop in world.laptops]
        self._scoped = set(self._draw.sample(names, self._draw.choice((2, 3)))) if self.is_told else set()

    @property
    def deeds(self) -> dict[Callable[[FleetLaptop], None], int]:
        """What people do because of areas, and how often."""
        return DEEDS if self.is_told else {}

    def furnish(self, laptop: FleetLaptop) -> Scope | None:
        """The area of a laptop (None: the whole space); where its people live."""
        scope = self._drawn() if laptop.name in self._scoped else None
        places = self._places
        if self.is_told:
            towers = [(places.north, places.tower), (places.south, places.court)]
            laptop.homes = [{"neighbourhood_id": near} for near, _ in towers]
            laptop.homes += [{"neighbourhood_id": near, "building_id": building} for near, building in towers]
        return scope

    def _drawn(self) -> Scope:
        places = self._places
        north, tower, south, court = places.north, places.tower, places.south, places.court
        kinds = ((north,), (south,), (tower,), (court,), (tower, court), (north, court))
        return places.of(*self._draw.choice(kinds))

    def change(self, laptop: FleetLaptop) -> None:
        """The centre gives a laptop another area."""
        if not self.is_told:
            return
        scope = self._drawn() if self._draw.random() < 0.9 else None
        same = laptop.enrolment.device_id
        self.explained |= {one.name for one in self._world.laptops if one.enrolment.device_id == same}
        with suppress(OperationalError, KnownError):
            # of a full disk, or of a laptop that a restored centre does not know
            change_scope(self._world.centre.server.centre, laptop.enrolment.device_id, scope)
        self._world.note(laptop.name, "area changed")

    def answer(self, laptop: FleetLaptop, key: str) -> None:
        """Somebody is asked whether many rows may go. They may, unless the centre may have lost them."""
        if key != "mass_removal":
            return
        laptop.housing.saboteur.disarm()
        if not laptop.store.read(lambda session: is_after_restore(session.connection())):
            self.asked += 1
            self._world.note(laptop.name, "asked, and lets them go")
            self._world.exchange(laptop, accept_removal=True)

    def scope_of(self, laptop: FleetLaptop) -> Scope | None:
        """The area that the centre has written down for a laptop."""
        found = self._world.centre.housing.rows("SELECT scope FROM device WHERE id = ?", laptop.enrolment.device_id)
        scope: Scope | None = json.loads(found[0][0] or "null")
        return scope

    def may_be_repaired(self, laptop: FleetLaptop) -> bool:
        """Whether something explains that a laptop was set right by comparison."""
        moved = "SELECT 1 FROM received_change WHERE record_type = 'building' AND fields NOT LIKE '%created_at%'"
        has_moved = bool(self._world.centre.housing.rows(moved))
        return laptop.name in self.explained or (has_moved and bool((self.scope_of(laptop) or {}).get("buildings")))

    def wanted(self, laptop: FleetLaptop, rows: Rows) -> set[tuple[str, str]]:
        """The records (type, id) that a laptop must have, and no other: told from the centre's `rows`."""
        return belonging(rows, self.scope_of(laptop), Audience.FIELD)


def rows_of(world: World) -> Rows:
    """What the centre has, record by record, as it is stored."""
    found: Rows = {}
    for record_type in RECORD_TYPES:
        names = ["id", *(column.name for column in table_of(record_type).columns if column.name != "id")]
        rows = world.centre.housing.rows(all_rows(record_type))
        found[record_type] = {row[0]: dict(zip(names, row, strict=True)) for row in rows}
    return found
