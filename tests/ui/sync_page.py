"""The page of sending on screen, its exchanges in the hands of the test."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.domain.errors import KnownError
from tests.ui import sync_scenes
from tests.ui.at_desk import AtDesk
from tests.ui.conftest import Shower
from tests.ui.still_exchanges import StillExchanges
from ui.sync_status.sync_status_view import SyncStatusView
from ui.sync_status.sync_status_vm import SyncStatusVm


class Page:
    """The page on screen."""

    def __init__(self, at: AtDesk, show: Shower) -> None:
        self.at = at
        self.show = show
        self.exchanges = StillExchanges()
        self.ids: dict[str, UUID] = {}
        sync_scenes.join_centre(at)

    def open(self, error: KnownError | None = None) -> None:
        exchanges: Any = self.exchanges
        exchanges.last_error = error
        self.vm = SyncStatusVm(self.at.desk, exchanges)
        self.view = SyncStatusView(self.vm)
        self.show(self.view, 1100, 900)
        self.vm.refresh()
        self.at.settle()

    def everything(self) -> None:
        self.ids = sync_scenes.everything(self.at)
        self.open()

    def groups(self) -> list[str]:
        shown = (
            self.view.conflicts,
            self.view.refused,
            self.view.held,
            self.view.only_here,
            self.view.scans,
            self.view.nothing,
            self.view.settled,
        )
        names = ("disputed", "refused", "held", "only_here", "scans", "nothing", "settled")
        return [name for name, group in zip(names, shown, strict=True) if group.isVisible()]


def press(key: Qt.Key) -> None:
    focused: QWidget | None = QApplication.focusWidget()
    assert focused is not None, "nothing has the keyboard"
    QTest.keyClick(focused, key)
