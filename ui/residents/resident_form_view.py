"""The form of a resident, and behind it the notice to read aloud."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.draft_keeper import FormDraft, take_back
from ui.residents.notice_view import NoticeView
from ui.residents.resident_form_page import ResidentFormPage
from ui.residents.resident_form_vm import ResidentFormVm
from ui.residents.same_person_page import SamePersonPage


class ResidentFormView(QStackedWidget):
    """A thin view on ResidentFormVm. Whatever hides it, the draft is kept first."""

    def __init__(self, vm: ResidentFormVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vm = vm
        self.page = ResidentFormPage(vm)
        self.notice = NoticeView()
        self.question = SamePersonPage(vm)
        for page in (self.page, self.notice, self.question):
            self.addWidget(page)
        self.page.notice_card.reading_wished.connect(self._read_notice)
        self.notice.informed.connect(self._on_informed)
        self.notice.left.connect(self._close_notice)
        save = QShortcut(QKeySequence("Ctrl+S"), self, vm.save)
        # a key held down must not answer the question it brings
        save.setAutoRepeat(False)
        vm.same_person.changed.connect(self._show_question)
        vm.opened.connect(lambda: self.setCurrentWidget(self.page))
        vm.saved.connect(lambda _id: self._tell_saved())
        vm.draft_discarded.connect(self._offer_back)

    def current_draft(self) -> FormDraft | None:
        """What a lock must not lose."""
        return self.vm.current_draft()

    def flush_draft(self) -> None:
        """Keep the draft now: queued on the database thread when this returns."""
        self.vm.flush_draft()

    def hideEvent(self, event: QHideEvent) -> None:
        self.vm.flush_draft()
        super().hideEvent(event)

    def _read_notice(self) -> None:
        self.setCurrentWidget(self.notice)
        self.notice.paper_button.setFocus()

    def _on_informed(self, mode: str, language: str) -> None:
        self.vm.inform(mode, language)
        self._close_notice()

    def _close_notice(self) -> None:
        self.setCurrentWidget(self.page)
        self.page.notice_card.answers.setFocus()

    def _show_question(self) -> None:
        known = self.vm.same_person.known
        self.setCurrentWidget(self.page if known is None else self.question)
        if known is not None:
            self.question.show_question(known)
        elif self.vm.is_open:
            self.page.give_keyboard(self.vm.content.place)

    def _tell_saved(self) -> None:
        self.vm.desk.navigation.told.emit(self.tr("Fiche enregistrée sur cet ordinateur."))

    def _offer_back(self, draft: FormDraft) -> None:
        desk = self.vm.desk
        desk.navigation.undo_offered.emit(self.tr("Brouillon effacé."), partial(take_back, desk, draft))
