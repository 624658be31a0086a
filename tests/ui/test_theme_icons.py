"""The drawings: all of them draw something, in the colour asked for, sharp at any size."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication

from intake_app.domain.resource import resource_path
from ui import icons, theme
from ui.palette import DARK, LIGHT

NAMES = sorted(path.stem for path in resource_path("icons").glob("*.svg"))
ASKED = {
    "home", "people", "calendar", "path", "chart", "lock", "sync", "settings", "search", "plus", "play", "pencil",
    "check", "warning", "about", "printer", "download", "close", "chevron-down", "phone", "clock", "usb", "sun", "moon",
    "offline", "logo",
}  # fmt: skip


def test_the_drawings_the_pages_need_are_there() -> None:
    assert ASKED.difference(NAMES) == set()


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_uses_the_colour_it_is_given_and_stays_inside_its_square(name: str, qapp: QApplication) -> None:
    side, margin = 48, 8
    picture = QImage(side + 2 * margin, side + 2 * margin, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    icons.paint_icon(painter, name, QColor("#ff0000"), QRectF(margin, margin, side, side))
    painter.end()
    inked = [
        (x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).green() < 128
    ]
    assert len(inked) > 20
    assert all(picture.pixelColor(x, y).red() > 200 for x, y in inked)
    assert all(margin - 1 <= part <= side + margin for spot in inked for part in spot)


def test_an_icon_for_qts_own_widgets_follows_the_theme(qapp: QApplication) -> None:
    def ink(made: QIcon) -> str:
        picture = made.pixmap(QSize(20, 20)).toImage()
        solid = [
            picture.pixelColor(x, y) for x in range(20) for y in range(20) if picture.pixelColor(x, y).alpha() > 250
        ]
        return solid[0].name()

    assert ink(icons.icon("plus", "text", 20)) == LIGHT.text
    theme.apply_theme(qapp, "dark")
    assert ink(icons.icon("plus", "text", 20)) == DARK.text


def test_a_disabled_icon_is_paler() -> None:
    made = icons.icon("plus", "text", 20)
    picture = made.pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage()
    assert picture.pixelColor(10, 10).name() == LIGHT.text_disabled


def test_a_drawing_that_does_not_exist_is_refused(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("elephant")
