"""Whatever is stored can be shown, typed again, and comes back the same."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import (
    OLDEST,
    age_on,
    describe,
    earliest_day,
    is_partial_date,
    latest_day,
    numerals,
    parse_partial_date,
)

todays = st.dates(date(2020, 1, 1), date(2060, 12, 31))


@st.composite
def stored(draw: st.DrawFn) -> tuple[str, date]:
    """A stored date of somebody alive, and a today."""
    today = draw(todays)
    born = today - timedelta(days=draw(st.integers(0, OLDEST * 365)))
    shape = draw(st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y", "%Y~"]))
    return born.strftime(shape), today


@given(stored(), st.sampled_from(["fr", "en"]))
def test_what_is_shown_can_be_typed_again(case: tuple[str, date], language: str) -> None:
    edtf, today = case
    for shown in (edtf, describe(edtf, language), numerals(edtf), f"  {describe(edtf, language).upper()} "):
        assert parse_partial_date(shown, today) == edtf


@given(stored())
def test_the_age_lies_within_the_days_it_may_mean(case: tuple[str, date]) -> None:
    edtf, today = case
    assert earliest_day(edtf) <= latest_day(edtf)
    least, greatest = age_on(edtf, today)
    assert 0 <= least <= greatest <= OLDEST + 3


@given(todays, st.integers(0, OLDEST))
def test_an_age_said_is_among_the_ages_it_is_read_as(today: date, years: int) -> None:
    edtf = parse_partial_date(f"{years} ans", today)
    assert edtf is not None
    least, greatest = age_on(edtf, today)
    assert least <= years <= greatest


@given(todays, st.dates(date(1901, 1, 1), date(2060, 12, 31)))
def test_two_figures_never_make_a_birth_to_come(today: date, born: date) -> None:
    edtf = parse_partial_date(born.strftime("%d/%m/%y"), today) if (born.month, born.day) != (2, 29) else None
    assert edtf is None or earliest_day(edtf) <= today < earliest_day(edtf).replace(year=earliest_day(edtf).year + 100)


@given(st.text(max_size=80) | st.from_regex(r"[0-9a-z~?/. ]{0,20}", fullmatch=True), todays)
def test_any_text_is_a_date_nothing_or_a_known_error(text: str, today: date) -> None:
    refusal = None
    try:
        edtf = parse_partial_date(text, today)
    except KnownError as failure:
        edtf, refusal = None, failure.key
    assert edtf is None or is_partial_date(edtf)
    assert refusal is None or refusal.startswith("date_")


@given(st.text(max_size=12) | st.from_regex(r"[0-9]{4}(-[0-9]{2}){0,2}~?", fullmatch=True))
def test_every_stored_shape_can_be_used(text: str) -> None:
    if is_partial_date(text):
        assert earliest_day(text) <= latest_day(text)
        assert describe(text, "fr")
        assert len(text) <= 11
