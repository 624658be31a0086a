"""Workshops planned by repeating one: which days, and changing one or those that follow; never what is held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.rules.problem import InvalidFields
from intake_app.domain.rules.repetition import Repetition
from intake_app.domain.rules.workshop import SlotFields
from intake_app.domain.workshop import Workshop
from intake_app.services.attendances import mark_present
from intake_app.services.rows import fetch
from intake_app.services.workshop_lists import list_upcoming, read_workshop
from intake_app.services.workshop_series import (
    cancel_following,
    count_following,
    list_occurrences,
    plan_series,
    restore_workshops,
    update_following,
)
from intake_app.services.workshops import update_workshop
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, OFFICE, TODAY, register

FRIDAY = date(2026, 12, 11)
FIELDS: dict[str, Any] = {"title": "Cuisine", "neighbourhood_id": MAUREPAS, "site_id": OFFICE}
SLOTS = [SlotFields(FRIDAY, "09:00", "12:00"), SlotFields(FRIDAY, "13:30", "16:00")]


def repeat(store: Store, actor: Actor, times: int = 4, *flipped: date, every: int = 1) -> list[UUID]:
    repetition = Repetition(every, times, frozenset(flipped))
    return store.run(plan_series, actor, FIELDS, SLOTS, repetition, workshop_id=actor.new_id())


def days(store: Store) -> list[date]:
    return list(dict.fromkeys(row.held_on for row in store.read(list_upcoming, TODAY)))


def test_holidays_are_left_out_and_named(store: Store, actor: Actor) -> None:
    found = store.read(list_occurrences, FIELDS, SLOTS, Repetition(1, 4), "fr")
    assert [(one.held_on.day, one.holiday) for one in found] == [
        (11, None),
        (18, None),
        (25, "Noël"),
        (1, "Jour de l’an"),
    ]
    planned = repeat(store, actor)
    assert days(store) == [FRIDAY, date(2026, 12, 18)]
    series = {store.read(fetch, Workshop, one).series_id for one in planned}
    assert len(series) == 1
    assert None not in series


def test_a_holiday_is_planned_and_another_day_left_out_when_somebody_says_so(store: Store, actor: Actor) -> None:
    repeat(store, actor, 3, date(2026, 12, 25), FRIDAY, every=1)
    assert days(store) == [date(2026, 12, 18), date(2026, 12, 25)]


def test_a_series_without_a_day_is_refused(store: Store, actor: Actor) -> None:
    with pytest.raises(InvalidFields):
        repeat(store, actor, 2, FRIDAY, date(2026, 12, 18))
    with pytest.raises(InvalidFields):
        store.run(plan_series, actor, FIELDS, [], Repetition(1, 3), workshop_id=actor.new_id())


def test_every_two_weeks(store: Store, actor: Actor) -> None:
    repeat(store, actor, 3, every=2)
    assert days(store) == [FRIDAY, date(2027, 1, 8)]


def test_a_change_reaches_those_that_follow_and_keeps_what_they_had_of_their_own(store: Store, actor: Actor) -> None:
    first, second, third = repeat(store, actor, 3, date(2026, 12, 25))
    store.run(update_workshop, actor, third, {"place": "Salle 9"})
    file = store.read(read_workshop, second)
    moved = [replace(slot, held_on=date(2026, 12, 17), start_time="10:00") for slot in file.slots[:1]]
    store.run(update_following, actor, second, {**FIELDS, "title": "Cuisine du monde", "capacity": 8}, moved)
    assert store.read(read_workshop, first).fields.title == "Cuisine"
    follower = store.read(read_workshop, third)
    assert (follower.fields.title, follower.fields.capacity) == ("Cuisine du monde", 8)
    assert follower.fields.place == "Salle 9"
    assert [(slot.held_on, slot.start_time) for slot in follower.slots] == [(date(2026, 12, 24), "10:00")]


def test_what_is_held_is_not_changed_with_those_before_it(store: Store, actor: Actor) -> None:
    first, second, third = repeat(store, actor, 3, date(2026, 12, 25))
    assert store.read(count_following, first) == 2
    slot_id = store.read(read_workshop, second).slots[0].slot_id
    assert slot_id is not None
    store.run(mark_present, actor, slot_id, register(store, actor))
    assert store.read(count_following, first) == 1
    store.run(update_following, actor, first, {"title": "Autre"}, store.read(read_workshop, first).slots)
    titles = [store.read(read_workshop, one).fields.title for one in (first, second, third)]
    assert titles == ["Autre", "Cuisine", "Autre"]


def test_those_that_follow_are_cancelled_and_restored_together(store: Store, actor: Actor) -> None:
    first, second, third = repeat(store, actor, 3, date(2026, 12, 25))
    assert store.run(cancel_following, actor, second, "too_few") == [second, third]
    assert days(store) == [FRIDAY]
    store.run(restore_workshops, actor, [second, third])
    assert len(days(store)) == 3
    assert store.read(count_following, store.read(read_workshop, first).id) == 2
