"""Même personne ? Two columns, only what differs, what the joined file will say, and the buttons at the foot."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.services.resident_merges import DAYS_TO_UNDO, DifferingField, MergePreview
from ui import formats, labels, theme
from ui.residents import merge_words, pair_words
from ui.residents.resident_merge_vm import ResidentMergeVm, take_alike, take_apart
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.field_row import ColumnHeads, FieldRow
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel
from ui.widgets.version_pair import Version, VersionPair

NOTE_BELOW = 860
"""The width (logical pixels at 100 % text) under which the foot holds its buttons only."""


class ResidentMergeView(PageScaffold):
    """A thin view on ResidentMergeVm. Arrows choose, Enter on a version or « Réunir » joins."""

    def __init__(self, vm: ResidentMergeVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.pairs: list[VersionPair] = []
        self._choices = self._choice_card()
        self._outcome = Card(self.tr("La fiche, une fois réunie"), "person")
        self._who = TextLabel("", "strong")
        self._says = TextLabel("", "small-soft")
        self._keeps = TextLabel(
            self.tr("Le fil du parcours, les suivis et les accords des deux fiches y seront."), "small"
        )
        for line in (self._who, self._says, self._keeps):
            self._outcome.body.addWidget(line)
        self._note_below = TextLabel("", "small-soft")
        self.clash = Banner("warn", "")
        for part in (self.clash, self._choices, self._outcome, self._note_below):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._add_foot()
        vm.shown_changed.connect(self._show)
        vm.chosen_changed.connect(self._show_outcome)
        vm.joined.connect(self._offer_apart)
        vm.told_apart.connect(self._offer_alike)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_note()

    def _choice_card(self) -> Card:
        card = Card()
        self._heads = ColumnHeads()
        card.body.setSpacing(0)
        card.body.addWidget(FieldRow(TextLabel(self.tr("Ce qui diffère"), "small-strong"), self._heads))
        self._rows = QWidget()
        self._lines = QVBoxLayout(self._rows)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        card.body.addWidget(self._rows)
        self._alike = TextLabel("", "small")
        self._alike.setContentsMargins(8, 10, 8, 0)
        card.body.addWidget(self._alike)
        return card

    def _add_foot(self) -> None:
        words = self.tr("Vous pourrez séparer les deux fiches pendant %n jour(s).", "", DAYS_TO_UNDO)
        self._note = TextLabel(words, "small-soft")
        self._note_below.setText(words)
        self.later_button = SecondaryButton(self.tr("Plus tard"))
        self.later_button.clicked.connect(self.vm.leave)
        self.apart_button = SecondaryButton(self.tr("Pas la même personne"))
        self.apart_button.clicked.connect(self.vm.tell_apart)
        self.merge_button = PrimaryButton(self.tr("Réunir les fiches"))
        self.merge_button.clicked.connect(self.vm.merge)
        self.add_to_footer(self._note, stretch=1)
        self.add_buttons_to_footer(self.later_button, self.apart_button, self.merge_button)

    def _place_note(self) -> None:
        has_room = self.width() >= theme.current().px(NOTE_BELOW)
        self._note.setVisible(has_room)
        self._note_below.setVisible(self.vm.preview is not None and not has_room)

    def _show(self) -> None:
        preview = self.vm.preview
        self.set_title(self.tr("Même personne\u202f?"))
        lead = self.tr("Rien n’est réuni sans vous. Gardez pour chaque ligne ce qui est juste.")
        self.set_subtitle(lead if preview is not None else "")
        for part in (self._choices, self._outcome):
            part.setVisible(preview is not None)
        for button in (self.apart_button, self.merge_button):
            button.setEnabled(preview is not None)
        self._place_note()
        self.clash.setVisible(preview is not None and bool(preview.clashes))
        if preview is not None:
            self.clash.set_message("warn", *pair_words.warning(preview.clashes))
            self._show_rows(preview)
            self._show_outcome()

    def _show_rows(self, preview: MergePreview) -> None:
        while (entry := self._lines.takeAt(0)) is not None:
            gone = entry.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self._heads.set_heads(*(self._head(row) for row in (preview.survivor, preview.merged)))
        self.pairs = []
        for field in preview.differing:
            pair = VersionPair(self._versions(preview, field), int(self.vm.takes_other(field)), self.tr("retenu"))
            pair.chosen.connect(partial(self.vm.choose, field))
            pair.confirmed.connect(self.vm.merge)
            pair.left_vertically.connect(partial(self._go_from, len(self.pairs)))
            self.pairs.append(pair)
            self._lines.addWidget(FieldRow(TextLabel(labels.field_label("resident", field.name), "strong"), pair))
        alike = labels.enumerate_fields(("resident", name) for name in preview.agreeing) if preview.agreeing else ""
        self._alike.setText(self.tr("Identiques\u202f: %1").replace("%1", alike))
        self._alike.setVisible(bool(alike))
        stops: list[QWidget] = [tile for pair in self.pairs for tile in pair.tiles]
        for before, after in pairwise([*stops, self.later_button, self.apart_button, self.merge_button]):
            QWidget.setTabOrder(before, after)

    def _head(self, row: merge_words.ResidentRow) -> tuple[str, str]:
        opened = self.tr("fiche ouverte le %1").replace("%1", formats.numeric_day(row.created_at.astimezone().date()))
        return formats.person_name(row.first_name, row.family_name), opened

    def _versions(self, preview: MergePreview, field: DifferingField) -> tuple[Version, Version]:
        name = labels.field_label("resident", field.name)
        texts = [
            merge_words.value(field.name, said, preview.names) for said in (field.survivor_value, field.merged_value)
        ]
        left, right = (
            Version(
                text,
                name=self.tr("%1\u202f: %2, non retenu").replace("%1", name).replace("%2", text),
                kept_name=self.tr("%1\u202f: %2, retenu").replace("%1", name).replace("%2", text),
            )
            for text in texts
        )
        return left, right

    def _show_outcome(self) -> None:
        preview, said = self.vm.preview, self.vm.outcome()
        if preview is None:
            return
        self._who.setText(formats.person_name(str(said.get("first_name") or ""), str(said.get("family_name") or "")))
        others = [name for name in said if name not in ("first_name", "family_name")]
        words = [merge_words.value(name, said[name], preview.names) for name in others if merge_words.says(said[name])]
        self._says.setText(" · ".join(words))

    def _go_from(self, place: int, step: int) -> None:
        """Up and Down go from field to field, and from the last to « Réunir »."""
        wanted = place + step
        if wanted >= len(self.pairs):
            self.merge_button.setFocus()
        elif wanted >= 0:
            self.pairs[wanted].take_keyboard()
            self.show_widget(self.pairs[wanted])

    def _offer_apart(self, merge_id: object) -> None:
        undo = partial(take_apart, self.vm.desk, merge_id)  # type: ignore[arg-type]
        self.vm.desk.navigation.undo_offered.emit(self.tr("Les deux fiches sont réunies."), undo)

    def _offer_alike(self, one_id: object, other_id: object) -> None:
        undo = partial(take_alike, self.vm.desk, one_id, other_id)  # type: ignore[arg-type]
        words = self.tr("Noté\u202f: ce sont deux personnes. Elles ne seront plus rapprochées.")
        self.vm.desk.navigation.undo_offered.emit(words, undo)
