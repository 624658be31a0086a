"""Reading one cell: dates and telephone numbers as spreadsheets keep them, damage and lose them.

What is certain is repaired; what is not is refused with the key of a sentence, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from intake_app.domain.errors import KnownError
from intake_app.domain.names import fold
from intake_app.domain.partial_date import parse_partial_date
from intake_app.domain.phone import parse_phone
from intake_app.services.imports.reading import Cell
from intake_app.services.imports.tables import said

_FIRST_DAY: Final = date(1899, 12, 30)
"""Day 0 of Excel: it believes that 29 February 1900 existed, so its count is right from 1 March 1900."""
_SERIAL: Final = range(7_000, 60_000)
"""1919 to 2064. Far from any year, and from a day written 120384 in figures."""
_TIME: Final = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$")
_SLASHED: Final = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})")
_EXPONENT: Final = re.compile(r"[+-]?(\d(?:[.,]\d+)?)[eE]\+?(\d{1,2})")
_APART: Final = re.compile(r"\s*(?:[;,|\n]|\s/\s|\bou\b|\bor\b|\bet\b|\band\b)\s*")
_NO_PHONE: Final = frozenset(
    {"", "non", "no", "aucun", "aucune", "neant", "sans", "sans telephone", "pas de telephone", "pas de tel", "none"}
    | {"no phone", "n a", "na", "nc", "non communique", "0", "x"}
)
_YES: Final = frozenset({"oui", "o", "yes", "y", "vrai", "true", "1", "x"})
_NO: Final = frozenset({"non", "n", "no", "faux", "false", "0", ""})


class DayOrder(StrEnum):
    """In which order the days of a column are written."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    UNCERTAIN = "uncertain"


def day_order(cells: Iterable[Cell]) -> DayOrder:
    """What the whole column says: « 03/25/1984 » can only be March; beside « 25/03/1984 » nothing is certain."""
    firsts = seconds = False
    for cell in cells:
        found = _SLASHED.fullmatch(_TIME.sub("", cell)) if isinstance(cell, str) else None
        # « 32/13/1999 » is no date whichever way it is read: it says nothing of the others
        if found and min(int(found[1]), int(found[2])) <= 12:
            firsts |= int(found[1]) > 12
            seconds |= int(found[2]) > 12
    if firsts and seconds:
        return DayOrder.UNCERTAIN
    return DayOrder.MONTH_FIRST if seconds else DayOrder.DAY_FIRST


def read_birth(cell: Cell, today: date, order: DayOrder = DayOrder.DAY_FIRST) -> str | None:
    """A date or year of birth as EDTF, None when the cell is empty. KnownError `date_*`."""
    if isinstance(cell, datetime | date):
        return _not_to_come(cell.date() if isinstance(cell, datetime) else cell, today)
    if isinstance(cell, bool | timedelta):
        raise KnownError("date_not_understood")
    text = _TIME.sub("", said(cell))
    if re.fullmatch(r"\d{4,5}", text) and int(text) in _SERIAL:
        return _not_to_come(_FIRST_DAY + timedelta(days=int(text)), today)
    if re.fullmatch(r"\d+\.\d+", text) and int(float(text)) in _SERIAL:  # a day and an hour
        return _not_to_come(_FIRST_DAY + timedelta(days=int(float(text))), today)
    if re.fullmatch(r"\d{7}", text):  # 01031984, whose first nought was lost
        text = f"0{text}"
    return parse_partial_date(_turned(text, order), today)


def read_age(cell: Cell, today: date) -> str | None:
    """An age in years as EDTF (an approximate year), None when the cell is empty. KnownError `date_*`."""
    text = said(cell)
    if not text:
        return None
    return parse_partial_date(f"{text} ans" if text.isdigit() else text, today)


def read_phone(cell: Cell, country: str) -> tuple[str | None, bool]:
    """The number as it may be given to the rules, and whether the cell says that there is none.

    A spreadsheet takes a number for a quantity: its first nought is put back. KnownError `phone_rounded` when it kept
    « 6,12E+08 » alone.
    """
    text = said(cell).lstrip("'’").replace("\u00a0", " ")
    plain = fold(text)
    if plain in _NO_PHONE or not plain:
        return None, bool(plain)
    if found := _EXPONENT.fullmatch(text):
        return _unrounded(found, country), False
    for part in (text, *_APART.split(text)):
        number = _with_nought(part.strip(), country)
        try:
            parse_phone(number, country)
        except KnownError:
            continue
        return number, False
    return text, False


def read_postcode(cell: Cell, country: str) -> str:
    """A postcode; in France the first nought that a spreadsheet loses is put back."""
    text = said(cell)
    return text.zfill(5) if country == "FR" and re.fullmatch(r"\d{4}", text) else text


def read_yes_no(cell: Cell) -> bool:
    """KnownError `value_not_understood` for what is neither yes nor no."""
    if isinstance(cell, bool):
        return cell
    plain = fold(said(cell))
    if plain not in _YES | _NO:
        raise KnownError("value_not_understood")
    return plain in _YES


def split_name(cell: Cell) -> tuple[str, str]:
    """(family name, first name) of « BEN ALI Karim », « Karim BEN ALI » or « Ben Ali, Karim ».

    KnownError `name_not_split`: without capitals or a comma nobody can tell which is which.
    """
    text = said(cell)
    if text.count(",") == 1:
        family, first = (part.strip() for part in text.split(","))
        return family, first
    words = text.split()
    if len(words) == 1:
        return text, ""
    loud = [word for word in words if word == word.upper() and word != word.lower()]
    rest = [word for word in words if word not in loud]
    is_in_order = words in (loud + rest, rest + loud)
    if not words or (rest and not (loud and is_in_order)) or (loud and not rest):
        raise KnownError("name_not_split" if words else "field_missing")
    return " ".join(loud), " ".join(rest)


def _not_to_come(day: date, today: date) -> str:
    if day > today:
        raise KnownError("date_in_future")
    return day.isoformat()


def _turned(text: str, order: DayOrder) -> str:
    """The day before the month, whatever the order of the column."""
    found = _SLASHED.fullmatch(text)
    if found is None or order is DayOrder.DAY_FIRST:
        return text
    first, second = int(found[1]), int(found[2])
    if order is DayOrder.MONTH_FIRST:
        return f"{found[2]}/{found[1]}/{found[3]}"
    if first <= 12 and second <= 12 and first != second:
        raise KnownError("date_order_uncertain")
    return f"{found[2]}/{found[1]}/{found[3]}" if second > 12 else text


def _with_nought(text: str, country: str) -> str:
    digits = re.sub(r"[\s./()-]", "", text)
    if country == "FR" and re.fullmatch(r"[1-9]\d{8}", digits):
        return f"0{digits}"
    if country == "GB" and re.fullmatch(r"[1-37]\d{9}", digits):
        return f"0{digits}"
    prefix = {"FR": r"33[1-9]\d{8}", "GB": r"44[1-9]\d{9}"}.get(country)
    return f"+{digits}" if prefix and re.fullmatch(prefix, digits) else text


def _unrounded(found: re.Match[str], country: str) -> str:
    """The number behind « 6.12345678E+08 »; fewer figures than that were thrown away for good."""
    whole, _, rest = found[1].replace(",", ".").partition(".")
    if len(rest) != int(found[2]):
        raise KnownError("phone_rounded")
    return _with_nought(whole + rest, country)
