"""A phone number is kept in one form however it was typed."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.phone import format_national, national_digits, parse_phone


@pytest.mark.parametrize(
    "text",
    [
        *(
            "06 39 98 00 01",
            "0639980001",
            "06.39.98.00.01",
            "06-39-98-00-01",
            "06/39/98/00/01",
            "06\u202f39\u00a098 00 01",
        ),
        *("+33 6 39 98 00 01", "+33639980001", "0033 6 39 98 00 01", "+33 (0)6 39 98 00 01", "0033 (0)6 39 98 00 01"),
        *("(+33) 6 39 98 00 01", "639980001", "  06 39 98 00 01  "),
    ],
)
def test_a_french_number_has_one_form(text: str) -> None:
    assert parse_phone(text, "FR") == "+33639980001"


@pytest.mark.parametrize(
    "text", ["07700 900123", "07700900123", "+44 7700 900123", "+44 (0)7700 900123", "0044 7700 900123"]
)
def test_a_british_number_has_one_form(text: str) -> None:
    assert parse_phone(text, "GB") == "+447700900123"


def test_a_prefix_wins_over_the_country() -> None:
    assert parse_phone("+44 7700 900123", "FR") == "+447700900123"
    assert parse_phone("0033 1 99 00 12 34", "GB") == "+33199001234"
    assert parse_phone("+212 612 345678", "FR") == "+212612345678"


def test_the_same_digits_are_another_number_in_another_country() -> None:
    assert parse_phone("0199 001 2345", "GB") == "+441990012345"
    assert parse_phone("01 99 00 12 34", "FR") == "+33199001234"


@pytest.mark.parametrize(
    "text, country",
    [
        *(
            (text, "FR")
            for text in (
                "",
                "abc",
                "112",
                "06 39 98 00 0",
                "06 39 98 00 01 2",
                "00 00 00 00 00",
                "06 39 98 00 01 poste 3",
            )
        ),
        *(
            (text, "FR")
            for text in ("+33+33", "0800 FLOWERS", "karim@example.org", "+999 123 456", "1" * 50, "----------", "+")
        ),
        *((text, "GB") for text in ("07700 90012", "07700 9001234", "999")),
    ],
)
def test_what_is_no_number_is_refused_without_repeating_it(text: str, country: str) -> None:
    with pytest.raises(KnownError) as failure:
        parse_phone(text, country)
    assert str(failure.value) == "phone_not_understood"


@pytest.mark.parametrize(
    "e164, digits, shown",
    [
        ("+33639980001", "0639980001", "06 39 98 00 01"),
        ("+447700900123", "07700900123", "07700 900123"),
        ("+442079460000", "02079460000", "020 7946 0000"),
        ("+212612345678", "212612345678", "+212 6 12 34 56 78"),
        ("+331", "01", "+331"),
        ("chez sa soeur", "chez sa soeur", "chez sa soeur"),
    ],
)
def test_a_number_is_shown_as_it_is_dialled_at_home(e164: str, digits: str, shown: str) -> None:
    assert (national_digits(e164), format_national(e164)) == (digits, shown)
