"""Who answers to a search, piece by piece: the first at each key, the next as one goes down in the list."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from intake_app.services import resident_lists
from intake_app.services.resident_filters import Asking
from intake_app.services.resident_lists import After, ResidentPage, ResidentRow
from ui.desk import Desk
from ui.residents.found_count import FoundCount, Question
from ui.residents.latest_answer import LatestAnswer

LIMIT: Final = 50
"""How many come at once."""
READ_AGAIN: Final = 2000
"""How many are read again at most when something changes elsewhere; the rest comes again as one goes down."""
Answered = tuple[Question, ResidentPage]


class FoundResidents(QObject):
    """`rows_changed` when others answer, `rows_added(rows)` when the list goes on, `count.counted` when it is known
    how many there are.
    """

    rows_changed = Signal()
    rows_added = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[ResidentRow, ...] = ()
        self.text: str | None = None
        """The wording to which `rows` answer; None before the first answer."""
        self.after: After | None = None
        """Where the list goes on; None at its end."""
        self.count = FoundCount(desk, self)
        self.asked = Question("", None, (), Asking(desk.actor.staff_id, desk.today()))
        self._answered: Question | None = None
        self._search: LatestAnswer[Answered] = LatestAnswer(desk, self, self._take)
        self._onward: LatestAnswer[ResidentPage] = LatestAnswer(desk, self, self._take_more)

    @property
    def is_looking(self) -> bool:
        """Whether it is still to be seen if anybody answers."""
        return not self.rows and (self.text is None or self.after is not None)

    @property
    def hides_somebody(self) -> bool:
        """Whether filters or a neighbourhood may be why nobody answers."""
        return self.asked.is_narrowed and self.count.without_filters != 0

    def ask(self, question: Question) -> None:
        """Search; the same question again brings back as many as are shown."""
        limit = self._length_shown() if question == self._answered else LIMIT
        self.asked, find = question, resident_lists.find_page
        self._onward.forget()
        self._search.ask(lambda session: (question, find(session, question.text, limit=limit, **question.details())))

    def go_on(self) -> None:
        """Bring what comes after the rows shown."""
        if self.after is not None and self._answered is not None:
            asked, find = self._answered, resident_lists.find_page
            self._onward.ask(find, asked.text, limit=LIMIT, after=self.after, **asked.details())

    def _length_shown(self) -> int:
        """How many to read again, to come where one was; at the end of a long list there is room for newcomers."""
        room = LIMIT if self.after is None and len(self.rows) > LIMIT else 0
        return min(max(LIMIT, len(self.rows) + room), READ_AGAIN)

    def _take(self, answer: Answered) -> None:
        self._answered, page = answer
        self.text, self.rows, self.after = self._answered.text.strip(), tuple(page.rows), page.after
        self.count.follow(self._answered, len(self.rows), self.after is not None)
        self.rows_changed.emit()
        self._fill_up()

    def _take_more(self, page: ResidentPage) -> None:
        known = {row.id for row in self.rows}
        fresh = tuple(row for row in page.rows if row.id not in known)
        self.rows, self.after = (*self.rows, *fresh), page.after
        if self._answered is not None and self.after is None:
            self.count.follow(self._answered, len(self.rows), is_cut=False)
        self.rows_added.emit(fresh)
        self._fill_up()

    def _fill_up(self) -> None:
        """Few passed the filters among those looked at: look further."""
        if self.after is not None and len(self.rows) < LIMIT:
            self.go_on()
