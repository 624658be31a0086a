"""Inviting several people at once: those of the workshop before, or a list that filters narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from intake_app.services.invitations.lists import Candidate
from ui import theme
from ui.palette import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel
from ui.workshops.invitations import invitation_words as words
from ui.workshops.invitations.gathering_vm import FILTERS, GatheringVm, Source

_TALL = 300


class GatheringCard(Card):
    """A thin view on GatheringVm, away until it is asked for; Escape leaves."""

    def __init__(self, vm: GatheringVm, parent: QWidget | None = None) -> None:
        super().__init__("", "people", tone="selected", parent=parent)
        self._vm = vm
        self.set_title(self.tr("Inviter plusieurs personnes"))
        self.sources = ChipGroup(
            [
                Choice(Source.LAST, self.tr("De la séance précédente")),
                Choice(Source.RESIDENTS, self.tr("Parmi les habitants")),
            ]
        )
        self.sources.name_for_readers(self.tr("D’où"))
        self.sources.value_changed.connect(lambda: vm.choose_source(Source(str(self.sources.value()) or Source.LAST)))
        self._about = TextLabel("", "small-soft")
        self.search = SearchField(self.tr("Nom, téléphone ou adresse"))
        self.search.searched.connect(vm.search)
        self.filters = ChipGroup([Choice(one, words.filter_label(one)) for one in FILTERS], is_multiple=True)
        self.filters.name_for_readers(self.tr("Filtres"))
        self.filters.value_changed.connect(lambda: vm.narrow(self.filters.codes()))
        self.model: RowsModel[Candidate] = RowsModel(self._columns(), lambda one: one.resident.id)
        self.list = RowsView(self.model, self.tr("Personnes à inviter"))
        self.search.left_downwards.connect(self._go_down)
        for signal in (self.list.row_activated, self.list.box_toggled):
            signal.connect(lambda one: vm.toggle(one.resident.id))
        self._nobody = TextLabel(self.tr("Personne d’autre à inviter ici."), "soft")
        self.all = SecondaryButton("", size="small")
        self.all.clicked.connect(vm.tick_all)
        self.confirm = PrimaryButton(size="small")
        self.confirm.clicked.connect(vm.confirm)
        leave = SecondaryButton(self.tr("Fermer"), size="small")
        leave.clicked.connect(vm.leave)
        foot = QWidget()
        line = FlowLayout(foot, gap=12)
        for button in (self.confirm, self.all, leave):
            line.addWidget(button)
        for widget in (self.sources, self._about, self.search, self.filters, self.list, self._nobody, foot):
            self.body.addWidget(widget)
        vm.changed.connect(self._show)
        vm.left.connect(self.hide)
        self.hide()

    def enter(self) -> None:
        """Show itself, with the keyboard on where people come from."""
        self.search.clear()
        self.filters.set_value(())
        self.show()
        self._vm.open()
        self.sources.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_down(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._vm.leave()
        else:
            super().keyPressEvent(event)

    def _columns(self) -> tuple[Column[Candidate], ...]:
        return (
            Column(
                "name",
                "",
                words.name,
                second=words.known_by,
                strong=lambda one: one.resident.family_name.upper(),
                is_checked=lambda one: one.resident.id in self._vm.ticked,
                weight=5,
            ),
            Column("came", "", words.has_come, kind="pill", tone=_tone, width=150, is_right_aligned=True),
        )

    def _show(self) -> None:
        vm = self._vm
        rows, is_last = vm.found.rows, vm.source is Source.LAST
        self.sources.set_value(vm.source)
        self._about.setText(words.last_workshop(vm.found, vm.desk.today()) if is_last else "")
        self._about.setVisible(is_last)
        self.search.setVisible(not is_last)
        self.filters.setVisible(not is_last)
        self.model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self._nobody.setVisible(not rows and not (is_last and vm.found.held_on is None))
        tall = min(len(rows), 5) * self.list.row_height() + 4
        self.list.setFixedHeight(min(theme.current().px(_TALL), tall) if rows else 0)
        count = sum(one.resident.id in vm.ticked for one in rows)
        self.confirm.setText(self.tr("Inviter %n personne(s)", "", count) if count else self.tr("Inviter"))
        self.confirm.setEnabled(bool(count))
        self.all.setText(self.tr("Ne rien cocher") if rows and count == len(rows) else self.tr("Tout cocher"))
        self.all.setEnabled(bool(rows))


def _tone(one: Candidate) -> Tone:
    return "good" if one.has_come else "neutral"
