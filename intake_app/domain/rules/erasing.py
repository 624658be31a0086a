"""What erasing somebody does to each kind of record: the same on the laptops and at the centre."""

from __future__ import annotations

from typing import Any, Final

from intake_app.domain.record_types import RECORD_TYPES, blank_values, references
from intake_app.domain.resident import ResidentFields

KEPT: Final = frozenset({"attendance"})
"""Counts that say nothing of whom they count: they stay, of a resident without a name."""
UNLINKED: Final = frozenset({"encounter"})
"""Facts that are counted without anybody too: they stay, of nobody."""
LINKS: Final[dict[str, tuple[str, ...]]] = {
    record_type: fields
    for record_type in RECORD_TYPES
    if (fields := tuple(name for name, target in references(record_type).items() if target == "resident"))
}
"""Record type → its fields that name a resident."""
REMOVED: Final[dict[str, tuple[str, ...]]] = {
    record_type: fields for record_type, fields in LINKS.items() if record_type not in KEPT | UNLINKED
}
"""What goes altogether."""
ASKED: Final = ("standing_value", "other_value")
"""Fields of a conflict: between her and somebody else nobody can decide any more, so it goes altogether too."""
_PLACED: Final = frozenset({"neighbourhood_id"})
"""What a resident cannot be without, and says of nobody who it was."""


def as_asked(resident_id: object) -> str:
    """A resident's id as the fields `ASKED` name it: a JSON text."""
    return f'"{resident_id}"'


def nameless_values() -> dict[str, Any]:
    """What a resident's own row says once they are erased: nothing but where and when they were counted."""
    blanks = blank_values("resident")
    said = {name: blanks[name] for name in ResidentFields.model_fields if name not in _PLACED}
    return {**said, "family_name": ""}
