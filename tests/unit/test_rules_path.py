"""The rules of a path: invisible or not, doubts of a situation, e-mail addresses, steps of a referral."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.reference import codes
from intake_app.domain.rules.email import email_problems
from intake_app.domain.rules.enrolment import exit_doubts, headline_doubts
from intake_app.domain.rules.months import months_later
from intake_app.domain.rules.outcome import counts_as_entry_to_work, counts_as_improvement
from intake_app.domain.rules.referral import NEXT, is_open, may_follow
from intake_app.domain.rules.situation import labour_class, situation_doubts, stage_doubts
from intake_app.domain.rules.visibility import Reason, invisibility, visibility_problems

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "facts,increase,o2r,why",
    [
        ({"is_registered": "0"}, True, True, Reason.NOT_REGISTERED),
        ({"is_registered": "1"}, False, None, Reason.NOT_KNOWN),
        ({"is_registered": "1", "last_contact": "never"}, False, True, Reason.NEVER_IN_CONTACT),
        ({"is_registered": "1", "last_contact_on": date(2026, 6, 22)}, False, False, Reason.IN_CONTACT),
        ({"is_registered": "1", "last_contact_on": date(2026, 6, 21)}, False, True, Reason.SILENT),
        ({"is_registered": "8"}, None, None, Reason.NOT_KNOWN),
        ({"is_registered": "9", "last_contact": "never"}, None, True, Reason.NEVER_IN_CONTACT),
        ({"is_registered": "9", "last_contact_on": date(2026, 11, 1)}, None, None, Reason.NOT_KNOWN),
        ({}, None, None, Reason.NOT_KNOWN),
    ],
)
def test_invisible_under_both_definitions(
    facts: dict[str, Any], increase: bool | None, o2r: bool | None, why: Reason
) -> None:
    answer = invisibility(facts, TODAY)
    assert (answer.by_increase, answer.by_o2r, answer.o2r_reason) == (increase, o2r, why)


@pytest.mark.parametrize(
    "facts,keys",
    [
        ({"is_registered": "1", "lack_reason": "never"}, ["reason_without_lack"]),
        ({"is_registered": "0", "category": "A"}, ["category_without_registration"]),
        ({"is_registered": "1", "last_contact": "known"}, ["contact_day_missing"]),
        ({"is_registered": "1", "last_contact": "never", "last_contact_on": TODAY}, ["contact_day_missing"]),
        ({"is_registered": "1", "last_contact": "known", "last_contact_on": date(2026, 11, 23)}, ["day_to_come"]),
        ({"is_registered": "0", "lack_reason": "never", "last_contact": "never"}, []),
    ],
)
def test_facts_that_cannot_be(facts: dict[str, Any], keys: list[str]) -> None:
    assert [problem.key for problem in visibility_problems(facts, TODAY)] == keys


def test_every_labour_status_has_one_class() -> None:
    assert {labour_class(code) for code in codes("labour_status")} == {"U", "I", "E", "X"}
    assert labour_class(None) is None


@pytest.mark.parametrize(
    "since,duration,agrees",
    [
        ("2026-10", "under_6_months", True),
        ("2026-05-21", "under_6_months", False),
        ("2026", "6_to_11_months", True),
        ("2025-11-22", "12_to_23_months", True),
        ("2025-11-23", "12_to_23_months", False),
        ("2024-11-22", "24_months_or_more", True),
        ("2024-11-23", "24_months_or_more", False),
        ("1999", "24_months_or_more", True),
        ("1999", "under_6_months", False),
    ],
)
def test_a_duration_and_a_date_are_held_together(since: str, duration: str, agrees: bool) -> None:
    said = {"labour_status": "unemployed_registered", "unemployed_since": since, "unemployment_duration": duration}
    assert ([doubt.key for doubt in situation_doubts(said, TODAY)] == []) is agrees


def test_a_stage_comes_when_it_should() -> None:
    left = date(2026, 5, 1)
    assert list(stage_doubts("exit", date(2026, 5, 29), left)) == []
    assert [doubt.key for doubt in stage_doubts("exit", date(2026, 5, 30), left)] == ["exit_situation_late"]
    assert [doubt.key for doubt in stage_doubts("plus6", date(2026, 10, 31), left)] == ["six_months_too_early"]
    assert list(stage_doubts("plus6", date(2026, 11, 1), left)) == []
    assert list(stage_doubts("plus6", TODAY, None)) == []


def test_work_counts_as_a_result_by_where_somebody_started() -> None:
    assert [counts_as_entry_to_work(one) for one in ("U", "I", "E", "X", None)] == [True, True, False, False, False]
    assert [counts_as_improvement(one) for one in ("U", "I", "E", "X", None)] == [False, False, True, False, False]


@pytest.mark.parametrize(
    "email,key",
    [
        (None, None),
        ("karim@exemple.fr", None),
        ("karim.benali+a@sous.domaine.exemple.fr", None),
        ("karim", "email_not_understood"),
        ("karim@exemple", "email_not_understood"),
        ("a b@exemple.fr", "email_not_understood"),
        ("contact@association.fr", "email_of_organisation"),
        ("karim@bailleur.fr", "email_of_organisation"),
    ],
)
def test_an_address_is_the_person_s_own(email: str | None, key: str | None) -> None:
    assert [problem.key for problem in email_problems(email, {"bailleur.fr"})] == ([key] if key else [])


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.integers(-120, 120))
def test_months_later_keeps_the_day_or_takes_the_last(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and months_later(later, 0).day == later.day)


def test_an_ended_referral_goes_no_further() -> None:
    for status in codes("referral_status"):
        assert is_open(status) is (status in NEXT)
        assert not may_follow(status, "draft")
        assert NEXT.get(status, frozenset()) <= set(codes("referral_status"))


@pytest.mark.parametrize(
    "status, reason, is_odd",
    [
        ("completed", "completed", False),
        ("completed", "job", False),
        ("completed", "lost_contact", True),
        ("withdrawn", "withdrew", False),
        ("lost_contact", "completed", True),
        (None, "completed", False),
        ("completed", None, False),
    ],
)
def test_how_somebody_left_and_why_go_together(status: str | None, reason: str | None, is_odd: bool) -> None:
    assert [doubt.key for doubt in exit_doubts(status, reason)] == ["exit_reason_differs"] * is_odd


def test_an_exit_is_counted_under_what_was_noted() -> None:
    assert list(headline_doubts("job", {"job", None})) == []
    assert list(headline_doubts(None, set())) == []
    assert [doubt.key for doubt in headline_doubts("training", {"job"})] == ["headline_without_outcome"]
