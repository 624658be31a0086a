"""Somebody who came without being known: registered and ticked as one unit, in as few fields as the rules allow."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.likeness.likeness import STRONG, Bond
from intake_app.domain.likeness.portrait import typed_portrait
from intake_app.domain.notice_text import CURRENT_VERSION
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.attendances import add_walk_in, register_walk_in
from intake_app.services.distinctions import tell_apart
from intake_app.services.lookalikes import Lookalike, find_lookalikes
from intake_app.services.notices import NoticeGiven
from ui.desk import Desk, ViewModel

TEXTS = ("family_name", "first_name", "phone")


class NewcomerVm(ViewModel):
    """`problems` names what is wrong, field by field (keys of errors.json), after an attempt that was refused."""

    problems_changed = Signal()
    registered = Signal(str, str)
    """Family name and first name of whoever was registered and ticked."""
    known_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._slot_id: UUID | None = None
        self._neighbourhood_id: UUID | None = None
        self.problems: dict[str, str] = {}
        self.is_saving = False
        self.known: Lookalike | None = None
        """Who resembles so much that one must say whether it is the same person."""
        self._asked: dict[str, str] = {}

    def start(self, slot_id: UUID, neighbourhood_id: UUID) -> None:
        """Register for this slot people of this neighbourhood."""
        self._slot_id, self._neighbourhood_id = slot_id, neighbourhood_id
        self._tell({})
        self._put_known(None)

    def register(self, values: Mapping[str, str], notice_mode: str, language: str) -> None:
        """Register with the texts of `TEXTS`; an empty phone means none. `notice_mode` is a code, or "" if not told.
        Whoever resembles a file very much is asked about first (`known`): registering again says that it is another
        person.
        """
        if self.is_saving or self._slot_id is None:
            return
        self.is_saving = True
        typed = {name: values.get(name, "") for name in TEXTS}
        notice = NoticeGiven(notice_mode, CURRENT_VERSION, language) if notice_mode else None
        other, self._asked = (self.known if typed == self._asked else None), typed
        if other is not None:
            self._write(typed, notice, other)
            return
        portrait = typed_portrait(typed["family_name"], typed["first_name"], phone=typed["phone"])
        self.desk.read(self, partial(self._ask_or_write, typed, notice), find_lookalikes, portrait)

    def take_known(self) -> None:
        """It is the same person: tick the file that is known."""
        if self.known is None or self._slot_id is None or self.is_saving:
            return
        self.is_saving = True
        known = self.known.resident
        then = partial(self._succeed, (known.family_name, known.first_name), None)
        self.desk.write(self, then, self._refuse, add_walk_in, self._slot_id, known.id)

    def _ask_or_write(self, typed: dict[str, str], notice: NoticeGiven | None, found: list[Lookalike]) -> None:
        strongest = next((row for row in found if row.bond is Bond.SAME_PERSON and row.score >= STRONG), None)
        if strongest is None:
            self._write(typed, notice, None)
        else:
            self.is_saving = False
            self._put_known(strongest)

    def _write(self, typed: dict[str, str], notice: NoticeGiven | None, other: Lookalike | None) -> None:
        fields: dict[str, Any] = {
            **typed,
            "has_no_phone": not typed["phone"].strip(),
            "neighbourhood_id": self._neighbourhood_id,
        }
        new_id = self.desk.actor.new_id()
        details: dict[str, Any] = {"resident_id": new_id, "notice": notice}
        apart = (new_id, other.resident.id) if other is not None else None
        then = partial(self._succeed, (typed["family_name"], typed["first_name"]), apart)
        if self._slot_id is not None:
            self.desk.write(self, then, self._refuse, register_walk_in, self._slot_id, fields, **details)

    def _succeed(self, names: tuple[str, str], apart: tuple[UUID, UUID] | None, _id: object) -> None:
        self.is_saving = False
        if apart is not None:
            self.desk.write(self.desk, _nothing, _nothing, tell_apart, *apart)
        self._put_known(None)
        self._tell({})
        self.registered.emit(*names)

    def _put_known(self, known: Lookalike | None) -> None:
        if known != self.known:
            self.known = known
            self.known_changed.emit()

    def _refuse(self, error: KnownError) -> None:
        self.is_saving = False
        if isinstance(error, InvalidFields):
            self._tell({problem.field: problem.key for problem in reversed(error.problems)})
        else:
            self.fail(error)

    def _tell(self, problems: dict[str, str]) -> None:
        self.problems = problems
        self.problems_changed.emit()


def _nothing(_result: object) -> None:
    """Whoever is gone meanwhile resembles nobody any more."""
