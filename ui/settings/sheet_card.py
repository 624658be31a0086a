"""« Feuille de secours »: whether there is one, since when, and making or replacing it."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.recovery.sheet_panel import SheetPanel
from ui.settings.people_panels import Panel
from ui.settings.people_vm import PeopleVm
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.text_label import TextLabel


class SheetCard(Card):
    """A thin view on PeopleVm and on the sheet it makes."""

    def __init__(self, vm: PeopleVm, parent: QWidget | None = None) -> None:
        super().__init__("", "document", parent=parent)
        self.set_title(self.tr("Feuille de secours"))
        self.vm = vm
        self._state = TextLabel("", "small-strong")
        told = self.tr("Un code imprimé qui ouvre cet ordinateur si vous oubliez votre phrase de passe.")
        self.begin_button = SecondaryButton("", "printer")
        self.begin_button.clicked.connect(self._begin)
        self.asking = Panel("")
        self.asking.title.hide()
        self.show_button = PrimaryButton(self.tr("Montrer le code"))
        self.show_button.clicked.connect(self._ask)
        self.asking.authority.returnPressed.connect(self._ask)
        self.asking.finish(self.show_button)
        self.asking.setFocusProxy(self.asking.authority)
        self.sheet_vm = vm.new_sheet()
        self.sheet = SheetPanel(self.sheet_vm, formats.language())
        self.organisation = TextLabel("", "small-soft")
        for widget in (self._state, TextLabel(told, "small-soft"), self.organisation):
            self.body.addWidget(widget)
        line = QHBoxLayout()
        line.addWidget(self.begin_button)
        line.addStretch(1)
        self.body.addLayout(line)
        self.body.addWidget(self.asking)
        self.body.addWidget(self.sheet)
        self._close()
        self._connect()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._close()

    def _connect(self) -> None:
        self.vm.people_changed.connect(self._fill)
        self.asking.given_up.connect(self._close)
        self.sheet.put_off.connect(self._close)
        self.sheet_vm.drawn.connect(self._on_drawn)
        self.sheet_vm.kept.connect(self._close)
        self.sheet_vm.refused.connect(self._refuse)
        self.sheet_vm.busy_changed.connect(lambda is_busy: self.show_button.setEnabled(not is_busy))

    def _fill(self) -> None:
        key = self.vm.organisation_key
        told = self.tr("Sans elle, deux personnes de votre organisme peuvent aussi vous rouvrir. Leur clé\u202f: %1.")
        self.organisation.setText(told.replace("%1", key))
        self.organisation.setVisible(bool(key))
        me = self.vm.me
        made_at = me.sheet_at if me is not None else None
        self._state.set_tone("good" if made_at else "warn")
        if made_at is None:
            self._state.setText(self.tr("Vous n’en avez pas."))
            self.begin_button.setText(self.tr("Préparer ma feuille…"))
            return
        day = formats.numeric_day(made_at.astimezone().date())
        self._state.setText(self.tr("Faite le %1. Elle sert encore.").replace("%1", day))
        self.begin_button.setText(self.tr("La remplacer…"))

    def _begin(self) -> None:
        self.asking.authority.forget()
        self.asking.authority_box.set_error("")
        self.begin_button.hide()
        self.asking.show()
        self.asking.setFocus()

    def _ask(self) -> None:
        if self.show_button.isEnabled() and self.asking.has_authority():
            self.sheet_vm.ask(self.asking.authority.text())

    def _on_drawn(self) -> None:
        self.asking.hide()
        self.sheet.show()
        self.sheet.setFocus()

    def _refuse(self, error: KnownError) -> None:
        if self.asking.isVisibleTo(self):
            self.asking.authority_box.set_error(sentence_for(error, formats.language()).in_one())
            self.asking.authority.setFocus()

    def _close(self) -> None:
        self.sheet_vm.forget()
        self.asking.hide()
        self.sheet.hide()
        self.begin_button.show()
