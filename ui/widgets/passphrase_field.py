"""Where one types a passphrase: hidden, with an eye to show it while one checks a typing mistake."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.buttons import IconButton

LONGEST = 256


class PassphraseField(QLineEdit):
    """`name` is said by screen readers. The text is forgotten as soon as the field is hidden."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(LONGEST)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self.eye = IconButton("eye", "", parent=self)
        self.eye.setCursor(Qt.CursorShape.PointingHandCursor)
        self.eye.clicked.connect(lambda: self.set_shown(self.echoMode() == QLineEdit.EchoMode.Password))
        self.set_shown(False)

    def set_shown(self, is_shown: bool) -> None:
        """Show the letters, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon_name("eye-off" if is_shown else "eye")
        self.eye.set_name(self.tr("Cacher la phrase") if is_shown else self.tr("Montrer la phrase"))

    def forget(self) -> None:
        """Empty the field and hide what comes next."""
        self.clear()
        self.set_shown(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.eye.sizeHint().width()
        self.setTextMargins(0, 0, side, 0)
        self.eye.setGeometry(self.width() - side - 2, (self.height() - side) // 2, side, side)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.forget()
