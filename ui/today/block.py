"""A part of the first page: a drawing, a heading, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.card import IconLabel
from ui.widgets.text_label import TextLabel


class Block(QWidget):
    """Put widgets into `lines`, under the heading."""

    def __init__(self, icon_name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = TextLabel(title, "heading")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel(icon_name), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._title, 1)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(0, 0, 0, 0)
        self.lines.setSpacing(8)
        self.lines.addLayout(head)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.setText(title)
