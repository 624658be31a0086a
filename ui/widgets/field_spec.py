"""What a form is made of, as plain values: a screen says which fields it wants, `ui.widgets.form_view` builds them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["text", "phone", "address", "date", "choice", "chips", "multichips", "note"]
FieldValue = str | tuple[str, ...]
"""What a field holds: a text or a code ("" when empty), or the chosen codes of `multichips` in the order of the
choices.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: the code that is stored, the label that is shown, and a sentence of explanation for the
    tool tip.
    """

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ParsedDay:
    """What was understood of a typed date: EDTF text (ISO 8601-2) and the sentence that says it back to the person."""

    edtf: str
    sentence: str


DayParser = Callable[[str], ParsedDay | None]
"""Reads what was typed (never empty); None when it means nothing."""
DayWriter = Callable[[str], str]
"""Writes an EDTF text the way one types it (« 12/03/1984 »); gives back unchanged what is not EDTF."""


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field. `weight` is its width in twelfths of a line (6 = half); `placeholder` is shown while it is empty,
    `hint` always under it.

    `parse` and `write` are required for kind `date` and unused otherwise. `max_length` counts characters, 0 means no
    limit.
    """

    name: str
    label: str
    kind: FieldKind = "text"
    choices: tuple[Choice, ...] = ()
    is_required: bool = False
    is_optional_shown: bool = False
    hint: str = ""
    placeholder: str = ""
    max_length: int = 0
    weight: int = 12
    parse: DayParser | None = None
    write: DayWriter | None = None
