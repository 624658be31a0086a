"""A side column that stays in sight while its page scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

GAP = 12


class StickySide(QWidget):
    """Holds `content` beside what scrolls in `page`: it comes along, never taller than what is seen of the page; what
    does not fit scrolls by itself. With `set_sticky(False)` (the column stands under the other) it stays where it is.
    """

    def __init__(self, content: QWidget, page: QScrollArea, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content, self._page = content, page
        self._is_sticky = True
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        self._area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        page.verticalScrollBar().valueChanged.connect(self._place)
        page.viewport().installEventFilter(self)
        content.installEventFilter(self)

    def set_sticky(self, is_sticky: bool) -> None:
        """Come along with the page, or stay."""
        if is_sticky != self._is_sticky:
            self._is_sticky = is_sticky
            self.updateGeometry()
            self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._content.sizeHint().width(), self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._content.minimumSizeHint().width(), self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (watched is self._content and event.type() == QEvent.Type.LayoutRequest) or (
            watched is self._page.viewport() and event.type() == QEvent.Type.Resize
        ):
            self.updateGeometry()
            self._place()
        return False

    def _tall(self) -> int:
        return min(self._wanted(), self._seen()) if self._is_sticky else self._wanted()

    def _wanted(self) -> int:
        width = max(self.width(), self._content.minimumSizeHint().width())
        tall = self._content.heightForWidth(width) if self._content.hasHeightForWidth() else -1
        return tall if tall > 0 else self._content.sizeHint().height()

    def _seen(self) -> int:
        return max(80, self._page.viewport().height() - 2 * GAP)

    def _place(self) -> None:
        tall = max(1, min(self._tall(), self.height()))
        top = 0
        if self._is_sticky and (ground := self._page.widget()) is not None:
            hidden = self._page.verticalScrollBar().value() - self.mapTo(ground, QPoint(0, 0)).y()
            top = max(0, min(hidden + GAP, self.height() - tall))
        self._area.setGeometry(0, top, self.width(), tall)
