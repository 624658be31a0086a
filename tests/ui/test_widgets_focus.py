"""The ring around what has the keyboard: it is where the control is, follows it, and leaves with it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from tests.ui.looks import has_colour
from ui import theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.card import Card
from ui.widgets.fields import TextField
from ui.widgets.focus_ring import FocusRing
from ui.widgets.page import PageScaffold
from ui.widgets.text_label import TextLabel


@pytest.fixture
def two_fields(show: Shower) -> tuple[QWidget, TextField, QPushButton]:
    """A field and a button inside a card."""
    page = Card()
    field, button = TextField(), PrimaryButton("Ouvrir")
    page.body.addWidget(field)
    page.body.addWidget(button)
    show(page, 400, 300)
    return page, field, button


def test_the_ring_is_around_what_has_the_keyboard(
    qapp: QApplication, two_fields: tuple[QWidget, TextField, QPushButton]
) -> None:
    page, field, button = two_fields
    ring = qapp.findChild(FocusRing)
    assert ring is not None
    for target in (field, button):
        target.setFocus()
        overlay = ring.overlay()
        assert overlay is not None
        place = QRect(target.mapTo(page, target.rect().topLeft()), target.size())
        assert overlay.geometry().contains(place.adjusted(-1, -1, 1, 1))
        assert overlay.geometry().adjusted(4, 4, -4, -4).height() <= place.height()
        assert has_colour(page, theme.current().colour("focus"))
    qapp.focusWidget().clearFocus()
    assert ring.overlay() is None


def test_the_ring_follows_its_control_and_leaves_with_it(
    qapp: QApplication, two_fields: tuple[QWidget, TextField, QPushButton]
) -> None:
    page, field, _button = two_fields
    field.setFocus()
    ring = qapp.findChild(FocusRing)
    assert ring is not None
    overlay = ring.overlay()
    assert overlay is not None
    before = overlay.geometry()
    page.resize(600, 300)
    qapp.processEvents()
    assert overlay.width() == before.width() + 200
    field.hide()
    qapp.processEvents()
    left = ring.overlay()
    assert left is None or left is not overlay


def test_the_ring_scrolls_with_the_page(qapp: QApplication, show: Shower) -> None:
    page = PageScaffold("Longue")
    field = TextField()
    page.body.addWidget(field)
    for _line in range(40):
        page.body.addWidget(TextLabel("ligne"))
    show(page, 600, 300)
    field.setFocus()
    ring = qapp.findChild(FocusRing)
    assert ring is not None
    overlay = ring.overlay()
    assert overlay is not None
    page.scroll_area().verticalScrollBar().setValue(60)
    qapp.processEvents()
    assert overlay.mapTo(page, overlay.rect().topLeft()).y() == field.mapTo(page, field.rect().topLeft()).y() - 2


def test_a_destroyed_window_takes_its_ring_away(qapp: QApplication, qtbot: QtBot) -> None:
    window = QWidget()
    lines = QVBoxLayout(window)
    field = TextField()
    lines.addWidget(field)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=2000)
    field.setFocus()
    ring = qapp.findChild(FocusRing)
    assert ring is not None
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(window, 52)
    assert ring.overlay() is None
