"""The hours somebody attended, action by action, on their file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from intake_app.services.registers.hours import ActionHours
from ui import formats
from ui.certificates.hours_words import action_title, in_words
from ui.residents.path_card import Line


def _say(words: str, count: int = -1) -> str:
    return QCoreApplication.translate("Hours", words, "", count)


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
