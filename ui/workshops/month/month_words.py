"""The words of the month of workshops: short in a day's square, whole below it and for screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.services.workshop_lists import WorkshopRow
from ui import formats
from ui.workshops import planning_words, words


def _say(said: str, count: int = -1) -> str:
    return QCoreApplication.translate("MonthWords", said, "", count)


def mark(rows: Sequence[WorkshopRow], holiday: str | None) -> str:
    """What a day's square says under the number of workshops: « férié », « annulée »."""
    if rows and all(row.status == "cancelled" for row in rows):
        return _say("annulée")
    return _say("férié") if holiday else ""


def more(count: int) -> str:
    """What has no room in a half-day: « et 2 autres »."""
    return _say("et %n autre(s)", count)


def heading(day: date, today: date, holiday: str | None) -> str:
    """« Vendredi 25 décembre 2026, aujourd’hui · férié : Noël »."""
    named = formats.sentence_case(formats.long_day(day))
    if day == today:
        named = _say("%1, aujourd’hui").replace("%1", named)
    return f"{named} · " + _say("férié\u202f: %1").replace("%1", holiday) if holiday else named


def told(day: date, today: date, rows: Sequence[WorkshopRow], holiday: str | None) -> str:
    """The day in one sentence, for screen readers."""
    count = _say("%n séance(s)", len(rows)) if rows else _say("aucune séance")
    return ", ".join((heading(day, today, holiday), count, *(workshop(row) for row in rows)))


def workshop(row: WorkshopRow) -> str:
    """« 14 h 3h pour l’emploi, annulée : trop peu d’inscriptions »."""
    why = planning_words.cancelled(row.cancel_reason) if row.status == "cancelled" else ""
    named = f"{words.clock(row.start_time)} {row.title}"
    return f"{named}, {why[:1].lower()}{why[1:]}" if why else named
