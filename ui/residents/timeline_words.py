"""What happened in somebody's path, told as rows of the timeline."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import is_code, label
from intake_app.services.record_states import RecordState
from intake_app.services.timeline_entries import Part, TimelineEntry
from ui import formats
from ui.palette import Tone
from ui.settled_words import dropped, kept
from ui.widgets.timeline import TimelineRow

translate = QCoreApplication.translate
_TONES: dict[str, Tone] = {
    "resident": "neutral",
    "situation": "warn",
    "notice_delivery": "good",
    "consent": "good",
    "encounter": "info",
    "attendance": "info",
    "follow_up": "accent",
    "enrolment": "good",
    "enrolment_return": "good",
    "visibility": "neutral",
    "barrier": "warn",
    "wish": "neutral",
    "project": "accent",
    "micro_enterprise": "accent",
    "outcome": "good",
    "referral": "accent",
    "mentoring": "info",
    "collective_role": "info",
    "conflict": "neutral",
}

_DRAFT: Final = Part("referral_status", "draft")


def timeline_row(entry: TimelineEntry, today: date) -> TimelineRow:
    """One entry as it is shown: its day, its kind, what is said of it, who wrote it and whether it is only here."""
    is_draft = _DRAFT in entry.parts
    unsent = translate("ResidentTimeline", "pas encore envoyée au partenaire") if is_draft else ""
    second = " · ".join(part for part in (entry.author, unsent, _state(entry)) if part)
    tone = "neutral" if is_draft else _TONES[entry.record_type]
    return TimelineRow(day(entry.on, today), entry_kind(entry), tone, entry_words(entry), second)


def entry_words(entry: TimelineEntry) -> str:
    """What an entry says."""
    if entry.settled is not None:
        return " · ".join(part for part in (kept(entry.settled), dropped(entry.settled)) if part)
    return " · ".join(_said(part) for part in entry.parts) or translate("ResidentTimeline", "Fiche ouverte")


def day(on: date, today: date) -> str:
    """« 18 nov. » within the year, « 18 nov. 2025 » before."""
    short = formats.month_day(on)
    return short if on.year == today.year else f"{short} {on.year}"


def _said(part: Part) -> str:
    if part.list_name is None or not is_code(part.list_name, part.value):
        return part.value
    words = label(part.list_name, part.value, formats.language())
    if part.list_name == "headline_class":
        return translate("ResidentTimeline", "comptée comme : %1").replace("%1", words.lower())
    return words


def entry_kind(entry: TimelineEntry) -> str:
    """What sort of thing happened, in a word."""
    return {
        "resident": translate("ResidentTimeline", "Entrée"),
        "situation": translate("ResidentTimeline", "Situation"),
        "notice_delivery": translate("ResidentTimeline", "Notice"),
        "consent": translate("ResidentTimeline", "Accord"),
        "encounter": translate("ResidentTimeline", "Rencontre"),
        "attendance": translate("ResidentTimeline", "Séance"),
        "follow_up": translate("ResidentTimeline", "Suivi"),
        "enrolment": translate("ResidentTimeline", "Opération"),
        "enrolment_return": translate("ResidentTimeline", "Retour"),
        "visibility": translate("ResidentTimeline", "Services"),
        "barrier": translate("ResidentTimeline", "Frein"),
        "wish": translate("ResidentTimeline", "Souhait"),
        "project": translate("ResidentTimeline", "Projet"),
        "micro_enterprise": translate("ResidentTimeline", "Entreprise"),
        "outcome": translate("ResidentTimeline", "Résultat"),
        "referral": translate("ResidentTimeline", "Orientation"),
        "mentoring": translate("ResidentTimeline", "Tutorat"),
        "collective_role": translate("ResidentTimeline", "Collectif"),
        "conflict": translate("ResidentTimeline", "Choix"),
    }[entry.record_type]


def _state(entry: TimelineEntry) -> str:
    return {
        RecordState.ONLY_HERE: translate("ResidentTimeline", "seulement sur cet ordinateur"),
        RecordState.TO_REVIEW: translate("ResidentTimeline", "à vérifier"),
        RecordState.SENT: "",
    }[entry.standing.state]
