"""The public holidays of where a workshop is held, as the library `holidays` knows them.

It takes a third of a second to read, on whichever thread asks first: nothing here is read before the first question.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from intake_app.domain.base import Day

if TYPE_CHECKING:
    from holidays import HolidayBase

Language = Literal["fr", "en"]
_EASTERN: Final = ("57", "67", "68")
_POSTCODE: Final = re.compile(r"\b(\d\d)\d{3}\b")
_OFFICIAL: Final = re.compile(r"Q[PN]0(\d\d)", re.IGNORECASE)
"""A priority neighbourhood's code, « QP057001 » or « QN05701M », holds the number of its département."""


class Calendar(StrEnum):
    """Which days are holidays."""

    FRANCE = "france"
    ALSACE_MOSELLE = "alsace_moselle"
    """France, with Good Friday and 26 December (Code du travail, art. L3134-13)."""
    ENGLAND = "england"


def calendar_of(country: str, official_code: str | None, address: str | None) -> Calendar:
    """The calendar of a neighbourhood (`country` is FR or GB) and of a site in it."""
    if country != "FR":
        return Calendar.ENGLAND
    found = [*_OFFICIAL.findall(official_code or "")[:1], *_POSTCODE.findall(address or "")[-1:]]
    return Calendar.ALSACE_MOSELLE if any(number in _EASTERN for number in found) else Calendar.FRANCE


def holiday_on(day: Day, calendar: Calendar, language: Language) -> str | None:
    """The name of the holiday of that day, « Fête du Travail »; None for any other day."""
    name = _days(calendar, language).get(day)
    return str(name).replace("'", "’") if name else None


@cache
def _days(calendar: Calendar, language: Language) -> HolidayBase:
    """The days of any year: the library fills each in when it is asked about."""
    from holidays.countries.france import France
    from holidays.countries.united_kingdom import UnitedKingdom

    if calendar is Calendar.ENGLAND:
        return UnitedKingdom(subdiv="ENG", language="en_GB")  # type: ignore[no-untyped-call]
    subdivision = "57" if calendar is Calendar.ALSACE_MOSELLE else None
    return France(subdiv=subdivision, language="fr" if language == "fr" else "en_US")  # type: ignore[no-untyped-call]
