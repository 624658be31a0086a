"""The cards of somebody's path beside their timeline."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from intake_app.services.access import Deed
from ui.residents import hours_words, path_lines
from ui.residents.path_card import PathCard
from ui.residents.path_deeds import DEEDS, PathDeeds
from ui.residents.resident_file_vm import ResidentFileVm


class PathCards(QWidget):
    """One card a subject; those with nothing to say are away."""

    def __init__(self, vm: ResidentFileVm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._vm = vm
        self.cards = {
            "hours": PathCard(self.tr("Heures suivies"), "clock"),
            "snapshots": PathCard(self.tr("Situations"), "document"),
            "visibility": PathCard(self.tr("Suivi par les services"), "eye"),
            "enrolments": PathCard(self.tr("Opérations"), "calendar"),
            "projects": PathCard(self.tr("Projet"), "path"),
            "referrals": PathCard(self.tr("Orientations"), "send"),
            "barriers": PathCard(self.tr("Freins"), "warning"),
            "outcomes": PathCard(self.tr("Résultats"), "check"),
            "company": PathCard(self.tr("Avec qui"), "people"),
            "consents": PathCard(self.tr("Accords"), "check"),
        }
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(14)
        self._deeds = PathDeeds(vm.desk, self)
        for card in self.cards.values():
            card.step_wished.connect(self._go)
            stack.addWidget(card)

    def _go(self, kind: str, record_id: UUID | None) -> None:
        if kind in DEEDS and record_id is not None:
            self._deeds.do(kind, record_id)
        else:
            self._vm.go_on(kind, record_id)

    def show_path(self) -> None:
        """Show what is known of the path."""
        path, today = self._vm.path, self._vm.desk.today()
        may_accompany = self._vm.may(Deed.ACCOMPANY)
        lines = {
            "hours": hours_words.hours_lines(self._vm.hours),
            "snapshots": path_lines.snapshot_lines(path, today),
            "visibility": path_lines.visibility_lines(path, today),
            "enrolments": path_lines.enrolment_lines(path, today, may_change=may_accompany),
            "projects": path_lines.project_lines(path, may_accompany=may_accompany),
            "referrals": path_lines.referral_lines(path, today),
            "barriers": path_lines.barrier_lines(path),
            "outcomes": path_lines.outcome_lines(path, today, may_change=may_accompany),
            "company": path_lines.company_lines(path, today, may_accompany=may_accompany),
            "consents": path_lines.consent_lines(self._vm.file, today),
        }
        for name, card in self.cards.items():
            card.show_lines(tuple(lines[name]))
