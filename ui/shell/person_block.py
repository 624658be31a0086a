"""Who is at the desk, and the button that locks it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import IconButton
from ui.widgets.text_label import TextLabel


class PersonBlock(QWidget):
    """Avatar, name and role; slim, only the lock."""

    lock_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar("", size=30)
        self._name = TextLabel("", "small", "rail")
        self._role = TextLabel("", "small", "rail-soft")
        self.lock = IconButton("lock", self.tr("Verrouiller (Ctrl+L)"), colour="rail_soft")
        self.lock.clicked.connect(self.lock_requested)
        self._words = QWidget()
        texts = QVBoxLayout(self._words)
        texts.setContentsMargins(0, 0, 0, 0)
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._role)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setSpacing(10)
        self._line.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self._words, 1)
        self._line.addWidget(self.lock, 0, Qt.AlignmentFlag.AlignCenter)
        self.set_slim(False)

    def set_person(self, name: str, role: str, initials: str) -> None:
        """Show who is at the desk."""
        self._name.setText(name)
        self._role.setText(role)
        self._avatar.set_person(initials, name)

    def set_slim(self, is_slim: bool) -> None:
        """Show the lock alone."""
        self._avatar.setVisible(not is_slim)
        self._words.setVisible(not is_slim)
        self._line.setContentsMargins(0 if is_slim else 6, 0, 0, 0)

    def full_height(self) -> int:
        """How tall it is with its words: two lines, for a long role wraps."""
        return max(self.lock.sizeHint().height(), 3 * theme.current().metrics("small").height())
