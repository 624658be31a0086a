"""Which days are holidays where a workshop is held, and under which name."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from intake_app.domain.public_holidays import Calendar, Language, calendar_of, holiday_on


@pytest.mark.parametrize(
    "day, calendar, language, name",
    [
        (date(2026, 5, 1), Calendar.FRANCE, "fr", "Fête du Travail"),
        (date(2026, 5, 1), Calendar.FRANCE, "en", "Labor Day"),
        (date(2026, 7, 14), Calendar.FRANCE, "fr", "Fête nationale"),
        (date(2027, 3, 29), Calendar.FRANCE, "fr", "Lundi de Pâques"),
        (date(2026, 12, 26), Calendar.FRANCE, "fr", None),
        (date(2026, 12, 26), Calendar.ALSACE_MOSELLE, "fr", "Saint-Étienne"),
        (date(2026, 4, 3), Calendar.ALSACE_MOSELLE, "fr", "Vendredi saint"),
        (date(2026, 5, 4), Calendar.ENGLAND, "fr", "May Day"),
        (date(2026, 5, 1), Calendar.ENGLAND, "fr", None),
        # 30 November is a holiday in Scotland, 17 March in Northern Ireland
        (date(2026, 11, 30), Calendar.ENGLAND, "en", None),
        (date(2026, 3, 17), Calendar.ENGLAND, "en", None),
        (date(2026, 11, 24), Calendar.FRANCE, "fr", None),
    ],
)
def test_a_holiday_has_its_name(day: date, calendar: Calendar, language: Language, name: str | None) -> None:
    assert holiday_on(day, calendar, language) == name


@pytest.mark.parametrize(
    "place, calendar",
    [
        (("FR", "QP035005", "12 rue de Brno, 35700 Rennes"), Calendar.FRANCE),
        (("FR", "QP057001", None), Calendar.ALSACE_MOSELLE),
        (("FR", "QN06701M", None), Calendar.ALSACE_MOSELLE),
        (("FR", None, "3 rue du Moulin, 68100 Mulhouse"), Calendar.ALSACE_MOSELLE),
        (("FR", None, "Bâtiment 67, 35000 Rennes"), Calendar.FRANCE),
        (("FR", None, None), Calendar.FRANCE),
        (("GB", "E01016987", "Harbour Rise"), Calendar.ENGLAND),
    ],
)
def test_the_calendar_is_that_of_the_place(place: tuple[str, str | None, str | None], calendar: Calendar) -> None:
    assert calendar_of(*place) is calendar


def test_the_library_is_read_by_the_first_question_and_not_before() -> None:
    asks = "import sys, intake_app.services.planning; print('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], capture_output=True, text=True, check=True).stdout == "False\n"
