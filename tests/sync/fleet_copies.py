"""Laptops that are copied in a simulated fleet: put back to an earlier state of the story, or opened on a second
machine while the first works on. Whoever waits for approval afterwards gets it in the end.

What somebody saved on a laptop that was put back before it was sent is gone, and nothing else: which changes those are
is worked out here, whenever something is put back.
"""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from intake_app.domain.base import Audience
from intake_app.domain.errors import KnownError
from intake_app.storage.high_water import FILE_NAME, HighWaterMark
from sync.server.administration.laptops import approve, list_laptops, revoke
from sync.server.spaces import invite
from sync.server.tables import DeviceState
from tests.sync.fleet_cabinet import Cabinet
from tests.sync.fleet_faults import Killed
from tests.sync.fleet_laptop import FleetLaptop

if TYPE_CHECKING:
    from tests.sync.fleet_world import World

TWINS: Final = ("fir", "gorse")
"""The second machines that a story may have."""
DEEDS_OF_A_TWIN: Final = 60


class Copies:
    """The copies of a story, of its laptops and of its centre, and what was lost with one."""

    def __init__(self, world: World, seed: int, cabinet: Cabinet) -> None:
        self._world, self._seed, self._cabinet = world, seed, cabinet
        self._draw = random.Random(seed + 5)
        self._kept: set[str] = set()
        self._at_centre: set[str] = set()
        self._received_once: set[str] = set()
        self._codes: dict[str, str] = {}
        self.taken_back: set[str] = set()
        """Changes that some laptop has given a number and does not know of any more."""
        self.lost: dict[str, str] = {}
        """Those of them that nobody and nothing had when something was put back, and what that was."""

    def keep(self, laptop: FleetLaptop) -> None:
        """A backup of the laptop, as an image of its disk."""
        laptop.housing.copy(self._spare(laptop))
        mark = laptop.housing.path.parent / FILE_NAME
        self._mark(laptop).unlink(missing_ok=True)
        if mark.exists():
            shutil.copy(mark, self._mark(laptop))
        self._kept.add(laptop.name)
        self._world.note(laptop.name, "copied")

    def put_back(self, laptop: FleetLaptop) -> None:
        """The last backup in the place of the disk; or of the database alone, and somebody accepts what is missing.
        Not while a restored centre lacks what only this laptop has: nobody would have it any more, and others may have
        built on it.
        """
        before = outbox_ids(laptop)
        if laptop.name not in self._kept or self._is_alone_with(laptop, before):
            return
        self._fill(laptop, self._spare(laptop))
        mark = laptop.housing.path.parent / FILE_NAME
        if self._draw.random() < 0.5 and self._mark(laptop).exists():
            shutil.copy(self._mark(laptop), mark)
        else:
            with HighWaterMark(mark, laptop.keys.sidecar_mac_key, laptop.keys.vault_id) as kept:
                kept.restart_at(laptop.last_number())
        open_copy(laptop, laptop)
        self.taken_back |= before
        self._world.note(laptop.name, "put back", len(before), laptop.changes_saved)
        self._reckon("put back before it was sent")
        if self._draw.random() < 0.5:
            self.back_up_centre()

    def clone(self, laptop: FleetLaptop) -> None:
        """A copy of the laptop, of today or of an earlier day, is opened on a second machine."""
        world, place = self._world, len(self._world.laptops)
        name = next((name for name in TWINS if all(one.name != name for one in world.laptops)), None)
        if name is None:
            return
        if laptop.name not in self._kept or self._draw.random() < 0.7:
            self.keep(laptop)
        housing = self._cabinet.laptop(name)
        twin = FleetLaptop(name, housing, (self._seed << 8) + place + 1, world.network, world.weather.crowd)
        twin.clock.moment = laptop.clock.moment
        self._fill(twin, self._spare(laptop))
        open_copy(twin, laptop)
        world.let_happen(twin)
        world.laptops.append(twin)
        if laptop.name in world.areas.explained:
            world.areas.explained.add(name)
        world.deeds_left[name] = min(DEEDS_OF_A_TWIN, world.deeds_left[laptop.name])
        world.note(laptop.name, "cloned", name, twin.changes_saved)

    def answer(self, laptop: FleetLaptop, error: KnownError) -> None:
        """Somebody tells the centre what her window says: at once where nothing else goes wrong any more, else when
        she gets round to it.
        """
        world = self._world
        if world.centre.housing.disk.is_full or not (world.network.is_calm or self._draw.random() < 0.3):
            return
        centre = world.centre.server.centre
        if error.key == "device_pending":
            with suppress(KnownError):
                # put back meanwhile, the centre may not know it any more
                approve(centre, laptop.enrolment.fingerprint)
                world.note(laptop.name, "approved")
        elif error.key == "device_unknown":
            code = self._codes.get(laptop.name)
            if code is None:
                needs_approval = self._draw.random() < 0.5
                code, _ = invite(centre, world.space.staff_id, Audience.FIELD, needs_approval=needs_approval)
            self._codes[laptop.name] = code
            self._rejoin(laptop, code)

    def _rejoin(self, laptop: FleetLaptop, code: str) -> None:
        """Type the code; once more the next time, if nobody knows whether it arrived."""
        try:
            laptop.workplace.rejoin(code)
            self._codes.pop(laptop.name, None)
            self._world.note(laptop.name, "joined again")
        except Killed:
            laptop.restart()
        except KnownError as error:
            self._world.note(laptop.name, "joining", error.key)
            if error.key.startswith("code_"):
                self._codes.pop(laptop.name, None)
            elif error.key == "too_many_codes" and self._world.network.is_calm:
                # for codes of a lost life that came late: nothing else lets time pass any more
                self._world.centre.clock.advance(minutes=int(error.details["minutes"]))

    def shut_out(self) -> None:
        """The identities that no laptop has any more, for it was put back to before it took them: the centre sees that
        they were never heard of again.
        """
        centre = self._world.centre.server.centre
        present = {laptop.enrolment.device_id for laptop in self._world.laptops}
        for one in list_laptops(centre, DeviceState.ACTIVE, DeviceState.PENDING):
            if str(one.id) not in present:
                revoke(centre, str(one.id))

    def back_up_centre(self) -> None:
        """Copy the centre's database as it stands."""
        self._world.centre.back_up()
        self._at_centre = self._received()

    def restore_centre(self) -> None:
        """Put the centre's last backup back: unless it lacks what was received from a laptop that was put back since
        to before it. Nobody has that any more, and others may have built on it.
        """
        if self._orphans() & self._received() - self._at_centre:
            return
        self._received_once |= self._received()
        self._world.centre.restore()
        self._codes.clear()
        self._reckon("lost by the centre")

    def _is_alone_with(self, laptop: FleetLaptop, changes: set[str]) -> bool:
        others = (outbox_ids(one) for one in self._world.laptops if one is not laptop)
        return bool(changes & self._received_once - self._received() - set().union(*others))

    def known_anywhere(self) -> set[str]:
        """The changes that a laptop has."""
        return set().union(*(outbox_ids(laptop) for laptop in self._world.laptops))

    def missing(self) -> set[str]:
        """The changes that may be missing and are."""
        return self.lost.keys() - self._received()

    def _orphans(self) -> set[str]:
        return self.taken_back - self.known_anywhere()

    def _received(self) -> set[str]:
        return {row[0] for row in self._world.centre.housing.rows("SELECT change_id FROM received_change")}

    def _reckon(self, why: str) -> None:
        for change_id in self._orphans() - self._received():
            self.lost.setdefault(change_id, why)

    def _fill(self, laptop: FleetLaptop, file: Path) -> None:
        if laptop.store._mark is not None:
            laptop.store._mark.close()
        laptop.housing.put_back(file)

    def _spare(self, laptop: FleetLaptop) -> Path:
        return self._cabinet.spare(laptop.name)

    def _mark(self, laptop: FleetLaptop) -> Path:
        return self._spare(laptop).with_suffix(".mark")


def open_copy(laptop: FleetLaptop, of: FleetLaptop) -> None:
    """Go to work with what the disk holds: a copy of this laptop's, or another's."""
    laptop.space = of.space
    laptop.actor = replace(of.actor, clock=laptop.clock, new_id=laptop._new_id)
    laptop.changes_saved = laptop.last_number()
    laptop.was_copied = of.was_copied = True
    laptop._is_furnished = False
    laptop.restart()


def outbox_ids(laptop: FleetLaptop) -> set[str]:
    """Every change that the laptop has."""
    return set(laptop.look("SELECT change_id FROM outbox_change"))
