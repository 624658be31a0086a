"""A contact registered is got back in touch with within seven days, unless facts show that this happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.attendances import invite_residents, mark_present, register_walk_in, undo_mark
from intake_app.services.encounters import record_encounter
from intake_app.services.first_contacts import register_contact
from intake_app.services.follow_up_lists import count_due, list_follow_ups
from intake_app.services.follow_ups import complete_follow_up, schedule_follow_up
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, NADIA, PAPER, TODAY, StillClock, plan, someone

MONDAY = TODAY + timedelta(days=1)
"""Seven days after the registration it is a Sunday: the list of this day's week has the Monday that follows."""


def register(store: Store, actor: Actor, *names: str, **fields: object) -> UUID:
    """What saving the short form does."""
    return store.run(register_contact, actor, someone(*names, **fields), resident_id=actor.new_id(), notice=PAPER)


Fact = Callable[[Store, Actor, UUID], object]


def asked(store: Store) -> list[UUID]:
    """Whom somebody is to get back in touch with; the count of the first page says as many."""
    rows = [row for row in store.read(list_follow_ups, MONDAY).week if row.purpose == "first_contact"]
    others = [row for row in store.read(list_follow_ups, MONDAY).week if row.purpose != "first_contact"]
    assert store.read(count_due, MONDAY).week == len(rows) + len(others)
    return [row.resident_id for row in rows]


def test_whoever_registered_somebody_gets_back_in_touch_after_seven_days(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    (row,) = store.read(list_follow_ups, MONDAY).week
    assert (row.purpose, row.due_on, row.resident_id) == ("first_contact", date(2026, 11, 30), karim)
    assert row.assigned_to == NADIA


def test_a_form_saved_again_moves_nothing(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor)
    clock.advance(days=3)
    store.run(register_contact, actor, someone(address="Tour B"), resident_id=karim, notice=PAPER)
    assert [row.due_on for row in store.read(list_follow_ups, MONDAY).week] == [date(2026, 11, 30)]


def test_a_referent_does_it_when_there_is_one(store: Store, actor: Actor) -> None:
    register(store, actor, referent_id=CLAIRE)
    (row,) = store.read(list_follow_ups, MONDAY).week
    assert row.assigned_to == CLAIRE


def test_whoever_joins_a_roll_at_once_is_met_already(store: Store, actor: Actor) -> None:
    _, slot_id = plan(store, actor)
    store.run(register_walk_in, actor, slot_id, someone(), resident_id=actor.new_id(), notice=PAPER)
    with store.direct() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM follow_up").scalar() == 0


def met(store: Store, actor: Actor, karim: UUID) -> None:
    store.run(record_encounter, actor, neighbourhood_id=None, resident_id=karim, channel="doorstep", outcome="informed")


def came(store: Store, actor: Actor, karim: UUID) -> None:
    store.run(mark_present, actor, plan(store, actor)[1], karim)


def expected(store: Store, actor: Actor, karim: UUID) -> None:
    store.run(invite_residents, actor, plan(store, actor)[1], [karim])


def answered(result: str) -> Fact:
    def call(store: Store, actor: Actor, karim: UUID) -> None:
        call_id = store.run(schedule_follow_up, actor, karim, purpose="call_back", due_on=TODAY + timedelta(days=30))
        store.run(complete_follow_up, actor, call_id, result=result)

    return call


@pytest.mark.parametrize(
    "fact,days,is_asked",
    [
        (met, 1, False),
        (met, 0, True),
        (came, 0, False),
        (came, 1, False),
        (expected, 1, True),
        (answered("reached"), 0, False),
        (answered("no_answer"), 1, True),
    ],
    ids=["met later", "met that day", "came that day", "came later", "only expected", "reached", "no answer"],
)
def test_only_facts_show_that_contact_was_made(
    store: Store, actor: Actor, clock: StillClock, fact: Fact, days: int, is_asked: bool
) -> None:
    karim, other = register(store, actor), register(store, actor, "Traoré", "Aïcha")
    clock.advance(days=days, minutes=5)
    fact(store, actor, karim)
    assert set(asked(store)) == ({karim, other} if is_asked else {other})


def test_a_tick_taken_back_asks_again(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    _, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, karim)
    assert asked(store) == []
    store.run(undo_mark, actor, slot_id, karim)
    assert asked(store) == [karim]


def test_a_workshop_of_before_is_no_contact_since(store: Store, actor: Actor, clock: StillClock) -> None:
    aicha = register(store, actor, "Diallo", "Aïcha")
    came(store, actor, aicha)
    clock.advance(days=2)
    call_id = store.run(schedule_follow_up, actor, aicha, purpose="first_contact", due_on=TODAY + timedelta(days=3))
    assert call_id in [row.id for row in store.read(list_follow_ups, TODAY + timedelta(days=2)).week]
