"""What the last repair found, took from elsewhere, and could not find."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sync.client.loss_receipt import LossReceipt, note_receipt_seen, read_loss_receipt
from ui.desk import Desk, ViewModel
from ui.navigation import Place


class ReceiptVm(ViewModel):
    """`found` says that there is one which nobody has read yet."""

    found = Signal()
    shown_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.receipt: LossReceipt | None = None

    def look(self) -> None:
        """See whether the laptop was repaired since somebody last looked."""
        self.desk.read(self, self._announce, read_loss_receipt)

    def open(self) -> None:
        """Show the last one."""
        self.desk.read(self, self._show, read_loss_receipt)

    def leave(self) -> None:
        """It was read: go to the day."""
        self.desk.write(self, lambda _none: None, None, note_receipt_seen)
        self.desk.navigation.go(Place.TODAY)

    def _show(self, receipt: LossReceipt | None) -> None:
        self.receipt = receipt
        self.shown_changed.emit()

    def _announce(self, receipt: LossReceipt | None) -> None:
        self._show(receipt)
        if receipt is not None and not receipt.is_seen:
            self.found.emit()
