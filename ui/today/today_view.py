"""Aujourd'hui: where the day begins. Two big buttons, a search, what is to come, whom to call back."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from intake_app.services.today import TodayPage
from ui import formats
from ui.today.drafts_block import DraftsBlock
from ui.today.follow_ups_card import FollowUpsCard
from ui.today.launch_bar import LaunchBar
from ui.today.open_days_block import OpenDaysBlock
from ui.today.today_vm import TodayVm
from ui.today.workshops_block import WorkshopsBlock
from ui.widgets.card import Card
from ui.widgets.page import PageScaffold, TwoColumns

MINUTE_MS = 60_000


class TodayView(PageScaffold):
    """A thin view on TodayVm. While it is in sight it is read again every minute: days and hours pass."""

    def __init__(self, vm: TodayVm, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.vm = vm
        self.set_title(self.tr("Bonjour %1").replace("%1", vm.desk.first_name))
        self.launch_bar = LaunchBar()
        self.launch_bar.resident_button.clicked.connect(vm.begin_resident)
        self.launch_bar.roll_button.clicked.connect(vm.begin_roll)
        self.launch_bar.searched.connect(vm.search)
        self.workshops = WorkshopsBlock()
        self.workshops.opened.connect(lambda row: vm.open_workshop(row.workshop_id))
        self.workshops.plan_wished.connect(vm.plan_workshop)
        self.open_days = OpenDaysBlock()
        self.open_days.opened.connect(vm.close_day)
        self.open_days.all_wished.connect(vm.show_workshops)
        self.drafts = DraftsBlock()
        self.drafts.resumed.connect(vm.resume_draft)
        self.drafts.rebuilt.connect(self._line_up_drafts)
        self.follow_ups = FollowUpsCard()
        self.follow_ups.opened.connect(lambda row: vm.open_resident(row.resident_id))
        self.follow_ups.all_wished.connect(vm.show_follow_ups)
        self.body.addWidget(self.drafts)
        self.body.addWidget(self.launch_bar)
        self.body.addWidget(self._columns(), 1)
        self._clock = QTimer(self)
        self._clock.setInterval(MINUTE_MS)
        self._clock.timeout.connect(self._look_again)
        vm.page_changed.connect(self._show_page)
        self._show_page()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.vm.refresh()
        self._clock.start()

    def _columns(self) -> TwoColumns:
        columns = TwoColumns(372)
        card = Card()
        card.body.setSpacing(14)
        card.body.addWidget(self.workshops)
        card.body.addWidget(self.open_days)
        card.body.addStretch(1)
        columns.main.addWidget(card, 1)
        columns.side.addWidget(self.follow_ups, 1)
        return columns

    def _line_up_drafts(self) -> None:
        """Put the buttons just made before all else in the order of the Tab key."""
        before: QWidget = self
        for button in (*(banner.action() for banner in self.drafts.banners), self.drafts.others):
            QWidget.setTabOrder(before, button)
            before = button

    def _look_again(self) -> None:
        if self.isVisible():
            self.vm.refresh()
        else:
            self._clock.stop()

    def _show_page(self) -> None:
        today = self.vm.desk.today()
        page = self.vm.page
        day = formats.sentence_case(formats.long_day(today))
        self.set_subtitle(" · ".join(part for part in (day, _place(page)) if part))
        if page is not None:
            self.workshops.show_rows(page.upcoming, today)
            self.open_days.show_rows(page.open_days, today)
            self.drafts.show_rows(page.drafts, self.vm.desk.now())
            self.follow_ups.show_rows(page.follow_ups, page.due, today)


def _place(page: TodayPage | None) -> str:
    """« Maurepas, Rennes », empty when it is not known where this person works."""
    if page is None or page.staff is None:
        return ""
    return ", ".join(part for part in (page.staff.neighbourhood, page.staff.town) if part)
