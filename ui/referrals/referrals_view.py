"""Orientations en cours: who waits for news from whom, the longest silence first; the one chosen is told of beside."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QWidget

from intake_app.services.path.referral_lists import ReferralRow
from ui import formats
from ui.referrals import words
from ui.referrals.referrals_vm import ReferralsVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_spec import Choice
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel

_OWN, _EVERYBODYS = "own", "everybodys"


class ReferralsView(PageScaffold):
    """A thin view on ReferralsVm. Enter notes what became of a referral, Del ends one without answer."""

    def __init__(self, vm: ReferralsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self._is_awaiting_rows = False
        self.set_title(self.tr("Orientations en cours"))
        self.whose = ChipGroup((Choice(_EVERYBODYS, self.tr("Toutes")), Choice(_OWN, self.tr("Les miennes"))))
        self.whose.name_for_readers(self.tr("Orientations à montrer"))
        self.whose.set_value(_EVERYBODYS)
        self.whose.value_changed.connect(self._choose_whose)
        self.whose.setVisible(vm.sees_everybodys)
        self.add_action(self.whose)
        self.offers_button = SecondaryButton(self.tr("Offres"), "search")
        self.offers_button.clicked.connect(lambda _is: vm.open_offers())
        self.add_action(self.offers_button)
        model: RowsModel[ReferralRow] = RowsModel(self._columns(), lambda row: row.id)
        self.list = RowsView(model, self.tr("Orientations en cours"), fits_content=True)
        self.list.row_chosen.connect(vm.choose)
        self.list.row_activated.connect(vm.go_on)
        listed = Card()
        listed.body.addWidget(self.list)
        self.columns = TwoColumns(side_width=340, stack_below=700)
        self.columns.main.addWidget(listed)
        self.columns.main.addStretch(1)
        self.columns.side.addWidget(self._told())
        self.columns.side.addStretch(1)
        self.body.addWidget(self.columns, 1)
        self._empty = self._nothing_open()
        self.body.addWidget(self._empty)
        give_up = QShortcut(QKeySequence(Qt.Key.Key_Delete), self, vm.give_up)
        give_up.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        vm.rows_changed.connect(self._show)
        vm.chosen_changed.connect(self._show_chosen)
        vm.given_up.connect(self._offer_back)
        for before, after in pairwise((self.list, self.go_on, self.file, self.without_answer)):
            QWidget.setTabOrder(before, after)
        self._show()
        self._show_chosen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_awaiting_rows = True
        self.vm.refresh()

    def _columns(self) -> tuple[Column[ReferralRow], ...]:
        today = self.vm.desk.today
        return (
            Column("name", "", words.name, second=_to_whom, strong=lambda row: row.family_name.upper(), weight=5),
            Column("standing", "", words.standing, kind="soft", weight=3, hide_below=640),
            Column(
                "news",
                "",
                lambda row: words.news(row, today()),
                kind="pill",
                tone=lambda row: words.news_tone(row, today()),
                width=226,
                is_right_aligned=True,
            ),
        )

    def _told(self) -> Card:
        self._card = Card(" ")
        self._card.body.setSpacing(7)
        self._partner, self._facts_line = TextLabel("", "strong"), TextLabel("", "small-soft")
        self._advice = TextLabel("", "body")
        self.go_on = PrimaryButton("", "check")
        self.go_on.clicked.connect(lambda _is: self.vm.go_on())
        self.file = SecondaryButton(self.tr("Ouvrir la fiche"), "person")
        self.file.clicked.connect(lambda _is: self.vm.open_file())
        self.without_answer = SecondaryButton(self.tr("Sans réponse"), "close", shortcut_hint=self.tr("Suppr"))
        self.without_answer.clicked.connect(lambda _is: self.vm.give_up())
        for widget in (self._partner, self._facts_line, self._advice, self.go_on, self.file, self.without_answer):
            self._card.body.addWidget(widget)
        return self._card

    def _nothing_open(self) -> Card:
        card = Card()
        said = self.tr("Les orientations que vous préparez dans une fiche attendent ici la réponse du partenaire.")
        empty = EmptyState("send", self.tr("Aucune orientation en cours"), said, self.tr("Revenir aux suivis"))
        empty.action_clicked.connect(self.vm.leave)
        card.body.addWidget(empty)
        return card

    def _choose_whose(self) -> None:
        if not self.whose.value():
            self.whose.set_value(_EVERYBODYS)
        self.vm.show_own_only(self.whose.value() == _OWN)

    def _show(self) -> None:
        rows = self.vm.rows
        self.list.rows_model().set_rows(rows)
        old = sum(row.age > 0 for row in rows)
        said = self.tr("%n orientation(s), la plus longue sans nouvelles d’abord", "", len(rows)) if rows else ""
        late = self.tr("%n à relancer", "", old) if old else ""
        self.set_subtitle(" · ".join(part for part in (said, late) if part))
        self._empty.setVisible(self.vm.is_read and not rows)
        self.columns.setVisible(bool(rows))
        if self._is_awaiting_rows and rows and self.isVisible():
            self._is_awaiting_rows = False
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_chosen(self) -> None:
        row, today = self.vm.chosen, self.vm.desk.today()
        if row is None or not self.list.choose(row.id):
            self.list.setCurrentIndex(QModelIndex())
        if row is None:
            return
        self._card.set_title(words.name(row))
        self._partner.setText(words.partner(row))
        self._facts_line.setText(" · ".join(part for part in self._facts(row) if part))
        advice = words.advice(row, today)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.go_on.setText(self.tr("Envoyer") if row.status == "draft" else self.tr("Noter la suite"))
        self.without_answer.setVisible(self.vm.may_give_up())

    def _facts(self, row: ReferralRow) -> tuple[str, ...]:
        sent = self.tr("envoyée le %1").replace("%1", formats.month_day(row.sent_on)) if row.sent_on else ""
        appointment = row.appointment_at if row.status == "appointment_made" else None
        when = self.tr("rendez-vous %1").replace("%1", formats.dated_moment(appointment)) if appointment else ""
        standing = "" if row.status == "sent" else words.standing(row)
        how = words.labelled("referral_channel", row.channel)
        return (words.labelled("service_theme", row.theme), row.offer or "", standing, sent, how, when)

    def _offer_back(self, row: ReferralRow, undo: Callable[[], None]) -> None:
        said = self.tr("%1\u202f: sans réponse.").replace("%1", words.name(row))
        self.vm.desk.navigation.undo_offered.emit(said, undo)


def _to_whom(row: ReferralRow) -> str:
    return " · ".join(part for part in (words.partner(row), words.what_for(row)) if part)
