"""What must hold of a resident, and how what was typed is tidied."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.resident import ResidentFields
from intake_app.domain.rules.form import coded_fields
from intake_app.domain.rules.problem import FieldProblem, InvalidFields, refuse
from intake_app.domain.rules.resident import birth_date_problems, check_resident

TODAY = date(2026, 11, 22)
MAUREPAS = UUID("01900000-0000-7000-8000-000000000011")


def check(**fields: Any) -> tuple[dict[str, Any], set[FieldProblem]]:
    """The rules on a resident of Maurepas without a phone, changed by `fields`."""
    base = {"family_name": "Benali", "first_name": "Karim", "neighbourhood_id": MAUREPAS, "has_no_phone": True}
    values, problems = check_resident({**base, **fields}, TODAY)
    return values, set(problems)


def test_names_and_texts_are_tidied() -> None:
    values, problems = check(
        family_name="  Ben\tAli ", first_name="Jean - Pierre", birth_name="  ", address=" 12  rue du Gros-Chêne\n"
    )
    assert problems == set()
    assert (values["family_name"], values["first_name"]) == ("Ben Ali", "Jean - Pierre")
    assert (values["birth_name"], values["address"]) == (None, "12 rue du Gros-Chêne")


@pytest.mark.parametrize(
    "typed,kept",
    [("06 39 98 00 01", "+33639980001"), ("+44 7700 900123", "+447700900123"), ("0033639980001", "+33639980001")],
)
def test_phones_are_kept_in_one_form(typed: str, kept: str) -> None:
    values, problems = check(phone=typed, has_no_phone=False)
    assert (values["phone"], problems) == (kept, set())


@pytest.mark.parametrize(
    "fields,problem",
    [
        ({"family_name": ""}, FieldProblem("family_name", "field_missing")),
        ({"family_name": None}, FieldProblem("family_name", "field_missing")),
        ({"family_name": "x" * 81}, FieldProblem("family_name", "text_too_long")),
        ({"address": "x" * 201}, FieldProblem("address", "text_too_long")),
        ({"neighbourhood_id": None}, FieldProblem("neighbourhood_id", "field_missing")),
        ({"neighbourhood_id": "Maurepas"}, FieldProblem("neighbourhood_id", "value_not_understood")),
        ({"has_no_phone": False}, FieldProblem("phone", "phone_missing")),
        ({"has_no_phone": False, "phone": " "}, FieldProblem("phone", "phone_missing")),
        ({"has_no_phone": False, "phone": "06 39"}, FieldProblem("phone", "phone_not_understood")),
        ({"phone": "06 39 98 00 01"}, FieldProblem("has_no_phone", "phone_and_no_phone")),
        ({"birth_date": "12/03/1984"}, FieldProblem("birth_date", "date_not_understood")),
        ({"gender": "Z"}, FieldProblem("gender", "code_unknown")),
        ({"first_name": "2840575115001"}, FieldProblem("first_name", "identity_number")),
        ({"address": "AB123456C"}, FieldProblem("address", "identity_number")),
    ],
)
def test_each_problem_is_named(fields: dict[str, Any], problem: FieldProblem) -> None:
    assert check(**fields)[1] == {problem}


def test_a_family_name_and_a_neighbourhood_are_required() -> None:
    _, problems = check_resident({"has_no_phone": True}, TODAY)
    assert {problem.field for problem in problems} == {"family_name", "neighbourhood_id"}


def test_without_a_notice_nobody_is_registered() -> None:
    fields = ResidentFields(family_name="Benali", neighbourhood_id=MAUREPAS, has_no_phone=True)
    assert check_resident(fields, TODAY, is_informed=False)[1] == [FieldProblem("notice", "notice_missing")]


@pytest.mark.parametrize(
    "birth_date",
    ["2011-11-22", "2011", "2011-11", "1926-11-22", "1925-11-23", "1925", "1984~", "2013~", "1924~", None],
)
def test_ages_from_15_to_100_are_taken_the_kindest_way(birth_date: str | None) -> None:
    assert birth_date_problems(birth_date, TODAY) == []


@pytest.mark.parametrize(
    "birth_date", ["2011-11-23", "2012", "2011-12", "1925-11-22", "1924", "2014~", "1922~", "2030"]
)
def test_other_ages_are_out_of_range(birth_date: str) -> None:
    assert birth_date_problems(birth_date, TODAY) == [FieldProblem("birth_date", "age_out_of_range")]


def test_the_fields_that_hold_codes_name_their_lists() -> None:
    assert coded_fields("resident") == {
        "gender": "gender", "how_met": "how_met", "language": "language", "phone_owner": "phone_owner",
        "landlord_link": "landlord_link", "needs_interpreter": "answer", "needs_reading_help": "answer",
    }  # fmt: skip


def test_nothing_wrong_refuses_nothing_and_each_problem_counts_once() -> None:
    refuse([])
    with pytest.raises(InvalidFields) as refusal:
        refuse([FieldProblem("a", "field_missing"), FieldProblem("a", "field_missing")])
    assert (refusal.value.key, refusal.value.details) == ("fields_invalid", {"count": 1})
    assert str(refusal.value) == "fields_invalid(count=1)"
