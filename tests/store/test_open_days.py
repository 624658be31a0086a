"""« Feuilles à clore »: which days are left to close, and from when on they are late."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from intake_app.domain.actor import Actor
from intake_app.services.attachments import attach_scan, remove_attachment
from intake_app.services.attendances import mark_present
from intake_app.services.sheets.headcounts import count_heads
from intake_app.services.sheets.open_days import OpenDay, list_open_days
from intake_app.services.sheets.sealing import list_sheets, open_sheet
from intake_app.services.workshops import cancel_workshop, close_workshop
from intake_app.storage.store import Store
from tests.common.scans import pdf, write_scan
from tests.store.signing import led, sealed
from tests.store.world import TODAY, StillClock, plan, register

TOMORROW = TODAY + timedelta(days=1)


def left(store: Store, today: date = TOMORROW) -> list[tuple[UUID, bool]]:
    return [(day.slot_id, day.has_come) for day in store.read(list_open_days, today)]


def test_a_roll_never_called_and_a_sheet_never_sealed_are_left_to_close(store: Store, actor: Actor) -> None:
    _uncalled, first = plan(store, actor)
    _called, second = plan(store, actor, title="Café des ambassadeurs")
    store.run(mark_present, actor, second, register(store, actor))
    assert sorted(left(store)) == [(first, False), (second, True)]
    assert left(store, TODAY) == []


def test_people_without_a_name_make_a_sheet_too(store: Store, actor: Actor) -> None:
    _workshop, slot_id = plan(store, actor)
    store.run(count_heads, actor, slot_id, {"total": 3})
    assert left(store) == [(slot_id, True)]


def test_a_sealed_sheet_is_closed_until_it_is_opened_again(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, register(store, actor))
    led(store, actor, slot_id)
    sealed(store, actor, workshop_id)
    assert left(store) == []
    store.run(open_sheet, actor, store.read(list_sheets, workshop_id)[0].sheet_id, "missing_signature")
    assert left(store) == [(slot_id, True)]


def test_nobody_came_or_nothing_was_held_leaves_nothing(store: Store, actor: Actor, clock: StillClock) -> None:
    closed, _slot = plan(store, actor)
    cancelled, _other = plan(store, actor)
    store.run(close_workshop, actor, closed)
    store.run(cancel_workshop, actor, cancelled)
    assert left(store) == []


def test_after_three_days_it_is_late() -> None:
    day = OpenDay(UUID(int=1), UUID(int=2), "3h pour l’emploi", None, TODAY, has_come=True)
    assert [day.is_late(TODAY + timedelta(days=days)) for days in (1, 2, 3, 30)] == [False, False, True, True]


def test_a_closed_workshop_with_its_paper_sheet_joined_is_done(store: Store, actor: Actor, tmp_path: Path) -> None:
    workshop_id, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, register(store, actor))
    scan = write_scan(tmp_path / "desktop", pdf(), "emargement.pdf")
    joined = store.run(attach_scan, actor, store.blobs, scan, workshop_id=workshop_id)
    assert left(store) == [(slot_id, True)]
    store.run(close_workshop, actor, workshop_id)
    assert left(store) == []
    store.run(remove_attachment, actor, joined)
    assert left(store) == [(slot_id, True)]
