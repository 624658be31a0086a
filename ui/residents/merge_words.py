"""What two files of one person say, in words: the values of the fields that go together as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from intake_app.domain.wire import to_wire
from intake_app.services.resident_lists import ResidentRow
from ui import labels

__all__ = ["ResidentRow", "says", "value"]

_FOLLOWERS = {"neighbourhood_id": "building_id"}


def says(said: Any) -> bool:
    """Whether a file says anything of a field."""
    return any(says(one) for one in said) if isinstance(said, tuple) else said not in (None, "", False)


def value(name: str, said: Any, names: Mapping[UUID, str]) -> str:
    """« 06 12 34 56 78 », « sans téléphone », « Maurepas, Tour B », « non renseigné »."""
    if not isinstance(said, tuple):
        return labels.value_words("resident", name, to_wire(said), names)
    first, second = said
    if name == "phone" and not first and second:
        return QCoreApplication.translate("MergeWords", "sans téléphone")
    words = [labels.value_words("resident", name, to_wire(first), names)]
    if name in _FOLLOWERS and second is not None:
        words.append(labels.value_words("resident", _FOLLOWERS[name], to_wire(second), names))
    return ", ".join(words)
