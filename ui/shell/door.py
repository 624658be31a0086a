"""What stands before the work: the lock screen, or the first start on a computer that has no vault yet."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from intake_app.domain.sentences import Language, sentence_for
from ui.jobs import Lane
from ui.shell.unlock_view import UnlockView
from ui.shell.unlock_vm import OVERDUE, UnlockVm

if TYPE_CHECKING:
    from sync.client.premises import Premises
    from ui.shell.asking_view import AskingView
    from ui.shell.first_run_view import FirstRunView
    from ui.shell.overdue_view import OverdueView
    from ui.shell.recovery_view import RecoveryView


class Door(QStackedWidget):
    """Shows whichever of the two fits the folder. `opened` carries a Workplace.

    `demonstration` is the passphrase to say, of a demonstration only; `unsent` how many records were still to be sent
    when the window was locked, 0 when that is not known; `left_by` who was in then, and is likely to come back.
    """

    opened = Signal(object)
    code_shown = Signal()
    """The code of a recovery sheet is on the screen: nobody should find it there."""
    language_wished = Signal(str)

    def __init__(
        self,
        premises: Premises,
        lane: Lane,
        language: Language,
        invitation: tuple[str, str] = ("", ""),
        demonstration: str = "",
        unsent: int = 0,
        left_by: UUID | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._premises, self._lane, self._language = premises, lane, language
        self._demonstration = demonstration
        self._unsent = unsent
        self._left_by = left_by
        self._invitation = invitation
        self.unlock = UnlockView()
        self.unlock_vm = UnlockVm(premises, lane, self)
        self._offered: list[tuple[str, str, str]] = []
        self.first_run: FirstRunView | None = None
        self.recovery: RecoveryView | None = None
        self.asking: AskingView | None = None
        self.overdue: OverdueView | None = None
        self.addWidget(self.unlock)
        self.setFocusProxy(self.unlock)
        self._connect()
        self.look_again()

    def refuse(self, error: KnownError) -> None:
        """Say why nobody can come in now, and let nobody try."""
        self.setCurrentWidget(self.unlock)
        self.show_error(error)
        self.unlock.passphrase.setEnabled(False)
        self.unlock.open_button.setEnabled(False)

    def show_error(self, error: KnownError) -> None:
        """Say a known error in front of the door."""
        self.unlock.set_error(sentence_for(error, self._language).in_one())

    def _connect(self) -> None:
        vm, view = self.unlock_vm, self.unlock
        view.unlock_requested.connect(vm.unlock)
        view.question_accepted.connect(vm.repair)
        view.forgotten_requested.connect(self._on_forgotten)
        vm.opening.connect(lambda repairs: view.set_busy(True, self.tr("Réparation…") if repairs else ""))
        vm.opened.connect(self._on_opened)
        vm.ended.connect(self._on_ended)
        vm.refused.connect(self._on_refused)
        vm.damage_found.connect(self._on_damage_found)

    def look_again(self) -> None:
        """Offer the people of the vault, whoever was let in while the window was being locked too; without a vault the
        first start; a damaged one is said, and one that the centre has had emptied.
        """
        if self._premises.is_emptied():
            self._show_emptied()
            return
        try:
            people = self.unlock_vm.people()
        except KnownError as error:
            self.show_error(error)
            return
        if people and people != self._offered:
            self._offer(people)
            self.unlock.set_footer(self._footer())
        elif not people and self.first_run is None:
            self._begin_first_run()

    def _offer(self, people: list[tuple[str, str, str]]) -> None:
        self._offered = people
        named = [(person_id, name, label("role", role, self._language)) for person_id, name, role in people]
        self.unlock.set_people(named, str(self._left_by or ""))

    def _footer(self) -> str:
        if self._demonstration:
            said = self.tr("Démonstration · phrase de passe\u202f: %1")
            return said.replace("%1", self._demonstration)
        offline = self.tr("Tout fonctionne sans connexion")
        if not self._unsent:
            return offline
        return " · ".join((offline, self.tr("%n fiche(s) à envoyer", "", self._unsent)))

    def _begin_first_run(self) -> None:
        # only a computer without a vault needs it: the lock screen of the others stays light
        from ui.shell.first_run_view import FirstRunView
        from ui.shell.first_run_vm import FirstRunVm

        vm = FirstRunVm(self._premises, self._lane, self)
        self.first_run = FirstRunView(vm, self._language, self._invitation)
        vm.finished.connect(self.opened)
        vm.created.connect(self.code_shown)
        self.first_run.language_wished.connect(self.language_wished)
        self.addWidget(self.first_run)
        self.setCurrentWidget(self.first_run)
        self.setFocusProxy(self.first_run)

    def _on_opened(self, workplace: object) -> None:
        self.unlock.set_error("")
        self.unlock.passphrase.clear()
        self.opened.emit(workplace)

    def _on_ended(self, error: KnownError) -> None:
        self.unlock.set_busy(False)
        self.unlock.set_error(sentence_for(error, self._language).in_one())

    def _on_refused(self, error: KnownError) -> None:
        if error.key in OVERDUE:
            self._show_overdue(error)
            return
        if error.key == "laptop_emptied":
            self._show_emptied()
            return
        self._leave_page()
        if error.key == "too_many_tries":
            self.unlock.start_wait(int(error.details["seconds"]))
        else:
            self.show_error(error)

    def _on_damage_found(self, error: KnownError) -> None:
        sentence = sentence_for(error, self._language).in_one()
        self.unlock.ask(sentence, self.tr("Réparer"))

    def leave(self) -> bool:
        """The window closes or locks: what was begun here is closed too. Whether there was anything."""
        return self.first_run is not None and self.first_run.vm.leave()

    def _on_forgotten(self) -> None:
        """Whoever has a recovery sheet may open with it, or goes on with what she has asked the organisation; anybody
        else may ask it. Where it has no key it is explained.
        """
        person = UUID(self.unlock.chosen_person()) if self.unlock.chosen_person() else None
        if person is None:
            return
        if self._premises.asked(person) is not None:
            self._begin_asking(person)
        elif person in self._premises.sheet_holders():
            self._begin_recovery(person)
        elif self._premises.may_ask():
            self._begin_asking(person)
        else:
            self.unlock.set_error(
                self.tr(
                    "Vous n’avez pas de feuille de secours, et personne ne peut retrouver votre phrase à votre place. "
                    "Ce qui a été envoyé au centre y est en sécurité\u202f: demandez à votre responsable un nouveau "
                    "code pour cet ordinateur."
                )
            )

    def _show_emptied(self) -> None:
        """The centre has had it emptied: it is told, and this laptop may join once more."""
        from ui.shell.emptied_view import EmptiedView

        if isinstance(self.currentWidget(), EmptiedView):
            return
        page = EmptiedView(self._premises, self._lane, self._language)
        page.begun_anew.connect(self._begin_first_run)
        self._show_page(page)

    def _show_overdue(self, error: KnownError) -> None:
        """It has been too long without the centre: its code, or the network, opens."""
        if self.overdue is None:
            from ui.shell.overdue_view import OverdueView

            self.overdue = OverdueView(self.unlock_vm, self._language)
            self.overdue.given_up.connect(self._leave_page)
            self._show_page(self.overdue)
        self.overdue.show_error(error)

    def _begin_recovery(self, person: UUID) -> None:
        from ui.shell.recovery_view import RecoveryView
        from ui.shell.recovery_vm import RecoveryVm

        self._leave_page()
        vm = RecoveryVm(self._premises, self._lane, person, _name_of(self._premises, person), self)
        self.recovery = RecoveryView(vm, self._language, may_ask=self._premises.may_ask())
        vm.opened.connect(self.opened)
        self.recovery.given_up.connect(self._leave_page)
        self.recovery.sheet_lost.connect(lambda: self._begin_asking(person))
        self._show_page(self.recovery)

    def _begin_asking(self, person: UUID) -> None:
        from ui.shell.asking_view import AskingView
        from ui.shell.asking_vm import AskingVm

        self._leave_page()
        vm = AskingVm(self._premises, self._lane, person, _name_of(self._premises, person), self)
        self.asking = AskingView(vm, self._language, has_sheet=person in self._premises.sheet_holders())
        vm.opened.connect(self.opened)
        self.asking.given_up.connect(self._leave_page)
        self.asking.sheet_found.connect(lambda: self._begin_recovery(person))
        self._show_page(self.asking)

    def _show_page(self, page: QWidget) -> None:
        """Show a page in front of the lock screen."""
        self.addWidget(page)
        self.setCurrentWidget(page)
        self.setFocusProxy(page)
        page.setFocus()

    def _leave_page(self) -> None:
        """Back to the lock screen; what was typed is forgotten."""
        for page in (self.recovery, self.asking, self.overdue):
            if page is not None:
                self.removeWidget(page)
                page.deleteLater()
        self.recovery = self.asking = self.overdue = None
        self.unlock_vm.forget()
        self.setCurrentWidget(self.unlock)
        self.setFocusProxy(self.unlock)
        self.unlock.setFocus()


def _name_of(premises: Premises, person: UUID) -> str:
    (name,) = [owner.label for owner in premises.owners() if owner.staff_id == person]
    return name
