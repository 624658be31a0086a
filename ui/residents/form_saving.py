"""From a form to the use case that saves it, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.partial_date import parse_partial_date
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.services.attendances import register_walk_in
from intake_app.services.first_contacts import register_contact
from ui.desk import Desk
from ui.residents import form_fields as fields
from ui.residents.form_content import FormContent
from ui.residents.revision import revise_resident

Then = Callable[[Any], None]
Failed = Callable[[KnownError], None]


class FormSaver(QObject):
    """Saves a form: while that is going on, asking again does nothing."""

    saving_changed = Signal(bool)
    saved = Signal(object)
    """The resident's id."""
    refused = Signal(object)
    """The problems (FieldProblem) of what was typed."""
    failed = Signal(object)
    """A KnownError of another kind."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.is_saving = False

    def save(self, content: FormContent, *, keeps_words: bool) -> None:
        """Save what the form holds; the answer comes by a signal."""
        if self.is_saving:
            return
        self._set_saving(True)

        def succeed(_row_id: object) -> None:
            self._set_saving(False)
            self.saved.emit(content.record_id)

        _write(self._desk, self, content, succeed, lambda error: self._refuse(content, error), keeps_words)

    def _set_saving(self, is_saving: bool) -> None:
        self.is_saving = is_saving
        self.saving_changed.emit(is_saving)

    def _refuse(self, content: FormContent, error: KnownError) -> None:
        self._set_saving(False)
        if isinstance(error, InvalidFields):
            today = self._desk.today()
            self.refused.emit(tuple(_made_precise(problem, content, today) for problem in error.problems))
        else:
            self.failed.emit(error)


def _write(desk: Desk, owner: QObject, content: FormContent, then: Then, failed: Failed, keeps_words: bool) -> None:
    """Save a new person, a new person on a roll, or what was corrected of a file."""
    if content.file is not None:
        resident, situation = _revised(content)
        details: dict[str, Any] = {"keeps_words": keeps_words}
        desk.write(owner, then, failed, revise_resident, content.record_id, resident, situation, **details)
        return
    values = content.values
    resident = fields.resident_fields({name: values[name] for name in fields.RESIDENT})
    details = {
        "resident_id": content.record_id,
        "situation": fields.situation_fields(values),
        "notice": fields.notice_given(values),
        "keeps_words": keeps_words,
    }
    if content.choices.roll is not None:
        desk.write(owner, then, failed, register_walk_in, content.choices.roll.slot_id, resident, **details)
    else:
        desk.write(owner, then, failed, register_contact, resident, **details)


def _revised(content: FormContent) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Only what was touched; a situation is a snapshot, so all of it when any of it was."""
    touched = content.touched
    resident = fields.resident_fields({name: content.values[name] for name in touched if name in fields.RESIDENT})
    return resident, fields.situation_fields(content.values) if set(touched) & set(fields.SITUATION) else None


def _made_precise(problem: FieldProblem, content: FormContent, today: date) -> FieldProblem:
    """Of a date, what exactly was not understood: the use case only sees that it is none."""
    if problem.field == "birth_date":
        try:
            parse_partial_date(str(content.values["birth_date"]), today)
        except KnownError as reason:
            return FieldProblem(problem.field, reason.key)
    return problem
