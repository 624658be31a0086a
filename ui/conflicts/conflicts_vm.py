"""Deux versions à départager: one file at a time, one choice per field, settled together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.wire import Wire
from intake_app.services.conflicts import settle_conflicts
from intake_app.services.disputed_files import DisputedField, DisputedFile, list_disputed_files
from ui.desk import Desk, ViewModel
from ui.navigation import Place


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a field. `stands` is what the record says today; `is_mine`: whoever is at the desk wrote it.

    `author` is a short name, empty when not known; so may be `at`, by the clock of the laptop it was written on.
    """

    value: Wire
    author: str
    at: datetime | None
    stands: bool
    is_mine: bool


class ConflictsVm(ViewModel):
    """Walks through the files that concern whoever is at the desk, beginning with the one asked for. Choices stay
    while others change; the value that stands is chosen at first.
    """

    shown_changed = Signal()
    """Another file, or another state of it."""
    settled = Signal()
    """The choices for a file were written."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.files: tuple[DisputedFile, ...] = ()
        self.is_read = False
        self.is_busy = False
        self.resident_id: UUID | None = None
        """The resident's file one came from, to go back there."""
        self._first: UUID | None = None
        self._shown: UUID | None = None
        self._kept: dict[UUID, bool] = {}
        desk.changes.rows_changed.connect(self._on_rows_changed)

    @property
    def file(self) -> DisputedFile | None:
        """The file shown; None when there is nothing to settle."""
        return self.files[self.place] if self.files else None

    @property
    def place(self) -> int:
        """Which of `files` is shown, from 0."""
        return next((place for place, file in enumerate(self.files) if file.file_id == self._shown), 0)

    @property
    def names(self) -> Mapping[UUID, str]:
        """The names of the records that values of the file shown refer to."""
        return dict(self.file.names) if self.file is not None else {}

    def open(self, file_id: UUID | None = None, resident_id: UUID | None = None) -> None:
        """Begin with that file, else with what waits for longest; `resident_id` is the file one comes from."""
        self._first, self._shown, self.resident_id = file_id, file_id, resident_id
        self._kept.clear()
        self.is_read = False
        self.refresh()

    def refresh(self) -> None:
        """Read again what is to be settled."""
        self.desk.read(self, self._show, list_disputed_files, self.desk.actor)

    def sides(self, field: DisputedField) -> tuple[Side, Side]:
        """The two versions, one's own first; of two others, the one that stands first."""
        me, said = self.desk.actor.staff_id, field.versions
        standing = Side(said.standing, said.standing_author, said.standing_at, True, said.standing_author_id == me)
        other = Side(said.other, said.other_author, said.other_at, False, said.other_author_id == me)
        return (other, standing) if other.is_mine and not standing.is_mine else (standing, other)

    def kept(self, field: DisputedField) -> int:
        """The side that is chosen for this field, as `sides` gives them: 0 or 1."""
        is_standing = self._kept.get(field.versions.conflict_id, True)
        return 0 if self.sides(field)[0].stands == is_standing else 1

    def choose(self, field: DisputedField, side: int) -> None:
        """Keep the version on that side, 0 or 1."""
        self._kept[field.versions.conflict_id] = self.sides(field)[side].stands

    def settle(self) -> None:
        """Write the choices made for the file shown, then go on to the next."""
        file = self.file
        if file is None or self.is_busy:
            return
        choices = {field.versions.conflict_id: self.sides(field)[self.kept(field)].value for field in file.fields}
        self.is_busy = True
        self.desk.write(self, lambda _none: self._on_settled(file), self._fail, settle_conflicts, choices)

    def go_on(self) -> None:
        """Show the next file, leaving this one as it is; after the last comes the first."""
        if self.files:
            self._shown = self.files[(self.place + 1) % len(self.files)].file_id
            self.shown_changed.emit()

    def leave(self) -> None:
        """Go back to where one came from; what is chosen and not written is forgotten."""
        if self.resident_id is not None:
            self.desk.navigation.open_resident(self.resident_id)
        else:
            self.desk.navigation.go(Place.SYNC_STATUS)

    def _show(self, found: list[DisputedFile]) -> None:
        walked = [file for file in found if file.concerns_me or file.file_id == self._first]
        files = tuple(sorted(walked, key=lambda file: file.file_id != self._first))
        if not self.is_read or files != self.files:
            self.files, self.is_read = files, True
            self._shown = files[self.place].file_id if files else None
            self.shown_changed.emit()

    def _on_settled(self, file: DisputedFile) -> None:
        self.is_busy = False
        left = [one.file_id for one in self.files if one.file_id != file.file_id]
        self._shown = left[min(self.place, len(left) - 1)] if left else None
        self.settled.emit()
        self.refresh()

    def _fail(self, error: KnownError) -> None:
        self.is_busy = False
        self.fail(error)
        self.refresh()

    def _on_rows_changed(self, _types: frozenset[str]) -> None:
        if self.is_read:
            self.refresh()
