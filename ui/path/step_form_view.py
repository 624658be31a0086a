"""The page of one step: its fields, what looks odd in them, and the two ways out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.path.step_form_vm import StepFormVm
from ui.path.step_kind import StepKind
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.form_view import FormView
from ui.widgets.page import PageScaffold


class StepFormView(PageScaffold):
    """A thin view on StepFormVm."""

    def __init__(self, vm: StepFormVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.words_banner = Banner(
            "warn",
            self.tr("Des mots à relire avant d’enregistrer"),
            self.tr("Remplacez-les, ou gardez-les\u202f: la personne responsable en sera informée."),
            self.tr("Garder ces mots"),
        )
        self.doubts_banner = Banner("warn", "")
        self.card = Card()
        self.form = FormView(())
        self.card.body.addWidget(self.form)
        for widget in (self.words_banner, self.doubts_banner, self.card):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._add_buttons()
        self._connect()
        self._show_form()

    def _add_buttons(self) -> None:
        self.discard_button = LinkButton(self.tr("Effacer le brouillon"), "trash")
        self.later_button = SecondaryButton(self.tr("Retour"), "chevron-left")
        self.save_button = PrimaryButton(self.tr("Enregistrer"), shortcut_hint="Ctrl S")
        self.add_to_footer(self.later_button)
        self.add_to_footer(self.discard_button)
        self.add_to_footer(QWidget(), stretch=1)
        self.add_to_footer(self.save_button)

    def _connect(self) -> None:
        vm = self.vm
        self.words_banner.action_clicked.connect(vm.keep_words)
        self.discard_button.clicked.connect(vm.discard)
        self.later_button.clicked.connect(vm.leave)
        self.save_button.clicked.connect(vm.save)
        QShortcut(QKeySequence.StandardKey.Save, self, vm.save)
        vm.opened.connect(self._show_form)
        vm.problems_changed.connect(self._show_problems)
        vm.doubts_changed.connect(self._show_doubts)
        vm.saving_changed.connect(lambda is_saving: self.save_button.setEnabled(not is_saving))
        vm.draft_kept.connect(lambda at: self.discard_button.setVisible(at is not None))
        vm.saved.connect(self._say_saved)
        vm.undo_offered.connect(self._offer_back)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.vm.leave()
        else:
            super().keyPressEvent(event)

    def _show_form(self) -> None:
        content = self.vm.content
        if content is None or content.moment is None:
            return
        family_name, first_name = content.names
        self.set_title(content.kind.title())
        whose = (formats.person_name(first_name, family_name), content.kind.about(content.moment))
        self.set_subtitle(" · ".join(part for part in whose if part))
        old, self.form = self.form, FormView(content.specs)
        self.card.body.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.set_values(content.values)
        self.form.set_asked(content.asked)
        self.form.values_changed.connect(self._take_values)
        self.discard_button.setVisible(content.has_draft)
        QWidget.setTabOrder(self.form, self.later_button)
        self._show_problems()
        self._show_doubts()
        self.scroll_area().verticalScrollBar().setValue(0)
        self._give_keyboard(content.place or content.specs[0].name)

    def _show_problems(self) -> None:
        found = {problem.field: _sentence(problem) for problem in reversed(self.vm.problems)}
        self.form.set_errors(found)
        self.words_banner.setVisible(self.vm.has_only_words)
        shown = self.form.values()
        elsewhere = [sentence for name, sentence in found.items() if name not in shown]
        if elsewhere:
            self.vm.desk.navigation.told.emit(elsewhere[0])
        wrong = next((name for name in shown if name in found), "")
        if wrong:
            self._give_keyboard(wrong)

    def _show_doubts(self) -> None:
        sentences = [_sentence(doubt) for doubt in self.vm.doubts]
        self.doubts_banner.setVisible(bool(sentences))
        if sentences:
            title = self.tr("À vérifier, sans empêcher d’enregistrer")
            self.doubts_banner.set_message("warn", title, " ".join(sentences))

    def _give_keyboard(self, name: str) -> None:
        if self.form.focus_field(name):
            self.show_widget(self.form.box(name))
            field = self.form.field(name)
            line = field.focusProxy() or field
            if isinstance(line, QLineEdit):
                line.end(False)

    def _note_place(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.form.isAncestorOf(now):
            self.vm.note_place(self.form.focused_field())

    def _take_values(self) -> None:
        self.vm.change(self.form.values())
        if self.vm.content is not None:
            self.form.set_asked(self.vm.content.asked)

    def _say_saved(self, kind: StepKind) -> None:
        self.vm.desk.navigation.told.emit(self._saved_words(kind))

    def _offer_back(self, kind: StepKind, take_back: Callable[[], None]) -> None:
        self.vm.desk.navigation.undo_offered.emit(self._saved_words(kind), take_back)

    def _saved_words(self, kind: StepKind) -> str:
        return self.tr("%1\u202f: enregistré.").replace("%1", kind.title())


def _sentence(problem: FieldProblem) -> str:
    sentence = sentence_for(KnownError(problem.key), formats.language())
    return " ".join(part for part in (sentence.what, sentence.next) if part)
