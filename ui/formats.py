"""Days, times, numbers, names and phone numbers as people write them, in the language of the application.

French and English only. The language is set once, before the first window (`set_language`); words come from the
translations of the application, names of days and months from QLocale.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from intake_app.domain import names, partial_date
from intake_app.domain.phone import format_national
from intake_app.domain.sentences import Language

NARROW_SPACE, NO_BREAK_SPACE = "\u202f", "\u00a0"
_LOCALES = {
    "fr": QLocale(QLocale.Language.French, QLocale.Country.France),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}
_locale = _LOCALES["fr"]


def set_language(language: Language) -> QLocale:
    """Write in this language from now on; the QLocale in force, for widgets that want one. KeyError for another one."""
    global _locale
    _locale = _LOCALES[language]
    return _locale


def language() -> Language:
    """The language in force."""
    return "en" if _locale.language() == QLocale.Language.English else "fr"


def long_day(day: date) -> str:
    """« dimanche 22 novembre 2026 », “Sunday 22 November 2026”; the first of a month is « 1er » in French."""
    return f"{_name_of_day(day)} {_ordinal(day)} {_month(day)} {day.year}"


def short_day(day: date) -> str:
    """« mardi 24 », “Tuesday 24”: a day of this month or the next."""
    return f"{_name_of_day(day)} {_ordinal(day)}"


def dated_moment(moment: datetime, zone: tzinfo | None = None) -> str:
    """« mardi 17 nov., 10 h 40 », “Tuesday 17 Nov, 10:40”: a moment whose day matters as much as its hour."""
    here = moment.astimezone(zone)
    return f"{_name_of_day(here.date())} {month_day(here.date())}, {clock_time(here)}"


def numeric_day(day: date) -> str:
    """« 12/03/1984 » in both languages."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def month_day(day: date) -> str:
    """« 18 nov. », “18 Nov”: a day of this year, in little room."""
    return f"{_ordinal(day)} {_locale.standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)}"


def month_year(day: date) -> str:
    """« novembre 2026 », “November 2026”."""
    return f"{_month(day)} {day.year}"


def clock_time(moment: datetime) -> str:
    """« 14 h 30 » with no-break spaces (« 14 h » on the hour), “14:30”. The hour is the one `moment` carries."""
    if language() == "en":
        return f"{moment.hour}:{moment.minute:02}"
    full = f"{moment.hour}{NO_BREAK_SPACE}h"
    return f"{full}{NO_BREAK_SPACE}{moment.minute:02}" if moment.minute else full


def hours(start: datetime, end: datetime) -> str:
    """« 14 h – 17 h », “14:00 – 17:00”."""
    return f"{clock_time(start)} – {clock_time(end)}"


def duration(minutes: int) -> str:
    """« 12 h », « 2 h 30 », « 45 min » with no-break spaces; “2 h 30 min”."""
    whole, rest = divmod(minutes, 60)
    few = f"{rest}{NO_BREAK_SPACE}min"
    if not whole:
        return few
    full = f"{number(whole)}{NO_BREAK_SPACE}h"
    if not rest:
        return full
    return f"{full}{NO_BREAK_SPACE}{few}" if language() == "en" else f"{full}{NO_BREAK_SPACE}{rest:02}"


def number(value: float, decimals: int = 0) -> str:
    """« 6 259 », « 6,4 » with a narrow no-break space and a comma; “6,259”, “6.4”."""
    return _locale.toString(float(value), "f", decimals)


def percent(share: float, decimals: int = 0) -> str:
    """« 41 % » of a share from 0.0 to 1.0, with a narrow no-break space in French; “41%”."""
    sign = "%" if language() == "en" else f"{NARROW_SPACE}%"
    return number(100 * share, decimals) + sign


def file_size(byte_count: int) -> str:
    """« 1,4 Mo », « 320 ko » with a no-break space; “1.4 MB”, “320 kB”."""
    unit = "B" if language() == "en" else "o"
    if byte_count < 1_000_000:
        return f"{number(-(-byte_count // 1000))}{NO_BREAK_SPACE}k{unit}"
    return f"{number(byte_count / 1_000_000, 1)}{NO_BREAK_SPACE}M{unit}"


def person_name(first_name: str, family_name: str, *, is_family_first: bool = False) -> str:
    """« Aïcha TRAORÉ », or « TRAORÉ Aïcha » for lists: the family name in capitals, accents kept."""
    if is_family_first:
        return names.display_name(family_name, first_name)
    return names.full_name(family_name, first_name)


def initials(short_name: str) -> str:
    """« NM » of « Nadia M. », when only the short name is known; "" of an empty name."""
    first, _space, rest = short_name.partition(" ")
    return names.initials(rest, first)


def phone(e164: str) -> str:
    """« 06 12 34 56 78 » of « +33612345678 »; what is no number comes back as it is, "" too."""
    return format_national(e164) if e164 else ""


def birth(edtf: str) -> str:
    """« né(e) le 12 mars 1984 », « né(e) en mars 1984 », « né(e) vers 1986 »; "" when not known."""
    if not edtf:
        return ""
    words = partial_date.describe(edtf, language())
    if len(edtf) == len("1984-03-12"):
        sentence = QCoreApplication.translate("formats", "né(e) le %1")
    elif edtf.endswith("~"):
        sentence = QCoreApplication.translate("formats", "né(e) %1")
    else:
        sentence = QCoreApplication.translate("formats", "né(e) en %1")
    return sentence.replace("%1", words)


def relative_moment(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """When something happened, seen from `now` (both aware): « à l’instant », « aujourd’hui, 9 h 12 », « hier, 17 h 42
    », « mardi, 9 h 12 » within the week, « 18 nov., 9 h 12 » within the year, « 18 nov. 2025 » before. Times are those
    of `zone`, or of this computer.
    """
    then, here = moment.astimezone(zone), now.astimezone(zone)
    days = (here.date() - then.date()).days
    if timedelta() <= here - then < timedelta(minutes=1):
        return QCoreApplication.translate("formats", "à l’instant")
    if days in (0, 1):
        # no call inside an f-string: the tool that collects the words to translate does not see it there
        today = QCoreApplication.translate("formats", "aujourd’hui")
        yesterday = QCoreApplication.translate("formats", "hier")
        return f"{yesterday if days else today}, {clock_time(then)}"
    if 1 < days < 7:
        return f"{_name_of_day(then.date())}, {clock_time(then)}"
    if then.year == here.year:
        return f"{month_day(then.date())}, {clock_time(then)}"
    return f"{month_day(then.date())} {then.year}"


def coming_day(day: date, today: date) -> str:
    """A day to keep, seen from `today`: « aujourd’hui », « demain », « mardi 24 » within a month, else « 18 nov. 2026
    ».
    """
    days = (day - today).days
    if days == 0:
        return QCoreApplication.translate("formats", "aujourd’hui")
    if days == 1:
        return QCoreApplication.translate("formats", "demain")
    return short_day(day) if 1 < days < 28 else f"{month_day(day)} {day.year}"


def sentence_case(text: str) -> str:
    """The text with a capital first letter: « Dimanche 22 novembre 2026 » at the head of a line."""
    return text[:1].upper() + text[1:]


def _ordinal(day: date) -> str:
    return "1er" if day.day == 1 and language() == "fr" else str(day.day)


def _name_of_day(day: date) -> str:
    return _locale.standaloneDayName(day.isoweekday(), QLocale.FormatType.LongFormat)


def _month(day: date) -> str:
    return _locale.toString(QDate(day.year, day.month, day.day), "MMMM")
