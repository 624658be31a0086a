"""The form of a resident: a new person in sixty seconds, or a file to correct. Nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.rules.problem import FieldProblem
from intake_app.services import attendances, residents
from intake_app.services.access import Deed, may
from intake_app.services.resident_files import ResidentFile, read_resident
from ui.desk import Desk, ViewModel
from ui.draft_keeper import DraftKeeper, FormDraft, discard_draft
from ui.navigation import Place
from ui.residents import form_fields as fields
from ui.residents.form_content import FormContent
from ui.residents.form_fields import FormValue
from ui.residents.form_saving import FormSaver
from ui.residents.lookalikes_vm import LookalikesVm
from ui.residents.opened_form import OpenedForm, read_form
from ui.residents.same_person_vm import SamePersonVm

_IN_A_FILE: Final = frozenset({"resident", "situation"})
SENSITIVE: Final = "sensitive_words"


class ResidentFormVm(ViewModel):
    """Call `open_new` or `resume` first: the record's id is decided there, so that saving twice makes one person."""

    opened = Signal()
    """Everything about the form is there to be shown, and the field `content.place` to be given the keyboard."""
    values_changed = Signal()
    """Values changed otherwise than by typing."""
    problems_changed = Signal()
    saving_changed = Signal(bool)
    draft_kept = Signal(object)
    """When the draft was kept (datetime), or None when the disk refused it."""
    draft_discarded = Signal(object)
    """The FormDraft thrown away, to offer it back."""
    saved = Signal(object)
    """The resident's id."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.lookalikes = LookalikesVm(desk, self)
        self._keeper = DraftKeeper(desk, self)
        self._keeper.kept.connect(self.draft_kept)
        self._keeper.failed.connect(self.fail)
        self._saver = FormSaver(desk, self)
        self._saver.saving_changed.connect(self._keeper.set_paused)
        self._saver.saving_changed.connect(self.saving_changed)
        self._saver.saved.connect(self._on_saved)
        self._saver.refused.connect(self._put_problems)
        self._saver.failed.connect(self.fail)
        self.content = FormContent(desk.actor.new_id())
        self.problems: tuple[FieldProblem, ...] = ()
        self.is_open = False
        self.same_person = SamePersonVm(self.lookalikes, self)
        self.lookalikes.others_changed.connect(self._keeper.touch)
        desk.changes.rows_changed.connect(self._on_rows_changed)

    @property
    def has_only_words(self) -> bool:
        """Whether all that keeps the form from being saved is words to think twice about (`save(keeps_words=True)`)."""
        return bool(self.problems) and all(problem.key == SENSITIVE for problem in self.problems)

    # ------------------------------------------------------------ opening

    def open_new(self, slot_id: UUID | None = None) -> None:
        """Begin with somebody new, to be added to the roll of that slot if one is given."""
        self._begin(self.desk.actor.new_id(), slot_id)

    def resume(self, record_id: UUID) -> None:
        """Take up the unfinished form of a record; correct the file of that id when nothing is unfinished."""
        self._begin(record_id, None)

    def _begin(self, record_id: UUID, slot_id: UUID | None) -> None:
        if self._keeper.is_waiting():
            self.flush_draft()
        self.is_open = False
        self.same_person.drop()
        self.content = FormContent(record_id)
        self.lookalikes.start(record_id)
        staff_id, today = self.desk.actor.staff_id, self.desk.today()
        self.desk.read(self, lambda form: self._show(record_id, form), read_form, record_id, staff_id, today, slot_id)

    def _show(self, record_id: UUID, form: OpenedForm) -> None:
        if record_id != self.content.record_id:
            return
        self.content.fill(form)
        self.content.others = self.lookalikes.others_of(record_id, self.content.others)
        self._keeper.watch(self.content)
        self.is_open = True
        self._put_problems(())
        self.opened.emit()
        self.lookalikes.is_file = self.content.file is not None
        self.lookalikes.look(self.content.values)

    # ------------------------------------------------------------ typing

    def change(self, values: Mapping[str, FormValue]) -> None:
        """Take what the fields hold now."""
        if not self.is_open:
            return
        if self.content.change(values):
            self.values_changed.emit()
        self._keeper.touch()
        self.lookalikes.look(self.content.values)

    def note_place(self, place: str) -> None:
        """The keyboard is in this field now."""
        if place in fields.ALL and place != self.content.place:
            self.content.place = place
            if self.content.has_draft:
                self._keeper.touch()

    def inform(self, mode: str, language: str) -> None:
        """The person was informed this way (a code of `notice_mode`, "" to take it back), in this language."""
        self.change({fields.NOTICE: mode, fields.LANGUAGE: language if mode else ""})
        self.values_changed.emit()
        self._put_problems(problem for problem in self.problems if problem.field != fields.NOTICE)

    # ------------------------------------------------------------ the draft, and leaving

    def current_draft(self) -> FormDraft | None:
        """What a lock must not lose; None when the form is as it was opened, or saved."""
        return self._keeper.current()

    def flush_draft(self) -> None:
        """Keep the draft now: queued on the database thread when this returns."""
        self._keeper.flush()

    def leave(self) -> None:
        """Finish later: the draft stays."""
        self.flush_draft()
        go_back(self.desk, self.content)

    def discard(self) -> None:
        """Throw away what was typed, and leave."""
        self._drop_draft()
        go_back(self.desk, self.content)

    def take_known(self, resident_id: UUID) -> None:
        """The person typed is this one: throw the draft away, tick them on the roll if there is one, else open their
        file. Two files that exist are compared by whoever may join them; the draft stays.
        """
        content, navigation = self.content, self.desk.navigation
        if content.file is not None:
            self.flush_draft()
            if may(self.desk.actor.role, Deed.JOIN_FILES):
                navigation.compare(content.record_id, resident_id)
            else:
                navigation.open_resident(resident_id)
            return
        self._drop_draft()
        if content.choices.roll is None:
            self.desk.navigation.open_resident(resident_id)
            return
        slot_id = content.choices.roll.slot_id
        leave = partial(go_back, self.desk, content)
        self.desk.write(self, lambda _id: leave(), None, attendances.add_walk_in, slot_id, resident_id)

    def _drop_draft(self) -> None:
        draft = self.current_draft()
        self.is_open = False
        self._keeper.release()
        self.lookalikes.forget(self.content.record_id)
        discard_draft(self.desk, residents.FORM, self.content.record_id)
        if draft is not None:
            self.draft_discarded.emit(draft)

    # ------------------------------------------------------------ saving

    def save(self, *, keeps_words: bool = False) -> None:
        """Save the person. Nothing happens while that is going on, or once it is done. Of somebody new who resembles a
        file very much it is asked first whether it is the same person; saving again says that it is not.
        """
        if not self.is_open:
            return
        write = partial(self._saver.save, self.content, keeps_words=keeps_words)
        if self.content.is_new:
            self.same_person.ask_before(write)
        else:
            write()

    def _on_saved(self, record_id: UUID) -> None:
        if record_id != self.content.record_id:
            return
        self.is_open = False
        self._keeper.release()
        self.lookalikes.remember()
        self.saved.emit(record_id)
        if self.content.choices.roll is not None:
            go_back(self.desk, self.content)
        else:
            self.desk.navigation.open_resident(record_id)

    def _put_problems(self, problems: Iterable[FieldProblem]) -> None:
        found = tuple(problems)
        if found != self.problems:
            self.problems = found
            self.problems_changed.emit()

    # ------------------------------------------------------------ changes that come from elsewhere

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if self.is_open and self.content.file is not None and record_types & _IN_A_FILE:
            self.desk.read(self, self._follow_file, read_resident, self.content.record_id, self.desk.today())

    def _follow_file(self, file: ResidentFile) -> None:
        if self.is_open and file.id == self.content.record_id:
            self.content.follow_file(file)
            self.values_changed.emit()


def take_up_waiting(form: ResidentFormVm) -> bool:
    """Take up the form that was left unfinished; False when there is none, or something was typed in this one."""
    waiting = form.content.waiting if form.is_open else None
    if waiting is not None:
        form.resume(waiting.record_id)
    return waiting is not None


def go_back(desk: Desk, content: FormContent) -> None:
    """To where the form was opened from: the roll, the file, or the first page, where drafts wait."""
    if content.choices.roll is not None:
        desk.navigation.open_workshop(content.choices.roll.workshop_id)
    elif content.file is not None:
        desk.navigation.open_resident(content.record_id)
    else:
        desk.navigation.go(Place.TODAY)
