"""The words for follow-ups: what for, by when, how late."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import entry, label
from intake_app.services.follow_up_lists import FollowUpRow
from ui import formats
from ui.palette import Tone


def name(row: FollowUpRow) -> str:
    """« BENALI Karim »."""
    return formats.person_name(row.first_name, row.family_name, is_family_first=True)


def purpose(row: FollowUpRow) -> str:
    """« Rappeler · CAP gardien d’immeuble », « Bilan à 6 mois (T3) »."""
    what = entry("follow_up_purpose", row.purpose).label(formats.language())
    return f"{what} · {row.note}" if row.note else what


def due(row: FollowUpRow) -> str:
    """« 4 j de retard », « aujourd’hui », « mardi 24 »."""
    if row.days_late > 0:
        return QCoreApplication.translate("FollowUpWords", "%n j de retard", "", row.days_late)
    return formats.coming_day(row.due_on, row_today(row))


def due_tone(row: FollowUpRow) -> Tone:
    """The colour of `due`."""
    return "bad" if row.days_late > 0 else "warn" if row.days_late == 0 else "neutral"


def row_today(row: FollowUpRow) -> date:
    """The day on which the row was read: its delay is counted from it."""
    return date.fromordinal(row.due_on.toordinal() + row.days_late)


def attempt(row: FollowUpRow) -> str:
    """« essai 2 sur 3 », "" for what is not tried several times."""
    if not row.attempt:
        return ""
    said = QCoreApplication.translate("FollowUpWords", "essai %1 sur %2")
    return said.replace("%1", str(row.attempt)).replace("%2", str(_attempts(row)))


def is_last_attempt(row: FollowUpRow) -> bool:
    """Whether nobody tries again after this one."""
    return bool(row.attempt) and row.attempt >= _attempts(row)


def _attempts(row: FollowUpRow) -> int:
    return len(entry("follow_up_purpose", row.purpose).mapping["attempts"])


def result(code: str) -> str:
    """« Pas de réponse »."""
    return label("follow_up_result", code, formats.language())
