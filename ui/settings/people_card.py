"""« Les personnes de cet ordinateur »: who opens it, since when; letting a colleague in, or out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from ui import formats
from ui.settings.people_panels import AddPanel, Panel, RemovePanel
from ui.settings.people_vm import ADD, REMOVE, PeopleVm
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel

if TYPE_CHECKING:
    from sync.client.laptop_people import LaptopPerson


class PersonLine(QWidget):
    """One person: name, role, since when, and at the right what may be done."""

    def __init__(self, person: LaptopPerson, end: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = person.owner.label
        role = label("role", person.owner.role, formats.language())
        since = self.tr("depuis le %1").replace("%1", formats.numeric_day(person.since.astimezone().date()))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(name, "strong"))
        words.addWidget(TextLabel(f"{role} · {since}", "small-soft"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(Avatar(formats.initials(name)), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addLayout(words, 1)
        line.addWidget(end, 0, Qt.AlignmentFlag.AlignVCenter)


class PeopleCard(Card):
    """A thin view on PeopleVm: a list, and one small form at a time below it."""

    def __init__(self, vm: PeopleVm, parent: QWidget | None = None) -> None:
        super().__init__("", "people", parent=parent)
        self.vm = vm
        self.set_title(self.tr("Les personnes de cet ordinateur"))
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.add_button = SecondaryButton(self.tr("Ajouter une personne…"), "plus")
        self.add_button.clicked.connect(self.begin_adding)
        self.adding, self.removing = AddPanel(vm), RemovePanel(vm)
        self._said = TextLabel("", "small-strong", "good")
        self.body.addLayout(self._list)
        self.body.addWidget(self._said)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self.body.addLayout(foot)
        for panel in (self.adding, self.removing):
            panel.given_up.connect(self._close)
            self.body.addWidget(panel)
        self._close()
        self._said.hide()
        self._connect(vm)

    def _connect(self, vm: PeopleVm) -> None:
        vm.people_changed.connect(self._fill)
        vm.added.connect(self._on_added)
        vm.removed.connect(self._on_removed)
        vm.refused.connect(self._on_refused)
        vm.busy_changed.connect(self._set_busy)

    def _fill(self) -> None:
        while (taken := self._list.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.deleteLater()
        for person in self.vm.people:
            self._list.addWidget(PersonLine(person, self._end_of(person)))
        self.adding.fill()

    def _end_of(self, person: LaptopPerson) -> QWidget:
        if person.is_here:
            return Pill(self.tr("C’est vous"), "good", "check")
        name = person.owner.label
        remove = SecondaryButton(self.tr("Retirer"), size="small")
        remove.setAccessibleName(self.tr("Retirer %1").replace("%1", name))
        remove.clicked.connect(lambda: self._begin_removing(person))
        return remove

    def begin_adding(self) -> None:
        """Show the form for a colleague, empty."""
        self.adding.begin()
        self._open(self.adding)

    def _begin_removing(self, person: LaptopPerson) -> None:
        self.removing.begin(person.owner.staff_id, person.owner.label)
        self._open(self.removing)

    def _open(self, panel: Panel) -> None:
        self._close()
        self._said.hide()
        self.add_button.hide()
        panel.show()
        panel.setFocus()

    def _close(self) -> None:
        self.adding.hide()
        self.removing.hide()
        self.add_button.show()

    def _on_added(self, name: str) -> None:
        self._say(self.tr("%1 ouvre maintenant cet ordinateur avec sa propre phrase de passe.").replace("%1", name))

    def _on_removed(self, name: str, unsent: int) -> None:
        said = self.tr("%1 n’ouvre plus cet ordinateur.").replace("%1", name)
        kept = self.tr("%n fiche(s) de sa part reste(nt) ici, en attente d’envoi.", "", unsent) if unsent else ""
        self._say(" ".join(part for part in (said, kept) if part))

    def _say(self, said: str) -> None:
        self._close()
        self._said.setText(said)
        self._said.show()
        self.add_button.setFocus()

    def _on_refused(self, wanted: str, error: KnownError) -> None:
        if wanted == ADD:
            self.adding.refuse(error)
        elif wanted == REMOVE:
            self.removing.refuse(error)

    def _set_busy(self, is_busy: bool) -> None:
        self.adding.add.setEnabled(not is_busy)
        self.adding.add.setText(self.tr("Un instant…") if is_busy else self.tr("Ajouter cette personne"))
        self.removing.remove.setEnabled(not is_busy)
