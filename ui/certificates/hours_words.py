"""Hours attended, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from intake_app.services.registers.hours import ActionHours, Hours
from ui import formats


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("Hours", words, "", count)


def in_words(hours: Hours) -> str:
    """« 12 h dans 4 séances »; with the half-days where a workshop has several."""
    said = _say("%1 dans %n séance(s)", hours.workshops).replace("%1", formats.duration(hours.minutes))
    return said if hours.slots == hours.workshops else f"{said}, " + _say("%n demi-journée(s)", hours.slots)


def action_title(one: ActionHours) -> str:
    """The action's exact title; what stands for it where a workshop belongs to none."""
    title = one.title_en if formats.language() == "en" else one.title_fr
    return title or one.title_fr or _say("Sans action")
