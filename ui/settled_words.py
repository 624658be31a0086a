"""How a field that was settled is told: on the file it is part of, and on the page of sending."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from intake_app.domain.wire import Wire
from intake_app.services.settled_conflicts import SettledField
from ui import labels


def _say(words: str) -> str:
    return QCoreApplication.translate("SettledWords", words)


def kept(field: SettledField) -> str:
    """« Téléphone : 06 12 34 56 78 », « RIOU Gwenaël, présence : présent »."""
    name = labels.field_label(field.record_type, field.field)
    name = f"{field.of}, {name[:1].lower()}{name[1:]}" if field.of else name
    return _say("%1\u202f: %2").replace("%1", name).replace("%2", _words(field, field.kept))


def dropped(field: SettledField) -> str:
    """« non retenu : 07 88 10 20 30 (Yann C.) »; empty when both had said the same in the end."""
    said = [_words(field, value) + (f" ({author})" if author else "") for value, author in field.dropped]
    return _say("non retenu\u202f: %1").replace("%1", ", ".join(said)) if said else ""


def _words(field: SettledField, value: Wire) -> str:
    return labels.value_words(field.record_type, field.field, value, dict(field.names))
