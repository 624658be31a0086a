"""The form of one step of somebody's path: kept as a draft while it is typed, saved by the use case of its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.resident import Resident
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.services.access import may
from intake_app.services.drafts import open_draft
from intake_app.services.path.overview import StepChoices, read_step_choices
from intake_app.services.rows import fetch
from intake_app.storage.draft import Draft, forget_draft
from ui.desk import Desk, ViewModel
from ui.draft_keeper import DraftKeeper, discard_draft
from ui.navigation import Place
from ui.path.step_content import ABOUT, FORM, KIND, RECORD, RESIDENT, StepContent, Values
from ui.path.step_kind import Call, Moment, StepKind
from ui.path.step_kinds import KINDS
from ui.path.step_values import taken
from ui.widgets.field_spec import FieldValue

if TYPE_CHECKING:
    from intake_app.domain.actor import Actor
    from intake_app.storage.store import Session

SENSITIVE: Final = "sensitive_words"
_NOTHING: Final[Values] = MappingProxyType({})
_Read = tuple[str, str, StepChoices, Draft | None]


class StepFormVm(ViewModel):
    """`content` is the form shown, `problems` what is wrong with it, `doubts` what does not go together in it."""

    opened = Signal()
    problems_changed = Signal()
    doubts_changed = Signal()
    saving_changed = Signal(bool)
    draft_kept = Signal(object)
    saved = Signal(object)
    """The kind (StepKind) of what was saved."""
    undo_offered = Signal(object, object)
    """The kind of what was saved, and what takes it back (a callable)."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._keeper = DraftKeeper(desk, self)
        self._keeper.kept.connect(self.draft_kept)
        self._keeper.failed.connect(self.fail)
        self.content: StepContent | None = None
        self.problems: tuple[FieldProblem, ...] = ()
        self.doubts: tuple[FieldProblem, ...] = ()
        self.is_open = False
        self.is_saving = False
        self.way_back: Callable[[], None] | None = None
        """Where the form leads back to, when that is not the person's file."""

    @property
    def has_only_words(self) -> bool:
        """Whether all that keeps the form from being saved is words to think twice about."""
        return bool(self.problems) and all(problem.key == SENSITIVE for problem in self.problems)

    def open(
        self,
        resident_id: UUID | None,
        kind: str,
        record_id: UUID | None = None,
        about_id: UUID | None = None,
        begins: Values = _NOTHING,
    ) -> None:
        """Open the form of a step; without a resident, of a meeting with somebody who gives no name. `record_id` is the
        record it corrects, `about_id` what a new one begins with (the offer of a referral), `begins` what is answered
        already.
        """
        self.flush_draft()
        content = StepContent(KINDS[kind], resident_id, record_id, about_id)
        content.begins = begins
        self.content, self.is_open, self.way_back = content, False, None
        then = partial(self._show, content)
        self.desk.read(self, then, _read, self.desk.actor, content.draft_id, resident_id, self.desk.today())

    def resume(self, draft_id: UUID) -> None:
        """Take up a step left unfinished."""
        self.desk.read(self, self._take_up, open_draft, FORM, draft_id)

    def change(self, values: Mapping[str, FieldValue]) -> None:
        """Take what the fields hold now."""
        if self.is_open and self.content is not None:
            self.content.values |= values
            self._keeper.touch()
            self._look_for_doubts()

    def note_place(self, place: str) -> None:
        """The keyboard is in this field now."""
        if self.content is not None and place:
            self.content.place = place

    def flush_draft(self) -> None:
        """Keep the draft now: queued on the database thread when this returns."""
        self._keeper.flush()

    def leave(self) -> None:
        """Finish later: the draft stays."""
        self.flush_draft()
        self._go_back()

    def discard(self) -> None:
        """Throw away what was typed, and leave."""
        if self.content is not None:
            self.is_open = False
            self._keeper.release()
            discard_draft(self.desk, FORM, self.content.draft_id)
            self._go_back()

    def save(self) -> None:
        """Save the step. Nothing happens while that is going on, or once it is done."""
        self._save(keeps_words=False)

    def keep_words(self) -> None:
        """Save the step with the words that were warned of."""
        self._save(keeps_words=True)

    def _save(self, *, keeps_words: bool) -> None:
        content = self.content
        if content is None or content.moment is None or not self.is_open or self.is_saving:
            return
        values, problems = taken(content.kind.record_type, content.specs, content.values)
        required = (spec.name for spec in content.specs if spec.is_required and not content.values[spec.name])
        problems += [FieldProblem(name, "field_missing") for name in required]
        self._put_problems(problems)
        if problems:
            return
        try:
            call = content.kind.save(content.moment, values, keeps_words)
        except InvalidFields as refusal:
            self._put_problems(list(refusal.problems))
            return
        self._set_saving(True)
        self.desk.write(
            self, lambda done: self._on_saved(content, done), self._refuse, _save_step, content.draft_id, call
        )

    def _show(self, content: StepContent, read: _Read | None) -> None:
        if content is not self.content:
            return
        if read is None:
            self._go_back()
            return
        family_name, first_name, choices, draft = read
        role = self.desk.actor.role
        moment = Moment(content.resident_id, content.record_id, choices, self.desk.today(), role, content.about_id)
        content.fill(moment, (family_name, first_name), draft)
        self._keeper.watch(content)
        self.is_open, self.is_saving = True, False
        self.problems = ()
        self.opened.emit()
        self.problems_changed.emit()
        self._look_for_doubts()

    def _take_up(self, draft: Draft | None) -> None:
        values = draft.values if draft is not None else {}
        if values.get(KIND) in KINDS:
            record = UUID(values[RECORD]) if values[RECORD] else None
            resident_id = UUID(values[RESIDENT]) if values[RESIDENT] else None
            about = UUID(values[ABOUT]) if values.get(ABOUT) else None
            self.open(resident_id, values[KIND], record, about)

    def _look_for_doubts(self) -> None:
        content = self.content
        if content is None or content.moment is None:
            return
        values, _ = taken(content.kind.record_type, content.specs, content.values)
        found = tuple(content.kind.doubts(content.moment, values))
        if found != self.doubts:
            self.doubts = found
            self.doubts_changed.emit()

    def _on_saved(self, content: StepContent, done: Any) -> None:
        self._set_saving(False)
        if content is self.content:
            self.is_open = False
            self._keeper.release()
            if content.kind.take_back is None:
                self.saved.emit(content.kind)
            else:
                undo = partial(_take_back, self.desk, content.kind.take_back, content.record_id, done)
                self.undo_offered.emit(content.kind, undo)
            if content.record_id is not None and content.kind.wants_letter(content.values):
                self.desk.navigation.letter_wished.emit(content.record_id)
            else:
                self._go_back()

    def _refuse(self, error: KnownError) -> None:
        self._set_saving(False)
        if isinstance(error, InvalidFields):
            self._put_problems(list(error.problems))
        else:
            self.fail(error)

    def _set_saving(self, is_saving: bool) -> None:
        self.is_saving = is_saving
        self._keeper.set_paused(is_saving)
        self.saving_changed.emit(is_saving)

    def _put_problems(self, problems: list[FieldProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        self.problems_changed.emit()

    def _go_back(self) -> None:
        if self.way_back is not None:
            self.way_back()
        elif self.content is not None and self.content.resident_id is not None:
            self.desk.navigation.open_resident(self.content.resident_id)
        else:
            self.desk.navigation.go(Place.RESIDENTS)


def ask_situation(form: StepFormVm, resident_id: UUID, stage: str) -> None:
    """Open the form of where somebody stands now, at this stage."""
    form.open(resident_id, "situation", begins={"stage": stage})


def offered_kinds(role: str, moment: Moment) -> list[StepKind]:
    """The steps that somebody of this role may add."""
    return [kind for kind in KINDS.values() if may(role, kind.deed) and kind.is_offered(moment)]


def _read(session: Session, actor: Actor, draft_id: UUID, resident_id: UUID | None, today: Day) -> _Read | None:
    """Whom the form is about, what it chooses from and what was left unfinished; None when the person is here no
    more.
    """
    try:
        person = fetch(session, Resident, resident_id) if resident_id else None
    except KnownError:
        return None
    family_name, first_name = (person.family_name, person.first_name) if person else ("", "")
    choices = read_step_choices(session, actor, resident_id, today)
    return family_name, first_name, choices, open_draft(session, FORM, draft_id)


def _save_step(session: Session, actor: Actor, draft_id: UUID, call: Call) -> Any:
    """Run the use case and drop the draft in one transaction: a kill leaves one or the other."""
    done = call.use_case(session, actor, *call.args, **call.details)
    forget_draft(session, FORM, draft_id)
    return done


def _take_back(desk: Desk, use_case: Callable[..., Any], record_id: UUID | None, before: Any) -> None:
    """Whatever page is shown meanwhile."""
    desk.write(desk, lambda _done: None, desk.navigation.failed.emit, use_case, record_id, before=before)
