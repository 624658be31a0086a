"""« Déjà connu ? »: who in the files resembles the person being typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.likeness.likeness import STRONG, Bond
from intake_app.domain.likeness.portrait import Portrait, typed_portrait
from intake_app.services import distinctions, lookalikes
from intake_app.services.lookalikes import Lookalike
from ui.desk import Desk, ViewModel
from ui.residents.form_fields import FormValue, known_birth_date
from ui.residents.latest_answer import LatestAnswer

PAUSE_MS: Final = 150
_READ: Final = ("family_name", "first_name", "birth_name", "birth_date", "gender", "phone", "building_id")


class LookalikesVm(ViewModel):
    """Looks again after each pause in typing; whoever was said to be somebody else stays hidden."""

    rows_changed = Signal()
    told_apart = Signal(object, object)
    """The id of the form's record, and of somebody who was just said to be somebody else."""
    others_changed = Signal()
    """Who was said to be somebody else is no longer what a draft kept."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.rows: tuple[Lookalike, ...] = ()
        self._found: tuple[Lookalike, ...] = ()
        self.is_file = False
        """Whether the form corrects a file: what is said of it then holds at once."""
        self._others: dict[UUID, set[UUID]] = {}
        """The record of a form → those who were said to be somebody else, until they are written down."""
        self._besides: UUID | None = None
        self._is_looking = False
        self._waiting: Callable[[], None] | None = None
        """What waits for the answer."""
        self._asked: tuple[FormValue, ...] = ()
        self._values: Mapping[str, FormValue] = {}
        self._answer: LatestAnswer[list[Lookalike]] = LatestAnswer(desk, self, self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._look)

    def start(self, besides: UUID) -> None:
        """Begin with another form; `besides` is the record it is about, which never resembles itself."""
        self._besides, self.is_file = besides, False
        self._asked = ()
        self._waiting = None
        self._pause.stop()
        self._answer.forget()
        self._take([])

    def others_of(self, record_id: UUID, kept: Iterable[UUID]) -> set[UUID]:
        """Those said to be somebody else than the record: what this form heard, else what its draft kept."""
        return self._others.setdefault(record_id, set(kept))

    def forget(self, record_id: UUID) -> None:
        """The form was thrown away, and what was said in it."""
        self._others.pop(record_id, None)

    def strongest(self) -> Lookalike | None:
        """Whoever resembles so much that saving without an answer would most likely make a second file."""
        return next((row for row in self.rows if row.bond is Bond.SAME_PERSON and row.score >= STRONG), None)

    def when_known(self, then: Callable[[], None]) -> None:
        """Call `then` once it is known who resembles what the fields say now."""
        if self._pause.isActive():
            self._pause.stop()
            self._look()
        if self._is_looking:
            self._waiting = then
        else:
            then()

    def look(self, values: Mapping[str, FormValue]) -> None:
        """Look for whoever these fields name, once typing pauses."""
        asked = tuple(values.get(name, "") for name in _READ)
        if asked != self._asked:
            self._asked, self._values = asked, dict(values)
            self._pause.start()

    def hide(self, resident_id: UUID) -> None:
        """This one is somebody else: show them no more, on any laptop once the form is saved."""
        record_id = self._besides
        if record_id is None:
            return
        self._others.setdefault(record_id, set()).add(resident_id)
        self._show()
        if self.is_file:
            self.remember()
        self.told_apart.emit(record_id, resident_id)
        self.others_changed.emit()

    def show_again(self, record_id: UUID, resident_id: UUID) -> None:
        """Take `hide` back, whatever became of the form meanwhile."""
        if resident_id in self._others.get(record_id, ()):
            self._others[record_id].discard(resident_id)
            self._show()
            self.others_changed.emit()
        else:
            self.desk.write(self, self._look_again, None, distinctions.forget_told_apart, record_id, resident_id)

    def remember(self) -> None:
        """The record of the form exists: write down who was said to be somebody else."""
        record_id = self._besides
        if record_id is None:
            return
        for other in self._others.pop(record_id, ()):
            # whoever is gone meanwhile resembles nobody any more
            self.desk.write(self.desk, _nothing, _nothing, distinctions.tell_apart, record_id, other)

    def _look_again(self, _none: None) -> None:
        self._look()

    def _look(self) -> None:
        self._is_looking = True
        self._answer.ask(lookalikes.find_lookalikes, _portrait(self._values), besides=self._besides)

    def _take(self, found: list[Lookalike]) -> None:
        self._is_looking, self._found = False, tuple(found)
        self._show()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _show(self) -> None:
        others = self._others.get(self._besides, set()) if self._besides is not None else set()
        shown = tuple(row for row in self._found if row.resident.id not in others)
        if shown != self.rows:
            self.rows = shown
            self.rows_changed.emit()


def _portrait(values: Mapping[str, FormValue]) -> Portrait:
    """Whom the fields name, as far as they can be understood."""
    said = {name: str(values.get(name) or "") for name in _READ}
    return typed_portrait(
        said["family_name"],
        said["first_name"],
        birth_name=said["birth_name"] or None,
        birth_date=known_birth_date(values),
        gender=said["gender"] or None,
        phone=said["phone"],
        building_id=UUID(said["building_id"]) if said["building_id"] else None,
    )


def _nothing(_result: object) -> None:
    """What is written needs no answer."""
