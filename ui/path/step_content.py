"""What the form of a step holds and what it is about: plain state, kept as a draft while it is typed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID, uuid5

from intake_app.storage.draft import Draft
from ui.draft_keeper import FormDraft
from ui.path.step_kind import Moment, StepKind
from ui.path.step_values import blank
from ui.widgets.field_spec import FieldSpec, FieldValue

FORM: Final = "path_step"
"""The name under which steps keep their drafts."""
KIND, RESIDENT, RECORD, ABOUT = "_kind", "_resident", "_record", "_about"
"""What a draft says it is about."""
_DRAFTS: Final = UUID("e6a1f7c2-1a53-4f0f-8a7b-0c6d3a5a9b10")
Values = Mapping[str, FieldValue]
_NOTHING: Final[Values] = MappingProxyType({})


class StepContent:
    """One form: of which kind, for whom, what it corrects or begins with, what is typed."""

    def __init__(self, kind: StepKind, resident_id: UUID | None, record_id: UUID | None, about_id: UUID | None) -> None:
        self.kind, self.resident_id, self.record_id, self.about_id = kind, resident_id, record_id, about_id
        # what it begins with comes last, and only if there is such: drafts kept before are found again
        self.draft_id = uuid5(_DRAFTS, f"{resident_id}|{kind.key}|{record_id or ''}{about_id or ''}")
        self.names = ("", "")
        self.moment: Moment | None = None
        self.specs: tuple[FieldSpec, ...] = ()
        self.values: dict[str, FieldValue] = {}
        self.place = ""
        self.has_draft = False
        self._base: dict[str, FieldValue] = {}
        self.begins: Values = {}

    @property
    def asked(self) -> frozenset[str] | None:
        """The fields to ask now; None for all of them."""
        return self.kind.asked(self.values) if self.kind.asked is not None else None

    def fill(self, moment: Moment, names: tuple[str, str], draft: Draft | None) -> None:
        """Begin where the kind begins, with what a draft kept over it."""
        self.moment, self.names = moment, names
        self.specs = self.kind.specs(moment)
        empty = blank(self.specs)
        start = {**empty, **self.kind.start(moment), **self.begins}
        self._base = {name: start[name] for name in empty}
        self.values = dict(self._base)
        if draft is not None:
            self.has_draft = True
            self.values |= {name: _kept(draft.values[name]) for name in empty if name in draft.values}
            self.place = draft.place or ""

    def draft(self) -> FormDraft | None:
        """What a kill or a lock must not lose, None while nothing was typed."""
        if self.values == self._base and not self.has_draft:
            return None
        typed = {name: list(value) if isinstance(value, tuple) else value for name, value in self.values.items()}
        about = {KIND: self.kind.key, RESIDENT: str(self.resident_id or ""), RECORD: str(self.record_id or "")}
        about[ABOUT] = str(self.about_id or "")
        named = {"title": " · ".join(part for part in (self.kind.title(), " ".join(self.names[::-1]).strip()) if part)}
        return FormDraft(FORM, self.draft_id, {**typed, **about, **named}, self.place)


def _kept(value: Any) -> FieldValue:
    return tuple(value) if isinstance(value, list) else str(value)
