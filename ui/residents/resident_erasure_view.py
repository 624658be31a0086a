"""Effacer définitivement: the consequences first, then a reason, then a word to type."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from intake_app.domain.reference import entries, label
from intake_app.services.erasures import ErasurePreview
from ui import formats, labels
from ui.residents.resident_erasure_vm import ResidentErasureVm
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.fields import TextField
from ui.widgets.labelled_field import LabelledField
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel


class ResidentErasureView(PageScaffold):
    """A thin view on ResidentErasureVm."""

    def __init__(self, vm: ResidentErasureVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Effacer définitivement"))
        self._goes = Card(self.tr("Ce qui va disparaître"), "warning", tone="bad")
        self._lines = [TextLabel("", role) for role in ("strong", "body", "body", "small")]
        for line in self._lines:
            self._goes.body.addWidget(line)
        self._steps = Card(self.tr("Pour continuer"))
        self.reasons = ChipGroup()
        self.word = self.tr("EFFACER")
        self.typed = TextField(self.word, 20)
        asked = self.tr("Écrivez %1 pour confirmer").replace("%1", self.word)
        self._steps.body.addWidget(LabelledField(self.tr("Pourquoi\u202f?"), self.reasons))
        self._steps.body.addWidget(LabelledField(asked, self.typed))
        self._reference = TextLabel("", "small-soft")
        for part in (self._goes, self._steps, self._reference):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.leave_button = SecondaryButton(self.tr("Annuler"))
        self.erase_button = SecondaryButton(self.tr("Effacer définitivement"), "trash", is_danger=True)
        self.add_buttons_to_footer(self.leave_button, self.erase_button)
        self._connect()
        self._show()

    def _connect(self) -> None:
        vm = self.vm
        self.reasons.value_changed.connect(lambda: vm.set_reason(str(self.reasons.value())))
        self.typed.value_changed.connect(lambda: vm.set_typed(self.typed.value(), self.word))
        self.leave_button.clicked.connect(vm.leave)
        self.erase_button.clicked.connect(vm.erase)
        vm.shown_changed.connect(self._show)
        vm.ready_changed.connect(self._show_ready)
        vm.erased.connect(self._say_erased)

    def _show(self) -> None:
        preview = self.vm.preview
        for card in (self._goes, self._steps):
            card.setVisible(preview is not None)
        self.typed.set_value("")
        language = formats.language()
        self.reasons.set_choices(
            [Choice(one.code, label("erasure_reason", one.code, language)) for one in entries("erasure_reason")]
        )
        self.reasons.set_value("")
        self._show_ready()
        if preview is None:
            self.set_subtitle("")
            return
        family_name, first_name = preview.names[0]
        self.set_subtitle(formats.person_name(first_name, family_name))
        self._show_consequences(preview)
        reference = self.tr("Référence de la fiche\u202f: %1").replace("%1", str(self.vm.resident_id))
        self._reference.setText(reference)

    def _show_consequences(self, preview: ErasurePreview) -> None:
        who = " · ".join(formats.person_name(first, family) for family, first in preview.names)
        counted = " · ".join(f"{labels.record_label(one)} ({count})" for one, count in preview.removed.items())
        words = (
            self.tr("Au centre et sur chaque ordinateur, pour toujours. Personne ne pourra revenir en arrière."),
            self.tr("Fiche de %1").replace("%1", who),
            self.tr("Avec tout ce qui a été écrit\u202f: %1").replace("%1", counted),
            self.tr("Restent %n présence(s) ou rencontre(s), comptées sans nom.", "", preview.kept),
        )
        shown = (True, True, bool(counted), bool(preview.kept))
        for line, said, is_shown in zip(self._lines, words, shown, strict=True):
            line.setText(said)
            line.setVisible(is_shown)

    def _show_ready(self) -> None:
        self.erase_button.setEnabled(self.vm.can_erase)

    def _say_erased(self) -> None:
        words = self.tr("C’est fait ici. Le centre et les autres ordinateurs l’effacent au prochain échange.")
        self.vm.desk.navigation.told.emit(words)
