"""The hours somebody attended, in words: of each action, and of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from intake_app.services.registers.hours import ActionHours, Hours
from ui import formats
from ui.residents.path_card import Line


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


def hours_lines(found: Sequence[ActionHours]) -> Iterator[Line]:
    """A line for each action."""
    for one in found:
        second = in_words(one.hours)
        if one.hours.uncertain:
            second += "\n" + _say("%n fois sans l’heure d’arrivée ou de départ", one.hours.uncertain)
        if one.hours.is_all_sealed:
            yield Line(action_title(one), second, _say("toutes sur feuilles scellées"), "good")
        else:
            sealed = formats.duration(one.hours.sealed_minutes)
            yield Line(action_title(one), second, _say("%1 sur feuilles scellées").replace("%1", sealed), "warn")
