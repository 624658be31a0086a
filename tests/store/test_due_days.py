"""By when things fall due: for each timeline, never on a day of rest, and within what it is for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.public_holidays import Calendar
from intake_app.domain.reference import entry
from intake_app.domain.rules.months import months_later
from intake_app.domain.working_days import is_working_day
from intake_app.services.absences import plan_call
from intake_app.services.attempts import IN_SERIES
from intake_app.services.attendances import invite_residents
from intake_app.services.due_days import attempt_days, due_after
from intake_app.services.first_contacts import register_contact
from intake_app.services.follow_up_lists import FollowUpRow, list_follow_ups
from intake_app.services.follow_ups import complete_follow_up
from intake_app.services.path.enrolments import enrol, leave_operation
from intake_app.services.path.projects import choose_project
from intake_app.services.path.referrals import draft_referral, send_referral
from intake_app.services.residents import register_resident
from intake_app.services.silent_people import plan_for_silent_people
from intake_app.services.workshop_reminders import plan_reminders
from intake_app.storage.store import Store
from tests.store.path_world import OPERATION, PARTNER, open_operation, somebody_met
from tests.store.world import ORAL, PAPER, TODAY, StillClock, plan, register, someone

YEAR = [date(2026, 11, 22) + timedelta(days=step) for step in range(400)]
TIMELINES = ("first_contact", "missed_workshop", "referral_check", "entry_survey", "exit_situation", "exit_survey",
             "missed_appointment", "workshop_reminder", "notice_to_confirm")  # fmt: skip


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    return register(store, actor)


def due(store: Store, purpose: str, today: date = TODAY) -> list[date]:
    """The days of what is to be done for this purpose."""
    return [row.due_on for row in waiting(store, today) if row.purpose == purpose]


def waiting(store: Store, today: date = TODAY) -> list[FollowUpRow]:
    groups = store.read(list_follow_ups, today)
    return [*groups.late, *groups.today, *groups.week, *groups.later]


def at(clock: StillClock, day: date) -> None:
    clock.advance(days=(day - clock().date()).days)


@pytest.mark.parametrize("purpose", TIMELINES)
def test_no_day_of_the_year_leads_to_a_day_of_rest_or_out_of_time(store: Store, karim: UUID, purpose: str) -> None:
    mapping = entry("follow_up_purpose", purpose).mapping

    def look(session: Session) -> Iterator[tuple[date, date]]:
        return iter([(day, due_after(session, karim, purpose, day)) for day in YEAR])

    moved = 0
    for day, due_on in store.read(look):
        plain = day + timedelta(days=mapping["days"])
        assert is_working_day(due_on, Calendar.FRANCE), (day, due_on)
        assert due_on <= day + timedelta(days=mapping.get("latest", mapping["days"] + 4))
        assert due_on == plain or not is_working_day(plain, Calendar.FRANCE)
        assert abs((due_on - plain).days) <= 4
        moved += due_on != plain
    assert moved > 100


@pytest.mark.parametrize("purpose", IN_SERIES)
def test_six_months_after_is_never_before_six_months_nor_a_day_of_rest(store: Store, karim: UUID, purpose: str) -> None:
    def look(session: Session) -> list[tuple[date, list[date]]]:
        return [(day, attempt_days(session, karim, purpose, day)) for day in YEAR]

    for day, days in store.read(look):
        before, on, after = days
        assert all(is_working_day(one, Calendar.FRANCE) for one in days)
        assert before < months_later(day, 6) <= on < after < months_later(day, 9)


def test_registered_before_christmas_they_are_called_after_it(store: Store, actor: Actor, clock: StillClock) -> None:
    at(clock, date(2026, 12, 18))
    store.run(register_contact, actor, someone(), resident_id=actor.new_id(), notice=PAPER)
    assert due(store, "first_contact") == [date(2026, 12, 28)]


def test_a_written_notice_comes_before_its_thirty_days_are_over(store: Store, actor: Actor) -> None:
    store.run(register_resident, actor, someone(), resident_id=actor.new_id(), notice=ORAL)
    assert due(store, "notice_to_confirm") == [date(2026, 12, 22)]
    before = replace(ORAL, given_on=date(2026, 11, 19))
    store.run(register_resident, actor, someone("Traoré", "Aïcha"), resident_id=actor.new_id(), notice=before)
    # 19 December is a Saturday
    assert due(store, "notice_to_confirm") == [date(2026, 12, 18), date(2026, 12, 22)]


def test_who_missed_a_workshop_on_a_friday_is_called_on_monday(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    at(clock, date(2026, 11, 27))
    workshop_id, _ = plan(store, actor, held_on=date(2026, 11, 27))
    store.run(plan_call, actor, workshop_id, karim)
    assert due(store, "missed_workshop") == [date(2026, 11, 30)]


def test_news_of_a_referral_are_asked_for_on_a_working_day(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    open_operation(store)
    karim = somebody_met(store, actor)
    referral = store.run(draft_referral, adviser, karim, {"organisation_id": PARTNER})
    at(clock, date(2026, 12, 17))
    store.run(send_referral, adviser, referral, channel="letter")
    assert due(store, "referral_check") == [date(2026, 12, 28)]


def test_of_an_enrolment_the_questionnaires_stay_within_four_weeks(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    open_operation(store)
    karim = somebody_met(store, actor)
    at(clock, date(2026, 11, 29))
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    # seven days later is Sunday 6 December
    assert due(store, "entry_survey") == [date(2026, 12, 7)]
    store.run(leave_operation, adviser, enrolment, status="completed", exit_reason="job")
    # fourteen days later is a Sunday, twenty-six is Christmas: the Monday after it would be twenty-nine
    assert due(store, "exit_situation") == [date(2026, 12, 14)]
    assert due(store, "exit_survey") == [date(2026, 12, 24)]
    assert due(store, "six_month_review") == [date(2027, 5, 14)]
    (row,) = [row for row in waiting(store) if row.purpose == "six_month_review"]
    at(clock, row.due_on)
    store.run(complete_follow_up, adviser, row.id, result="no_answer", medium="phone")
    # six months after is Saturday 29 May
    assert due(store, "six_month_review", row.due_on) == [date(2027, 5, 31)]


def test_who_died_is_asked_nothing(store: Store, actor: Actor, adviser: Actor) -> None:
    open_operation(store)
    karim = somebody_met(store, actor)
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="moved")
    assert waiting(store)
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="deceased")
    assert waiting(store) == []


def test_before_easter_one_reminds_on_the_thursday(store: Store, actor: Actor, karim: UUID, clock: StillClock) -> None:
    _, slot_id = plan(store, actor, held_on=date(2027, 3, 30))
    store.run(invite_residents, actor, slot_id, [karim])
    at(clock, date(2027, 3, 25))
    store.run(plan_reminders, actor)
    # in France Good Friday is a day of work: the reminder is planned on the Friday, for the Friday
    assert due(store, "workshop_reminder") == []
    at(clock, date(2027, 3, 26))
    store.run(plan_reminders, actor)
    store.run(plan_reminders, actor)
    assert due(store, "workshop_reminder") == [date(2027, 3, 26)]


def test_before_four_days_of_rest_one_reminds_earlier(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE neighbourhood SET country = 'GB'")
    _, slot_id = plan(store, actor, held_on=date(2027, 3, 30))
    store.run(invite_residents, actor, slot_id, [karim])
    for day in (24, 25, 26):
        at(clock, date(2027, 3, day))
        store.run(plan_reminders, actor)
        assert due(store, "workshop_reminder") == ([] if day == 24 else [date(2027, 3, 25)])


def test_of_whom_nothing_is_heard_one_asks_on_a_working_day(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    store.run(choose_project, actor, karim, kind="job", title="Travailler en cuisine")
    sunday = TODAY + timedelta(days=91)
    at(clock, sunday)
    store.run(plan_for_silent_people, actor)
    assert due(store, "no_news", sunday) == [sunday + timedelta(days=1)]
