"""Two laptops at one workshop without network: both rolls become one, both signatures stay, a sheet sealed too early
says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.services.rolls import read_roll
from intake_app.services.sheets.changed_days import has_changed
from intake_app.services.sheets.contents import SheetContent, read_content
from intake_app.services.sheets.open_days import list_open_days
from intake_app.services.sheets.sealing import list_sheets, open_sheet, seal_sheet
from intake_app.services.sheets.signatures import read_signatures
from sync.server.handle import Server
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one, tick
from tests.store.signing import led, pdf_of, signed

TUESDAY = date(2026, 11, 24)
Laptops = tuple[SyncedLaptop, SyncedLaptop]


@pytest.fixture
def laptops(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[Laptops]:
    """Two at the door of one workshop, on its day, their network cut after the last exchange."""
    made = tuple(SyncedLaptop(tmp_path / str(seed), server, space, seed=seed) for seed in (1, 2))
    for laptop in made:
        days = TUESDAY - laptop.clock().date()
        laptop.clock.advance(days=days.days, hours=6)
    yield made[0], made[1]
    for laptop in made:
        laptop.close()


def settle(*laptops: SyncedLaptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.exchange()


def content_of(laptop: SyncedLaptop, slot_id: UUID) -> SheetContent:
    workshop_id = laptop.store.read(read_roll, slot_id).workshop_id
    return laptop.store.read(read_content, workshop_id, TUESDAY)


def seal(laptop: SyncedLaptop, slot_id: UUID) -> UUID:
    led(laptop.store, laptop.actor, slot_id)
    sheet_id = laptop.actor.new_id()
    content = content_of(laptop, slot_id)
    return laptop.store.run(seal_sheet, laptop.actor, laptop.store.blobs, content, pdf_of(sheet_id), sheet_id=sheet_id)


def left(laptop: SyncedLaptop) -> list[tuple[UUID, bool]]:
    days = laptop.store.read(list_open_days, TUESDAY + timedelta(days=1))
    return [(day.slot_id, day.is_changed) for day in days]


def test_one_list_ticked_on_two_laptops_becomes_one_and_both_signatures_stay(laptops: Laptops) -> None:
    one, two = laptops
    slot_id = plan_one(one)
    people = [one.register(name) for name in ("Benali", "Diallo", "Le Goff")]
    settle(one, two)
    tick(one, slot_id, people[0])
    signed(one.store, one.actor, slot_id, people[1])
    signed(two.store, two.actor, slot_id, people[1])
    tick(two, slot_id, people[2])
    settle(one, two)
    for laptop in laptops:
        roll = laptop.store.read(read_roll, slot_id)
        assert [(row.family_name, row.is_present) for row in roll.rows] == [
            ("Benali", True), ("Diallo", True), ("Le Goff", True),
        ]  # fmt: skip
        assert len(laptop.store.read(read_signatures, slot_id)) == 2
    assert content_of(one, slot_id).sha256 == content_of(two, slot_id).sha256


def test_what_comes_in_after_the_seal_is_said_until_an_amendment_has_it(laptops: Laptops) -> None:
    one, two = laptops
    slot_id = plan_one(one)
    people = [one.register(name) for name in ("Benali", "Diallo")]
    settle(one, two)
    signed(one.store, one.actor, slot_id, people[0])
    seal(one, slot_id)
    signed(two.store, two.actor, slot_id, people[1])
    assert left(one) == []
    settle(one, two)
    for laptop in laptops:
        assert left(laptop) == [(slot_id, True)]
        assert laptop.store.read(has_changed, content_of(laptop, slot_id))
    (sheet,) = two.store.read(list_sheets, content_of(two, slot_id).workshop_id)
    two.store.run(open_sheet, two.actor, sheet.sheet_id, "missing_signature")
    seal(two, slot_id)
    settle(two, one)
    for laptop in laptops:
        assert left(laptop) == []
        assert len(laptop.store.read(list_sheets, sheet.workshop_id)) == 2


def test_two_sheets_of_one_day_that_say_different_things_are_said(laptops: Laptops) -> None:
    one, two = laptops
    slot_id = plan_one(one)
    people = [one.register(name) for name in ("Benali", "Diallo")]
    settle(one, two)
    for laptop, resident_id in zip(laptops, people, strict=True):
        signed(laptop.store, laptop.actor, slot_id, resident_id)
        seal(laptop, slot_id)
    settle(one, two)
    assert [left(laptop) for laptop in laptops] == [[(slot_id, True)]] * 2
