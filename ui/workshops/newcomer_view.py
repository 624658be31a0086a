"""« Personne non inscrite »: the few fields under which somebody new joins the roll without leaving it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.names import tidy_name
from intake_app.domain.partial_date import numerals
from intake_app.domain.reference import entries
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.widgets.banner import Banner
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.card import Card
from ui.widgets.field_spec import Choice, FieldSpec
from ui.widgets.form_view import FormView
from ui.widgets.text_label import TextLabel
from ui.workshops.newcomer_vm import NewcomerVm

_NOTICE = "notice"


class NewcomerView(Card):
    """A card over the roll; `left` when it is closed, saved or not."""

    left = Signal()

    def __init__(self, vm: NewcomerVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, tone="selected")
        self._vm = vm
        self.set_title(self.tr("Personne non inscrite"))
        close = IconButton("close", self.tr("Fermer sans ajouter"))
        close.clicked.connect(self.leave)
        self.add_to_header(close)
        self.form = FormView(self._specs())
        self.save = PrimaryButton(self.tr("Ajouter et marquer présente"), shortcut_hint="Ctrl S")
        self.save.clicked.connect(self._register)
        line = QHBoxLayout()
        line.addWidget(TextLabel(self.tr("Sans téléphone\u202f: laissez la case vide."), "small-soft"), 1)
        line.addWidget(self.save)
        self.known = Banner("warn", "")
        self.known.action_clicked.connect(vm.take_known)
        self.body.addWidget(self.form)
        self.body.addWidget(self.known)
        self.body.addLayout(line)
        QShortcut(QKeySequence.StandardKey.Save, self, self._register)
        vm.problems_changed.connect(self._show_problems)
        vm.known_changed.connect(self._show_known)
        vm.registered.connect(lambda *_names: self.leave())
        self.known.hide()
        self.hide()

    def enter(self, typed: str) -> None:
        """Show the card, with what was searched for as the names."""
        words = tidy_name(typed).split()
        self.form.clear()
        self.form.set_values({"family_name": " ".join(words[:1]), "first_name": " ".join(words[1:])})
        self.show()
        self.form.focus_field("first_name" if len(words) == 1 else "phone" if words else "family_name")

    def leave(self) -> None:
        """Hide the card and empty it."""
        self.form.clear()
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._register()
        else:
            super().keyPressEvent(event)

    def _specs(self) -> tuple[FieldSpec, ...]:
        language = formats.language()
        modes = tuple(Choice(one.code, one.short_label(language)) for one in entries("notice_mode"))
        return (
            FieldSpec("family_name", self.tr("Nom"), is_required=True, max_length=80, weight=4),
            FieldSpec("first_name", self.tr("Prénom"), max_length=80, weight=4),
            FieldSpec("phone", self.tr("Téléphone"), "phone", weight=4),
            FieldSpec(_NOTICE, self.tr("Comment la personne a été informée"), "chips", modes, is_required=True),
        )

    def _register(self) -> None:
        values = {name: str(value) for name, value in self.form.values().items()}
        self._vm.register(values, values.pop(_NOTICE), formats.language())

    def _show_known(self) -> None:
        """Ask whether it is the same person: Enter ticks the known file, Ctrl+S again writes down somebody else."""
        known = self._vm.known
        self.known.setVisible(known is not None)
        if known is not None:
            row = known.resident
            name = formats.person_name(row.first_name, row.family_name)
            born = numerals(row.birth_date) if row.birth_date else ""
            where = row.building or row.address or row.neighbourhood or ""
            told = " · ".join(part for part in (born, formats.phone(row.phone or ""), where) if part)
            other = self.tr("Une autre personne\u202f? Encore Ctrl S l’ajoute.")
            title = self.tr("Déjà connue\u202f? %1").replace("%1", name)
            self.known.set_message("warn", title, f"{told}\n{other}", self.tr("C’est elle, la marquer présente"))
            self.known.action().setFocus()

    def _show_problems(self) -> None:
        language = formats.language()
        problems = {
            ("phone" if name == "has_no_phone" else name): sentence_for(KnownError(key), language).in_one()
            for name, key in self._vm.problems.items()
        }
        self.form.set_errors(problems)
        wrong = next((name for name in self.form.values() if name in problems), "")
        if wrong:
            self.form.focus_field(wrong)
