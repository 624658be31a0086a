"""Suivis: whom to call back, late ones first; the one chosen is dealt with beside the list."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.attempts import UNREACHABLE
from intake_app.services.follow_up_lists import FollowUpRow
from intake_app.services.staff import StaffRow
from ui import formats
from ui.follow_ups import words
from ui.follow_ups.dealing_view import DealingView
from ui.follow_ups.dealing_vm import Result
from ui.follow_ups.follow_ups_vm import FollowUpsVm
from ui.follow_ups.way_buttons import WayButtons
from ui.palette import Tone
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_spec import Choice
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.pill import Pill
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.sticky_side import StickySide

GROUPS = ("late", "today", "week", "later")
_TONES: dict[str, Tone] = {"late": "bad", "today": "warn", "week": "info", "later": "neutral"}
_OWN, _EVERYBODYS = "own", "everybodys"


class FollowUpsView(PageScaffold):
    """A thin view on FollowUpsVm."""

    def __init__(self, vm: FollowUpsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._is_awaiting_rows = False
        self.set_title(self.tr("Suivis"))
        self.whose = ChipGroup((Choice(_OWN, self.tr("Les miens")), Choice(_EVERYBODYS, self.tr("Ceux de l’équipe"))))
        self.whose.name_for_readers(self.tr("Suivis à montrer"))
        self.whose.value_changed.connect(self._choose_whose)
        self.add_action(self.whose)
        self.ways = WayButtons(vm, self)
        for button in (self.ways.referrals, self.ways.erasing, self.ways.offers):
            self.add_action(button)
        self.lists: dict[str, RowsView] = {}
        self._cards: dict[str, Card] = {}
        self._pills: dict[str, Pill] = {}
        self.columns = TwoColumns(side_width=360, stack_below=700)
        for group, title in self._titles().items():
            self.columns.main.addWidget(self._group(group, title))
        self.columns.main.addStretch(1)
        self.dealing = DealingView(vm.dealing)
        self.dealing.file_wished.connect(vm.open_file)
        self.side = StickySide(self.dealing, self.scroll_area())
        self.columns.side.addWidget(self.side, 1)
        self.columns.stacked.connect(lambda is_stacked: self.side.set_sticky(not is_stacked))
        self.body.addWidget(self.columns, 1)
        self._empty = self._nothing_left()
        self.body.addWidget(self._empty)
        QShortcut(QKeySequence.StandardKey.Save, self, self.dealing.complete)
        vm.rows_changed.connect(self._show)
        vm.chosen_changed.connect(self._show_chosen)
        vm.dealing.completed.connect(self._say_completed)
        vm.dealing.snoozed.connect(self._say_snoozed)
        vm.dealing.assigned.connect(self._say_assigned)
        self._show()

    def _titles(self) -> dict[str, str]:
        return {
            "late": self.tr("En retard"),
            "today": self.tr("Aujourd’hui"),
            "week": self.tr("Dans les sept jours"),
            "later": self.tr("Plus tard"),
        }

    def _group(self, group: str, title: str) -> Card:
        card = Card(title)
        pill = Pill("", _TONES[group])
        card.add_to_header(pill)
        model: RowsModel[FollowUpRow] = RowsModel(self._columns(), lambda row: row.id)
        rows = RowsView(model, title, fits_content=True)
        rows.row_chosen.connect(lambda row: self.vm.choose(row.id))
        rows.row_activated.connect(self._deal_with)
        card.body.addWidget(rows)
        self.lists[group], self._cards[group], self._pills[group] = rows, card, pill
        return card

    def _nothing_left(self) -> Card:
        card = Card()
        card.body.addWidget(
            EmptyState(
                "check",
                self.tr("Aucun suivi en attente"),
                self.tr(
                    "Les rappels prévus ici ou par vos collègues apparaîtront sur cette page, les plus pressés d’abord."
                ),
            )
        )
        return card

    def enter(self) -> None:
        """Give the keyboard to the most pressing list."""
        first = next((rows for rows in self.lists.values() if rows.rows_model().rowCount()), None)
        (first or self.whose).setFocus(Qt.FocusReason.OtherFocusReason)
        self._is_awaiting_rows = first is None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        focused = QApplication.focusWidget()
        if focused is None or not self.isAncestorOf(focused):
            self.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._show_chosen(False)
            self._enter_chosen()
        else:
            super().keyPressEvent(event)

    def _columns(self) -> tuple[Column[FollowUpRow], ...]:
        return (
            Column("name", "", words.name, second=words.purpose, strong=lambda row: row.family_name.upper(), weight=5),
            Column("phone", "", self._phone, kind="soft", width=130, hide_below=520),
            Column("due", "", words.due, kind="pill", tone=words.due_tone, width=132, is_right_aligned=True),
        )

    def _phone(self, row: FollowUpRow) -> str:
        return formats.phone(row.phone) if row.phone else ""

    def _choose_whose(self) -> None:
        if not self.whose.value():
            self.whose.set_value(_OWN)
        self.vm.show_everybodys(self.whose.value() == _EVERYBODYS)

    def _deal_with(self, row: FollowUpRow) -> None:
        self.vm.choose(row.id)
        self.dealing.enter()
        # under the lists, where there is no room beside them, it would be out of sight
        self.show_widget(self.dealing.form.box("result"))

    def _show(self) -> None:
        self.whose.set_value(_EVERYBODYS if self.vm.is_everybodys else _OWN)
        for group in GROUPS:
            shown = getattr(self.vm.groups, group)
            self.lists[group].rows_model().set_rows(shown)
            self._pills[group].setText(str(len(shown)))
            self._cards[group].setVisible(bool(shown))
        is_empty = self.vm.is_read and not self.vm.rows
        self._empty.setVisible(is_empty)
        self.columns.setVisible(not is_empty)
        self._show_chosen(False)
        if self._is_awaiting_rows and self.vm.rows and self.isVisible():
            self.enter()

    def _show_chosen(self, is_another: bool) -> None:
        chosen = self.vm.chosen
        for rows in self.lists.values():
            if chosen is None or not rows.choose(chosen.id):
                rows.setCurrentIndex(QModelIndex())
                rows.clearSelection()
        self._keep_in_sight()
        if is_another:
            self.dealing.show_row()
        else:
            self.dealing.show_facts()

    def _keep_in_sight(self) -> None:
        """Scroll the page to the row that the keyboard is on."""
        ground, here = self.scroll_area().widget(), QApplication.focusWidget()
        if isinstance(here, RowsView) and here in self.lists.values() and ground is not None:
            row = here.visualRect(here.currentIndex())
            foot = here.viewport().mapTo(ground, row.bottomLeft())
            self.scroll_area().ensureVisible(foot.x(), foot.y() - row.height() // 2, 0, row.height())

    def _enter_chosen(self) -> None:
        chosen = self.vm.chosen
        for rows in self.lists.values():
            if chosen is not None and rows.rows_model().place_of(chosen.id) is not None:
                rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_completed(self, row: FollowUpRow, result: Result) -> None:
        is_over = result.may_be_tried_again and words.is_last_attempt(row)
        said = f"{words.name(row)} · {words.result(UNREACHABLE if is_over else result.code)}"
        self._enter_chosen()
        self.vm.desk.navigation.undo_offered.emit(said, partial(self.vm.take_back, row))
        self.vm.ask_situation(row, result)

    def _say_assigned(self, row: FollowUpRow, colleague: StaffRow) -> None:
        said = self.tr("%1\u202f: confié à %2").replace("%1", words.name(row)).replace("%2", colleague.short_name)
        self._enter_chosen()
        self.vm.desk.navigation.undo_offered.emit(said, partial(self.vm.give_back, row))

    def _say_snoozed(self, row: FollowUpRow, day: date) -> None:
        said = self.tr("%1\u202f: reporté à %2")
        said = said.replace("%1", words.name(row)).replace("%2", formats.coming_day(day, self.vm.desk.today()))
        self._enter_chosen()
        self.vm.desk.navigation.undo_offered.emit(said, partial(self.vm.take_back, row))
