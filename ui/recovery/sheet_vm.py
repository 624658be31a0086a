"""A recovery sheet in the making: drawn, shown and printed once, and kept once two of its groups were typed back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.storage.recovery_sheet import choose_groups, groups_of, new_code, require_copied
from ui.jobs import Lane

if TYPE_CHECKING:
    from sync.client.laptop_people import LaptopPeople


class SheetVm(QObject):
    """Nothing is written before the groups were typed back: until then the sheet before goes on working."""

    drawn = Signal()
    kept = Signal()
    refused = Signal(object)
    """A KnownError."""
    busy_changed = Signal(bool)

    def __init__(self, people: LaptopPeople, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people, self._lane = people, lane
        self._code = ""
        self.asked: tuple[int, ...] = ()
        """Which groups are to be typed back, by place (from 0)."""

    @property
    def name(self) -> str:
        """Whose sheet it is: first name and initial."""
        return self._people.owner.label

    @property
    def groups(self) -> tuple[str, ...]:
        """What the sheet says; nothing before it was drawn."""
        return groups_of(self._code)

    def ask(self, authority: str) -> None:
        """Draw a sheet for whoever is here, once her passphrase was right."""
        self._do(lambda: self._people.authorise(authority), self.draw)

    def draw(self) -> None:
        """Draw a sheet: she has just chosen her passphrase."""
        self._code, self.asked = new_code(), choose_groups()
        self.drawn.emit()

    def confirm(self, typed: Sequence[str]) -> None:
        """Keep the sheet, once the groups asked for are typed as they stand on it."""
        code = self._code
        try:
            require_copied(code, self.asked, typed)
        except KnownError as error:
            self.refused.emit(error)
            return
        self._do(lambda: self._people.keep_sheet(code), self._end)

    def forget(self) -> None:
        """Let go of the code."""
        self._code, self.asked = "", ()

    def _end(self) -> None:
        self.forget()
        self.kept.emit()

    def _do(self, work: Callable[[], None], then: Callable[[], None]) -> None:
        self.busy_changed.emit(True)
        self._lane.put(self, work, lambda _none: then(), self.refused.emit, lambda: self.busy_changed.emit(False))
