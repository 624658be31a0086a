"""The words for workshops: their days, hours, places and counts, as they stand in lists and headings."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import label
from intake_app.services.attendances import EXPECTED
from intake_app.services.rolls import Roll
from intake_app.services.workshop_lists import WorkshopRow
from ui import formats
from ui.palette import Tone
from ui.workshops import planning_words
from ui.workshops.roll_sheet import RollLine

_STATUS_TONES: dict[str, Tone] = {
    "late": "warn",
    "left_early": "warn",
    "absent_unexcused": "bad",
    "absent_excused": "info",
    "cancelled_by_us": "neutral",
}
_STANDING_TONES: dict[str, Tone] = {"held": "good", "closed": "good", "planned": "accent"}
_SOON = 28


def clock(time_of_day: str) -> str:
    """« 14 h 30 » of `14:30`."""
    return formats.clock_time(datetime.combine(date.min, time.fromisoformat(time_of_day)))


def hours(start_time: str, end_time: str) -> str:
    """« 14 h – 17 h » of `14:00` and `17:00`."""
    return f"{clock(start_time)} – {clock(end_time)}"


def day(held_on: date, today: date) -> str:
    """« mardi 24 » of the days to come, « mardi 24 nov. » of those gone by, with the year when it is another one."""
    if 0 <= (held_on - today).days < _SOON:
        return formats.short_day(held_on)
    return dated(held_on, today)


def dated(held_on: date, today: date) -> str:
    """« mardi 24 nov. », with the year when it is another one."""
    weekday = formats.long_day(held_on).split(" ", 1)[0]
    year = "" if held_on.year == today.year else f" {held_on.year}"
    return f"{weekday} {formats.month_day(held_on)}{year}"


def where(row: WorkshopRow) -> str:
    """The place; and of a cancelled workshop why it is: « Local Gros-Chêne · annulée : lieu indisponible »."""
    why = planning_words.cancelled(row.cancel_reason) if row.status == "cancelled" else ""
    return " · ".join(part for part in (why, row.place or "") if part)


def counted(row: WorkshopRow) -> str:
    """« 9 inscrits », « 5 / 7 présents », « sans inscription »."""
    if row.present or row.status in ("held", "closed"):
        return (
            QCoreApplication.translate("WorkshopWords", "%1 / %2 présents")
            .replace("%1", str(row.present))
            .replace("%2", str(row.expected))
        )
    if row.is_open and not row.expected:
        return QCoreApplication.translate("WorkshopWords", "sans inscription")
    if row.capacity:
        return (
            QCoreApplication.translate("WorkshopWords", "%1 / %2 places")
            .replace("%1", str(row.expected))
            .replace("%2", str(row.capacity))
        )
    return QCoreApplication.translate("WorkshopWords", "%n inscrit(s)", None, row.expected)


def counted_tone(row: WorkshopRow) -> Tone:
    """The colour of `counted`."""
    return "neutral" if row.is_open and not row.expected and not row.present else "info"


def standing(row: WorkshopRow, today: date, *, is_left_open: bool = False) -> str:
    """« appel non fait », « feuille à clore », « close », « annulée », « aujourd’hui »; nothing for what is simply
    planned. `is_left_open`: the sheet of its day is still to be closed.
    """
    if row.is_roll_missing:
        return QCoreApplication.translate("WorkshopWords", "appel non fait")
    if is_left_open:
        return QCoreApplication.translate("WorkshopWords", "feuille à clore")
    if row.status == "planned" and row.held_on == today:
        return QCoreApplication.translate("WorkshopWords", "aujourd’hui")
    return {
        "held": QCoreApplication.translate("WorkshopWords", "appel fait"),
        "closed": QCoreApplication.translate("WorkshopWords", "close"),
        "cancelled": QCoreApplication.translate("WorkshopWords", "annulée"),
    }.get(row.status, "")


def standing_tone(row: WorkshopRow, *, is_left_open: bool = False) -> Tone:
    """The colour of `standing`."""
    return "warn" if row.is_roll_missing or is_left_open else _STANDING_TONES.get(row.status, "neutral")


def heading(roll: Roll, today: date) -> str:
    """« Mardi 24 novembre · 14 h – 17 h · Local Gros-Chêne · animée par Nadia M. »"""
    whole = formats.long_day(roll.held_on)
    shown = whole.removesuffix(f" {roll.held_on.year}") if roll.held_on.year == today.year else whole
    led = (
        QCoreApplication.translate("WorkshopWords", "animée par %1").replace("%1", roll.facilitators)
        if roll.facilitators
        else ""
    )
    parts = (formats.sentence_case(shown), hours(roll.start_time, roll.end_time), roll.place or "", led)
    return " · ".join(part for part in parts if part)


def signed_for(roll: Roll) -> str:
    """What somebody signs for: « 3h pour l'emploi · mardi 24 novembre 2026 · 14 h – 17 h »."""
    parts = (roll.title, formats.long_day(roll.held_on), hours(roll.start_time, roll.end_time))
    return " · ".join(parts)


def enrolment(line: RollLine) -> str:
    """Whether somebody was expected: « inscrit·e », « sans inscription »."""
    if line.waits_otherwise:
        return QCoreApplication.translate("WorkshopWords", "liste d’attente")
    if not line.is_on_roll:
        return QCoreApplication.translate("WorkshopWords", "retirée de la liste")
    if line.status == EXPECTED and line.answer is not None:
        said = label("invitation_answer", line.answer, formats.language())
        return said[:1].lower() + said[1:]
    return (
        QCoreApplication.translate("WorkshopWords", "sans inscription")
        if line.is_walk_in
        else QCoreApplication.translate("WorkshopWords", "inscrit·e")
    )


def status(line: RollLine) -> str:
    """« Signé », or what differs from being there or not yet: « En retard », « Absence prévenue »…"""
    if line.has_signed:
        return QCoreApplication.translate("WorkshopWords", "signé")
    return label("attendance_status", line.status, formats.language()) if line.status in _STATUS_TONES else ""


def status_tone(line: RollLine) -> Tone:
    """The colour of `status`."""
    return "good" if line.has_signed else _STATUS_TONES.get(line.status, "neutral")


def arrival(line: RollLine) -> str:
    """« 14 h 02 », or nothing for whoever did not come."""
    return formats.clock_time(line.arrived_at.astimezone()) if line.arrived_at else ""


def full_name(line: RollLine) -> str:
    """« TRAORÉ Aïcha »; whoever was erased is still counted, without a name."""
    if not line.family_name:
        return QCoreApplication.translate("WorkshopWords", "Personne effacée")
    return formats.person_name(line.first_name, line.family_name, is_family_first=True)
