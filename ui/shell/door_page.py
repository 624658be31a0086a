"""What stands in front of the work: the name of the program, and a card of one width under it."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.card import Card
from ui.widgets.logo import Logo

CARD_WIDTH = 520


class DoorPage(QWidget):
    """`stand(cards)` puts them one behind the other; hide all but one of them."""

    def stand(self, *cards: Card) -> None:
        """Lay the page out around these cards."""
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(Logo(28, is_centred=True))
        middle = QHBoxLayout()
        middle.addStretch(1)
        # one beside the other, all but one of them hidden: a stack would make the small one as tall as the tall one
        for card in cards:
            card.setFixedWidth(theme.current().gap(CARD_WIDTH))
            middle.addWidget(card)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
        body = QWidget()
        body.setObjectName("scroll_body")
        body.setLayout(column)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(body)
        area.viewport().setAutoFillBackground(False)
        body.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("rail"))
        painter.end()


def door_card() -> Card:
    """A card of such a page."""
    card = Card()
    card.set_margins(30, 20)
    return card
