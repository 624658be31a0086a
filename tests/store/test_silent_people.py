"""Of whom nothing is heard: asked after when three months have passed; a file that may be kept no longer is put before
whoever is in charge, and never goes by itself.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.rules.months import months_later
from intake_app.services.encounters import record_encounter
from intake_app.services.erasures import erase_resident
from intake_app.services.follow_up_lists import FollowUpRow, list_follow_ups
from intake_app.services.follow_ups import complete_follow_up, schedule_follow_up, snooze_follow_up
from intake_app.services.path.enrolments import enrol, leave_operation
from intake_app.services.path.projects import choose_project
from intake_app.services.resident_filters import Asking
from intake_app.services.resident_lists import find_residents
from intake_app.services.resident_merges import merge_residents
from intake_app.services.residents import archive_resident
from intake_app.services.silent_people import plan_for_silent_people
from intake_app.storage.store import Store
from tests.store.path_world import OPERATION, open_operation, somebody_met
from tests.store.world import CLAIRE, NADIA, TODAY, StillClock, actor_of, register

QUIET = TODAY + timedelta(days=91)


def at(clock: StillClock, day: date) -> None:
    clock.moment = clock.moment.replace(year=day.year, month=day.month, day=day.day)


def asked(store: Store, actor: Actor, clock: StillClock, day: date, purpose: str = "no_news") -> list[FollowUpRow]:
    """What is to be done on that day, after the actor has sat down at their laptop."""
    at(clock, day)
    store.run(plan_for_silent_people, actor)
    groups = store.read(list_follow_ups, day)
    rows = (*groups.late, *groups.today, *groups.week, *groups.later)
    return [row for row in rows if row.purpose == purpose]


def meet(store: Store, actor: Actor, karim: UUID, outcome: str = "informed") -> None:
    store.run(record_encounter, actor, neighbourhood_id=None, resident_id=karim, channel="lobby", outcome=outcome)


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    """Somebody with a project, registered today."""
    karim = register(store, actor)
    store.run(choose_project, actor, karim, kind="job", title="Travailler en cuisine")
    return karim


def test_after_three_months_whoever_is_in_charge_asks_after_somebody(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    assert asked(store, actor, clock, QUIET - timedelta(days=1)) == []
    (row,) = asked(store, actor, clock, QUIET)
    assert (row.resident_id, row.due_on, row.assigned_to) == (karim, QUIET + timedelta(days=1), NADIA)


def test_any_contact_counts_and_taking_the_call_answers_it(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    at(clock, TODAY + timedelta(days=30))
    meet(store, actor, karim)
    assert asked(store, actor, clock, QUIET) == []
    day = QUIET + timedelta(days=30)
    (row,) = asked(store, actor, clock, day)
    store.run(complete_follow_up, actor, row.id, result="reached")
    assert asked(store, actor, clock, day + timedelta(days=1)) == []
    assert len(asked(store, actor, clock, day + timedelta(days=91))) == 1


def test_met_meanwhile_they_are_no_longer_asked_after(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    assert asked(store, actor, clock, QUIET)
    at(clock, QUIET + timedelta(days=1))
    meet(store, actor, karim)
    assert asked(store, actor, clock, QUIET + timedelta(days=1)) == []


def test_put_off_it_stays_where_it_was_put(store: Store, actor: Actor, karim: UUID, clock: StillClock) -> None:
    (row,) = asked(store, actor, clock, QUIET)
    store.run(snooze_follow_up, actor, row.id, QUIET + timedelta(days=7))
    (again,) = asked(store, actor, clock, QUIET + timedelta(days=1))
    assert (again.id, again.due_on) == (row.id, QUIET + timedelta(days=7))


def test_not_a_mere_contact_nor_whoever_has_left(store: Store, actor: Actor, adviser: Actor, clock: StillClock) -> None:
    open_operation(store)
    register(store, actor, "Diallo", "Aïcha")
    gone = somebody_met(store, actor)
    enrolment = store.run(enrol, adviser, gone, OPERATION, entered_on=date(2026, 9, 1))
    store.run(leave_operation, adviser, enrolment, status="completed", exit_reason="job")
    assert asked(store, actor, clock, QUIET) == []


def test_a_participant_is_asked_after_by_their_referent(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    open_operation(store)
    karim = somebody_met(store, actor, referent_id=CLAIRE)
    store.run(enrol, adviser, karim, OPERATION, entered_on=date(2026, 9, 1))
    assert asked(store, actor, clock, QUIET) == []
    assert [row.resident_id for row in asked(store, adviser, clock, QUIET)] == [karim]


@pytest.mark.parametrize("result", ["refused", "unreachable"])
def test_whoever_wants_to_be_left_or_was_not_found_is_left(
    store: Store, actor: Actor, karim: UUID, clock: StillClock, result: str
) -> None:
    call = store.run(schedule_follow_up, actor, karim, purpose="call_back", due_on=TODAY)
    at(clock, TODAY + timedelta(days=2))
    store.run(complete_follow_up, actor, call, result=result)
    assert asked(store, actor, clock, TODAY + timedelta(days=120)) == []


def test_whoever_was_not_interested_is_left_until_met_again(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    at(clock, TODAY + timedelta(days=2))
    meet(store, actor, karim, "not_interested")
    assert asked(store, actor, clock, TODAY + timedelta(days=100)) == []
    meet(store, actor, karim)
    assert len(asked(store, actor, clock, TODAY + timedelta(days=150))) == 0
    assert len(asked(store, actor, clock, TODAY + timedelta(days=100 + 91))) == 1


def test_not_when_something_else_is_to_be_done_for_them(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    store.run(schedule_follow_up, actor, karim, purpose="call_back", due_on=QUIET + timedelta(days=3))
    assert asked(store, actor, clock, QUIET) == []


def test_of_many_old_files_five_at_a_time_the_latest_silent_first(
    store: Store, actor: Actor, clock: StillClock
) -> None:
    people = []
    for day in range(12):
        at(clock, date(2026, 7, 1) + timedelta(days=day))
        people.append(register(store, actor, "Benali", f"Karim {day}", referent_id=NADIA))
    first = asked(store, actor, clock, TODAY)
    assert {row.resident_id for row in first} == set(people[-5:])
    assert {row.due_on for row in first} == {TODAY + timedelta(days=1)}
    store.run(complete_follow_up, actor, first[0].id, result="reached")
    # those that were done make room on the next day
    assert len(asked(store, actor, clock, TODAY)) == 4
    assert len(asked(store, actor, clock, TODAY + timedelta(days=1))) == 5


def test_an_empty_laptop_looks_again_when_its_files_have_come(store: Store, actor: Actor, clock: StillClock) -> None:
    assert asked(store, actor, clock, QUIET) == []
    at(clock, TODAY)
    register(store, actor, referent_id=NADIA)
    assert len(asked(store, actor, clock, QUIET)) == 1


def test_joined_files_are_one_person(
    store: Store, actor: Actor, adviser: Actor, karim: UUID, clock: StillClock
) -> None:
    at(clock, TODAY + timedelta(days=60))
    again = register(store, actor, "Benali", "Karim", referent_id=NADIA)
    store.run(merge_residents, adviser, karim, again, [])
    assert asked(store, actor, clock, QUIET) == []
    assert [row.resident_id for row in asked(store, actor, clock, QUIET + timedelta(days=60))] == [karim]


def expired(store: Store, day: date) -> list[UUID]:
    rows = store.read(find_residents, "", filters=("expired",), asking=Asking(NADIA, day))
    return [row.id for row in rows]


def test_a_contact_of_six_months_ago_is_put_before_whoever_registered_them_a_month_ahead(
    store: Store, actor: Actor, clock: StillClock
) -> None:
    karim = register(store, actor)
    limit = months_later(TODAY, 6)
    month_before = limit - timedelta(days=30)
    assert asked(store, actor, clock, month_before - timedelta(days=1), "retention_review") == []
    (row,) = asked(store, actor, clock, month_before, "retention_review")
    assert (row.resident_id, row.due_on, row.assigned_to) == (karim, month_before, NADIA)
    assert expired(store, limit) == []
    assert expired(store, limit + timedelta(days=1)) == [karim]


def test_having_looked_at_the_file_is_no_word_from_the_person(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor)
    limit = months_later(TODAY, 6)
    (row,) = asked(store, actor, clock, limit, "retention_review")
    store.run(complete_follow_up, actor, row.id, result="done")
    assert asked(store, actor, clock, limit + timedelta(days=2), "retention_review") == []
    assert expired(store, limit + timedelta(days=2)) == [karim]
    meet(store, actor, karim)
    assert expired(store, limit + timedelta(days=2)) == []


def test_a_participant_is_kept_two_years_and_while_their_operation_runs(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    open_operation(store)
    karim = somebody_met(store, actor)
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="moved")
    for late in (date(2027, 9, 1), date(2027, 12, 31), date(2028, 8, 1)):
        assert (asked(store, actor, clock, late, "retention_review"), expired(store, late)) == ([], [])
    assert len(asked(store, actor, clock, date(2028, 11, 1), "retention_review")) == 1
    assert expired(store, date(2028, 11, 1)) == []
    assert expired(store, date(2028, 12, 1)) == [karim]


def test_a_file_put_away_is_to_be_erased_all_the_same_and_goes_only_when_somebody_says_so(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    karim = register(store, actor)
    store.run(archive_resident, adviser, karim)
    late = date(2027, 6, 1)
    assert [row.resident_id for row in asked(store, actor, clock, late, "retention_review")] == [karim]
    assert expired(store, late) == [karim]
    store.run(erase_resident, actor_of(clock, role="dpo"), karim, "retention")
    assert asked(store, actor, clock, late, "retention_review") == []
    assert expired(store, late) == []


def test_a_joined_file_still_in_touch_keeps_the_whole(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    karim = register(store, actor)
    at(clock, date(2027, 5, 20))
    again = register(store, actor)
    store.run(merge_residents, adviser, karim, again, [])
    assert expired(store, date(2027, 6, 1)) == []
    assert asked(store, actor, clock, date(2027, 6, 1), "retention_review") == []


def test_a_file_soon_to_be_erased_is_not_asked_after_as_well(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    late = date(2027, 6, 1)
    assert asked(store, actor, clock, late) == []
    assert len(asked(store, actor, clock, late, "retention_review")) == 1
