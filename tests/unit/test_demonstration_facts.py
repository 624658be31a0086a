"""What the demonstration tells of a person holds together (domain reference §11), whatever the day it is opened on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from uuid import UUID

import pytest

from intake_app.domain.attendance import Attendance
from intake_app.domain.barrier import Barrier
from intake_app.domain.cohort import Cohort
from intake_app.domain.enrolment import Enrolment, EnrolmentReturn
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.mentoring import Mentoring
from intake_app.domain.notice import Consent, NoticeDelivery
from intake_app.domain.offer import Offer
from intake_app.domain.outcome import Outcome, OutcomeFields
from intake_app.domain.project import MicroEnterprise, MicroEnterpriseFields, Project
from intake_app.domain.reference import entry
from intake_app.domain.referral import Referral
from intake_app.domain.resident import Resident
from intake_app.domain.rules.due import due_attempts, due_day
from intake_app.domain.rules.enrolment import ENDED, Bounds, enrolment_problems
from intake_app.domain.rules.micro_enterprise import check_micro_enterprise
from intake_app.domain.rules.months import months_later
from intake_app.domain.rules.outcome import check_outcome, headline_of
from intake_app.domain.rules.situation import situation_doubts, stage_doubts
from intake_app.domain.rules.track import Standing, Step
from intake_app.domain.situation import Situation, SituationFields
from intake_app.domain.trusted_contact import TrustedContact
from intake_app.domain.visibility import Visibility
from intake_app.domain.working_days import is_working_day
from sync.server.demonstration.rows import demonstration_rows
from tests.unit.demonstration_facts import CAME, Life, day, only

SPACE = UUID(int=7)
SUNDAY = date(2026, 11, 22)
DAYS = [*(SUNDAY + timedelta(days=step) for step in range(7)), date(2027, 1, 4), date(2027, 4, 2), date(2028, 2, 29)]
BY_HAND = ("call_back",)


@pytest.fixture(scope="module", params=DAYS, ids=str)
def today(request: pytest.FixtureRequest) -> date:
    """A day on which somebody opens the demonstration."""
    found = request.param
    assert isinstance(found, date)
    return found


@pytest.fixture(scope="module")
def lives(today: date) -> list[Life]:
    rows = demonstration_rows(SPACE, today)
    return [Life(resident, rows) for resident in only(rows, Resident)]


def enrolments(lives: list[Life]) -> Iterator[tuple[Life, Enrolment]]:
    return ((life, row) for life in lives for row in life.own(Enrolment))


def test_nobody_comes_to_a_workshop_or_is_enrolled_before_they_are_met(lives: list[Life]) -> None:
    for life in lives:
        assert life.spoken_to_on <= life.registered_on
        assert all(on >= life.registered_on for on in life.came_on)
        known = [day(row.delivered_at) for row in life.own(NoticeDelivery)]
        for row in life.own(Enrolment):
            assert row.entered_on >= min(known)
            assert life.came_on[0] <= row.entered_on, "never came, but enrolled"
            assert any(one.stage == "entry" and one.as_of <= row.entered_on for one in life.own(Situation))


def test_entries_and_exits_are_in_order_and_within_the_operation(lives: list[Life], today: date) -> None:
    for life, row in enrolments(lives):
        operation = life.operations[row.operation_id]
        bounds = Bounds(operation.starts_on, operation.ends_on)
        assert list(enrolment_problems(row.entered_on, row.exited_on, row.exit_reason, bounds, today)) == []
        assert (row.status in ENDED) == (row.exited_on is not None)
        assert row.exited_on is not None or row.headline is None
        if row.status == "lost_contact":
            assert row.exit_reason == "lost_contact"


def test_a_return_comes_after_an_exit_and_the_entry_stays(lives: list[Life]) -> None:
    returned = 0
    for life, row in enrolments(lives):
        for back in (one for one in life.own(EnrolmentReturn) if one.enrolment_id == row.id):
            returned += 1
            assert back.former_exit_on is not None
            assert row.entered_on < back.former_exit_on < back.returned_on
            assert row.exited_on is None or back.returned_on <= row.exited_on
            assert back.former_status in ENDED
            assert not [on for on in life.came_on if back.former_exit_on < on < back.returned_on]
    assert returned >= 2


def test_nobody_comes_once_they_are_lost_or_have_what_they_came_for(lives: list[Life]) -> None:
    for life, row in enrolments(lives):
        if row.exited_on is not None and (row.headline or row.status != "completed"):
            held = [life.slots[one.slot_id].held_on for one in life.own(Attendance)]
            assert max(held) <= row.exited_on
        if row.status == "lost_contact" and row.exited_on:
            reached = [one for one in life.done() if one.result == "reached" and one.done_at]
            assert all(day(one.done_at) <= row.exited_on for one in reached if one.done_at)


def test_results_follow_the_entry_and_give_the_class(lives: list[Life], today: date) -> None:
    seen: set[str | None] = set()
    for life, row in enrolments(lives):
        seen.add(row.headline)
        told = [one for one in life.own(Outcome) if one.enrolment_id == row.id]
        assert all(row.entered_on <= one.happened_on <= (row.exited_on or today) for one in told)
        classes = {headline_of(one.type) for one in told} - {None}
        assert classes == ({row.headline} if row.headline else set())
        for one in told:
            enterprise = next((e for e in life.own(MicroEnterprise) if e.id == one.micro_enterprise_id), None)
            said = {name: getattr(one, name) for name in OutcomeFields.model_fields}
            created_on = enterprise.created_on if enterprise else None
            assert check_outcome(said, today, created_on)[1] == []
            assert created_on is None or created_on <= one.happened_on
    assert seen == {None, "job", "enterprise", "training"}


def test_whoever_is_in_a_cohort_is_in_its_training(lives: list[Life]) -> None:
    cohorts = {row.id: row for row in only(lives[0].rows, Cohort)}
    together = [(row, cohorts[row.cohort_id]) for _, row in enrolments(lives) if row.cohort_id]
    assert together
    for row, cohort in together:
        assert row.action_id == cohort.action_id
        assert cohort.starts_on is not None
        assert cohort.ends_on is not None
        assert row.exited_on is None or row.exited_on >= cohort.ends_on


def test_each_situation_goes_together_and_comes_at_its_stage(lives: list[Life]) -> None:
    stages = set()
    for life in lives:
        for row in life.own(Situation):
            stages.add(row.stage)
            said = {name: getattr(row, name) for name in SituationFields.model_fields}
            left = life.last_exit(row.enrolment_id)
            assert list(situation_doubts(said, row.as_of)) == []
            assert list(stage_doubts(row.stage, row.as_of, left)) == []
            assert (row.stage == "entry") == (left is None)
            assert row.stage != "entry" or row.as_of == life.registered_on
    assert stages == {"entry", "exit", "plus6"}


def test_what_the_services_know_agrees_with_the_situation(lives: list[Life]) -> None:
    answers = {"unemployed_registered": {"1"}, "unemployed_unregistered_seeking": {"0"}}
    for life in lives:
        (entry_row,) = [row for row in life.own(Situation) if row.stage == "entry"]
        (facts,) = life.own(Visibility)
        assert facts.is_registered in answers.get(entry_row.labour_status or "", {"0", "1", "8"})
        assert (facts.lack_reason is not None) == (facts.is_registered == "0")
        assert (facts.last_contact == "known") == (facts.last_contact_on is not None)
        assert facts.last_contact_on is None or facts.last_contact_on <= facts.as_of
        for barrier in life.own(Barrier):
            assert barrier.theme in entry_row.barriers
            assert (barrier.state == "lifted") == (barrier.closed_on is not None)
            assert barrier.closed_on is None or barrier.noted_on <= barrier.closed_on


def test_projects_and_enterprises_go_with_the_result(lives: list[Life], today: date) -> None:
    kinds = {"job": "job", "training": "training", "enterprise": "micro_enterprise"}
    for life in lives:
        headlines = [row.headline for row in life.own(Enrolment) if row.headline]
        for project in life.own(Project):
            assert (project.state == "achieved") == bool(headlines) == (project.ended_on is not None)
            assert not headlines or project.kind == kinds[headlines[0]]
            assert project.ended_on is None or project.chosen_on <= project.ended_on
        for row in life.own(MicroEnterprise):
            said = {name: getattr(row, name) for name in MicroEnterpriseFields.model_fields}
            assert check_micro_enterprise(said, today)[1] == []
            assert any(one.id == row.project_id and one.kind == "micro_enterprise" for one in life.own(Project))
            assert row.created_on is None or headlines == ["enterprise"]


def test_a_mark_on_a_roll_says_when(lives: list[Life], today: date) -> None:
    for life in lives:
        for row in life.own(Attendance):
            slot = life.slots[row.slot_id]
            assert (row.left_at is not None) == (row.status == "left_early")
            assert (row.arrived_at is not None) == (row.status in CAME)
            if row.arrived_at and row.left_at:
                assert row.arrived_at < row.left_at
            if row.arrived_at:
                assert day(row.arrived_at) == slot.held_on < today
            assert slot.held_on >= life.registered_on


def test_a_referral_is_as_far_as_its_days(lives: list[Life], today: date) -> None:
    dated = {
        "sent": "sent_on", "acknowledged": "acknowledged_on", "appointment_made": "appointment_at", "met": "met_on",
        "accepted": "accepted_on", "finished": "closed_on", "refused": "closed_on",
    }  # fmt: skip
    offers = {row.id: row for row in only(lives[0].rows, Offer)}
    seen = set()
    for life in lives:
        for row in life.own(Referral):
            seen.add(row.status)
            days = [row.sent_on, row.acknowledged_on, row.met_on, row.accepted_on, row.closed_on]
            known = [one for one in days if one is not None]
            assert known == sorted(known)
            assert all(life.registered_on <= one < today for one in known)
            assert row.status == "draft" or getattr(row, dated[row.status]) is not None
            assert row.status != "draft" or not (known or row.channel)
            assert (row.status == "refused") == (row.refusal_reason is not None)
            if row.appointment_at:
                assert is_working_day(day(row.appointment_at), life.calendar)
                assert (day(row.appointment_at) >= today) == (row.status == "appointment_made")
            assert row.offer_id is None or offers[row.offer_id].organisation_id == row.organisation_id
            checks = [one for one in life.own(FollowUp) if one.about_id == row.id]
            assert bool(checks) == (row.status == "sent")
    assert seen == {"draft", *dated} - {"accepted"}


def test_what_is_asked_comes_of_what_happened_and_on_a_working_day(lives: list[Life], today: date) -> None:
    for life in lives:
        exits = {row.id: row.exited_on for row in life.own(Enrolment) if row.exited_on}
        sent = {row.id: row.sent_on for row in life.own(Referral) if row.sent_on}
        missed = [life.slots[one.slot_id].held_on for one in life.own(Attendance) if one.status == "absent_unexcused"]
        entered = {row.id: row.entered_on for row in life.own(Enrolment)}
        oral = [day(row.delivered_at) for row in life.own(NoticeDelivery) if row.mode == "oral"]
        anchors = {"missed_workshop": missed, "first_contact": [life.registered_on], "notice_to_confirm": oral}
        for row in life.own(FollowUp):
            if row.purpose in BY_HAND:
                continue
            assert is_working_day(row.due_on, life.calendar), (row.purpose, row.due_on)
            if row.purpose == "six_month_review":
                assert row.about_id is not None
                assert row.due_on in due_attempts(row.purpose, exits[row.about_id], life.calendar)
                continue
            named = {"entry": entered, "exit": exits, "referral": sent}
            found = named.get(entry("follow_up_purpose", row.purpose).mapping["anchor"])
            since = [found[row.about_id]] if found and row.about_id else anchors[row.purpose]
            assert row.due_on in [due_day(row.purpose, one, life.calendar) for one in since], row.purpose
        for row in life.done():
            assert row.done_at is not None
            assert row.result is not None
            assert is_working_day(day(row.done_at), life.calendar)
            assert life.registered_on <= day(row.done_at) < today


def test_each_track_goes_forward(lives: list[Life]) -> None:
    for life in lives:
        for track in life.tracks:
            shared = [track.reached[step].on for step in (Step.SPOTTED, Step.CONTACTED) if step in track.reached]
            own = [track.reached[step].on for step in (Step.ENROLLED, Step.COMPLETED) if step in track.reached]
            assert [*shared, *own] == sorted([*shared, *own])
            assert track.standing(Step.CONTACTED) is Standing.DONE
            if track.stay is not None:
                assert track.standing(Step.ATTENDED) is Standing.DONE
                assert track.reached[Step.ATTENDED].on <= track.stay.began.on
            if Step.SIX_MONTHS in track.reached:
                assert track.stay is not None
                assert track.stay.ended is not None
                assert track.reached[Step.SIX_MONTHS].on >= months_later(track.stay.ended.on, 6)


def test_karim_has_been_through_one_operation_and_is_in_the_next(lives: list[Life], today: date) -> None:
    karim = lives[0]
    assert karim.resident.first_name == "Karim"
    latest, former = karim.tracks
    assert [latest.standing(step) for step in list(Step)[4:6]] == [Standing.DONE, Standing.CURRENT]
    assert [former.standing(step) for step in list(Step)[4:]] == [*[Standing.DONE] * 3, Standing.CURRENT]
    (review,) = [row for row in karim.own(FollowUp) if row.purpose == "six_month_review"]
    assert timedelta(days=4) <= today - review.due_on <= timedelta(days=7)
    assert review.done_at is None
    assert [row.status for row in karim.own(Referral)] == ["met"]


def test_whoever_stands_beside_somebody_came_before_and_agreed(lives: list[Life]) -> None:
    by_id = {life.resident.id: life for life in lives}
    for row in only(lives[0].rows, Mentoring):
        mentor = by_id[row.mentor_id]
        assert row.mentor_id != row.resident_id
        assert mentor.came_on[0] < row.began_on
        agreed = [one for one in mentor.own(Consent) if (one.purpose, one.state) == ("ambassador", "given")]
        assert min(day(one.decided_at) for one in agreed) <= row.began_on
    for contact in only(lives[0].rows, TrustedContact):
        consents = by_id[contact.resident_id].own(Consent)
        assert ("trusted_contact", "given") in {(one.purpose, one.state) for one in consents}


def test_nobody_is_in_two_workshops_at_once(lives: list[Life]) -> None:
    for life in lives:
        held = sorted(
            (slot.held_on, slot.start_time, slot.end_time)
            for slot in (life.slots[row.slot_id] for row in life.own(Attendance) if row.status != "waiting")
        )
        for (one_day, _, ends), (other_day, begins, _) in pairwise(held):
            assert one_day != other_day or ends <= begins
