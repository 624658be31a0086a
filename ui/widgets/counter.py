"""Figures that count at a glance: a large number with its words, and a bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.widgets.text_label import TextLabel, TextTone


class ProgressBar(QProgressBar):
    """A thin bar, from 0 to 100 %; `name` tells screen readers what is measured."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setRange(0, 1000)

    def set_share(self, share: float) -> None:
        """Fill `share` of the bar, from 0.0 to 1.0."""
        self.setValue(round(1000 * min(max(share, 0.0), 1.0)))


class BigCounter(QWidget):
    """« 5 / 7 présents »: a large number, what follows it, a bar when there is a share, and a line below."""

    def __init__(self, name: str = "", tone: TextTone = "primary", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = TextLabel("", "hero", tone, wraps=False)
        self._rest = TextLabel("", "lead", wraps=False)
        self._caption = TextLabel("", "small-soft")
        self.bar = ProgressBar(name)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(self._rest, 1, Qt.AlignmentFlag.AlignBaseline)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addLayout(line)
        lines.addWidget(self.bar)
        lines.addWidget(self._caption)
        self.set_count("", "")

    def set_count(self, number: str, rest: str, caption: str = "", share: float | None = None) -> None:
        """Show `number` and `rest`; `share` (0.0 to 1.0) shows the bar, None hides it."""
        self._number.setText(number)
        self._rest.setText(rest)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.bar.setVisible(share is not None)
        self.bar.set_share(share or 0.0)
        self.setAccessibleName(" ".join(part for part in (number, rest, caption) if part))


class Figure(QWidget):
    """One key figure: the number, what it counts in bold, and where it comes from."""

    def __init__(
        self, number: str, title: str, caption: str = "", tone: TextTone = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._number = TextLabel("", "figure", tone, wraps=False)
        self._title = TextLabel("", "strong")
        self._caption = TextLabel("", "small-soft")
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        for label in (self._number, self._title, self._caption):
            lines.addWidget(label)
        lines.addStretch(1)
        self.set_figure(number, title, caption)

    def set_figure(self, number: str, title: str, caption: str = "") -> None:
        """Show another figure."""
        self._number.setText(number)
        self._title.setText(title)
        self._caption.setText(caption)
        self._caption.setVisible(bool(caption))
        self.setAccessibleName(" ".join(part for part in (number, title, caption) if part))
