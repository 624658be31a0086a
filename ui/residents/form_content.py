"""What a form holds and what it is about: plain state, that view-models and tests reason on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from intake_app.domain.names import display_name
from intake_app.services import residents
from intake_app.services.drafts import DraftRow
from intake_app.services.resident_files import ResidentFile
from ui.draft_keeper import FormDraft
from ui.residents import form_fields as fields
from ui.residents.form_fields import FormValue, FormValues
from ui.residents.opened_form import FormChoices, OpenedForm

TOLD_APART: Final = "told_apart"


class FormContent:
    """One form: of somebody new when `file` is None, else of a file to correct.

    `place` is the field that has, or is to be given, the keyboard.
    """

    def __init__(self, record_id: UUID) -> None:
        self.record_id = record_id
        self.choices = FormChoices()
        self.file: ResidentFile | None = None
        self.values: FormValues = fields.blank_values()
        self.place = "family_name"
        self.has_draft = False
        self.waiting: DraftRow | None = None
        """The form of somebody new that was left unfinished, while this one is empty."""
        self.others: set[UUID] = set()
        """Those who were said to be somebody else than the person of this form."""
        self._base: FormValues = fields.blank_values()

    @property
    def is_new(self) -> bool:
        """Whether the person is not in the files yet."""
        return self.file is None

    @property
    def touched(self) -> tuple[str, ...]:
        """The fields that do not say what the file (or the empty form) says."""
        return tuple(name for name in fields.ALL if self.values[name] != self._base[name])

    def fill(self, opened: OpenedForm) -> None:
        """Begin from the file or the empty form, with what a draft kept over it."""
        self.choices, self.file, self.waiting = opened.choices, opened.file, opened.waiting
        usual = str(opened.choices.usual_neighbourhood_id or "")
        self._base = self._of_file(self.file) if self.file else {**self._base, "neighbourhood_id": usual}
        self.values = dict(self._base)
        if opened.draft is not None:
            self.has_draft = True
            self.values |= fields.from_draft(opened.draft.values)
            self.others = set(map(UUID, opened.draft.values.get(TOLD_APART, ())))
            self.place = opened.draft.place if opened.draft.place in fields.ALL else self._first_empty()

    def follow_file(self, file: ResidentFile) -> None:
        """Show what the file says now, except where something else was typed."""
        touched = self.touched
        self.file, self._base = file, self._of_file(file)
        self.values = {name: self.values[name] if name in touched else self._base[name] for name in fields.ALL}

    def change(self, values: Mapping[str, FormValue]) -> bool:
        """Take what the fields hold now; True when a building just chosen filled in another neighbourhood."""
        building = self.values["building_id"]
        self.values |= values
        if self.touched:
            self.waiting = None
        if self.values["building_id"] == building:
            return False
        found = self.choices.neighbourhood_of(str(self.values["building_id"]))
        if found is None or str(found) == self.values["neighbourhood_id"]:
            return False
        self.values["neighbourhood_id"] = str(found)
        return True

    def draft(self) -> FormDraft | None:
        """What a kill or a lock must not lose, None while nothing was typed. Of a file, only what was touched: the rest
        may change on another laptop meanwhile.
        """
        touched = self.touched
        if not touched and not self.has_draft:
            return None
        if self.file is None:
            kept = fields.to_draft({name: value for name, value in self.values.items() if value})
            if self.choices.roll is not None:
                kept[fields.SLOT] = str(self.choices.roll.slot_id)
            if self.others:
                kept[TOLD_APART] = sorted(map(str, self.others))
            return FormDraft(residents.FORM, self.record_id, kept, self.place)
        kept = fields.to_draft({name: self.values[name] for name in touched})
        kept["title"] = display_name(self.file.fields.family_name, self.file.fields.first_name)
        return FormDraft(residents.FORM, self.record_id, kept, self.place)

    def _of_file(self, file: ResidentFile) -> FormValues:
        return fields.from_file(file, self.choices.country_of(file.fields.neighbourhood_id))

    def _first_empty(self) -> str:
        return next((name for name in fields.TEXTS if not self.values[name]), "family_name")
