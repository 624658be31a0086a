"""Hours attended: of each action, of each person once, whatever their files."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import attendance_id
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import invite_residents, mark_present, mark_status
from intake_app.services.registers.hours import Hours, read_hours, read_hours_of
from intake_app.services.registers.presences import Selection, read_presences
from intake_app.services.resident_merges import merge_residents
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshops import cancel_workshop, plan_workshop
from intake_app.storage.store import Store
from tests.store.signing import led, sealed
from tests.store.world import CLAIRE, MAUREPAS, TODAY, StillClock, actor_of, plan, register


def arrive(store: Store, slot_id: UUID, resident_id: UUID, hour: int, minute: int = 0) -> None:
    """Have somebody have arrived at that time today, where this computer stands."""
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, hour, minute).astimezone()
    table = table_of("attendance")
    with store.direct("attendance") as connection:
        key = attendance_id(slot_id, resident_id)
        connection.execute(update(table).where(table.c.id == key).values(arrived_at=moment))


def test_a_person_has_the_hours_of_the_half_days_they_came_to(store: Store, actor: Actor) -> None:
    karim, other = register(store, actor), register(store, actor, "Diallo")
    _first, slot_id = plan(store, actor)
    workshop_id = actor.new_id()
    slots = [SlotFields(TODAY, "09:00", "12:00"), SlotFields(TODAY + timedelta(days=1), "09:00", "10:30")]
    fields = {"title": "École de la proximité", "neighbourhood_id": MAUREPAS}
    store.run(plan_workshop, actor, fields, slots, workshop_id=workshop_id)
    morning, next_day = (slot.slot_id for slot in store.read(read_workshop, workshop_id).slots)
    assert morning
    assert next_day
    store.run(mark_status, actor, slot_id, karim, "late")
    arrive(store, slot_id, karim, 14, 40)
    for one in (morning, next_day):
        store.run(mark_present, actor, one, karim)
    store.run(invite_residents, actor, morning, [other])
    (found,) = store.read(read_hours_of, karim)
    assert (found.action_id, found.hours) == (None, Hours(140 + 180 + 90, 0, residents=1, workshops=2, slots=3))
    assert store.read(read_hours_of, other) == ()
    only_today = store.read(read_hours, Selection(first_on=TODAY, last_on=TODAY))
    assert [one.hours.minutes for one in only_today] == [140 + 180]


def test_sealed_sheets_prove_their_hours(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    workshop_id, slot_id = plan(store, actor)
    _other, unsealed = plan(store, actor, title="Café")
    for one in (slot_id, unsealed):
        store.run(mark_present, actor, one, karim)
    led(store, actor, slot_id)
    assert store.read(read_hours_of, karim)[0].hours.sealed_minutes == 0
    sealed(store, actor, workshop_id)
    hours = store.read(read_hours_of, karim)[0].hours
    assert (hours.minutes, hours.sealed_minutes, hours.is_all_sealed) == (360, 180, False)


def test_files_that_are_one_person_count_once(store: Store, actor: Actor, clock: StillClock) -> None:
    adviser = actor_of(clock, staff_id=CLAIRE, role="adviser", seed=2)
    _workshop_id, slot_id = plan(store, actor)
    one, other = register(store, actor), register(store, actor, "Benalli")
    store.run(mark_status, actor, slot_id, one, "late")
    arrive(store, slot_id, one, 16)
    store.run(mark_present, actor, slot_id, other)
    assert store.read(read_hours, Selection())[0].hours.residents == 2
    store.run(merge_residents, adviser, one, other)
    (presence,) = store.read(read_presences, Selection())
    assert (presence.resident_id, presence.minutes) == (one, 180)
    for file in (one, other):
        assert store.read(read_hours_of, file)[0].hours == Hours(180, 0, residents=1, workshops=1, slots=1)


def test_a_cancelled_workshop_gives_no_hours(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    workshop_id, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, karim)
    store.run(cancel_workshop, actor, workshop_id)
    assert store.read(read_hours_of, karim) == ()
