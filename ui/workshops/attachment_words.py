"""The words for attachments: what they are, and where they are."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from intake_app.domain.rules.attachment import PDF
from intake_app.domain.sentences import sentence_for
from intake_app.services.attachments import AttachmentRow, AttachmentState
from ui import formats
from ui.widgets.banner import BannerTone
from ui.widgets.text_label import TextTone

PATTERNS: Final = "*.pdf *.jpg *.jpeg *.png"
_TONES: Final[dict[AttachmentState, TextTone]] = {
    AttachmentState.ONLY_HERE: "warn",
    AttachmentState.AT_CENTRE: "good",
    AttachmentState.TO_RECEIVE: "info",
    AttachmentState.NOT_THERE_YET: "",
    AttachmentState.LOST: "bad",
}
_SUFFIXES: Final = {PDF: "pdf", "image/jpeg": "jpg", "image/png": "png"}
_FORMATS: Final = {PDF: "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}


def _say(words: str) -> str:
    return QCoreApplication.translate("AttachmentWords", words)


def kind(row: AttachmentRow) -> str:
    """« Feuille d’émargement scannée »."""
    return label("attachment_kind", row.kind, formats.language())


def about(row: AttachmentRow) -> str:
    """« PDF · 1,4 Mo · Nadia M. »."""
    parts = (_FORMATS.get(row.media_type, ""), formats.file_size(row.byte_count), row.author)
    return " · ".join(part for part in parts if part)


def state(row: AttachmentRow) -> str:
    """Where its content is, and how far it has come."""
    words = {
        AttachmentState.ONLY_HERE: _say("seulement sur cet ordinateur"),
        AttachmentState.AT_CENTRE: _say("reçue par le centre"),
        AttachmentState.TO_RECEIVE: _say("à recevoir"),
        AttachmentState.NOT_THERE_YET: _say("pas encore au centre"),
        AttachmentState.LOST: _say("abîmée, à ajouter de nouveau"),
    }[row.state]
    is_moving = row.state in (AttachmentState.ONLY_HERE, AttachmentState.TO_RECEIVE) and 0 < row.moved < row.byte_count
    return f"{words} · {formats.percent(row.moved / row.byte_count)}" if is_moving else words


def tone(row: AttachmentRow) -> TextTone:
    """The colour of where it is."""
    return _TONES[row.state]


def problem_tone(error: KnownError) -> BannerTone:
    """What is only not here yet is no reason for alarm."""
    return "info" if error.key == "attachment_missing" else "bad"


def trouble(row: AttachmentRow) -> str:
    """Why it went no further at the last try; nothing when nothing went wrong."""
    return sentence_for(KnownError(row.reason), formats.language()).in_one() if row.reason else ""


def file_name(row: AttachmentRow) -> str:
    """A name to save a copy under: what it is and its day, nobody's name."""
    day = row.added_at.astimezone().date()
    return f"{kind(row)} {day.isoformat()}.{_SUFFIXES.get(row.media_type, 'bin')}"
