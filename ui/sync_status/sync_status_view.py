"""Synchronisation: the state in large, why the last try failed, and every file that is not yet where it should be, the
worst first.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget

from intake_app.domain.sentences import sentence_for
from intake_app.services.sync_pages import SyncPage
from ui import formats
from ui.sync_status.groups import ConflictsGroup, UnsentGroup
from ui.sync_status.refused_group import RefusedGroup
from ui.sync_status.state_card import StateCard
from ui.sync_status.sync_status_vm import SyncStatusVm
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import PageScaffold


class SyncStatusView(PageScaffold):
    """A thin view on SyncStatusVm."""

    def __init__(self, vm: SyncStatusVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Synchronisation"))
        self.set_subtitle(
            self.tr("Ce qui est enregistré ici est en sécurité. Ce qui est reçu par le centre l’est aussi.")
        )
        self.send_button = PrimaryButton(self.tr("Envoyer maintenant"), "sync")
        self.send_button.clicked.connect(vm.exchange)
        self.add_action(self.send_button)
        self.failure = Banner("warn", "")
        self.failure.hide()
        self.state = StateCard(vm)
        self.conflicts = ConflictsGroup(vm.desk.actor.staff_id)
        self.conflicts.settle_wished.connect(vm.settle)
        self.refused = RefusedGroup()
        self.refused.open_wished.connect(vm.open_file)
        self.held = UnsentGroup(vm, "clock", "info", self.tr("Fiches qui attendent une autre fiche"))
        self.held.set_words(
            self.tr("En attente d’une autre fiche"),
            self.tr("Le centre les a reçues. Il attend une fiche qui doit venir d’un autre ordinateur."),
        )
        self.only_here = UnsentGroup(vm, "upload", "warn", self.tr("Fiches pas encore envoyées"))
        self.only_here.set_words(
            self.tr("Seulement sur cet ordinateur"),
            self.tr("Elles partiront toutes seules dès qu’il y aura du réseau."),
        )
        for group in (self.held, self.only_here):
            group.open_wished.connect(vm.open_file)
        self.nothing = self._empty_card()
        for part in (self.state, self.failure, self.conflicts, self.refused, self.held, self.only_here, self.nothing):
            self.body.addWidget(part)
        self.body.addStretch(1)
        vm.status_changed.connect(self._show_status)
        vm.rows_changed.connect(self._show_page)
        self._show_status()
        self._show_page()

    def _empty_card(self) -> Card:
        card = Card()
        card.body.addWidget(
            EmptyState(
                "check",
                self.tr("Rien n’attend sur cet ordinateur"),
                self.tr("Tout ce qui a été saisi ici a été reçu par le centre."),
            )
        )
        return card

    def _show_status(self) -> None:
        self.state.show_status()
        self.send_button.setEnabled(not self.vm.is_busy)
        self._show_failure()

    def _show_failure(self) -> None:
        error = self.vm.error
        self.failure.setVisible(error is not None and not self.vm.is_busy)
        if error is not None:
            sentence = sentence_for(error, formats.language())
            rest = " ".join(part for part in (sentence.why, sentence.next) if part)
            if self.vm.fingerprint:
                rest = self.tr("Lisez ce nombre à votre responsable\u202f: %1").replace("%1", self.vm.fingerprint)
            self.failure.set_message("warn", sentence.what, rest)

    def _show_page(self) -> None:
        page, now = self.vm.page or SyncPage(), self.vm.desk.now()
        self.conflicts.show_files(page.disputed)
        self.refused.show_files(page.refused, [formats.relative_moment(row.since, now) for row in page.refused])
        self.held.show_files(page.held)
        self.only_here.show_files(page.only_here)
        is_empty = not (page.disputed or page.refused or page.held or page.only_here)
        self.nothing.setVisible(self.vm.page is not None and is_empty)
        stops = [self.send_button, self.conflicts.list, *self.refused.stops(), self.held.list, self.only_here.list]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
