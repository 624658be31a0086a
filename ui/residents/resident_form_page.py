"""The page of the form of a resident: fields on the left, « Déjà connu ? » and the notice on the right."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from intake_app.domain.names import in_name_case
from ui import formats
from ui.residents import form_fields as fields
from ui.residents.form_specs import CODED, coded_choices, place_choices, resident_specs
from ui.residents.lookalikes_card import LookalikesCard
from ui.residents.notice_card import NoticeCard
from ui.residents.resident_form_vm import ResidentFormVm, take_up_waiting
from ui.residents.words import reproach
from ui.widgets.address_field import AddressField
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.chips import ChipGroup
from ui.widgets.fields import ChoiceField
from ui.widgets.form_view import FormView
from ui.widgets.page import PageScaffold, TwoColumns
from ui.widgets.pill import Pill


class ResidentFormPage(PageScaffold):
    """Shows what the view-model holds, and hands it every key."""

    def __init__(self, vm: ResidentFormVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.form = FormView(resident_specs(vm.desk.today()))
        self.notice_card = NoticeCard()
        self.lookalikes_card = LookalikesCard(vm.lookalikes)
        self._as_typed: set[str] = set()
        """First names to be left as they were typed."""
        self.draft_pill = Pill("", "good", "check")
        self.draft_pill.hide()
        self.add_action(self.draft_pill)
        self.words_banner = Banner(
            "warn",
            self.tr("Des mots à relire avant d’enregistrer"),
            self.tr("Remplacez-les, ou gardez-les\u202f: la personne responsable en sera informée."),
            self.tr("Garder ces mots"),
        )
        self.words_banner.hide()
        self.waiting_banner = Banner("accent", "")
        self.waiting_banner.hide()
        self._lay_out()
        self._add_buttons()
        self._connect()
        self._name_page()

    def _lay_out(self) -> None:
        card = Card()
        card.body.addWidget(self.form)
        card.body.addStretch(1)
        # beside the fields even in a small window: under them nobody sees who resembles
        columns = TwoColumns(side_width=280, stack_below=700)
        columns.main.addWidget(card, 1)
        columns.side.addWidget(self.lookalikes_card)
        columns.side.addWidget(self.notice_card)
        columns.side.addStretch(1)
        self.body.addWidget(self.waiting_banner)
        self.body.addWidget(self.words_banner)
        self.body.addWidget(columns, 1)

    def _add_buttons(self) -> None:
        self.discard_button = LinkButton(self.tr("Effacer le brouillon"), "trash")
        self.later_button = SecondaryButton(self.tr("Plus tard"))
        self.save_button = PrimaryButton(self.tr("Enregistrer"), shortcut_hint="Ctrl S")
        self.add_to_footer(self.discard_button)
        self.add_to_footer(QWidget(), stretch=1)
        self.add_to_footer(self.later_button)
        self.add_to_footer(self.save_button)

    def _connect(self) -> None:
        vm = self.vm
        self.form.values_changed.connect(lambda: vm.change(self.form.values()))
        self.form.values_changed.connect(self._show_waiting)
        self.form.values_changed.connect(self._place_address)
        self.form.field_left.connect(self._offer_name_case)
        self.waiting_banner.action_clicked.connect(lambda: take_up_waiting(vm))
        self.notice_card.informed.connect(lambda mode: vm.inform(mode, formats.language()))
        self.lookalikes_card.recognised.connect(vm.take_known)
        self.words_banner.action_clicked.connect(lambda: vm.save(keeps_words=True))
        self.discard_button.clicked.connect(vm.discard)
        self.later_button.clicked.connect(vm.leave)
        self.save_button.clicked.connect(vm.save)
        vm.opened.connect(self._show_form)
        vm.values_changed.connect(self._show_values)
        vm.problems_changed.connect(self._show_problems)
        vm.saving_changed.connect(lambda is_saving: self.save_button.setEnabled(not is_saving))
        vm.draft_kept.connect(self._say_draft_kept)
        vm.lookalikes.rows_changed.connect(self._line_up_lookalikes)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._note_place)

    def _show_form(self) -> None:
        self._as_typed.clear()
        self.draft_pill.hide()
        self.discard_button.setVisible(self.vm.content.has_draft)
        self._name_page()
        self._offer_choices()
        self._show_values()
        self._show_problems()
        self._show_waiting()
        self.scroll_area().verticalScrollBar().setValue(0)
        self.give_keyboard(self.vm.content.place)

    def _offer_name_case(self, name: str) -> None:
        """Write a first name that was typed in one case the way names are written; « Annuler » gives it back as typed,
        and it stays so.
        """
        typed = str(self.form.values().get(name, ""))
        cased = in_name_case(typed)
        if name != "first_name" or cased == typed or typed in self._as_typed:
            return
        self._as_typed.add(typed)
        self._write_first_name(cased)
        said = self.tr("Prénom écrit «\u202f%1\u202f».").replace("%1", cased)
        self.vm.desk.navigation.undo_offered.emit(said, partial(self._write_first_name, typed))

    def _write_first_name(self, text: str) -> None:
        self.form.set_values({"first_name": text})
        self.vm.change(self.form.values())

    def _show_waiting(self) -> None:
        """Offer the form left unfinished, until one types in this one."""
        waiting = self.vm.content.waiting
        self.waiting_banner.setVisible(waiting is not None)
        if waiting is not None:
            name = formats.person_name(waiting.first_name, waiting.family_name) or self.tr("une personne sans nom")
            left = formats.relative_moment(waiting.updated_at, self.vm.desk.now())
            title = self.tr("Une fiche commencée attend\u202f: %1").replace("%1", name)
            story = self.tr("Laissée %1.").replace("%1", left)
            self.waiting_banner.set_message("accent", title, story, self.tr("Reprendre (F2)"))

    def _name_page(self) -> None:
        content = self.vm.content
        roll = content.choices.roll
        self.set_title(self.tr("Nouvelle personne"))
        self.set_subtitle(self.tr("L’essentiel en une minute. Le reste pourra attendre."))
        self.save_button.setText(self.tr("Enregistrer"))
        self.notice_card.setVisible(content.is_new)
        if roll is not None:
            self.set_subtitle(self.tr("Elle sera ajoutée à la séance «\u202f%1\u202f».").replace("%1", roll.title))
            self.save_button.setText(self.tr("Enregistrer et ajouter à la séance"))
        if content.file is not None:
            person = content.file.fields
            self.set_title(formats.person_name(person.first_name, person.family_name))
            self.set_subtitle(self.tr("Seul ce que vous changez sera enregistré."))

    def _offer_choices(self) -> None:
        content, today = self.vm.content, self.vm.desk.today()
        for name, choices in place_choices(content.choices).items():
            field = self.form.field(name)
            if isinstance(field, ChoiceField):
                field.set_choices(choices)
        for name in CODED:
            group = self.form.field(name)
            choices = coded_choices(name, today, content.values[name])
            if isinstance(group, ChipGroup):
                group.set_choices(choices)
                group.name_for_readers(self.form.box(name).label())
            elif isinstance(group, ChoiceField):
                group.set_choices(choices)

    def _show_values(self) -> None:
        shown = self.form.values()
        values = self.vm.content.values
        # a field that already says it is left alone: its cursor, and the space just typed, stay
        self.form.set_values({name: values[name] for name in shown if values[name] != shown[name]})
        self._place_address()
        self.notice_card.set_mode(str(values[fields.NOTICE]))

    def _place_address(self) -> None:
        """The address is in the country of the neighbourhood."""
        field, content = self.form.field("address"), self.vm.content
        place = content.choices.neighbourhood(str(content.values["neighbourhood_id"]))
        if isinstance(field, AddressField):
            field.set_place(place.country if place else "FR", (place.town if place else None) or "")

    def _show_problems(self) -> None:
        found = {problem.field: reproach(problem) for problem in reversed(self.vm.problems)}
        self.form.set_errors(found)
        self.notice_card.set_error(found.get(fields.NOTICE, ""))
        self.words_banner.setVisible(self.vm.has_only_words)
        wrong = [name for name in self.form.values() if name in found] or list(found)
        if wrong:
            self.give_keyboard(wrong[0])

    def give_keyboard(self, name: str) -> None:
        """Put the keyboard into a field, and show it."""
        if name == fields.NOTICE:
            self.notice_card.answers.setFocus()
            self.show_widget(self.notice_card)
        elif self.form.focus_field(name):
            self.show_widget(self.form.box(name))
            field = self.form.field(name)
            line = field.focusProxy() or field
            if isinstance(line, QLineEdit):
                # typing goes on where it stopped
                line.end(False)

    def _note_place(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or not self.isAncestorOf(now):
            return
        self.vm.note_place(fields.NOTICE if self.notice_card.isAncestorOf(now) else self.form.focused_field())

    def _line_up_lookalikes(self) -> None:
        """Put the buttons just made between the fields and the notice in the order of the Tab key."""
        before = self.form.field("interests")
        for button in self.lookalikes_card.buttons:
            QWidget.setTabOrder(before, button)
            before = button

    def _say_draft_kept(self, at: datetime | None) -> None:
        if at is None:
            self.draft_pill.set_pill(self.tr("Brouillon pas encore enregistré"), "bad", "warning")
        else:
            words = self.tr("Brouillon enregistré à %1").replace("%1", formats.clock_time(at))
            self.draft_pill.set_pill(words, "good", "check")
        self.draft_pill.show()
        self.discard_button.show()
