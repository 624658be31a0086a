"""How far a long work is, and the button that stops it; away while nothing goes on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui import formats
from ui.long_work import LongWork
from ui.widgets.buttons import SecondaryButton
from ui.widgets.card import Card
from ui.widgets.counter import ProgressBar
from ui.widgets.text_label import TextLabel

_PATIENCE_MS: Final = 400
"""What ends before is not worth a card that comes and goes."""


class WorkCard(Card):
    """Shows itself once the work lasts."""

    def __init__(self, work: LongWork, parent: QWidget | None = None) -> None:
        super().__init__("", "download", parent=parent)
        self._work = work
        self.set_title(self.tr("Le fichier se prépare…"))
        self.bar = ProgressBar(self.tr("Avancement"))
        self.count = TextLabel("", "small-soft")
        self.stop = SecondaryButton(self.tr("Arrêter"), "close")
        self.stop.clicked.connect(work.stop)
        self._before: QWidget | None = None
        for widget in (self.bar, self.count, self.stop):
            self.body.addWidget(widget)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(_PATIENCE_MS)
        self._delay.timeout.connect(self._appear)
        work.moved.connect(self._show)
        self.hide()

    def adopt_patience(self, milliseconds: int) -> None:
        """Show itself after that long."""
        self._delay.setInterval(milliseconds)

    def _show(self) -> None:
        steps = self._work.steps
        if steps is None:
            self._delay.stop()
            self._leave()
            return
        self.bar.set_share(self._work.share)
        self.count.setText(formats.percent(self._work.share))
        if not self.isVisible() and not self._delay.isActive():
            self._before = QApplication.focusWidget()
            self._delay.start()

    def _appear(self) -> None:
        if self._work.is_busy:
            self.show()
            self.stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        had_focus = self.isVisible() and self.stop.hasFocus()
        self.hide()
        if had_focus and self._before is not None and self._before.isEnabled():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
