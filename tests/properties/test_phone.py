"""Any number understood is kept in one form, and showing it never loses a digit."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import KnownError
from intake_app.domain.phone import format_national, national_digits, parse_phone

french = st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True)
british = st.from_regex(r"0[127][1-9][0-9]{8}", fullmatch=True)
gaps = st.sampled_from(["", " ", ".", "-", "\u202f"])


@given(french, gaps)
def test_a_french_number_survives_being_shown(digits: str, gap: str) -> None:
    typed = gap.join(digits[place : place + 2] for place in range(0, 10, 2))
    e164 = parse_phone(typed, "FR")
    assert e164 == "+33" + digits[1:]
    assert national_digits(e164) == digits
    assert parse_phone(format_national(e164), "FR") == e164
    assert parse_phone(e164, "GB") == e164


@given(british, gaps)
def test_a_british_number_survives_being_shown(digits: str, gap: str) -> None:
    e164 = parse_phone(digits[:5] + gap + digits[5:], "GB")
    assert national_digits(e164) == digits
    assert parse_phone(format_national(e164), "GB") == e164


@given(st.text(max_size=40) | st.from_regex(r"[0-9+() ./-]{0,25}", fullmatch=True), st.sampled_from(["FR", "GB"]))
def test_any_text_is_a_number_or_the_known_error(text: str, country: str) -> None:
    try:
        answer = parse_phone(text, country)
    except KnownError as failure:
        answer = failure.key
    assert answer == "phone_not_understood" or re.fullmatch(r"\+[0-9]{2,19}", answer)
