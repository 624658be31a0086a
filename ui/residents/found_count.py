"""How many a search finds in all, and how many it would find without filters: counted once typing pauses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.services.resident_counts import count_residents
from intake_app.services.resident_filters import Asking
from ui.desk import Desk
from ui.residents.latest_answer import LatestAnswer

if TYPE_CHECKING:
    from intake_app.storage.store import Session

PAUSE_MS: Final = 200
LONG_PAUSE_MS: Final = 600
"""Before a count through filters: in a hundred thousand files it takes as long as some keys."""
FEW: Final = 3
"""A search that finds no more than this many says how many it would find without filters."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is searched for."""

    text: str
    neighbourhood_id: UUID | None
    filters: tuple[str, ...]
    asking: Asking

    def details(self) -> dict[str, Any]:
        """What narrows the search, as the services want it."""
        return {"neighbourhood_id": self.neighbourhood_id, "filters": self.filters, "asking": self.asking}

    @property
    def is_narrowed(self) -> bool:
        """Whether filters or a neighbourhood keep people out."""
        return bool(self.filters) or self.neighbourhood_id is not None

    def widened(self) -> Question:
        """The same search among everybody."""
        return replace(self, neighbourhood_id=None, filters=())


class FoundCount(QObject):
    """`total` is None until it is known, `without_filters` too and where it says nothing new."""

    counted = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.total: int | None = None
        self.without_filters: int | None = None
        self._question: Question | None = None
        self._is_cut = self._is_few = False
        self._answer: LatestAnswer[tuple[int | None, int | None]] = LatestAnswer(desk, self, self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)

    def follow(self, question: Question, found: int, is_cut: bool) -> None:
        """So many were found, and more may come when the list was cut."""
        self._answer.forget()
        if question != self._question or not is_cut:
            self.total = None if is_cut else found
        if question != self._question:
            self.without_filters = None
        self._question, self._is_cut = question, is_cut
        self._is_few = question.is_narrowed and bool(question.text.strip()) and found <= FEW and not is_cut
        if is_cut or self._is_few:
            self._pause.start(LONG_PAUSE_MS if is_cut and question.is_narrowed else PAUSE_MS)
        else:
            self._pause.stop()

    def _ask(self) -> None:
        if self._question is not None:
            self._answer.ask(_count, self._question, self._is_cut, self._is_few)

    def _take(self, answer: tuple[int | None, int | None]) -> None:
        total, self.without_filters = answer
        self.total = self.total if total is None else total
        self.counted.emit()


def _count(session: Session, question: Question, is_cut: bool, is_few: bool) -> tuple[int | None, int | None]:
    wide = question.widened()
    return (
        count_residents(session, question.text, **question.details()) if is_cut else None,
        count_residents(session, wide.text, **wide.details()) if is_few else None,
    )
