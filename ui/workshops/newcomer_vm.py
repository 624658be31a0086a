"""Somebody who came without being known: registered and ticked as one unit, in as few fields as the rules allow."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.notice_text import CURRENT_VERSION
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.attendances import register_walk_in
from intake_app.services.notices import NoticeGiven
from ui.desk import Desk, ViewModel

TEXTS = ("family_name", "first_name", "phone")


class NewcomerVm(ViewModel):
    """`problems` names what is wrong, field by field (keys of errors.json), after an attempt that was refused."""

    problems_changed = Signal()
    registered = Signal(str, str)
    """Family name and first name of whoever was registered and ticked."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self._slot_id: UUID | None = None
        self._neighbourhood_id: UUID | None = None
        self.problems: dict[str, str] = {}
        self.is_saving = False

    def start(self, slot_id: UUID, neighbourhood_id: UUID) -> None:
        """Register for this slot people of this neighbourhood."""
        self._slot_id, self._neighbourhood_id = slot_id, neighbourhood_id
        self._tell({})

    def register(self, values: Mapping[str, str], notice_mode: str, language: str) -> None:
        """Register with the texts of `TEXTS`; an empty phone means none. `notice_mode` is a code, or "" if not told."""
        if self.is_saving or self._slot_id is None:
            return
        self.is_saving = True
        fields = {
            **{name: values.get(name, "") for name in TEXTS},
            "has_no_phone": not values.get("phone", "").strip(),
            "neighbourhood_id": self._neighbourhood_id,
        }
        names = (str(fields["family_name"]), str(fields["first_name"]))
        self.desk.write(
            self,
            lambda _id: self._succeed(names),
            self._refuse,
            register_walk_in,
            self._slot_id,
            fields,
            resident_id=self.desk.actor.new_id(),
            notice=NoticeGiven(notice_mode, CURRENT_VERSION, language) if notice_mode else None,
        )

    def _succeed(self, names: tuple[str, str]) -> None:
        self.is_saving = False
        self._tell({})
        self.registered.emit(*names)

    def _refuse(self, error: KnownError) -> None:
        self.is_saving = False
        if isinstance(error, InvalidFields):
            self._tell({problem.field: problem.key for problem in reversed(error.problems)})
        else:
            self.fail(error)

    def _tell(self, problems: dict[str, str]) -> None:
        self.problems = problems
        self.problems_changed.emit()
