"""V11 and V12: the parts of a headcount never make more than its total, and what they leave is « non communiqué »."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.headcount import MOST, HeadcountFields
from intake_app.domain.rules.headcount import AGES, GENDERS, check_headcount, not_said
from intake_app.domain.rules.problem import FieldProblem

PARTS = st.none() | st.integers(0, MOST)


@given(st.integers(0, MOST), st.fixed_dictionaries(dict.fromkeys((*GENDERS, *AGES), PARTS)))
def test_what_is_accepted_adds_up(total: int, parts: dict[str, int | None]) -> None:
    values, problems = check_headcount({"total": total, **parts})
    for names in (GENDERS, AGES):
        said = sum(parts[name] or 0 for name in names)
        assert (FieldProblem(names[0], "headcount_beyond_total") in problems) == (said > total)
        if not problems:
            assert said + not_said(values, names) == total
            assert not_said(values, names) >= 0


@pytest.mark.parametrize(
    "fields, problem",
    [
        ({"total": -1}, FieldProblem("total", "number_out_of_range")),
        ({"total": MOST + 1}, FieldProblem("total", "number_out_of_range")),
        ({"total": 2, "women": -1}, FieldProblem("women", "number_out_of_range")),
        ({"total": None}, FieldProblem("total", "field_missing")),
        ({"total": "huit"}, FieldProblem("total", "value_not_understood")),
    ],
)
def test_what_is_no_number_of_people_is_refused(fields: dict[str, Any], problem: FieldProblem) -> None:
    assert problem in check_headcount(fields)[1]


def test_nothing_noted_is_all_not_said() -> None:
    values, problems = check_headcount(HeadcountFields(total=7))
    assert problems == []
    assert (not_said(values, GENDERS), not_said(values, AGES)) == (7, 7)
