"""Days and times are read as people write them, and what could be a slip is asked again."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.day_reading import FARTHEST, read_day, read_time
from intake_app.domain.errors import KnownError

SUNDAY = date(2026, 11, 22)
TUESDAY = date(2026, 11, 24)
DAY_KEYS = {"day_not_understood", "day_impossible", "day_is_another_weekday", "day_too_far"}
FRENCH_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
ENGLISH_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FRENCH_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)

todays = st.dates(date(2000, 1, 1), date(2090, 12, 31))
near_days = st.integers(-180, 180).map(timedelta)
gaps = st.sampled_from(["/", "-", ".", " ", " / "])


@pytest.mark.parametrize(
    "text",
    [
        *("24/11", "24/11/2026", "24/11/26", "24.11", "24-11-2026", "2026-11-24", "24 novembre", "24 nov. 2026"),
        *(
            "mardi",
            "Mar",
            "MARDI",
            "mardi 24",
            "mardi 24/11",
            "mardi 24 novembre 2026",
            "le 24",
            "24",
            "mardi prochain",
        ),
        *("après-demain", "dans 2 jours", "in 2 days", "Tuesday", "next Tuesday", "Nov 24", "24th of November"),
    ],
)
def test_the_same_tuesday_is_written_in_many_ways(text: str) -> None:
    assert read_day(text, SUNDAY) == TUESDAY


@pytest.mark.parametrize(
    "text, days",
    [
        *(("aujourd’hui", 0), ("aujourd'hui", 0), ("today", 0), ("demain", 1), ("tomorrow", 1), ("hier", -1)),
        *(
            ("dimanche", 7),
            ("dimanche dernier", -7),
            ("mardi dernier", -5),
            ("last Friday", -2),
            ("dans 2 semaines", 14),
        ),
    ],
)
def test_a_day_is_counted_from_today(text: str, days: int) -> None:
    assert read_day(text, SUNDAY) == SUNDAY + timedelta(days=days)


def test_a_day_without_its_year_is_the_nearest() -> None:
    assert read_day("20/11", SUNDAY) == date(2026, 11, 20)
    assert read_day("5/1", SUNDAY) == date(2027, 1, 5)
    assert read_day("28/12", date(2027, 1, 4)) == date(2026, 12, 28)


def test_a_number_alone_is_a_day_to_come() -> None:
    assert read_day("1er", SUNDAY) == date(2026, 12, 1)
    assert read_day("31", SUNDAY) == date(2026, 12, 31)
    assert read_day("31", date(2027, 1, 31)) == date(2027, 1, 31)


def test_the_leap_day_is_read_in_its_year() -> None:
    assert read_day("29 février 2028", SUNDAY) == date(2028, 2, 29)
    assert read_day("29/2", date(2027, 12, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    "text, key",
    [
        *(("31/11", "day_impossible"), ("29/2", "day_impossible"), ("0/1", "day_impossible"), ("45", "day_impossible")),
        *(("lundi 24/11", "day_is_another_weekday"), ("lundi 24", "day_is_another_weekday")),
        *(("24/11/2036", "day_too_far"), ("24/11/1984", "day_too_far"), ("dans 200 semaines", "day_too_far")),
        *(("bientôt", "day_not_understood"), ("ma", "day_not_understood"), ("dernier", "day_not_understood")),
        *(
            ("24 24 24 24", "day_not_understood"),
            ("mai juin", "day_not_understood"),
            ("mardi mardi", "day_not_understood"),
        ),
        *(
            ("mardi dernier 24", "day_not_understood"),
            ("novembre", "day_not_understood"),
            ("9" * 61, "day_not_understood"),
        ),
    ],
)
def test_what_could_be_a_slip_is_asked_again(text: str, key: str) -> None:
    with pytest.raises(KnownError) as refusal:
        read_day(text, SUNDAY)
    assert refusal.value.key == key


@pytest.mark.parametrize("text", ["", "  ", "\u202f", "…"])
def test_nothing_typed_is_no_day(text: str) -> None:
    assert read_day(text, SUNDAY) is None


@given(todays, near_days, gaps)
def test_a_day_in_figures_is_found_again(today: date, away: timedelta, gap: str) -> None:
    day = today + away
    assert read_day(f"{day.day}{gap}{day.month:02d}", today) == day
    assert read_day(f"{day.day:02d}{gap}{day.month}{gap}{day.year}", today) == day
    assert read_day(day.isoformat(), today) == day


@given(todays, near_days)
def test_a_day_in_words_is_found_again(today: date, away: timedelta) -> None:
    day = today + away
    assert read_day(f"{FRENCH_DAYS[day.weekday()]} {day.day} {FRENCH_MONTHS[day.month - 1]}", today) == day


@given(todays, st.integers(0, 6))
def test_a_weekday_alone_is_one_of_the_next_seven_days(today: date, weekday: int) -> None:
    for names in (FRENCH_DAYS, ENGLISH_DAYS):
        coming = read_day(names[weekday], today)
        assert coming is not None
        assert coming.weekday() == weekday
        assert 1 <= (coming - today).days <= 7
    gone = read_day(f"{FRENCH_DAYS[weekday]} dernier", today)
    assert gone is not None
    assert -7 <= (gone - today).days <= -1


@given(todays, st.text(max_size=70) | st.from_regex(r"[0-9a-zé /.-]{0,25}", fullmatch=True))
def test_any_text_is_a_near_day_or_a_known_error(today: date, text: str) -> None:
    day, key = None, ""
    try:
        day = read_day(text, today)
    except KnownError as refusal:
        key = refusal.key
    assert key in DAY_KEYS | {""}
    assert day is None or abs((day - today).days) <= FARTHEST * 366


@pytest.mark.parametrize(
    "text", ["14h30", "14 h 30", "14\u202fh\u202f30", "14:30", "14.30", "1430", "2:30 pm", "à 14 h 30", "14 h 30 min"]
)
def test_the_same_time_is_written_in_many_ways(text: str) -> None:
    assert read_time(text) == "14:30"


@pytest.mark.parametrize(
    "text, kept",
    [
        *(("14h", "14:00"), ("14", "14:00"), ("9", "09:00"), ("930", "09:30"), ("midi", "12:00"), ("noon", "12:00")),
        *(("2pm", "14:00"), ("12 am", "00:00"), ("12 pm", "12:00"), ("14 heures", "14:00"), ("0h05", "00:05")),
    ],
)
def test_a_time_is_kept_on_four_figures(text: str, kept: str) -> None:
    assert read_time(text) == kept


@pytest.mark.parametrize("text", ["24h", "14h60", "14h3", "13 pm", "0 am", "quatorze", "1 4", "h30", "12345", "-3"])
def test_a_time_that_means_nothing_is_asked_again(text: str) -> None:
    with pytest.raises(KnownError, match="time_not_understood"):
        read_time(text)


def test_nothing_typed_is_no_time() -> None:
    assert read_time(" ") is None


@given(st.times(), st.sampled_from(["{0}h{1:02d}", "{0} h {1:02d}", "{0}:{1:02d}", "{0:02d}{1:02d}"]))
def test_a_time_is_found_again(typed: time, shape: str) -> None:
    assert read_time(shape.format(typed.hour, typed.minute)) == f"{typed:%H:%M}"


@given(st.text(max_size=30) | st.from_regex(r"[0-9hapm: ]{0,10}", fullmatch=True))
def test_any_text_is_a_time_or_the_known_error(text: str) -> None:
    kept, key = None, ""
    try:
        kept = read_time(text)
    except KnownError as refusal:
        key = refusal.key
    assert key in {"", "time_not_understood"}
    assert kept is None or (len(kept) == 5 and "00:00" <= kept <= "23:59")
