"""The form of a workshop: which action, what it is called, when, where, by whom, for how many."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from intake_app.domain.day_reading import FARTHEST
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import entries
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card import Card
from ui.widgets.check_mark import CheckBox
from ui.widgets.field_spec import Choice, FieldSpec
from ui.widgets.fields import ChoiceField
from ui.widgets.form_view import FormView
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel
from ui.workshops import planning_words
from ui.workshops.repetition_view import RepetitionView
from ui.workshops.slots_view import SlotsView
from ui.workshops.workshop_choices import ReachForm, TemplateForm
from ui.workshops.workshop_content import IS_OPEN, LANGUAGE, TEMPLATE, YES, WorkshopText
from ui.workshops.workshop_form_vm import WorkshopFormVm
from ui.workshops.workshop_opening import action_about, action_title

_SLOT = "slots."


class WorkshopFormView(PageScaffold):
    """A thin view on WorkshopFormVm; `back_wished` leaves it, what was typed stays in its draft."""

    back_wished = Signal()

    def __init__(self, vm: WorkshopFormVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.resumed = Banner("accent", self.tr("Brouillon repris"), "", self.tr("Effacer et recommencer"))
        self.resumed.action_clicked.connect(vm.discard)
        self.resumed.hide()
        self.what = FormView(self._what())
        self.about = TextLabel("", "small-soft")
        self.where = FormView(self._where())
        self.model = TemplateForm()
        self.reach = ReachForm()
        self.repetition = RepetitionView(vm.desk.today)
        self.slots = SlotsView(vm.desk.today)
        self.cautions = Banner("warn", self.tr("À vérifier"))
        self.cautions.hide()
        self.is_open = CheckBox(self.tr("On peut venir sans s’inscrire"))
        self._lay_out()
        self._connect()
        self._make_footer()
        QShortcut(QKeySequence.StandardKey.Save, self, vm.save)
        self._show_opened()

    def enter(self) -> None:
        """Give the keyboard to the field one was in, or to the first."""
        if not self._focus(self.vm.focused):
            self._focus(TEMPLATE if self.vm.is_new else "action_id")

    def _lay_out(self) -> None:
        whats = Card(self.tr("La séance"), "document")
        whats.body.addWidget(self.model)
        whats.body.addWidget(self.what)
        whats.body.addWidget(self.about)
        whens = Card(self.tr("Quand"), "calendar")
        whens.body.addWidget(self.slots)
        whens.body.addWidget(self.repetition)
        whens.body.addWidget(self.cautions)
        whens.add_to_header(self.slots.add)
        wheres = Card(self.tr("Où et pour qui"), "building")
        wheres.body.addWidget(self.where)
        wheres.body.addWidget(self.is_open)
        for widget in (self.resumed, self.reach, whats, whens, wheres):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def _make_footer(self) -> None:
        back = SecondaryButton(self.tr("Retour"), "chevron-left")
        back.clicked.connect(self.back_wished)
        self.cancel = SecondaryButton(self.tr("Annuler la séance"), is_danger=True)
        self.reasons = self._reasons()
        self.cancel.clicked.connect(lambda: self.reasons.popup(self.cancel.mapToGlobal(QPoint(0, 0))))
        self.restore = SecondaryButton(self.tr("Rétablir la séance"), "undo")
        self.restore.clicked.connect(lambda: self.vm.restore([self.vm.record_id]))
        self.save = PrimaryButton(self.tr("Enregistrer"), shortcut_hint="Ctrl S")
        self.save.clicked.connect(self.vm.save)
        self.add_to_footer(back)
        self.add_to_footer(TextLabel(""), stretch=1)
        for button in (self.cancel, self.restore, self.save):
            self.add_to_footer(button)

    def _reasons(self) -> QMenu:
        menu = QMenu(self)
        for one in entries("workshop_cancel_reason"):
            reason = menu.addAction(one.label(formats.language()))
            reason.triggered.connect(lambda _is, code=one.code: self.vm.cancel(code))
        return menu

    def _connect(self) -> None:
        vm = self.vm
        for form in (self.model, self.what, self.where):
            form.values_changed.connect(self._take)
        self.is_open.clicked.connect(self._take)
        self.slots.changed.connect(self._take)
        self.slots.half_day_chosen.connect(lambda *which: vm.fill(vm.content.with_half_day(*which)))
        self.slots.added.connect(lambda: vm.fill(vm.content.with_another_slot()))
        self.slots.removed.connect(lambda place: vm.fill(vm.content.without_slot(place)))
        self.repetition.changed.connect(self._take)
        self.repetition.flipped.connect(lambda day: vm.fill(vm.content.with_flipped(day)))
        self.reach.values_changed.connect(lambda: vm.reach(self.reach.reaches_following()))
        vm.opened.connect(self._show_opened)
        vm.content_changed.connect(self._show_content)
        vm.problems_changed.connect(self._show_problems)
        vm.outlook.changed.connect(self._show_outlook)
        vm.saved.connect(lambda _id, is_new: self._tell(self._said_saved(is_new)))
        vm.cancelled.connect(self._offer_undo)
        vm.restored.connect(lambda: self._tell(self.tr("Séance rétablie.")))

    def _what(self) -> tuple[FieldSpec, ...]:
        languages = tuple(Choice(one.code, one.label(formats.language())) for one in entries("language"))
        return (
            FieldSpec(
                "action_id",
                self.tr("Action"),
                "choice",
                placeholder=self.tr("Choisir\u202f: le reste se remplit"),
                weight=6,
            ),
            FieldSpec("title", self.tr("Titre"), is_required=True, max_length=160, weight=6),
            FieldSpec("facilitators", self.tr("Animée par"), max_length=160, weight=6),
            FieldSpec("capacity", self.tr("Places"), max_length=4, placeholder=self.tr("sans limite"), weight=3),
            FieldSpec(LANGUAGE, self.tr("Langue de la séance"), "choice", languages, weight=3),
        )

    def _where(self) -> tuple[FieldSpec, ...]:
        return (
            FieldSpec("site_id", self.tr("Site"), "choice", weight=4),
            FieldSpec("place", self.tr("Salle ou adresse"), max_length=160, weight=4),
            FieldSpec("neighbourhood_id", self.tr("Quartier"), "choice", is_required=True, weight=4),
        )

    def _take(self) -> None:
        forms = (self.model, self.what, self.where, self.repetition.form)
        fields = dict(self.vm.content.fields)
        fields |= {name: str(value) for form in forms for name, value in form.values().items()}
        fields[IS_OPEN] = YES if self.is_open.isChecked() else ""
        self.vm.change(WorkshopText(fields, self.slots.slots()), self._focused())
        self._say_action()

    def _show_opened(self) -> None:
        vm = self.vm
        self.set_title(self.tr("Nouvelle séance") if vm.is_new else self.tr("Modifier la séance"))
        self.resumed.setVisible(vm.is_resumed)
        self._set_choices("action_id", [Choice(str(row.id), action_title(row)) for row in vm.opening.actions])
        self._set_choices("site_id", [Choice(str(row.id), row.name, row.address or "") for row in vm.opening.sites])
        towns = [Choice(str(row.id), row.name, row.town or "") for row in vm.opening.neighbourhoods]
        self._set_choices("neighbourhood_id", towns)
        for widget in (self.model, self.repetition):
            widget.setVisible(vm.is_new)
        self.reach.start(vm.opening.following)
        self.cancel.setVisible(vm.status in ("planned", "held"))
        self.restore.setVisible(vm.status == "cancelled")
        self._show_content()
        self._show_problems()
        self.enter()

    def _set_choices(self, name: str, choices: list[Choice]) -> None:
        form = self.what if name == "action_id" else self.where
        field = form.field(name)
        if isinstance(field, ChoiceField):
            field.set_choices([Choice("", self.tr("Aucun")), *choices] if name != "neighbourhood_id" else choices)

    def _say_action(self) -> None:
        said = action_about(self.vm.opening.action(self.vm.content.fields["action_id"]))
        self.about.setText(said)
        self.about.setVisible(bool(said))

    def _show_content(self) -> None:
        self._say_action()
        content = self.vm.content
        for form in (self.model, self.what, self.where):
            form.set_values(content.fields)
        self.repetition.show_fields(content.fields)
        self.is_open.setChecked(content.fields[IS_OPEN] == YES)
        self.slots.show_slots(content.slots)
        self.repetition.come_after(self.slots.lines[-1].remove)

    def _show_problems(self) -> None:
        language = formats.language()
        said = {
            name: sentence_for(KnownError(key, years=FARTHEST), language).in_one()
            for name, key in self.vm.problems.items()
        }
        for form in (self.what, self.where, self.repetition.form):
            form.set_errors(said)
        self.slots.set_errors({name.removeprefix(_SLOT): text for name, text in said.items()})
        for name in said:
            if self._focus(name):
                return

    def _show_outlook(self) -> None:
        outlook = self.vm.outlook
        self.repetition.show_occurrences(outlook.occurrences, outlook.chosen)
        said = "\n".join(planning_words.caution(one) for one in outlook.cautions)
        self.cautions.set_message("warn", self.tr("À vérifier"), said)
        self.cautions.setVisible(bool(said))

    def _focus(self, name: str) -> bool:
        if name.startswith(_SLOT):
            return self.slots.focus_field(name.removeprefix(_SLOT))
        return any(form.focus_field(name) for form in (self.model, self.what, self.where, self.repetition.form))

    def _focused(self) -> str:
        places = [f"{_SLOT}{place}.{line.form.focused_field()}" for place, line in enumerate(self.slots.lines)]
        slot = next((place for place in places if not place.endswith(".")), "")
        forms = (self.model, self.what, self.where, self.repetition.form)
        return next((name for form in forms if (name := form.focused_field())), slot)

    def _tell(self, said: str) -> None:
        self.vm.desk.navigation.told.emit(said)

    def _said_saved(self, is_new: bool) -> str:
        if not is_new:
            return self.tr("Séance modifiée.")
        count = self.vm.planned
        return self.tr("%n séance(s) prévue(s).", "", count) if count > 1 else self.tr("Séance prévue.")

    def _offer_undo(self, cancelled: list[UUID]) -> None:
        count = len(cancelled)
        said = self.tr("%n séance(s) annulée(s).", "", count) if count > 1 else self.tr("Séance annulée.")
        self.vm.desk.navigation.undo_offered.emit(said, lambda: self.vm.restore(cancelled))
