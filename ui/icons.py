"""The application's own line drawings (`resources/icons/*.svg`, 24 px), in any colour of the palette and sharp on
every screen.
"""

from __future__ import annotations

from functools import cache, lru_cache
from math import ceil

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from intake_app.domain.resource import resource_path
from ui import theme


def icon(name: str, colour: str = "text", size: int = 20) -> QIcon:
    """The drawing `name` in the palette's colour `colour`, `size` logical pixels at 100 % text.

    It keeps the colours of the theme in force: ask again on `QEvent.StyleChange`. Raises FileNotFoundError for an
    unknown name.
    """
    made = QIcon()
    made.addPixmap(pixmap(name, colour, size))
    made.addPixmap(pixmap(name, "text_disabled", size), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str = "text", size: int = 20) -> QPixmap:
    """The drawing `name` as a picture: same arguments as `icon`."""
    in_force = theme.current()
    return _draw(name, in_force.palette.colour(colour), in_force.px(size), _ratio())


def paint_icon(painter: QPainter, name: str, colour: QColor, place: QRectF) -> None:
    """Paint the drawing `name` into the square `place` of a widget that paints itself."""
    _renderer(name, colour.name()).render(painter, place)


def _ratio() -> int:
    """Physical pixels per logical one on the sharpest screen, rounded up: a picture shrinks well, it does not grow."""
    ratios = [screen.devicePixelRatio() for screen in QGuiApplication.screens()]
    return ceil(max(ratios, default=1.0))


@lru_cache(maxsize=256)
def _draw(name: str, colour: str, size: int, ratio: int) -> QPixmap:
    renderer = _renderer(name, colour)
    drawn = QPixmap(QSize(size, size) * ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    return drawn


@lru_cache(maxsize=256)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))


@cache
def _source(name: str) -> str:
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")
