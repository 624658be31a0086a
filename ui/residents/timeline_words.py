"""What happened in somebody's path, told as rows of the timeline."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from intake_app.domain.reference import is_code, label
from intake_app.services.record_states import RecordState
from intake_app.services.timelines import Part, TimelineEntry
from ui import formats
from ui.palette import Tone
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
}


def timeline_row(entry: TimelineEntry, today: date) -> TimelineRow:
    """One entry as it is shown: its day, its kind, what is said of it, who wrote it and whether it is only here."""
    text = " · ".join(_said(part) for part in entry.parts) or translate("ResidentTimeline", "Fiche ouverte")
    second = " · ".join(part for part in (entry.author, _state(entry)) if part)
    return TimelineRow(day(entry.on, today), _kind(entry.record_type), _TONES[entry.record_type], text, second)


def day(on: date, today: date) -> str:
    """« 18 nov. » within the year, « 18 nov. 2025 » before."""
    short = formats.month_day(on)
    return short if on.year == today.year else f"{short} {on.year}"


def _said(part: Part) -> str:
    if part.list_name is None or not is_code(part.list_name, part.value):
        return part.value
    return label(part.list_name, part.value, formats.language())


def _kind(record_type: str) -> str:
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
    }[record_type]


def _state(entry: TimelineEntry) -> str:
    return {
        RecordState.ONLY_HERE: translate("ResidentTimeline", "seulement sur cet ordinateur"),
        RecordState.TO_REVIEW: translate("ResidentTimeline", "à vérifier"),
        RecordState.SENT: "",
    }[entry.standing.state]
