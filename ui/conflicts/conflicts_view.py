"""Deux versions à départager: two columns, only what differs, a free choice for each field; by keyboard alone."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.services.disputed_files import DisputedFile
from ui import theme
from ui.conflicts import words
from ui.conflicts.conflicts_vm import ConflictsVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import ColumnHeads, FieldRow
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel
from ui.widgets.version_pair import VersionPair

NOTE_BELOW = 760
"""The width (logical pixels at 100 % text) under which the foot holds its buttons only."""


class ConflictsView(PageScaffold):
    """A thin view on ConflictsVm. Arrows choose, Enter on a version, Ctrl+S or « Valider » writes."""

    def __init__(self, vm: ConflictsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.pairs: list[VersionPair] = []
        self._field_ids: list[UUID] = []
        self._card = self._file_card()
        self._empty = EmptyState("check", "", "", self.tr("Revenir"))
        self._empty.set_words(
            self.tr("Rien à départager"),
            self.tr("Chaque fiche a une seule version. Ce qui est choisi ici arrive chez tous au prochain envoi."),
        )
        self._empty.action_clicked.connect(vm.leave)
        self._kept_below = TextLabel("", "small-soft")
        self.body.addWidget(self._card)
        self.body.addWidget(self._kept_below)
        self._calm = Card()
        self._calm.body.addWidget(self._empty)
        self.body.addWidget(self._calm)
        self.body.addStretch(1)
        self._add_foot()
        QShortcut(QKeySequence("Ctrl+S"), self, vm.settle)
        vm.shown_changed.connect(self._show)
        vm.settled.connect(lambda: vm.desk.navigation.told.emit(self.tr("Choix enregistré sur cet ordinateur.")))
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_note()

    def _place_note(self) -> None:
        """In the foot, or under the versions where the foot has room for its buttons only."""
        has_room = self.width() >= theme.current().px(NOTE_BELOW)
        self._kept.setVisible(self.vm.file is not None and has_room)
        self._kept_below.setVisible(self.vm.file is not None and not has_room)

    def _file_card(self) -> Card:
        card = Card()
        self._name = TextLabel("", "small-strong")
        self._heads = ColumnHeads()
        card.body.setSpacing(0)
        card.body.addWidget(FieldRow(self._name, self._heads))
        self._rows = QWidget()
        self._lines = QVBoxLayout(self._rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        card.body.addWidget(self._rows)
        self._merged = TextLabel("", "small")
        self._merged.setContentsMargins(8, 10, 8, 0)
        card.body.addWidget(self._merged)
        return card

    def _add_foot(self) -> None:
        self._kept = TextLabel("", "small-soft")
        self.later_button = SecondaryButton(self.tr("Plus tard"))
        self.later_button.clicked.connect(self.vm.leave)
        self.next_button = SecondaryButton("")
        self.next_button.clicked.connect(self.vm.go_on)
        self.settle_button = PrimaryButton(self.tr("Valider"))
        self.settle_button.clicked.connect(self.vm.settle)
        self.add_to_footer(self._kept, stretch=1)
        for button in (self.later_button, self.next_button, self.settle_button):
            self.add_to_footer(button)

    def _show(self) -> None:
        file, is_read = self.vm.file, self.vm.is_read
        had_keyboard, field_id = self._has_keyboard(), self._field_with_keyboard()
        self.set_title(self.tr("Deux versions à départager"))
        self.set_subtitle(words.lead(self.vm, file) if file is not None else "")
        self._card.setVisible(file is not None)
        self._calm.setVisible(file is None and is_read)
        for part in (self.later_button, self.settle_button):
            part.setVisible(file is not None)
        kept = words.where_kept(file) if file is not None else ""
        for note in (self._kept, self._kept_below):
            note.setText(kept)
        self._place_note()
        count = len(self.vm.files)
        place = self.tr("Fiche suivante (%1 sur %2)").replace("%1", str(self.vm.place + 1)).replace("%2", str(count))
        self.next_button.setText(place)
        self.next_button.setVisible(count > 1)
        self._show_rows(file)
        if had_keyboard:
            self._take_keyboard(field_id)

    def _show_rows(self, file: DisputedFile | None) -> None:
        while (entry := self._lines.takeAt(0)) is not None:
            gone = entry.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.pairs, self._field_ids = [], []
        if file is None:
            return
        self._field_ids = [field.versions.conflict_id for field in file.fields]
        left, right = self.vm.sides(file.fields[0])
        self._name.setText(words.title(file))
        self._heads.set_heads(
            (words.whose(left, right), words.when(left)), (words.whose(right, left), words.when(right))
        )
        for field in file.fields:
            versions = words.versions(self.vm, file, field)
            pair = VersionPair(versions, self.vm.kept(field), self.tr("retenu"))
            pair.chosen.connect(partial(self.vm.choose, field))
            pair.confirmed.connect(self.vm.settle)
            pair.left_vertically.connect(partial(self._go_from, len(self.pairs)))
            self.pairs.append(pair)
            self._lines.addWidget(FieldRow(TextLabel(words.field_name(field), "strong"), pair))
        merged = words.merged(file)
        self._merged.setText(self.tr("Fusionnés sans votre aide\u202f: %1").replace("%1", merged))
        self._merged.setVisible(bool(merged))
        self._order_keyboard()

    def _order_keyboard(self) -> None:
        """Tab goes down the fields, then along the foot."""
        tiles = [tile for pair in self.pairs for tile in pair.tiles]
        stops: list[QWidget] = [*tiles, self.later_button, self.next_button, self.settle_button]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _go_from(self, place: int, step: int) -> None:
        """Up and Down go from field to field, and from the last to « Valider »."""
        wanted = place + step
        if wanted >= len(self.pairs):
            self.settle_button.setFocus()
        elif wanted >= 0:
            self.pairs[wanted].take_keyboard()
            self.show_widget(self.pairs[wanted])

    def _has_keyboard(self) -> bool:
        focused = self.window().focusWidget()
        return bool(focused) and (focused is self or self.isAncestorOf(focused))

    def _field_with_keyboard(self) -> UUID | None:
        shown = zip(self._field_ids, self.pairs, strict=True)
        return next((field_id for field_id, pair in shown if any(tile.hasFocus() for tile in pair.tiles)), None)

    def _take_keyboard(self, field_id: UUID | None) -> None:
        """To the same field when it is still there, else to the first; to the way back when nothing is left."""
        if not self.pairs:
            (self._empty.button if self._calm.isVisible() else self).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.pairs[self._field_ids.index(field_id) if field_id in self._field_ids else 0].take_keyboard()
