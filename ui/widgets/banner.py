"""A message inside the page: something to know, to watch, or that went wrong; and what to do about it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.card import IconLabel
from ui.widgets.text_label import TextLabel, TextTone

BannerTone = Literal["info", "good", "warn", "bad", "accent"]
_ICONS: dict[BannerTone, str] = {
    "info": "about",
    "good": "check",
    "warn": "warning",
    "bad": "warning",
    "accent": "pencil",
}
_TEXT_TONES: dict[BannerTone, TextTone] = {"info": "info", "good": "good", "warn": "warn", "bad": "bad", "accent": ""}


class Banner(QWidget):
    """`title` in bold, `text` under it, a button `action_text` (`action_clicked`), and a cross when it `can_close`."""

    action_clicked = Signal()
    closed = Signal()

    def __init__(
        self,
        tone: BannerTone,
        title: str,
        text: str = "",
        action_text: str = "",
        *,
        can_close: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: BannerTone = tone
        self._icon = IconLabel("about", "info", 20)
        self._title = TextLabel("", "strong")
        self._text = TextLabel("", "small")
        self._action = SecondaryButton(action_text, size="small")
        self._action.clicked.connect(self.action_clicked)
        self._close = IconButton("close", self.tr("Fermer ce message"))
        if not can_close:
            self._close.hide()
        self._close.clicked.connect(self._on_close)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._text)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 10, 10, 10)
        line.setSpacing(12)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._close, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_message(tone, title, text, action_text)

    def set_message(self, tone: BannerTone, title: str, text: str = "", action_text: str = "") -> None:
        """Say something else; screen readers are told when the banner is on screen."""
        self._tone = tone
        self._icon.set_icon(_ICONS[tone], "orange" if tone == "accent" else tone)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._title.set_tone(_TEXT_TONES[tone])
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._action.setText(action_text)
        self._action.setVisible(bool(action_text))
        self.setAccessibleName(" ".join(part for part in (title, text) if part))
        self.update()
        if self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.accessibleName()))

    def action(self) -> SecondaryButton:
        """The button, to be disabled while it works."""
        return self._action

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.current().palette.tone(self._tone)[1]))
        painter.drawRoundedRect(QRectF(self.rect()), 10, 10)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.update()

    def _on_close(self) -> None:
        self.hide()
        self.closed.emit()
