"""Days, times, numbers and names in French and in English."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication

from ui import formats

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


class English(QTranslator):
    """Translates the words of `formats` the way the .ts does."""

    WORDS = {"hier": "yesterday", "aujourd’hui": "today", "né(e) le %1": "born on %1"}  # noqa: RUF012

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803
        return self.WORDS.get(sourceText, "") if context == "formats" else ""


def test_days_are_written_in_full_in_both_languages() -> None:
    first = date(2026, 12, 1)
    assert formats.long_day(TODAY) == "dimanche 22 novembre 2026"
    assert formats.long_day(first) == "mardi 1er décembre 2026"
    assert formats.sentence_case(formats.long_day(TODAY)) == "Dimanche 22 novembre 2026"
    formats.set_language("en")
    assert formats.language() == "en"
    assert formats.long_day(first) == "Tuesday 1 December 2026"


def test_days_are_written_in_little_room() -> None:
    assert formats.short_day(date(2026, 11, 24)) == "mardi 24"
    assert formats.numeric_day(date(1984, 3, 2)) == "02/03/1984"
    assert formats.month_day(date(2026, 11, 18)) == "18 nov."
    assert formats.month_year(TODAY) == "novembre 2026"
    formats.set_language("en")
    assert formats.month_day(date(2026, 11, 18)) == "18 Nov"
    assert formats.numeric_day(date(1984, 3, 2)) == "02/03/1984"


def test_hours_never_break_over_two_lines() -> None:
    start, end = NOW.replace(hour=9, minute=30), NOW
    assert formats.clock_time(start) == "9\u00a0h\u00a030"
    assert formats.hours(start, end) == "9\u00a0h\u00a030 – 12\u00a0h"
    formats.set_language("en")
    assert formats.hours(start, end) == "9:30 – 12:00"


@pytest.mark.parametrize(
    "language, whole, broken, share",
    [("fr", "6\u202f259", "1\u202f234\u202f567,9", "41,2\u202f%"), ("en", "6,259", "1,234,567.9", "41.2%")],
)
def test_numbers_are_grouped_the_way_of_the_language(
    language: formats.Language, whole: str, broken: str, share: str
) -> None:
    formats.set_language(language)
    assert formats.number(6259) == whole
    assert formats.number(1234567.891, 1) == broken
    assert formats.percent(0.4123, 1) == share
    assert formats.number(7) == "7"


def test_family_names_are_in_capitals_with_their_accents() -> None:
    assert formats.person_name("Aïcha", "Traoré") == "Aïcha TRAORÉ"
    assert formats.person_name("Gwenaël", "le Goff", is_family_first=True) == "LE GOFF Gwenaël"
    assert formats.initials("Nadia M.") == "NM"
    assert formats.initials("") == ""


def test_telephone_numbers_are_grouped() -> None:
    assert formats.phone("+33639980001") == "06 39 98 00 01"
    assert formats.phone("") == ""


@pytest.mark.parametrize(
    "edtf, words",
    [("1984-03-12", "né(e) le 12 mars 1984"), ("1984-03", "né(e) en mars 1984"), ("1984", "né(e) en 1984"),
     ("1986~", "né(e) vers 1986"), ("", "")],
)  # fmt: skip
def test_births_are_said_as_far_as_they_are_known(edtf: str, words: str) -> None:
    assert formats.birth(edtf) == words


@pytest.mark.parametrize(
    "ago, words",
    [(timedelta(seconds=20), "à l’instant"), (timedelta(hours=2), "aujourd’hui, 10\u00a0h"),
     (timedelta(hours=19), "hier, 17\u00a0h"), (timedelta(days=5), "mardi, 12\u00a0h"),
     (timedelta(days=30), "23 oct., 12\u00a0h"), (timedelta(days=400), "18 oct. 2025"),
     (-timedelta(hours=3), "aujourd’hui, 15\u00a0h"), (-timedelta(days=3), "25 nov., 12\u00a0h")],
)  # fmt: skip
def test_a_moment_is_told_from_now(ago: timedelta, words: str) -> None:
    assert formats.relative_moment(NOW - ago, NOW, UTC) == words


def test_a_moment_is_told_in_the_hours_of_the_place() -> None:
    paris = timezone(timedelta(hours=1))
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    assert formats.relative_moment(late, NOW, UTC) == "hier, 23\u00a0h\u00a030"
    assert formats.relative_moment(late, NOW, paris) == "aujourd’hui, 0\u00a0h\u00a030"


@pytest.mark.parametrize(
    "days, words", [(0, "aujourd’hui"), (1, "demain"), (2, "mardi 24"), (40, "1er janv. 2027"), (-3, "19 nov. 2026")]
)
def test_a_coming_day_is_told_from_today(days: int, words: str) -> None:
    assert formats.coming_day(TODAY + timedelta(days=days), TODAY) == words


def test_words_come_from_the_translation_in_force(qapp: QApplication) -> None:
    english = English()
    QCoreApplication.installTranslator(english)
    try:
        formats.set_language("en")
        assert formats.relative_moment(NOW - timedelta(days=1), NOW, UTC) == "yesterday, 12:00"
        assert formats.birth("1984-03-12") == "born on 12 March 1984"
    finally:
        QCoreApplication.removeTranslator(english)


def test_another_language_is_refused() -> None:
    with pytest.raises(KeyError):
        formats.set_language("de")  # type: ignore[arg-type]


def test_sizes_of_files_are_written_as_people_read_them() -> None:
    said = [formats.file_size(count) for count in (0, 1, 320_000, 999_999, 1_000_000, 1_449_000, 20_000_000)]
    assert said == ["0 ko", "1 ko", "320 ko", "1 000 ko", "1,0 Mo", "1,4 Mo", "20,0 Mo"]
    formats.set_language("en")
    assert formats.file_size(1_449_000) == "1.4 MB"
    assert formats.file_size(320_000) == "320 kB"
