"""Synchronisation: the state in large, why the last try failed, and every file that is not yet where it should be, the
worst first.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget

from intake_app.domain.sentences import sentence_for
from intake_app.services.sync_pages import SyncPage
from ui import formats
from ui.sync_status import words
from ui.sync_status.groups import ConflictsGroup, ScansGroup, SettledGroup, UnsentGroup
from ui.sync_status.refused_group import RefusedGroup
from ui.sync_status.rejoin_card import RejoinCard
from ui.sync_status.removal_question import RemovalQuestion
from ui.sync_status.state_card import StateCard
from ui.sync_status.stick_card import StickCard
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
        self.state = StateCard(vm)
        self.removal = RemovalQuestion(vm.removal)
        self.rejoin = RejoinCard(vm.rejoin)
        self.failure, self._clock = Banner("warn", ""), Banner("warn", "")
        self.failure.hide()
        self._make_groups()
        self.nothing = self._empty_card()
        self.stick = StickCard(vm.stick)
        groups = (self.conflicts, self.refused, self.held, self.only_here, self.scans)
        for part in (
            self.state,
            self.removal,
            self.rejoin,
            self.failure,
            self._clock,
            *groups,
            self.nothing,
            self.stick,
            self.settled,
        ):
            self.body.addWidget(part)
        self.body.addStretch(1)
        vm.status_changed.connect(self._show_status)
        vm.rows_changed.connect(self._show_page)
        self._show_status()
        self._show_page()

    def _make_groups(self) -> None:
        vm = self.vm
        self.conflicts = ConflictsGroup(vm.desk.actor.staff_id)
        self.conflicts.settle_wished.connect(vm.settle)
        self.refused = RefusedGroup()
        self.refused.open_wished.connect(vm.open_file)
        self.refused.send_wished.connect(vm.send_again)
        self.refused.discard_wished.connect(vm.discard)
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
        self.scans = ScansGroup()
        self.settled = SettledGroup(vm)
        self.settled.open_wished.connect(vm.open_settled)
        for group in (self.held, self.only_here, self.scans):
            group.open_wished.connect(vm.open_file)

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
        # never disabled: the keyboard would jump elsewhere; a second press does nothing
        self.send_button.setText(self.tr("Échange en cours…") if self.vm.is_busy else self.tr("Envoyer maintenant"))
        self.removal.show_asked(is_busy=self.vm.is_busy)
        self.rejoin.show_reason(is_busy=self.vm.is_busy)
        self._show_failure()
        late = words.clock(self.vm)
        self._clock.setVisible(bool(late))
        self._clock.set_message(
            "warn",
            late,
            self.tr("Rien n’est perdu ni bloqué. Mettez l’ordinateur à l’heure pour que celle des fiches soit juste."),
        )
        self._show_nothing()
        self._show_stick()

    def _show_nothing(self) -> None:
        # before the first exchange the centre has received nothing at all
        has_exchanged = self.vm.status is not None and self.vm.status.last_success_at is not None
        self.nothing.setVisible(has_exchanged and self.vm.page is not None and self.vm.page.is_clear)

    def _show_stick(self) -> None:
        status, page = self.vm.status, self.vm.page
        has_work = (status is not None and status.is_joined and status.pending_files > 0) or bool(page and page.refused)
        # never from under the keyboard: a receipt that is read leaves nothing to send before it is answered
        self.stick.setVisible(has_work or self.vm.stick.answer is not None or self.stick.has_keyboard())

    def _show_failure(self) -> None:
        is_told = self.vm.removal.asked is not None or self.vm.rejoin.reason is not None
        error = None if is_told else self.vm.error
        self.failure.setVisible(error is not None and not self.vm.is_busy)
        if error is not None:
            sentence = sentence_for(error, formats.language())
            rest = " ".join(part for part in (sentence.why, sentence.next) if part)
            self.failure.set_message("warn", sentence.what, rest)

    def _show_page(self) -> None:
        page, now = self.vm.page or SyncPage(), self.vm.desk.now()
        self.conflicts.show_files(page.disputed)
        self.refused.show_files(page.refused, [formats.relative_moment(row.since, now) for row in page.refused])
        self.held.show_files(page.held)
        self.only_here.show_files(page.only_here)
        self.scans.show_scans(page.scans)
        self.settled.show_fields(page.settled)
        self._show_nothing()
        self._show_stick()
        lists = [self.conflicts.list, *self.refused.stops(), self.held.list, self.only_here.list, self.scans.list]
        stops = [self.send_button, *self.removal.stops(), *self.rejoin.stops(), *lists, *self.stick.stops()]
        stops.append(self.settled.list)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
