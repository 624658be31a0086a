"""A layout that puts its widgets one after the other and goes on at the next line, as words do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """`gap` and `line_gap`: empty logical pixels between neighbours and between lines."""

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8, is_right_aligned: bool = False
    ) -> None:
        super().__init__(parent)
        self._kept: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = line_gap
        self._is_right_aligned = is_right_aligned
        self._filling: QWidget | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def fill_with(self, widget: QWidget) -> None:
        """Let this one of the widgets take what is left of its line (a search field after buttons)."""
        self._filling = widget
        self.invalidate()

    def addItem(self, arg__1: QLayoutItem) -> None:
        self._kept.append(arg__1)

    def count(self) -> int:
        return len(self._kept)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._kept[index] if 0 <= index < len(self._kept) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._kept.pop(index) if 0 <= index < len(self._kept) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, arg__1: int) -> int:
        return self._arrange(QRect(0, 0, arg__1, 0), is_for_real=False)

    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        self._arrange(arg__1, is_for_real=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        margins = self.contentsMargins()
        width = sum(entry.sizeHint().width() for entry in shown) + self._gap * max(0, len(shown) - 1)
        height = max((entry.sizeHint().height() for entry in shown), default=0)
        return QSize(width + margins.left() + margins.right(), height + margins.top() + margins.bottom())

    def minimumSize(self) -> QSize:
        smallest = QSize()
        for entry in self._shown():
            smallest = smallest.expandedTo(entry.minimumSize())
        margins = self.contentsMargins()
        return smallest + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _shown(self) -> list[QLayoutItem]:
        return [entry for entry in self._kept if not entry.isEmpty()]

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        used = 0
        for entry in self._shown():
            wanted = entry.minimumSize() if self._is_filling(entry) else entry.sizeHint()
            size = wanted.boundedTo(QSize(max(width, entry.minimumSize().width()), 16_777_215))
            if size.width() < wanted.width() and entry.hasHeightForWidth():
                # wider than a line: chips, say, that themselves go on at the next one
                size.setHeight(entry.heightForWidth(size.width()))
            if lines[-1] and used + size.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((entry, size))
            used += size.width() + self._gap
        return [self._filled(line, width) for line in lines if line]

    def _is_filling(self, entry: QLayoutItem) -> bool:
        return self._filling is not None and entry.widget() is self._filling

    def _filled(self, line: list[tuple[QLayoutItem, QSize]], width: int) -> list[tuple[QLayoutItem, QSize]]:
        left = width - sum(size.width() for _entry, size in line) - self._gap * (len(line) - 1)
        return [(entry, size + QSize(max(0, left), 0) if self._is_filling(entry) else size) for entry, size in line]

    def _arrange(self, place: QRect, *, is_for_real: bool) -> int:
        """Lay the lines out in `place`; the height they take, in logical pixels."""
        margins = self.contentsMargins()
        inner = place.marginsRemoved(margins)
        top = inner.y()
        for line in self._lines(inner.width()):
            height = max(size.height() for _entry, size in line)
            width = sum(size.width() for _entry, size in line) + self._gap * (len(line) - 1)
            left = inner.x() + (inner.width() - width if self._is_right_aligned else 0)
            for entry, size in line:
                if is_for_real:
                    entry.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self._gap
            top += height + self._line_gap
        used = top - self._line_gap - inner.y() if self._shown() else 0
        return used + margins.top() + margins.bottom()
