"""Whoever is expected at a workshop is reminded the day before, if that is still so."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import invite_residents, mark_present, mark_status
from intake_app.services.follow_up_lists import FollowUpRow, count_due, list_follow_ups
from intake_app.services.follow_ups import assign_follow_up, complete_follow_up, snooze_follow_up
from intake_app.services.residents import archive_resident
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshop_reminders import plan_reminders
from intake_app.services.workshops import cancel_workshop, restore_workshop, update_workshop
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, NADIA, TODAY, StillClock, outbox_of, plan, register

TUESDAY = date(2026, 11, 24)


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    return register(store, actor, phone="+33612345678")


def expect(store: Store, actor: Actor, karim: UUID, held_on: date = TUESDAY) -> tuple[UUID, UUID]:
    """A workshop at which Karim is expected."""
    workshop_id, slot_id = plan(store, actor, held_on=held_on)
    store.run(invite_residents, actor, slot_id, [karim])
    return workshop_id, slot_id


def reminders(store: Store, today: date = TODAY) -> list[FollowUpRow]:
    groups = store.read(list_follow_ups, today)
    rows = (*groups.late, *groups.today, *groups.week, *groups.later)
    assert store.read(count_due, today).total == len(rows) - len(groups.later)
    return [row for row in rows if row.purpose == "workshop_reminder"]


def test_whoever_invited_somebody_reminds_them_the_day_before(store: Store, actor: Actor, karim: UUID) -> None:
    expect(store, actor, karim)
    store.run(plan_reminders, actor)
    (row,) = reminders(store)
    assert (row.resident_id, row.due_on, row.assigned_to) == (karim, TUESDAY - timedelta(days=1), NADIA)
    assert row.medium == "phone"


def test_somebody_without_a_phone_is_called_on(store: Store, actor: Actor) -> None:
    expect(store, actor, register(store, actor))
    store.run(plan_reminders, actor)
    assert [row.medium for row in reminders(store)] == ["home_visit"]


def test_a_referent_reminds_and_nobody_else(store: Store, actor: Actor, adviser: Actor) -> None:
    expect(store, actor, register(store, actor, referent_id=CLAIRE))
    store.run(plan_reminders, actor)
    assert reminders(store) == []
    store.run(plan_reminders, adviser)
    assert [row.assigned_to for row in reminders(store)] == [CLAIRE]


def test_looking_twice_plans_one_and_sends_nothing_more(store: Store, actor: Actor, karim: UUID) -> None:
    expect(store, actor, karim)
    store.run(plan_reminders, actor)
    sent = len(outbox_of(store))
    store.run(plan_reminders, actor)
    assert (len(reminders(store)), len(outbox_of(store))) == (1, sent)


@pytest.mark.parametrize("held_on", [TODAY, TODAY + timedelta(days=5), TODAY - timedelta(days=1)])
def test_neither_the_same_day_nor_long_before(store: Store, actor: Actor, karim: UUID, held_on: date) -> None:
    expect(store, actor, karim, held_on)
    store.run(plan_reminders, actor)
    assert reminders(store) == []


def test_for_a_monday_one_calls_on_friday(store: Store, actor: Actor, karim: UUID, clock: StillClock) -> None:
    clock.advance(days=5)
    expect(store, actor, karim, date(2026, 11, 30))
    store.run(plan_reminders, actor)
    assert [row.due_on for row in reminders(store, date(2026, 11, 27))] == [date(2026, 11, 27)]


def test_one_reminder_for_a_workshop_of_two_half_days(store: Store, actor: Actor, karim: UUID) -> None:
    workshop_id, first = expect(store, actor, karim)
    slots = [SlotFields(TUESDAY, "14:00", "17:00", first), SlotFields(TUESDAY, "09:00", "12:00")]
    store.run(update_workshop, actor, workshop_id, {}, slots)
    for slot in store.read(read_workshop, workshop_id).slots:
        store.run(invite_residents, actor, slot.slot_id, [karim])
    store.run(plan_reminders, actor)
    assert len(reminders(store)) == 1


def test_whoever_came_to_it_before_needs_none(store: Store, actor: Actor, karim: UUID, clock: StillClock) -> None:
    workshop_id, first = expect(store, actor, karim, TODAY)
    both = [SlotFields(TODAY, "14:00", "17:00", first), SlotFields(TUESDAY, "14:00", "17:00")]
    store.run(update_workshop, actor, workshop_id, {}, both)
    second = store.read(read_workshop, workshop_id).slots[1].slot_id
    store.run(invite_residents, actor, second, [karim])
    aicha = register(store, actor, "Diallo", "Aïcha")
    store.run(invite_residents, actor, second, [aicha])
    store.run(mark_present, actor, first, karim)
    # its roll was called once: the workshop is held, and its next half-day is reminded of like the first
    store.run(plan_reminders, actor)
    assert [row.resident_id for row in reminders(store)] == [aicha]


def test_it_is_hidden_when_no_longer_needed_and_back_when_it_is(store: Store, actor: Actor, karim: UUID) -> None:
    workshop_id, slot_id = expect(store, actor, karim)
    store.run(plan_reminders, actor)
    store.run(mark_status, actor, slot_id, karim, "absent_excused")
    assert reminders(store) == []
    store.run(mark_status, actor, slot_id, karim, "expected")
    assert len(reminders(store)) == 1
    store.run(cancel_workshop, actor, workshop_id)
    assert reminders(store) == []
    store.run(restore_workshop, actor, workshop_id)
    assert len(reminders(store)) == 1
    assert reminders(store, TUESDAY + timedelta(days=1)) == []


def test_it_goes_along_with_a_workshop_that_is_moved_but_not_where_it_was_put_off(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    workshop_id, slot_id = expect(store, actor, karim)
    store.run(plan_reminders, actor)
    store.run(snooze_follow_up, actor, reminders(store)[0].id, TUESDAY)
    store.run(plan_reminders, actor)
    assert [row.due_on for row in reminders(store)] == [TUESDAY]
    later = date(2026, 12, 3)
    store.run(update_workshop, actor, workshop_id, {}, [SlotFields(later, "14:00", "17:00", slot_id)])
    clock.advance(days=8)
    store.run(plan_reminders, actor)
    assert [row.due_on for row in reminders(store, date(2026, 11, 30))] == [date(2026, 12, 2)]


def test_it_is_handed_over_and_done_like_any_other(store: Store, actor: Actor, karim: UUID) -> None:
    expect(store, actor, karim)
    store.run(plan_reminders, actor)
    (row,) = reminders(store)
    store.run(assign_follow_up, actor, row.id, CLAIRE)
    store.run(plan_reminders, actor)
    assert [one.assigned_to for one in reminders(store)] == [CLAIRE]
    store.run(complete_follow_up, actor, row.id, result="reached")
    store.run(plan_reminders, actor)
    assert reminders(store) == []


def test_nobody_whose_file_was_put_away(store: Store, actor: Actor, adviser: Actor, karim: UUID) -> None:
    expect(store, actor, karim)
    store.run(archive_resident, adviser, karim)
    store.run(plan_reminders, actor)
    assert reminders(store) == []
