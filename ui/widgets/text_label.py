"""Words on the page, in one of the sizes and weights of the style sheet."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

TextRole = Literal[
    "title", "section", "figure", "hero", "heading", "body", "strong", "soft", "lead",
    "small", "small-strong", "small-soft", "tiny", "error", "understood",
]  # fmt: skip
TextTone = Literal["", "primary", "good", "warn", "bad", "info", "rail", "rail-soft"]


class TextLabel(QLabel):
    """A label that wraps, and shows what it is given as it is: a name is never read as HTML.

    `role` chooses size and weight, `tone` another colour. `is_rich=True` accepts the few tags of Qt's rich text and is
    only for texts of the application itself.
    """

    def __init__(
        self,
        text: str = "",
        role: TextRole = "body",
        tone: TextTone = "",
        *,
        wraps: bool = True,
        is_rich: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText if is_rich else Qt.TextFormat.PlainText)
        self.setProperty("textRole", role)
        self.setProperty("textTone", tone)
        self.setWordWrap(wraps)
        self.setText(text)
        if wraps:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def set_role(self, role: TextRole) -> None:
        """Change size and weight."""
        self.setProperty("textRole", role)
        restyle(self)

    def set_tone(self, tone: TextTone) -> None:
        """Change the colour."""
        self.setProperty("textTone", tone)
        restyle(self)


def restyle(widget: QWidget) -> None:
    """Make Qt read the style sheet again for `widget` after one of its properties changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
