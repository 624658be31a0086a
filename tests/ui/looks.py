"""Reading colours off pictures, contrast by the WCAG formula, and the tree that screen readers see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor
from PySide6.QtWidgets import QWidget

ROLE = QAccessible.Role
CONTROLS = {
    ROLE.Button, ROLE.PushButton, ROLE.CheckBox, ROLE.RadioButton, ROLE.EditableText, ROLE.ComboBox, ROLE.Table,
    ROLE.ProgressBar,
}  # fmt: skip


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def main_colour(widget: QWidget) -> str:
    """The colour that covers most of the widget, as `#rrggbb`."""
    picture = widget.grab().toImage()
    seen = Counter(
        picture.pixelColor(x, y).name() for x in range(0, picture.width(), 3) for y in range(0, picture.height(), 3)
    )
    return seen.most_common(1)[0][0]


def has_colour(widget: QWidget, colour: QColor) -> bool:
    """True when some pixel of the widget has exactly this colour."""
    picture = widget.grab().toImage()
    return any(picture.pixelColor(x, y) == colour for x in range(picture.width()) for y in range(picture.height()))


def accessible_tree(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Every visible thing that a screen reader finds in this window, from the top."""
    waiting = [QAccessible.queryAccessibleInterface(widget)]
    while waiting:
        here = waiting.pop()
        if here is None or not here.isValid() or here.state().invisible:
            continue
        yield here
        waiting += [here.child(place) for place in range(here.childCount())]


def names(widget: QWidget, *roles: QAccessible.Role) -> list[str]:
    """The names of the visible things with one of these roles."""
    return [here.text(QAccessible.Text.Name) for here in accessible_tree(widget) if here.role() in roles]
