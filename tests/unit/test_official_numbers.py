"""Numbers of enterprises whose last figure follows from the others, and codes of neighbourhoods (V17)."""

from __future__ import annotations

from datetime import date

import pytest

from intake_app.domain.rules.micro_enterprise import check_micro_enterprise
from intake_app.domain.rules.official_numbers import bare_number, is_plausible_registration
from intake_app.domain.rules.territory import is_official_code

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "number",
    [
        "732829320",  # the example of INSEE's own leaflet
        "732 829 320",
        "73282932000074",
        "732 829 320 00074",
        "356000000",
        "35600000000048",  # La Poste, head office: the ordinary key holds
        "35600000049837",  # a post office: only the sum of its figures does
        "08146929",  # Companies House
        "SC123456",
        "12345",
        "",
    ],
)
def test_numbers_that_may_be_right_are_taken(number: str) -> None:
    assert is_plausible_registration(number)


@pytest.mark.parametrize("number", ["732829321", "73282932000075", "732829321 00074", "35600000049838", "123456789"])
def test_a_wrong_figure_is_found(number: str) -> None:
    assert not is_plausible_registration(number)


@pytest.mark.parametrize("place", range(14))
def test_any_one_figure_mistyped_is_found(place: int) -> None:
    right = "73282932000074"
    wrong = f"{right[:place]}{(int(right[place]) + 1) % 10}{right[place + 1 :]}"
    assert not is_plausible_registration(wrong)


def test_a_number_is_kept_without_its_gaps_and_a_text_as_it_is() -> None:
    assert bare_number("732 829\u202f320") == "732829320"
    assert bare_number("SC 123-456") == "SC 123-456"


@pytest.mark.parametrize("number,keys", [("732 829 320", []), ("732 829 321", ["registration_number_wrong"])])
def test_the_form_of_an_enterprise_says_so(number: str, keys: list[str]) -> None:
    fields = {"trade": "Cuisine", "project_id": None, "registration_number": number}
    _, problems = check_micro_enterprise(fields, TODAY)
    assert [problem.key for problem in problems if problem.field == "registration_number"] == keys


@pytest.mark.parametrize(
    "code,is_right",
    [
        ("QN03503M", True), ("QN02A01N", True), ("QN97401I", True), ("QP035001", True), ("qn03503m", True),
        ("QN00003M", False), ("QN02001N", False), ("QN09901N", False), ("QN0A101N", False), ("QP099001", False),
        ("QN03503X", False),
    ],
)  # fmt: skip
def test_a_priority_neighbourhood_is_of_a_departement_there_is(code: str, is_right: bool) -> None:
    assert is_official_code("qpv", code) == is_right
