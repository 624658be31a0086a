"""The screens of one opened workplace: what each shows and does, and its view, made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.conflicts.conflicts_view import ConflictsView
from ui.conflicts.conflicts_vm import ConflictsVm
from ui.desk import Desk, ViewModel
from ui.follow_ups.follow_ups_view import FollowUpsView
from ui.follow_ups.follow_ups_vm import FollowUpsVm
from ui.imports.imports_view import ImportsView
from ui.imports.imports_vm import ImportsVm
from ui.navigation import Place
from ui.path.add_step_view import AddStepView, AddStepVm
from ui.path.step_content import FORM as STEP
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm
from ui.referrals.letter_view import LetterView
from ui.referrals.letter_vm import LetterVm
from ui.referrals.offers_view import OffersView
from ui.referrals.offers_vm import OffersVm
from ui.referrals.referrals_view import ReferralsView
from ui.referrals.referrals_vm import ReferralsVm
from ui.repaired.receipt_view import ReceiptView
from ui.repaired.receipt_vm import ReceiptVm
from ui.residents.resembling_pairs_view import ResemblingPairsView
from ui.residents.resembling_pairs_vm import ResemblingPairsVm
from ui.residents.resident_erasure_view import ResidentErasureView
from ui.residents.resident_erasure_vm import ResidentErasureVm
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.resident_form_vm import ResidentFormVm
from ui.residents.resident_merge_view import ResidentMergeView
from ui.residents.resident_merge_vm import ResidentMergeVm
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm
from ui.settings.copies_vm import CopiesVm
from ui.settings.people_vm import PeopleVm
from ui.settings.settings_view import SettingsView
from ui.settings.settings_vm import SettingsVm
from ui.shell.host import Host
from ui.shell.where import (
    ADD_STEP,
    CONFLICTS,
    ERASURE,
    FILE,
    FORM,
    IMPORTS,
    LETTER,
    MERGE,
    OFFERS,
    PAIRS,
    REFERRALS,
    REPAIRED,
)
from ui.sync_status.sync_status_view import SyncStatusView
from ui.sync_status.sync_status_vm import SyncStatusVm
from ui.today.today_view import TodayView
from ui.today.today_vm import TodayVm
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm


class Screens(QObject):
    """Made and closed with the work. Screens do not know one another: see `Pages`."""

    def __init__(
        self, host: Host, desk: Desk, sync: SyncStatusVm, people: PeopleVm, copies: CopiesVm, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.sync = sync
        self.today = TodayVm(desk, self)
        self.residents = ResidentsVm(desk, self)
        self.form = ResidentFormVm(desk, self)
        self.file = ResidentFileVm(desk, self)
        self.workshops = WorkshopsVm(desk, self)
        self.follow_ups = FollowUpsVm(desk, self)
        self.conflicts = ConflictsVm(desk, self)
        self.merge = ResidentMergeVm(desk, self)
        self.pairs = ResemblingPairsVm(desk, self)
        self.erasure = ResidentErasureVm(desk, self)
        self.imports = ImportsVm(desk, self)
        self.referrals = ReferralsVm(desk, self)
        self.offers = OffersVm(desk, self)
        self.letter = LetterVm(desk, self)
        self.add_step = AddStepVm(desk, self)
        self.step = StepFormVm(desk, self)
        self.repaired = ReceiptVm(desk, self)
        self.settings = SettingsVm(desk, host.preferences, host.folder, people, copies, self)
        self.of_rail: dict[str, ViewModel] = {
            Place.TODAY: self.today,
            Place.RESIDENTS: self.residents,
            Place.FOLLOW_UPS: self.follow_ups,
            Place.SYNC_STATUS: sync,
        }
        """Place of the rail → what it shows, where that is read again whenever one goes there."""
        self.makers = _makers(self)
        """Page → what makes it."""


def _makers(screens: Screens) -> dict[str, Callable[[], QWidget]]:
    """Page → what makes it, when it is first shown."""
    return {
        Place.TODAY: partial(TodayView, screens.today),
        Place.RESIDENTS: partial(ResidentsView, screens.residents),
        FORM: partial(ResidentFormView, screens.form),
        FILE: partial(ResidentFileView, screens.file),
        Place.WORKSHOPS: partial(WorkshopsView, screens.workshops),
        Place.FOLLOW_UPS: partial(FollowUpsView, screens.follow_ups),
        Place.SYNC_STATUS: partial(SyncStatusView, screens.sync),
        CONFLICTS: partial(ConflictsView, screens.conflicts),
        MERGE: partial(ResidentMergeView, screens.merge),
        PAIRS: partial(ResemblingPairsView, screens.pairs),
        ERASURE: partial(ResidentErasureView, screens.erasure),
        IMPORTS: partial(ImportsView, screens.imports),
        REFERRALS: partial(ReferralsView, screens.referrals),
        OFFERS: partial(OffersView, screens.offers),
        LETTER: partial(LetterView, screens.letter),
        ADD_STEP: partial(AddStepView, screens.add_step),
        STEP: partial(StepFormView, screens.step),
        REPAIRED: partial(ReceiptView, screens.repaired),
        Place.SETTINGS: partial(SettingsView, screens.settings),
    }
