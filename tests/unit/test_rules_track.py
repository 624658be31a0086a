"""The tracks of a path: which step is reached, missing, stopped; a return begins another."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from intake_app.domain.rules.track import Fact, Standing, Stay, Step, Track, tracks

FIRST = date(2026, 1, 5)
ONE, TWO = UUID(int=1), UUID(int=2)


def fact(days: int, record_type: str = "enrolment", key: UUID = ONE) -> Fact:
    return Fact(FIRST + timedelta(days=days), record_type, key)


BEFORE = {step: fact(place) for place, step in enumerate(list(Step)[:4])}


def standings(track: Track) -> list[Standing]:
    return [track.standing(step) for step in Step]


def test_without_an_operation_the_first_step_not_reached_is_the_one_in_hand() -> None:
    (track,) = tracks(BEFORE, [], [], [])
    assert track.stay is None
    assert standings(track) == [Standing.DONE] * 4 + [Standing.CURRENT] + [Standing.TO_COME] * 3
    (nobody,) = tracks({}, [], [], [])
    assert nobody.standing(Step.SPOTTED) is Standing.CURRENT


def test_an_entry_is_no_completion() -> None:
    (track,) = tracks(BEFORE, [Stay(ONE, fact(10), "active")], [], [])
    assert standings(track)[4:] == [Standing.DONE, Standing.CURRENT, Standing.TO_COME, Standing.TO_COME]


def test_a_candidate_has_not_entered() -> None:
    (track,) = tracks(BEFORE, [Stay(ONE, fact(10), "candidate")], [], [])
    assert standings(track)[4:] == [Standing.CURRENT, *[Standing.TO_COME] * 3]


def test_who_completes_and_what_came_of_it() -> None:
    stay = Stay(ONE, fact(10), "completed", fact(100))
    (track,) = tracks(BEFORE, [stay], [(fact(95), ONE)], [(fact(280), None)])
    assert set(standings(track)) == {Standing.DONE}
    assert track.stopped_at is None


def test_who_leaves_early_is_stopped_there_and_may_still_have_a_result() -> None:
    stay = Stay(ONE, fact(10), "withdrawn", fact(40))
    (track,) = tracks(BEFORE, [stay], [], [])
    assert (track.stopped_at, track.standing(Step.OUTCOME)) == (Step.COMPLETED, Standing.CURRENT)
    assert track.standing(Step.COMPLETED) is Standing.STOPPED
    (track,) = tracks(BEFORE, [stay], [(fact(60), ONE)], [])
    assert standings(track)[5:] == [Standing.STOPPED, Standing.DONE, Standing.CURRENT]


def test_who_may_not_enter_is_stopped_at_the_door() -> None:
    (track,) = tracks(BEFORE, [Stay(ONE, fact(10), "not_eligible", fact(12))], [], [])
    assert standings(track)[4:] == [Standing.STOPPED, *[Standing.TO_COME] * 3]


def test_what_nobody_noted_before_a_later_step_is_missing() -> None:
    known = {Step.SPOTTED: fact(0), Step.ATTENDED: fact(3)}
    (track,) = tracks(known, [], [], [])
    assert standings(track)[:4] == [Standing.DONE, Standing.MISSING, Standing.MISSING, Standing.DONE]


def test_a_refusal_is_a_fact_and_keeps_nobody_from_going_on() -> None:
    spoken = {Step.SPOTTED: fact(0), Step.CONTACTED: fact(1)}
    no = fact(2, "consent")
    (track,) = tracks(spoken, [], [], [], no)
    assert standings(track)[1:5] == [Standing.DONE, Standing.REFUSED, Standing.CURRENT, Standing.TO_COME]
    (track,) = tracks({**spoken, Step.ATTENDED: fact(3)}, [], [], [], no)
    assert (track.standing(Step.AGREED), track.refused) == (Standing.REFUSED, no)
    (track,) = tracks(BEFORE, [], [], [], no)
    assert track.standing(Step.AGREED) is Standing.DONE


def test_a_return_begins_a_second_track_and_leaves_the_first_as_it_was() -> None:
    first = Stay(ONE, fact(10), "lost_contact", fact(40), is_over=True)
    back = Stay(ONE, fact(90, "enrolment_return", TWO), "active", is_return=True)
    latest, former = tracks(BEFORE, [back, first], [(fact(35), ONE), (fact(95, "outcome"), ONE)], [])
    assert (latest.stay, former.stay) == (back, first)
    assert (former.stopped_at, former.reached[Step.OUTCOME].on) == (Step.COMPLETED, fact(35).on)
    assert latest.reached[Step.ENROLLED].on == fact(90).on
    assert latest.standing(Step.COMPLETED) is Standing.MISSING  # a result noted before the exit
    assert latest.reached[Step.OUTCOME].on == fact(95).on


def test_facts_follow_the_stay_of_the_enrolment_they_name() -> None:
    one, two = Stay(ONE, fact(10), "active"), Stay(TWO, fact(50, key=TWO), "active")
    latest, former = tracks(BEFORE, [one, two], [(fact(60), ONE)], [(fact(5), TWO)])
    assert Step.OUTCOME in former.reached
    assert Step.OUTCOME not in latest.reached
    # even one dated before the entry is that enrolment's
    assert Step.SIX_MONTHS in latest.reached


def test_what_was_noted_on_the_day_of_a_return_is_of_the_stay_before() -> None:
    first = Stay(ONE, fact(10), "completed", fact(100), is_over=True)
    back = Stay(ONE, fact(290, "enrolment_return", TWO), "active", is_return=True)
    latest, former = tracks(BEFORE, [first, back], [(fact(290), ONE)], [(fact(290), ONE)])
    assert {Step.OUTCOME, Step.SIX_MONTHS} <= set(former.reached)
    assert {Step.OUTCOME, Step.SIX_MONTHS}.isdisjoint(latest.reached)
    # six months after is after an exit, however long ago the return is
    _, former = tracks(BEFORE, [first, back], [], [(fact(300), ONE)])
    assert Step.SIX_MONTHS in former.reached
