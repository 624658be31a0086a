"""The state of sending in large: what it is, what it means, and what is known for sure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import icons, theme
from ui.palette import Tone
from ui.sync_status import words
from ui.sync_status.sync_status_vm import SyncStatusVm
from ui.widgets.card import Card
from ui.widgets.counter import ProgressBar
from ui.widgets.text_label import TextLabel

DISC, DRAWING = 52, 26
_ICONS: dict[Tone, str] = {
    "bad": "warning",
    "warn": "upload",
    "neutral": "offline",
    "info": "sync",
    "good": "check",
    "accent": "warning",
}


class _Disc(QWidget):
    """The drawing of the state on its colour; the words beside it say it all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone: Tone = "neutral"
        self._icon_name = ""
        self._fit()

    def show_state(self, tone: Tone, icon_name: str) -> None:
        """Show another state."""
        self._tone, self._icon_name = tone, icon_name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink, ground = theme.current().palette.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        place = QRectF(self.rect())
        painter.drawEllipse(place)
        side = theme.current().gap(DRAWING)
        spot = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
        icons.paint_icon(painter, self._icon_name, QColor(ink), spot)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        side = theme.current().gap(DISC)
        self.setFixedSize(side, side)


class StateCard(Card):
    """A thin view on SyncStatusVm."""

    def __init__(self, vm: SyncStatusVm, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._vm = vm
        self._disc = _Disc()
        self._title = TextLabel("", "section")
        self._to_read = TextLabel("", "lead")
        self._explanation = TextLabel("")
        self._advice = TextLabel("", "strong", "warn")
        self._bar = ProgressBar(self.tr("Avancement de l’échange"))
        self._doing = TextLabel("", "small-soft")
        self._received = TextLabel("", "soft")
        self._facts = TextLabel("", "soft")
        lines = QVBoxLayout()
        lines.setSpacing(4)
        for label in (self._title, self._to_read, self._explanation, self._advice):
            lines.addWidget(label)
        for widget in (self._bar, self._doing, self._received, self._facts):
            lines.addWidget(widget)
        line = QHBoxLayout()
        line.setSpacing(18)
        line.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(lines, 1)
        self.body.addLayout(line)

    def show_status(self) -> None:
        """Show where sending stands now."""
        vm, now = self._vm, self._vm.desk.now()
        tone = words.page_tone(vm, now)
        self._disc.show_state(tone, words.drawing(vm, now) or _ICONS[tone])
        self._title.setText(words.title(vm))
        advice = words.advice(vm, now)
        self._advice.set_tone("bad" if tone == "bad" else "warn")
        share = words.card_state(vm, now).progress
        self._bar.setVisible(share is not None)
        self._bar.set_share(share or 0.0)
        doing = words.doing(vm) if vm.is_busy else ""
        explanation = "" if doing and words.explanation(vm, now) == doing else words.explanation(vm, now)
        for label, said in (
            (self._to_read, words.to_read(vm)),
            (self._explanation, explanation),
            (self._advice, advice),
            (self._doing, doing),
            (self._received, words.received(vm, now)),
            (self._facts, words.last_exchange(vm, now)),
        ):
            label.setText(said)
            label.setVisible(bool(said))
