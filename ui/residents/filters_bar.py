"""What narrows the list of residents: filters that combine, and the views kept under a name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.services.resident_filters import FILTERS, ResidentView
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.flow_layout import FlowLayout

translate = QCoreApplication.translate


def filter_label(name: str) -> str:
    """« Suivis par moi »."""
    return {
        "mine": translate("FiltersBar", "Suivis par moi"),
        "contact": translate("FiltersBar", "Contacts"),
        "participant": translate("FiltersBar", "Participants"),
        "left": translate("FiltersBar", "Sortis"),
        "invisible": translate("FiltersBar", "Invisibles"),
        "quiet": translate("FiltersBar", "Sans nouvelles"),
        "expired": translate("FiltersBar", "À effacer"),
        "archived": translate("FiltersBar", "Archivés"),
    }[name]


class FiltersBar(QWidget):
    """`filters_changed` at each filter; `view_chosen(name)`, `view_kept(name)`, `view_forgotten(name)`."""

    filters_changed = Signal(tuple)
    view_chosen = Signal(str)
    view_kept = Signal(str)
    view_forgotten = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = ChipGroup([Choice(name, filter_label(name)) for name in FILTERS], is_multiple=True)
        self.chips.name_for_readers(self.tr("Filtres"))
        self.views = ChoiceField((), self.tr("Mes vues"))
        self.views.setAccessibleName(self.tr("Mes vues"))
        self.keep_button = SecondaryButton(self.tr("Garder cette vue"), size="small")
        self.name_field = TextField(self.tr("Nom de la vue"), 40)
        self.name_field.setAccessibleName(self.tr("Nom de la vue"))
        self.forget_button = IconButton("trash", self.tr("Oublier cette vue"))
        self._named = QWidget()
        line = QHBoxLayout(self._named)
        line.setContentsMargins(0, 0, 0, 0)
        for widget in (self.name_field, self.keep_button, self.views, self.forget_button):
            line.addWidget(widget)
        flow = FlowLayout(self, gap=12, line_gap=8)
        flow.addWidget(self.chips)
        flow.addWidget(self._named)
        self.name_field.hide()
        self.keep_button.hide()
        self._connect()

    def show_state(self, filters: Sequence[str], views: Sequence[ResidentView], chosen: str, *, can_keep: bool) -> None:
        """Show which filters are on, the views kept and the one chosen; without anything to keep, the line of the
        button is left to the list.
        """
        self.chips.set_value(tuple(filters))
        self.views.set_choices([Choice(view.name, view.name) for view in views])
        self.views.set_value(chosen)
        self.views.setVisible(bool(views))
        self.forget_button.setVisible(bool(chosen))
        self.keep_button.setVisible(can_keep or self.name_field.isVisible())

    def _connect(self) -> None:
        self.chips.value_changed.connect(lambda: self.filters_changed.emit(tuple(self.chips.value())))
        self.views.value_changed.connect(lambda: self.view_chosen.emit(self.views.value()))
        self.forget_button.clicked.connect(lambda: self.view_forgotten.emit(self.views.value()))
        self.keep_button.clicked.connect(self._keep)
        self.name_field.returnPressed.connect(self._keep)

    def _keep(self) -> None:
        """The first press asks for a name, the next one keeps the view under it."""
        name = self.name_field.value()
        if self.name_field.isVisible() and name:
            self.view_kept.emit(name)
        self.name_field.setVisible(not self.name_field.isVisible())
        self.name_field.set_value("")
        (self.name_field if self.name_field.isVisible() else self.keep_button).setFocus()
