"""What is said while a workshop is planned: days worth a second look, and why a workshop is cancelled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import label
from intake_app.domain.rules.planning import Caution, Noticed
from ui import formats


def _say(words: str) -> str:
    return QCoreApplication.translate("PlanningWords", words)


def caution(noticed: Noticed) -> str:
    """« Vendredi 1 mai 2026 : férié (Fête du Travail). »"""
    said = {
        Caution.HOLIDAY: _say("%1\u202f: férié (%2)."),
        Caution.SUNDAY: _say("%1\u202f: un dimanche."),
        Caution.LONG_SLOT: _say("%1\u202f: plus de quatre heures d’affilée, qu’un financeur peut refuser."),
        Caution.FACILITATOR_TWICE: _say("%1\u202f: la personne qui anime est déjà prise par «\u202f%2\u202f»."),
        Caution.PLACE_TWICE: _say("%1\u202f: le lieu est déjà pris par «\u202f%2\u202f»."),
    }[noticed.caution]
    day = formats.sentence_case(formats.long_day(noticed.held_on))
    return said.replace("%1", day).replace("%2", noticed.words)


def cancelled(reason: str | None) -> str:
    """« Annulée : trop peu d’inscriptions »; without a reason that says something, « Annulée »."""
    if reason is None or reason == "other":
        return _say("Annulée")
    named = label("workshop_cancel_reason", reason, formats.language())
    return _say("Annulée\u202f: %1").replace("%1", named[:1].lower() + named[1:])
