"""« Actions »: what workshops are held within; added, corrected, put away by those who keep them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from intake_app.domain.reference import label
from intake_app.services.actions import ActionRow
from ui import formats
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import PageScaffold
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel
from ui.workshops.actions.actions_vm import ActionsVm

_REMOVE = "remove"


class ActionsPage(PageScaffold):
    """A thin view on ActionsVm. `back_wished` leads to the list of workshops."""

    back_wished = Signal()

    def __init__(self, vm: ActionsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Actions"))
        self.set_subtitle(self.tr("Ce que les partenaires proposent. Une séance prend le titre exact de son action."))
        back = IconButton("chevron-left", self.tr("Toutes les séances"))
        back.clicked.connect(self.back_wished)
        self.set_leading(back)
        self.add = PrimaryButton(self.tr("Nouvelle action"), "plus", shortcut_hint="Ctrl N")
        self.add.clicked.connect(vm.add)
        self.add_action(self.add)
        QShortcut(QKeySequence("Ctrl+N"), self, vm.add)
        self._model: RowsModel[ActionRow] = RowsModel(self._columns(), lambda row: row.id)
        self.list = RowsView(self._model, self.tr("Actions"), fits_content=True)
        self.list.row_activated.connect(vm.correct)
        self.list.button_clicked.connect(lambda _key, row: vm.remove(row))
        self.empty = EmptyState(
            "calendar",
            self.tr("Aucune action pour l’instant"),
            self.tr("Ajoutez ce qui est proposé aux habitants\u202f: les séances pourront s’y rattacher."),
        )
        self._hint = TextLabel(
            self.tr("Entrée\u202f: corriger. Les feuilles déjà scellées gardent l’ancien titre."), "small-soft"
        )
        card = Card()
        for widget in (self.list, self.empty, self._hint):
            card.body.addWidget(widget)
        self.body.addWidget(card)
        self.body.addStretch(1)
        vm.changed.connect(self._show)
        vm.put_away.connect(self._say_put_away)
        self._show()

    def enter(self) -> None:
        """Give the keyboard to the list, or to the button while it is empty."""
        place = self.list if self._model.rowCount() else self.add
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self) -> tuple[Column[ActionRow], ...]:
        return (
            Column("title", "", _title, second=self._kind, is_strong=True, weight=6),
            Column("operation", "", self._payer, second=self._amount, weight=5, hide_below=420),
            Column(_REMOVE, "", lambda _row: self.tr("Retirer"), kind="button", width=100),
        )

    def _kind(self, row: ActionRow) -> str:
        language = formats.language()
        parts = (
            label("action_kind", row.kind, language),
            label("approach", row.approach, language) if row.approach else "",
            row.partner or "",
        )
        return " · ".join(part for part in parts if part)

    def _payer(self, row: ActionRow) -> str:
        if row.operation is None:
            return self.tr("Sans financeur")
        funder = label("funder", row.funder, formats.language()) if row.funder else ""
        return " · ".join(part for part in (funder, row.operation) if part)

    def _amount(self, row: ActionRow) -> str:
        certified = self.tr("certifiée") if row.is_certified else ""
        hours = self.tr("%n heure(s) financée(s)", "", row.funded_hours) if row.funded_hours else ""
        return " · ".join(part for part in (hours, certified) if part)

    def _show(self) -> None:
        had_none = not self._model.rowCount()
        self._model.set_rows(self.vm.rows)
        for widget in (self.list, self._hint):
            widget.setVisible(bool(self.vm.rows))
        self.empty.setVisible(not self.vm.rows)
        if had_none and self.vm.rows and self.isVisible():
            self.enter()

    def _say_put_away(self, row: ActionRow) -> None:
        said = self.tr("«\u202f%1\u202f» ne sera plus proposée.").replace("%1", _title(row))
        self.vm.desk.navigation.undo_offered.emit(said, partial(self.vm.restore, row.id))


def _title(row: ActionRow) -> str:
    return row.title_en if formats.language() == "en" else row.title_fr
