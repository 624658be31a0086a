"""Réglages: the look, the language, the lock, the passphrase, and what this program is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app import __version__
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.preferences import IDLE_MINUTES, TEXT_SCALES
from ui.settings.copies_card import CopiesCard
from ui.settings.people_card import PeopleCard
from ui.settings.people_vm import CHANGE, is_about_authority
from ui.settings.ring_card import RingCard
from ui.settings.settings_vm import SettingsVm
from ui.settings.sheet_card import SheetCard
from ui.settings.trail_card import TrailCard
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.labelled_field import LabelledField
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text_label import TextLabel


class SettingsView(PageScaffold):
    """A thin view on SettingsVm."""

    def __init__(self, vm: SettingsVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Réglages"))
        self.set_subtitle(self.tr("Ils ne valent que pour cet ordinateur."))
        self.people, self.sheet = PeopleCard(vm.people), SheetCard(vm.people)
        columns = TwoColumns(424)
        columns.main.addWidget(self._look_card())
        columns.main.addWidget(self.people)
        columns.main.addWidget(self._passphrase_card())
        columns.main.addStretch(1)
        columns.side.addWidget(self._lock_card())
        columns.side.addWidget(self.sheet)
        columns.side.addWidget(RingCard(vm.people))
        columns.side.addWidget(CopiesCard(vm.copies))
        columns.side.addWidget(TrailCard(vm.people))
        columns.side.addWidget(self._about_card())
        columns.side.addStretch(1)
        self.body.addWidget(columns)
        vm.people.passphrase_changed.connect(self._on_passphrase_changed)
        vm.people.refused.connect(self._on_refused)
        vm.people.busy_changed.connect(lambda is_busy: self._change.setEnabled(not is_busy))

    def _look_card(self) -> Card:
        card = Card(self.tr("Affichage"), "sun")
        schemes = (
            Choice("light", self.tr("Clair")),
            Choice("dark", self.tr("Sombre")),
            Choice("system", self.tr("Comme l’ordinateur")),
        )
        sizes = tuple(Choice(str(scale), formats.percent(scale)) for scale in TEXT_SCALES)
        languages = (Choice("fr", "Français"), Choice("en", "English"))
        card.body.addWidget(self._choice("scheme", self.tr("Couleurs"), schemes, str))
        card.body.addWidget(self._choice("text_scale", self.tr("Taille du texte"), sizes, float))
        card.body.addWidget(self._choice("language", self.tr("Langue"), languages, str))
        return card

    def _lock_card(self) -> Card:
        card = Card(self.tr("Verrouillage"), "lock")
        minutes = tuple(Choice(str(count), self.tr("%n min", "", count)) for count in IDLE_MINUTES)
        hint = self.tr("Vos brouillons sont gardés\u202f; Ctrl+L verrouille tout de suite.")
        card.body.addWidget(self._choice("idle_minutes", self.tr("Sans activité pendant"), minutes, int, hint))
        return card

    def _choice(
        self, name: str, label: str, choices: tuple[Choice, ...], read: Callable[[str], Any], hint: str = ""
    ) -> LabelledField:
        group = ChipGroup(choices)
        group.set_value(str(getattr(self.vm.preferences, name)))
        group.value_changed.connect(lambda: self._take(group, name, read))
        return LabelledField(label, group, hint)

    def _take(self, group: ChipGroup, name: str, read: Callable[[str], Any]) -> None:
        chosen = group.value()
        if chosen:
            self.vm.set_preference(name, read(str(chosen)))
        # a setting always has a value: choosing the chosen one again keeps it
        group.set_value(str(getattr(self.vm.preferences, name)))

    def _passphrase_card(self) -> Card:
        card = Card(self.tr("Phrase de passe"), "lock")
        current = self.tr("Phrase de passe actuelle")
        self._old = PassphraseField(current)
        self._old_box = LabelledField(current, self._old)
        self._new = NewPassphrase(
            self.vm.people.choice_for(None), self.vm.preferences.language, self.tr("Nouvelle phrase de passe")
        )
        self._new.submitted.connect(self._on_change_pressed)
        self._old.returnPressed.connect(self._new.setFocus)
        card.body.addWidget(self._old_box)
        card.body.addWidget(self._new)
        self._change = SecondaryButton(self.tr("Changer la phrase de passe"))
        self._change.clicked.connect(self._on_change_pressed)
        line = QHBoxLayout()
        line.addWidget(self._change)
        line.addStretch(1)
        card.body.addLayout(line)
        self._said = TextLabel("", "small-strong", "good")
        self._said.hide()
        card.body.addWidget(self._said)
        return card

    def _on_change_pressed(self) -> None:
        self._said.hide()
        self._old_box.set_error("")
        problem = self._new.problem()
        self._new.set_error(problem)
        if not problem and self._change.isEnabled():
            self.vm.people.change_passphrase(self._old.text(), self._new.text())

    def _on_passphrase_changed(self) -> None:
        self._old.forget()
        self._new.forget()
        self._said.setText(self.tr("La phrase de passe est changée."))
        self._said.show()

    def _on_refused(self, wanted: str, error: KnownError) -> None:
        if wanted != CHANGE:
            return
        if is_about_authority(error):
            self._old_box.set_error(sentence_for(error, self.vm.preferences.language).in_one())
            self._old.setFocus()
        else:
            self._new.first_box.set_error(sentence_for(error, self.vm.preferences.language).in_one())

    def _about_card(self) -> Card:
        card = Card(self.tr("À propos"), "about")
        card.body.addWidget(TextLabel(self.tr("Palier %1").replace("%1", __version__), "strong"))
        card.body.addWidget(TextLabel(self.tr("Logiciel libre, licence Apache 2.0."), "small-soft"))
        parts = self.tr(
            "Construit avec Qt (LGPL 3), Python, SQLModel, SQLCipher et OpenSSL. Police Inter (OFL 1.1). Communes et "
            "codes postaux\u202f: INSEE et La Poste, par Etalab, mars 2026 (Licence Ouverte 2.0). Les textes "
            "des licences accompagnent le programme."
        )
        card.body.addWidget(TextLabel(parts, "small-soft"))
        # a path has no spaces: it may go on at the next line behind each of its parts
        path = "".join(part + ("\u200b" if part in "/\\" else "") for part in str(self.vm.folder))
        folder = self.tr("Dossier des fiches chiffrées\u202f: %1").replace("%1", path)
        card.body.addWidget(TextLabel(folder, "small-soft"))
        return card
