"""Erasures in a simulated fleet: who orders them, what is written of people meanwhile, and what may be left of somebody
erased: ids and counts, not one word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy.exc import OperationalError

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.erasing import REMOVED
from intake_app.services.drafts import save_draft
from intake_app.services.encounters import record_encounter
from intake_app.services.erasures import erase_resident
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.situations import record_situation
from sync.server import erasures
from tests.sync.fleet_cabinet import Housing
from tests.sync.fleet_laptop import FleetLaptop
from tests.sync.fleet_machine import last_change

if TYPE_CHECKING:
    from tests.sync.fleet_world import World

_RESTORED = ("centre restored",)
_SIGNATURE = re.compile(r"[A-Za-z0-9+/=_-]{40,}")
"""Also digests, keys: among so many letters in a row any short word stands by chance."""


def write_more(laptop: FleetLaptop) -> None:
    """A meeting, a situation, a follow-up or a form begun, of somebody."""
    people = laptop._people()
    if not people:
        return
    who = laptop._somebody(people)
    today = laptop.clock().date()
    match laptop.draw.randrange(4):
        case 0:
            met = {"neighbourhood_id": None, "channel": "doorstep", "outcome": "registered"}
            laptop._run(record_encounter, resident_id=who, **met)
        case 1:
            laptop._run(record_situation, who, {"interests": laptop.word(who)})
        case 2:
            asked = {"purpose": "call_back", "due_on": today + timedelta(days=9)}
            laptop._run(schedule_follow_up, who, note=laptop.word(who), **asked)
        case _:
            laptop._run(save_draft, "resident", who, {"family_name": laptop.word(who)})


def erase_somebody(laptop: FleetLaptop) -> None:
    """The protection officer, at this laptop, orders that somebody be erased."""
    people, officers = laptop._people(), laptop.look("SELECT id FROM staff_member WHERE role = 'dpo'")
    if people and officers:
        who = laptop._somebody(people)
        officer = replace(laptop.actor, staff_id=UUID(officers[0]), role="dpo")
        laptop._run(erase_resident, who, "request", actor=officer)
        laptop.erased[last_change(laptop)] = who


def centre_erases(world: World, _: FleetLaptop) -> None:
    """Somebody at the centre erases a person, with every file joined to theirs."""
    database = world.centre.server.centre.database
    people = world.centre.housing.rows("SELECT id FROM resident WHERE family_name <> '' ORDER BY id")
    if people:
        who = UUID(world.draw.choice(people)[0])
        with database.read() as connection:
            files = erasures.files_of(connection, world.space.space_id, who)
        with suppress(KnownError, OperationalError):
            # of a full disk
            erasures.erase_residents(world.centre.server.centre, world.space.space_id, files, "request")
            world.erased += files
        world.note("centre erased", len(files))


def erased_ids(world: World) -> set[UUID]:
    """The residents erased, as the centre knows it."""
    return {UUID(one) for (one,) in world.centre.housing.rows("SELECT resident_id FROM erasure")}


def check_erasures(world: World) -> None:
    """Whoever was to be erased is, everywhere; each laptop has said so; counts stay."""
    gone = erased_ids(world)
    missing = world.copies.missing()
    for laptop in world.laptops:
        ordered = {who for change_id, who in laptop.erased.items() if change_id not in missing}
        assert gone >= ordered, (laptop.name, "an order was lost")
    if _RESTORED not in world.trace:
        # an order that no laptop had received before the centre was put back is lost with it
        assert gone >= set(world.erased), "an order of the centre was lost"
    waiting = [one for one in erasures.list_erasures(world.centre.server.centre, world.space.space_id) if one.waiting]
    assert not waiting, waiting[0]
    words = {word.lower() for laptop in world.laptops for who in gone for word in laptop.told.get(who, ())}
    for name, housing in [("centre", world.centre.housing), *((one.name, one.housing) for one in world.laptops)]:
        assert_no_word(name, housing, words)
        assert_only_counts(name, housing, gone)


def assert_no_word(name: str, housing: Housing, words: set[str]) -> None:
    """None of these words (in small letters) is in any table. The index of words is checked against its table."""
    for table, row in _all_rows(housing):
        text = " ".join(one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in row)
        left = words.intersection(re.findall(r"[a-z]+", _SIGNATURE.sub(" ", text).lower()))
        assert not left, (name, table, left)


def _all_rows(housing: Housing) -> Iterator[tuple[str, tuple[Any, ...]]]:
    shown = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search_index%'"
    for (table,) in housing.rows(shown):
        for row in housing.rows(f"SELECT * FROM {table}"):
            yield table, row


def assert_only_counts(name: str, housing: Housing, gone: Collection[UUID]) -> None:
    """Of the residents erased there is a nameless row, and presences; whatever else spoke of them does not."""
    ids = {str(one) for one in gone}
    for record_type, links in REMOVED.items():
        for row in housing.rows(f"SELECT {', '.join(links)} FROM {record_type}"):
            assert not ids.intersection(row), (name, record_type)
    met = {one for (one,) in housing.rows("SELECT resident_id FROM encounter")}
    assert not ids & met, (name, "encounter")
    for who, family_name, archived_at in housing.rows("SELECT id, family_name, archived_at FROM resident"):
        assert who not in ids or (not family_name and archived_at), (name, "resident")
