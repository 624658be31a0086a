"""Buttons: one main action in a full colour, others in outline, links, and square ones with only a drawing.

They paint themselves, for the style sheet can neither space a drawing from its text nor show a shortcut beside it.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons, theme

ButtonSize = Literal["small", "normal", "large"]
# height, side padding, text size, drawing: logical pixels at 100 %
_MEASURES: dict[ButtonSize, tuple[int, int, str, int]] = {
    "small": (40, 14, "small", 18),
    "normal": (44, 18, "body", 18),
    "large": (58, 26, "large", 20),
}
RADIUS = 9


class PaintedButton(QPushButton):
    """What all buttons share: measures, drawing, text, shortcut shown softly after the text (« Ctrl S »)."""

    ring_radius = RADIUS

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        size: ButtonSize = "normal",
        *,
        shortcut_hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._icon_name = icon_name
        self._size = size
        self._shortcut_hint = shortcut_hint
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        # a click leaves the cursor in the field where the person was writing
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_icon_name(self, icon_name: str) -> None:
        """Show another drawing of `resources/icons`, or none."""
        self._icon_name = icon_name
        self.updateGeometry()
        self.update()

    def icon_name(self) -> str:
        """The drawing shown, or an empty string."""
        return self._icon_name

    def sizeHint(self) -> QSize:
        height, padding, _text_size, _drawing = _MEASURES[self._size]
        in_force = theme.current()
        return QSize(self._content_width() + 2 * in_force.gap(padding), max(40, in_force.px(height)))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def colours(self) -> tuple[QColor, QColor, QColor]:
        """Ground, edge and writing, in the state the button is in."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter presses the button that has the keyboard, as people expect; by itself Qt does so in dialogs only
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge, ink = self.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 1) if edge.alpha() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._paint_content(painter, ink)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def _gap(self) -> int:
        return theme.current().gap(10) if self._icon_name and self.text() else 0

    def _content_width(self) -> int:
        _height, _padding, text_size, drawing = _MEASURES[self._size]
        in_force = theme.current()
        metrics = in_force.metrics(text_size, 600)
        hint = metrics.horizontalAdvance("  " + self._shortcut_hint) if self._shortcut_hint else 0
        return (
            (in_force.px(drawing) if self._icon_name else 0)
            + self._gap()
            + metrics.horizontalAdvance(_shown(self.text()))
            + hint
        )

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        _height, _padding, text_size, drawing = _MEASURES[self._size]
        in_force = theme.current()
        side = in_force.px(drawing)
        left = (self.width() - self._content_width()) / 2
        if self._icon_name:
            place = QRectF(left, (self.height() - side) / 2, side, side)
            icons.paint_icon(painter, self._icon_name, ink, place)
            left += side + self._gap()
        painter.setPen(ink)
        painter.setFont(in_force.font(text_size, 600))
        width = painter.fontMetrics().horizontalAdvance(_shown(self.text()))
        painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, _shown(self.text()))
        if self._shortcut_hint:
            painter.setFont(in_force.font(text_size))
            painter.setOpacity(0.8)
            rest = QRectF(left + width, 0, self.width() - left - width, self.height())
            painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, "  " + self._shortcut_hint)


class PrimaryButton(PaintedButton):
    """The one main action of a place."""

    def colours(self) -> tuple[QColor, QColor, QColor]:
        in_force = theme.current()
        if not self.isEnabled():
            return in_force.colour("track"), _NOTHING, in_force.colour("text_disabled")
        ground = "primary_pressed" if self.isDown() else "primary_hover" if self.underMouse() else "primary"
        return in_force.colour(ground), _NOTHING, in_force.colour("on_primary")


class SecondaryButton(PaintedButton):
    """Any other action: outlined. `is_danger=True` writes it in red (deleting)."""

    def __init__(
        self,
        text: str = "",
        icon_name: str = "",
        size: ButtonSize = "normal",
        *,
        shortcut_hint: str = "",
        is_danger: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, icon_name, size, shortcut_hint=shortcut_hint, parent=parent)
        self._is_danger = is_danger

    def colours(self) -> tuple[QColor, QColor, QColor]:
        in_force = theme.current()
        if not self.isEnabled():
            return in_force.colour("card"), in_force.colour("line"), in_force.colour("text_disabled")
        ground = "selected" if self.isDown() or self.isChecked() else "hover" if self.underMouse() else "card"
        ink = "bad" if self._is_danger else "text"
        return in_force.colour(ground), in_force.colour("bad" if self._is_danger else "outline"), in_force.colour(ink)


class LinkButton(PaintedButton):
    """An action written like a link: going elsewhere, or a lesser choice."""

    def __init__(
        self, text: str = "", icon_name: str = "", size: ButtonSize = "small", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon_name, size, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._content_width(), super().sizeHint().height())

    def colours(self) -> tuple[QColor, QColor, QColor]:
        return _NOTHING, _NOTHING, theme.current().colour("link" if self.isEnabled() else "text_disabled")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.underMouse() and self.isEnabled():
            painter = QPainter(self)
            line = self.height() / 2 + theme.current().metrics("small").height() / 2
            painter.fillRect(QRectF(0, line, self.width(), 1), theme.current().colour("link"))
            painter.end()


class IconButton(PaintedButton):
    """A 40 px square with only a drawing; `name` is what a screen reader says and the tool tip shows."""

    def __init__(self, icon_name: str, name: str, *, colour: str = "text_soft", parent: QWidget | None = None) -> None:
        super().__init__("", icon_name, parent=parent)
        self._colour = colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Change what is said and shown about this button."""
        self.setAccessibleName(name)
        self.setToolTip(name)

    def sizeHint(self) -> QSize:
        side = max(40, theme.current().gap(40))
        return QSize(side, side)

    def colours(self) -> tuple[QColor, QColor, QColor]:
        in_force = theme.current()
        is_on_rail = self._colour.startswith("rail")
        hover = in_force.colour("rail_hover" if is_on_rail else "hover")
        ground = hover if self.isEnabled() and (self.underMouse() or self.isDown()) else _NOTHING
        return ground, _NOTHING, in_force.colour(self._colour if self.isEnabled() else "text_disabled")


_NOTHING = QColor(0, 0, 0, 0)


def _shown(text: str) -> str:
    """The text without the mark of its access key (« &Ouvrir »)."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")
