"""Above the follow-ups: the ways to what else waits (open referrals, files to erase), or to the directory of offers."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.follow_ups.follow_ups_vm import FollowUpsVm
from ui.widgets.buttons import SecondaryButton


class WayButtons(QObject):
    """Three buttons, each shown to those whom it concerns; the page places them."""

    def __init__(self, vm: FollowUpsVm, parent: QObject) -> None:
        super().__init__(parent)
        self._vm = vm
        navigation = vm.desk.navigation
        self.referrals = SecondaryButton("", "send")
        self.referrals.clicked.connect(lambda _is: navigation.referrals_wished.emit())
        self.erasing = SecondaryButton("", "trash")
        self.erasing.clicked.connect(lambda _is: navigation.filtered_wished.emit(("expired",)))
        self.offers = SecondaryButton(self.tr("Offres"), "search")
        self.offers.clicked.connect(lambda _is: navigation.offers_wished.emit())
        self.offers.setVisible(vm.keeps_offers_only)
        vm.referrals_counted.connect(self._show_referrals)
        vm.to_erase_counted.connect(self._show_to_erase)
        self._show_referrals()
        self._show_to_erase()

    def _show_referrals(self) -> None:
        count = self._vm.open_referrals
        self.referrals.setVisible(count is not None)
        self.referrals.setText(self.tr("%n orientation(s) en cours", "", count or 0))

    def _show_to_erase(self) -> None:
        count = self._vm.to_erase
        self.erasing.setVisible(count > 0)
        self.erasing.setText(self.tr("%n fiche(s) à effacer", "", count))
