"""Synchronisation: the state in large, why the last try failed, and every record that is only on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from ui import formats
from ui.sync_status import words
from ui.sync_status.sync_status_vm import SyncStatusVm
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.counter import ProgressBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import PageScaffold
from ui.widgets.pill import Pill
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.widgets.text_label import TextLabel

if TYPE_CHECKING:
    from intake_app.services.changes import UnsentRow


class SyncStatusView(PageScaffold):
    """A thin view on SyncStatusVm."""

    def __init__(self, vm: SyncStatusVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Synchronisation"))
        self.set_subtitle(
            self.tr("Ce qui est enregistré ici est en sécurité. Ce qui est reçu par le centre l’est aussi.")
        )
        self._send = PrimaryButton(self.tr("Envoyer maintenant"), "sync")
        self._send.clicked.connect(vm.exchange)
        self.add_action(self._send)
        self._failure = Banner("warn", "")
        self._failure.hide()
        self.body.addWidget(self._failure)
        self.body.addWidget(self._state_card())
        self.body.addWidget(self._records_card(), 1)
        vm.status_changed.connect(self._show_status)
        vm.rows_changed.connect(self._show_rows)
        self._show_status()
        self._show_rows()

    def _state_card(self) -> Card:
        card = Card()
        self._pill = Pill("", "neutral")
        self._explanation = TextLabel("", "lead")
        self._last = TextLabel("", "soft")
        self._bar = ProgressBar(self.tr("Avancement de l’échange"))
        self._doing = TextLabel("", "small-soft")
        line = QHBoxLayout()
        line.addWidget(self._pill)
        line.addStretch(1)
        card.body.addLayout(line)
        for widget in (self._explanation, self._bar, self._doing, self._last):
            card.body.addWidget(widget)
        return card

    def _records_card(self) -> Card:
        card = Card(self.tr("Seulement sur cet ordinateur"), "upload")
        self._model: RowsModel[UnsentRow] = RowsModel(self._columns(), lambda row: (row.record_type, row.record_id))
        self._list = RowsView(self._model, self.tr("Fiches pas encore envoyées"), fits_content=True)
        self._empty = EmptyState(
            "check",
            self.tr("Rien n’attend sur cet ordinateur"),
            self.tr("Tout ce qui a été saisi ici a été reçu par le centre."),
        )
        card.body.addWidget(self._list)
        card.body.addWidget(self._empty)
        card.body.addStretch(1)
        return card

    def _columns(self) -> tuple[Column[UnsentRow], ...]:
        return (
            Column("name", self.tr("Fiche"), self._name, second=self._kind, is_strong=True, weight=3),
            Column("reason", self.tr("Pourquoi"), self._reason, kind="soft", weight=3, hide_below=620),
            Column("since", self.tr("Depuis"), self._since, kind="pill", weight=1),
        )

    def _name(self, row: UnsentRow) -> str:
        return " · ".join(part for part in (row.resident, row.workshop) if part) or self._kind(row)

    def _kind(self, row: UnsentRow) -> str:
        return {
            "resident": self.tr("Fiche de la personne"),
            "situation": self.tr("Situation"),
            "notice_delivery": self.tr("Information donnée"),
            "consent": self.tr("Accord de la personne"),
            "encounter": self.tr("Rencontre"),
            "workshop": self.tr("Séance"),
            "slot": self.tr("Horaire de la séance"),
            "attendance": self.tr("Présence"),
            "follow_up": self.tr("Suivi"),
        }.get(row.record_type, self.tr("Autre"))

    def _reason(self, row: UnsentRow) -> str:
        if row.reason is None:
            return self.tr("Attend la prochaine connexion.")
        return sentence_for(KnownError(row.reason), formats.language()).in_one()

    def _since(self, row: UnsentRow) -> str:
        return formats.relative_moment(row.since, self.vm.desk.now())

    def _show_status(self) -> None:
        vm, now = self.vm, self.vm.desk.now()
        self._pill.set_pill(words.title(vm), words.page_tone(vm))
        self._explanation.setText(words.explanation(vm, now))
        self._explanation.setVisible(bool(self._explanation.text()))
        self._last.setText(words.last_exchange(vm, now))
        self._doing.setText(words.doing(vm))
        self._doing.setVisible(vm.is_busy)
        state = words.card_state(vm, now)
        self._bar.setVisible(state.progress is not None)
        self._bar.set_share(state.progress or 0.0)
        self._send.setEnabled(not vm.is_busy)
        self._show_failure()

    def _show_failure(self) -> None:
        error = self.vm.error
        self._failure.setVisible(error is not None and not self.vm.is_busy)
        if error is not None:
            sentence = sentence_for(error, formats.language())
            rest = " ".join(part for part in (sentence.why, sentence.next) if part)
            if self.vm.fingerprint:
                rest = self.tr("Lisez ce nombre à votre responsable\u202f: %1").replace("%1", self.vm.fingerprint)
            self._failure.set_message("warn", sentence.what, rest)

    def _show_rows(self) -> None:
        self._model.set_rows(self.vm.rows)
        self._list.setVisible(bool(self.vm.rows))
        self._empty.setVisible(not self.vm.rows)
