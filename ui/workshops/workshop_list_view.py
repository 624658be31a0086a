"""The list of workshops: what is to come, what has been, and which rolls were never called."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intake_app.services.workshop_lists import WorkshopRow
from ui import formats
from ui.palette import Tone
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.search_field import SearchField
from ui.widgets.text_label import TextLabel
from ui.workshops import words
from ui.workshops.month.month_view import MonthView
from ui.workshops.month.week_view import WeekView
from ui.workshops.workshop_list_vm import WorkshopListVm

NEW_KEY = "Ctrl+N"
MONTH_KEY = "Ctrl+M"
WEEK_KEY = "Ctrl+E"
_OPEN = "open"
_MONTH_WIDTH = 404
_BESIDE_MONTH = 720
"""A list this narrow has the month beside it: it says one thing of a workshop instead of two."""


class WorkshopListView(PageScaffold):
    """A thin view on WorkshopListVm. `opened(row)` is the slot to open, `plan_wished(day)` a new workshop, on a day or
    on none yet, `registers_wished` what leaves for funders.
    """

    opened = Signal(object)
    plan_wished = Signal(object)
    registers_wished = Signal()

    def __init__(self, vm: WorkshopListVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Séances"))
        self.set_subtitle(self.tr("Ouvrez une séance pour inscrire, puis faire l’appel."))
        self._head()
        self.search = SearchField(self.tr("Titre ou lieu de la séance"))
        self.search.searched.connect(vm.filter)
        self.search.left_downwards.connect(self._enter_lists)
        self.search.submitted.connect(lambda _text: self._enter_lists())
        self.body.addWidget(self.search)
        self.upcoming = self._list(self.tr("Séances à venir"), is_past=False)
        self.past = self._list(self.tr("Séances passées"), is_past=True)
        self._nothing_coming = TextLabel(self.tr("Aucune séance à venir."), "soft")
        self._upcoming_card = self._card(self.tr("À venir"), "calendar", self.upcoming, self._nothing_coming)
        self._past_card = self._card(self.tr("Passées"), "clock", self.past)
        self._empty = self._first_steps()
        self._calendars()
        self.columns = columns = TwoColumns(side_width=_MONTH_WIDTH, stack_below=900)
        for block in (self._upcoming_card, self._past_card, self._empty):
            columns.main.addWidget(block)
        columns.main.addStretch(1)
        columns.side.addWidget(self.month)
        columns.side.addStretch(1)
        self.body.addWidget(self.week)
        self.body.addWidget(columns)
        self.body.addStretch(1)
        vm.rows_changed.connect(self._show)
        self._show()

    def _head(self) -> None:
        plan = PrimaryButton(self.tr("Nouvelle séance"), "plus", shortcut_hint="Ctrl N")
        plan.clicked.connect(lambda: self.plan_wished.emit(None))
        calendar = SecondaryButton(self.tr("Calendrier"), "calendar", shortcut_hint="Ctrl M")
        calendar.clicked.connect(self._enter_month)
        self.registers = SecondaryButton(self.tr("Registre et attestations"), "document")
        self.registers.clicked.connect(self.registers_wished)
        self.week_button = SecondaryButton(self.tr("Semaine"), "calendar", shortcut_hint="Ctrl E")
        self.week_button.setCheckable(True)
        self.week_button.clicked.connect(self._turn_week)
        self.add_action(self.week_button)
        self.add_action(calendar)
        self.keep_actions = SecondaryButton(self.tr("Actions"), "pencil")
        self.add_action(self.keep_actions)
        self.add_action(self.registers)
        self.add_action(plan)
        QShortcut(QKeySequence(NEW_KEY), self, lambda: self.plan_wished.emit(None))
        QShortcut(QKeySequence(MONTH_KEY), self, self._enter_month)
        QShortcut(QKeySequence(WEEK_KEY), self, self.week_button.click)

    def _calendars(self) -> None:
        self.month = MonthView(self.vm.month)
        self.month.opened.connect(self.opened)
        self.month.plan_wished.connect(self.plan_wished)
        self.week = WeekView(self.vm.month)
        self.week.opened.connect(self.opened)
        self.week.plan_wished.connect(self.plan_wished)
        self.week.hide()

    def enter(self) -> None:
        """Give the keyboard to the first list, or to the week where it is shown."""
        if self.week_button.isChecked():
            self.week.enter()
        else:
            self._enter_lists()

    def _turn_week(self) -> None:
        """Show the week in place of the lists and the month, or these again."""
        is_week = self.week_button.isChecked()
        self.week.setVisible(is_week)
        self.columns.setVisible(not is_week)
        self.search.setVisible(not is_week and not self.vm.is_empty)
        self.week_button.setText(self.tr("Liste") if is_week else self.tr("Semaine"))
        self.enter()

    def _enter_month(self) -> None:
        if self.week_button.isChecked():
            self.week_button.click()
        self.month.enter()
        self.show_widget(self.month.grid)

    def _enter_lists(self) -> None:
        for rows in (self.upcoming, self.past):
            if rows.rows_model().rowCount():
                rows.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, name: str, *, is_past: bool) -> RowsView:
        model: RowsModel[WorkshopRow] = RowsModel(self._columns(is_past), lambda row: row.slot_id)
        rows = RowsView(model, name, fits_content=True)
        rows.row_activated.connect(self.opened)
        rows.button_clicked.connect(lambda _key, row: self.opened.emit(row))
        return rows

    def _card(self, title: str, icon_name: str, *widgets: QWidget) -> Card:
        card = Card(title, icon_name)
        for widget in widgets:
            card.body.addWidget(widget)
        return card

    def _first_steps(self) -> Card:
        card = Card()
        empty = EmptyState(
            "calendar",
            self.tr("Aucune séance pour l’instant"),
            self.tr("Prévoyez la première\u202f: un titre, un jour, un lieu. Vous pourrez y inscrire des personnes."),
            self.tr("Nouvelle séance"),
        )
        empty.action_clicked.connect(lambda: self.plan_wished.emit(None))
        card.body.addWidget(empty)
        return card

    def _show(self) -> None:
        for rows, shown in ((self.upcoming, self.vm.upcoming), (self.past, self.vm.past)):
            rows.rows_model().set_rows(shown)
            rows.setVisible(bool(shown))
            if self.vm.wanted is not None and rows.choose(self.vm.wanted):
                rows.setFocus(Qt.FocusReason.OtherFocusReason)
        self._nothing_coming.setVisible(not self.vm.upcoming)
        self._upcoming_card.setVisible(not self.vm.is_empty)
        self._past_card.setVisible(bool(self.vm.past))
        self._empty.setVisible(self.vm.is_empty)
        self.search.setVisible(not self.vm.is_empty and not self.week_button.isChecked())

    def _columns(self, is_past: bool) -> tuple[Column[WorkshopRow], ...]:
        # of those to come it matters who is expected, of those gone by whether the roll was called
        counted, standing = (_BESIDE_MONTH, 460) if is_past else (460, _BESIDE_MONTH)
        return (
            Column("title", "", lambda row: row.title, second=words.where, is_strong=True, weight=9),
            Column("day", "", self._day, second=lambda row: words.hours(row.start_time, row.end_time), width=152),
            Column("counts", "", words.counted, kind="pill", tone=words.counted_tone, width=150, hide_below=counted),
            Column(
                "standing", "", self._standing, kind="pill", tone=self._standing_tone, width=136, hide_below=standing
            ),
            Column(_OPEN, "", lambda _row: self.tr("Ouvrir"), kind="button", width=96, hide_below=320),
        )

    def _day(self, row: WorkshopRow) -> str:
        return formats.sentence_case(words.day(row.held_on, self.vm.desk.today()))

    def _standing(self, row: WorkshopRow) -> str:
        return words.standing(row, self.vm.desk.today(), is_left_open=self.vm.is_left_open(row))

    def _standing_tone(self, row: WorkshopRow) -> Tone:
        return words.standing_tone(row, is_left_open=self.vm.is_left_open(row))
