"""The two small forms under the list of who opens this laptop: letting a colleague in, and letting somebody out."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.settings.people_vm import PeopleVm, is_about_authority
from ui.widgets.buttons import LinkButton, PrimaryButton, SecondaryButton
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labelled_field import LabelledField
from ui.widgets.new_passphrase import NewPassphrase
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.text_label import TextLabel


class Panel(QWidget):
    """A form that appears where it is wanted, and ends with her own passphrase. `given_up` asks for it to be hidden."""

    given_up = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(10)
        self.title = TextLabel(title, "strong")
        self.body.addWidget(self.title)
        own = self.tr("Votre phrase de passe à vous")
        self.authority = PassphraseField(own)
        hint = self.tr("Pour être sûr que c’est bien vous qui le demandez.")
        self.authority_box = LabelledField(own, self.authority, hint)
        self.give_up = LinkButton(self.tr("Annuler"))
        self.give_up.clicked.connect(self.given_up)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def finish(self, button: PrimaryButton | SecondaryButton) -> None:
        """End the form: her passphrase, then the two buttons."""
        self.body.addWidget(self.authority_box)
        foot = QWidget()
        line = FlowLayout(foot, gap=12)
        line.addWidget(button)
        line.addWidget(self.give_up)
        self.body.addWidget(foot)

    def has_authority(self) -> bool:
        """Whether her passphrase was typed; says so when it was not."""
        missing = "" if self.authority.text() else self.tr("Écrivez votre phrase de passe.")
        self.authority_box.set_error(missing)
        if missing:
            self.authority.setFocus()
        return not missing


class AddPanel(Panel):
    """« Ajouter une personne »: who, her passphrase typed by herself, and the word of somebody who is in already."""

    def __init__(self, vm: PeopleVm, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title.setText(self.tr("Ajouter une personne"))
        self.vm = vm
        self.person = ChoiceField((), self.tr("Choisissez un nom"))
        self.person.value_changed.connect(self._on_chosen)
        self.person_box = LabelledField(self.tr("Qui\u202f?"), self.person)
        theirs = self.tr("Sa phrase de passe")
        self.new = NewPassphrase(vm.choice_for(None), formats.language(), theirs)
        self.new.submitted.connect(self.authority.setFocus)
        self.add = PrimaryButton(self.tr("Ajouter cette personne"))
        self.add.clicked.connect(self._on_add)
        self.authority.returnPressed.connect(self._on_add)
        told = self.tr("Laissez-lui le clavier\u202f: elle seule doit connaître sa phrase.")
        self.body.addWidget(self.person_box)
        self.body.addWidget(TextLabel(told, "small-soft"))
        self.body.addWidget(self.new)
        self.finish(self.add)
        self.setFocusProxy(self.person)

    def fill(self) -> None:
        """Offer the colleagues that this laptop knows."""
        language = formats.language()
        self.person.set_choices(
            [
                Choice(str(one.member.id), f"{one.member.short_name} · {label('role', one.member.role, language)}")
                for one in self.vm.colleagues
            ]
        )
        nobody = self.tr("Tout le monde ici ouvre déjà cet ordinateur. Les nouveaux arrivent par le centre.")
        self.person_box.set_hint("" if self.vm.colleagues else nobody)

    def begin(self) -> None:
        """An empty form."""
        self.person.set_value("")
        self.new.forget()
        self.authority.forget()
        for box in (self.person_box, self.authority_box):
            box.set_error("")
        self._allow(True)

    def refuse(self, error: KnownError) -> None:
        """Say why she was not let in, where it is about."""
        if error.key == "passphrase_too_short":
            self.new.set_error(error.key)
            return
        box = self.authority_box if is_about_authority(error) else self.person_box
        box.set_error(sentence_for(error, formats.language()).in_one())
        box.field.setFocus()

    def _on_chosen(self) -> None:
        chosen = self._chosen()
        may_share = all(one.may_share for one in self.vm.colleagues if one.member.id == chosen)
        own_laptop = KnownError("role_needs_own_laptop")
        self.person_box.set_error("" if may_share else sentence_for(own_laptop, formats.language()).in_one())
        self._allow(may_share)
        self.new.choice = self.vm.choice_for(chosen)

    def _allow(self, is_allowed: bool) -> None:
        for widget in (self.new, self.authority_box, self.add):
            widget.setEnabled(is_allowed)

    def _on_add(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            self.person_box.set_error(self.tr("Choisissez la personne à ajouter."))
            self.person.setFocus()
            return
        if not self.add.isEnabled():
            return
        problem = self.new.problem()
        self.new.set_error(problem)
        if not problem and self.has_authority():
            self.vm.add(chosen, self.new.text(), self.authority.text())

    def _chosen(self) -> UUID | None:
        return UUID(self.person.value()) if self.person.value() else None


class RemovePanel(Panel):
    """« Retirer Yann L. »: what becomes of what they wrote, and her own passphrase."""

    def __init__(self, vm: PeopleVm, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.vm = vm
        self._staff_id: UUID | None = None
        told = self.tr(
            "Sa phrase de passe et sa feuille de secours n’ouvriront plus cet ordinateur. Ce que cette personne a "
            "saisi y reste, et part au centre comme le reste."
        )
        self.remove = SecondaryButton("", is_danger=True)
        self.remove.clicked.connect(self._on_remove)
        self.authority.returnPressed.connect(self._on_remove)
        self.body.addWidget(TextLabel(told, "small-soft"))
        self.finish(self.remove)
        self.setFocusProxy(self.authority)

    def begin(self, staff_id: UUID, name: str) -> None:
        """Ask about this person."""
        self._staff_id = staff_id
        said = self.tr("Retirer %1").replace("%1", name)
        self.title.setText(said)
        self.remove.setText(said)
        self.authority.forget()
        self.authority_box.set_error("")

    def refuse(self, error: KnownError) -> None:
        """Say why they are still in."""
        self.authority_box.set_error(sentence_for(error, formats.language()).in_one())
        self.authority.setFocus()

    def _on_remove(self) -> None:
        if self._staff_id is not None and self.remove.isEnabled() and self.has_authority():
            self.vm.remove(self._staff_id, self.authority.text())
