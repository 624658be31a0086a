"""Two versions of one field side by side, of which one is kept: arrows choose, the words that differ are lit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.pill import HEIGHT as PILL_HEIGHT
from ui.widgets.pill import paint_pill, pill_width

SIDE, LEAST_WIDTH, BETWEEN = 14, 110, 16
_STEPS = {Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0)}


@dataclass(frozen=True, slots=True)
class Version:
    """One version. `text` is the value in words and `second` a line under it; `lit` are the spans (first letter,
    length) of the words the other version has not. `name` and `kept_name` are what a screen reader says of it, left or
    kept.
    """

    text: str
    second: str = ""
    lit: Sequence[tuple[int, int]] = ()
    name: str = ""
    kept_name: str = ""


class VersionTile(QPushButton):
    """One version in a frame, with `mark` in a pill once it is kept. `stepped(dx, dy)` on the arrow keys, `confirmed`
    on Enter; Space and a click keep it.
    """

    stepped = Signal(int, int)
    confirmed = Signal()
    ring_radius = 10

    def __init__(self, version: Version, mark: str, parent: QWidget | None = None) -> None:
        super().__init__(version.text, parent)
        self.version = version
        self._mark = mark
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.toggled.connect(self._say)
        self._say()

    def sizeHint(self) -> QSize:
        in_force = theme.current()
        words = in_force.metrics("body", 600).horizontalAdvance(self.version.text)
        width = min(words, in_force.px(420)) + self._sides()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(LEAST_WIDTH), theme.current().px(40))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, arg__1: int) -> int:
        # in bold whatever is kept: choosing must not move the page
        return max(theme.current().px(44), round(self._laid_out(arg__1, 600)[1]) + theme.current().gap(22))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(*step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force, is_kept = theme.current(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(in_force.colour("primary" if is_kept else "outline"), 2 if is_kept else 1))
        painter.setBrush(in_force.colour("selected" if is_kept else "hover" if self.underMouse() else "card"))
        inset = 1.0 if is_kept else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 9, 9)
        layouts, height = self._laid_out(self.width(), 600 if is_kept else 400)
        top = (self.height() - height) / 2
        for layout, role in zip(layouts, ("text", "text_soft"), strict=False):
            painter.setPen(in_force.colour(role))
            layout.draw(painter, QPointF(SIDE, top))
            top += layout.boundingRect().height()
        if is_kept:
            width, tall = pill_width(self._mark), in_force.px(PILL_HEIGHT)
            place = QRectF(self.width() - SIDE - width, (self.height() - tall) / 2, width, tall)
            paint_pill(painter, place, self._mark, "info", ground="card")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def _sides(self) -> int:
        return 2 * SIDE + 10 + pill_width(self._mark)

    def _laid_out(self, width: int, weight: int) -> tuple[list[QTextLayout], float]:
        """The words in lines, and their height."""
        in_force, room = theme.current(), max(1, width - self._sides())
        lit = QTextCharFormat()
        lit.setBackground(QBrush(in_force.colour("warn_soft")))
        layouts = []
        for text, size, bold in ((self.version.text, "body", weight), (self.version.second, "small", 400)):
            if not text:
                continue
            layout = QTextLayout(text, in_force.font(size, bold))
            layout.setTextOption(_WRAPPED)
            if size == "body":
                layout.setFormats([_span(start, length, lit) for start, length in self.version.lit])
            _break_lines(layout, room)
            layouts.append(layout)
        return layouts, sum(layout.boundingRect().height() for layout in layouts)

    def _say(self) -> None:
        self.setAccessibleName(self.version.kept_name if self.isChecked() else self.version.name)
        self.update()


class VersionPair(QWidget):
    """Two tiles; `chosen(side)` (0 left, 1 right) when another one is kept, `left_vertically(dy)` on Up and Down,
    `confirmed` on Enter.
    """

    chosen = Signal(int)
    left_vertically = Signal(int)
    confirmed = Signal()

    def __init__(self, versions: tuple[Version, Version], kept: int, mark: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(BETWEEN)
        self.tiles = tuple(VersionTile(version, mark, self) for version in versions)
        for side, tile in enumerate(self.tiles):
            tile.setChecked(side == kept)
            tile.toggled.connect(lambda is_kept, side=side: self.chosen.emit(side) if is_kept else None)
            tile.stepped.connect(self._step)
            tile.confirmed.connect(self.confirmed)
            line.addWidget(tile, 1)

    def kept(self) -> int:
        """The side that is kept."""
        return int(self.tiles[1].isChecked())

    def take_keyboard(self) -> None:
        """Give the keyboard to the version kept."""
        self.tiles[self.kept()].setFocus(Qt.FocusReason.TabFocusReason)

    def _step(self, across: int, down: int) -> None:
        if down:
            self.left_vertically.emit(down)
            return
        tile = self.tiles[max(0, across)]
        tile.setChecked(True)
        tile.setFocus(Qt.FocusReason.TabFocusReason)


_WRAPPED = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


def _span(start: int, length: int, how: QTextCharFormat) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length, found.format = start, length, how
    return found


def _break_lines(layout: QTextLayout, width: float) -> None:
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
