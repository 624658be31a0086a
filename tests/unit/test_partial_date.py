"""A birth date is read as people give it, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from intake_app.domain.errors import BugError, KnownError
from intake_app.domain.partial_date import (
    age_on,
    birth_year,
    describe,
    earliest_day,
    is_approximate,
    is_first_of_january,
    is_partial_date,
    latest_day,
    numerals,
    parse_partial_date,
)

TODAY = date(2026, 11, 22)


def refusal(text: str) -> str:
    """The key of the error that `text` meets."""
    with pytest.raises(KnownError) as failure:
        parse_partial_date(text, TODAY)
    assert text not in str(failure.value)
    return failure.value.key


@pytest.mark.parametrize(
    "text",
    [
        *("12/3/84", "12/03/84", "12-03-1984", "12.3.84", "12 3 84", "12 / 03 / 1984", "120384", "12031984"),
        *("12 mars 84", "12 mars 1984", "12 MARS 1984", "12mars84", "12 March 1984", "12th of March 1984"),
        *("March 12, 1984", "12-mars-1984", "1984-03-12", "1984/03/12", "né le 12 mars 1984", "le 12/3/84"),
        *("born on 12/3/84", "12\u202f03\u00a01984", "  12/3/84\n", "\u0661\u0662/\u0663/\u0661\u0669\u0668\u0664"),
    ],
)
def test_a_full_date_is_understood_day_before_month(text: str) -> None:
    assert parse_partial_date(text, TODAY) == "1984-03-12"


@pytest.mark.parametrize(
    "text", ["03/1984", "3-1984", "03/84", "mars 1984", "Mars 84", "march 1984", "mar. 1984", "1984-03"]
)
def test_a_month_alone_is_kept_as_a_month(text: str) -> None:
    assert parse_partial_date(text, TODAY) == "1984-03"


@pytest.mark.parametrize("text", ["1984", "né en 1984", "née en 1984", "born in 1984"])
def test_a_year_alone_is_kept_as_a_year(text: str) -> None:
    assert parse_partial_date(text, TODAY) == "1984"


@pytest.mark.parametrize(
    "text",
    [
        "vers 1984",
        "about 1984",
        "c. 1984",
        "c1984",
        "ca 1984",
        "circa 1984",
        "~1984",
        "≈1984",
        "1984?",
        "1984~",
        "vers 84",
        "vers mars 1984",
    ],
)
def test_what_is_approximate_keeps_its_year_only(text: str) -> None:
    assert parse_partial_date(text, TODAY) == "1984~"


@pytest.mark.parametrize(
    "text",
    [
        *(
            "~40 ans",
            "~40",
            "40 ans",
            "environ 40 ans",
            "env. 40 ans",
            "40 ans environ",
            "à peu près 40 ans",
            "âgée de 40 ans",
        ),
        *("about 40", "about 40 years", "40 years old", "40 yrs", "aged 40", "approx. 40"),
    ],
)
def test_an_age_gives_an_approximate_year(text: str) -> None:
    assert parse_partial_date(text, TODAY) == "1986~"


@pytest.mark.parametrize("text", ["", "   ", "\u00a0", "\n"])
def test_nothing_typed_is_no_date(text: str) -> None:
    assert parse_partial_date(text, TODAY) is None


@pytest.mark.parametrize(
    "text, expected",
    [
        ("juin 84", "1984-06"),
        ("juil 84", "1984-07"),
        ("janv. 84", "1984-01"),
        ("1er févr 84", "1984-02-01"),
        ("2nd feb 1984", "1984-02-02"),
        ("3 août 84", "1984-08-03"),
        ("4 dec 84", "1984-12-04"),
        ("29/02/1984", "1984-02-29"),
    ],
)
def test_months_are_known_by_their_beginning_in_both_languages(text: str, expected: str) -> None:
    assert parse_partial_date(text, TODAY) == expected


@pytest.mark.parametrize(
    "text, expected",
    [
        ("1/1/05", "2005-01-01"),
        ("22/11/26", "2026-11-22"),
        ("23/11/26", "1926-11-23"),
        ("1/1/27", "1927-01-01"),
        ("vers 26", "2026~"),
    ],
)
def test_two_figures_are_the_latest_year_that_is_past(text: str, expected: str) -> None:
    assert parse_partial_date(text, TODAY) == expected


@pytest.mark.parametrize(
    "text",
    ["bonjour", "12/03/1984/1", "12 mars", "jui 84", "ma 1984", "du 12/3/84", "1" * 5, "x" * 61, "12 floréal 84"],
)
def test_what_is_no_date_is_not_understood(text: str) -> None:
    assert refusal(text) == "date_not_understood"


@pytest.mark.parametrize(
    "text", ["31/02/1984", "29/02/1985", "32/01/1984", "00/1984", "0000", "25/25/1984", "12/25/1984", "99/99/99"]
)
def test_a_day_outside_the_calendar_is_refused(text: str) -> None:
    assert refusal(text) == "date_impossible"


@pytest.mark.parametrize("text", ["23/11/2026", "12/2026", "2027", "vers 2030"])
def test_a_birth_to_come_is_refused(text: str) -> None:
    assert refusal(text) == "date_in_future"


@pytest.mark.parametrize("text", ["1905", "12/03/1805", "121 ans", "~200"])
def test_somebody_over_120_is_refused(text: str) -> None:
    assert refusal(text) == "date_too_old"


@pytest.mark.parametrize("text", ["84", "40", "7", "84?", "03/12", "03/31", "mars 12", "mars 31", "March 12"])
def test_what_can_be_read_two_ways_is_asked_again(text: str) -> None:
    assert refusal(text) == "date_ambiguous"


def test_the_limits_of_age_are_believed() -> None:
    assert parse_partial_date("120 ans", TODAY) == "1906~"
    assert parse_partial_date("0 ans", TODAY) == "2026~"
    assert parse_partial_date("1906", TODAY) == "1906"


@pytest.mark.parametrize(
    "edtf, first, last, year",
    [
        ("1984-03-12", date(1984, 3, 12), date(1984, 3, 12), 1984),
        ("1984-02", date(1984, 2, 1), date(1984, 2, 29), 1984),
        ("1984", date(1984, 1, 1), date(1984, 12, 31), 1984),
        ("1986~", date(1984, 1, 1), date(1988, 12, 31), 1986),
        ("0001~", date(1, 1, 1), date(3, 12, 31), 1),
        ("9999~", date(9997, 1, 1), date(9999, 12, 31), 9999),
    ],
)
def test_a_partial_date_spans_the_days_it_may_mean(edtf: str, first: date, last: date, year: int) -> None:
    assert (earliest_day(edtf), latest_day(edtf), birth_year(edtf)) == (first, last, year)
    assert is_approximate(edtf) == edtf.endswith("~")


@pytest.mark.parametrize(
    "edtf, ages",
    [
        ("1984-11-22", (42, 42)),
        ("1984-11-23", (41, 41)),
        ("1984-11", (41, 42)),
        ("1984", (41, 42)),
        ("1986~", (37, 42)),
        ("2026", (0, 0)),
    ],
)
def test_an_age_is_a_span_when_the_date_is_partial(edtf: str, ages: tuple[int, int]) -> None:
    assert age_on(edtf, TODAY) == ages


@pytest.mark.parametrize(
    "edtf, french, english, figures",
    [
        ("1984-03-12", "12 mars 1984", "12 March 1984", "12/03/1984"),
        ("1984-08-01", "1er août 1984", "1 August 1984", "01/08/1984"),
        ("1984-03", "mars 1984", "March 1984", "03/1984"),
        ("1984", "1984", "1984", "1984"),
        ("1986~", "vers 1986", "about 1986", "~1986"),
    ],
)
def test_a_partial_date_is_said_in_both_languages(edtf: str, french: str, english: str, figures: str) -> None:
    assert (describe(edtf, "fr"), describe(edtf, "en"), numerals(edtf)) == (french, english, figures)


def test_the_first_of_january_may_stand_for_an_unknown_day() -> None:
    assert is_first_of_january("1984-01-01")
    assert not is_first_of_january("1984-01")
    assert not is_first_of_january("1984-11-01")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1984-13",
        "1984-02-30",
        "84",
        "1984-3-12",
        "0000",
        "1984~-03",
        "1984-03~",
        "\u0661\u0669\u0668\u0664",
        "1984\n",
    ],
)
def test_any_other_shape_is_not_a_stored_date(text: str) -> None:
    assert not is_partial_date(text)
    with pytest.raises(BugError):
        earliest_day(text)
