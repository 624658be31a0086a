"""Même personne ? Two files side by side, a choice for each field in which they differ, and what the whole will say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.services import distinctions
from intake_app.services.resident_merges import (
    DifferingField,
    MergePreview,
    merge_residents,
    preview_merge,
    undo_merge,
)
from ui.desk import Desk, ViewModel

if TYPE_CHECKING:
    from intake_app.storage.store import Session


class ResidentMergeVm(ViewModel):
    """Shows two files at a time. Choices stay while others change; nothing is joined before `merge`."""

    shown_changed = Signal()
    chosen_changed = Signal()
    joined = Signal(object)
    """The id of a join that was just made."""
    told_apart = Signal(object, object)
    """The ids of two people who are not the same."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.preview: MergePreview | None = None
        self.one_id: UUID | None = None
        """The file one came from."""
        self.other_id: UUID | None = None
        self.is_of_list = False
        """Whether one came from the list of pairs, and goes back there."""
        self.is_busy = False
        self._chosen: dict[str, bool] = {}
        desk.changes.rows_changed.connect(self._on_rows_changed)

    def open(self, one_id: UUID, other_id: UUID, *, is_of_list: bool = False) -> None:
        """Compare these two files; one comes from the first, or from the list of pairs."""
        self.is_of_list = is_of_list
        self.one_id, self.other_id, self.preview, self.is_busy = one_id, other_id, None, False
        self._chosen.clear()
        self.shown_changed.emit()
        self._read()

    def takes_other(self, field: DifferingField) -> bool:
        """Whether the field will say what the file that is joined says."""
        return self._chosen.get(field.name, field.suggests_other)

    def choose(self, field: DifferingField, side: int) -> None:
        """Keep the version on that side: 0 the older file's, 1 the other's."""
        if self.takes_other(field) != bool(side):
            self._chosen[field.name] = bool(side)
            self.chosen_changed.emit()

    def outcome(self) -> dict[str, Any]:
        """What the file will say of each field, by name; phone and place as in `DifferingField`."""
        if self.preview is None:
            return {}
        chosen = {
            field.name: field.merged_value if self.takes_other(field) else field.survivor_value
            for field in self.preview.differing
        }
        return {**self.preview.agreeing, **chosen}

    def merge(self) -> None:
        """Join the two files, with what was chosen."""
        preview = self.preview
        if preview is None or self.is_busy:
            return
        self.is_busy = True
        taken = [field.name for field in preview.differing if self.takes_other(field)]
        ids = preview.survivor.id, preview.merged.id
        self.desk.write(self, partial(self._on_joined, ids[0]), self._fail, merge_residents, *ids, taken)

    def tell_apart(self) -> None:
        """They are two people: they are shown as alike no more."""
        if self.one_id is not None and self.other_id is not None and not self.is_busy:
            self.is_busy = True
            ids = self.one_id, self.other_id
            self.desk.write(self, partial(self._on_told_apart, ids), self._fail, distinctions.tell_apart, *ids)

    def leave(self) -> None:
        """Go back to where one came from; nothing is decided."""
        if self.one_id is not None:
            self._go_back(self.one_id)

    def _read(self) -> None:
        if self.one_id is not None and self.other_id is not None:
            self.desk.read(self, self._show, _preview_if_any, self.one_id, self.other_id)

    def _show(self, preview: MergePreview | None) -> None:
        if preview is None:
            # joined or erased meanwhile, here or elsewhere
            one_id, self.one_id, self.preview = self.one_id, None, None
            self.shown_changed.emit()
            if one_id is not None:
                self._go_back(one_id)
        elif preview != self.preview:
            self.preview = preview
            self.shown_changed.emit()

    def _on_joined(self, survivor_id: UUID, merge_id: UUID) -> None:
        self.one_id = self.preview = None
        self._go_back(survivor_id)
        self.joined.emit(merge_id)

    def _on_told_apart(self, ids: tuple[UUID, UUID], _id: UUID) -> None:
        self.leave()
        self.one_id = self.preview = None
        self.told_apart.emit(*ids)

    def _go_back(self, resident_id: UUID) -> None:
        if self.is_of_list:
            self.desk.navigation.pairs_wished.emit()
        else:
            self.desk.navigation.open_resident(resident_id)

    def _fail(self, error: KnownError) -> None:
        self.is_busy = False
        self.fail(error)

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if self.preview is not None and record_types & {"resident", "resident_merge"} and not self.is_busy:
            self._read()


def take_apart(desk: Desk, merge_id: UUID) -> None:
    """Undo a join, whatever page is shown meanwhile."""
    desk.write(desk, lambda _id: None, None, undo_merge, merge_id)


def take_alike(desk: Desk, one_id: UUID, other_id: UUID) -> None:
    """Show two people as alike again."""
    desk.write(desk, lambda _none: None, None, distinctions.forget_told_apart, one_id, other_id)


def _preview_if_any(session: Session, one_id: UUID, other_id: UUID) -> MergePreview | None:
    try:
        return preview_merge(session, one_id, other_id)
    except KnownError:
        return None
