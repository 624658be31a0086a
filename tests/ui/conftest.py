"""What holds for every test of the windows: the light theme at 100 %, French, and nothing left on screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import theme
from ui.languages import install_language
from ui.widgets.focus_ring import install_focus_ring

Shower = Callable[..., QWidget]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any Qt warning fails a test, but for those that the off-screen plug-in makes about itself."""
    for test in items:
        if HERE in test.path.parents:
            test.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[QApplication]:
    """Start from the light theme at 100 % and from French, whatever the test before did."""
    if theme.current() != theme.Theme(theme.LIGHT) or not qapp.styleSheet():
        theme.apply_theme(qapp, "light")
    install_focus_ring(qapp)
    install_language(qapp, "fr")
    yield qapp
    for window in qapp.topLevelWidgets():
        window.close()


@pytest.fixture
def show(qtbot: QtBot) -> Shower:
    """`show(widget, width, height)` puts a widget on screen, active, and waits until it is there."""

    def put(widget: QWidget, width: int = 900, height: int = 600) -> QWidget:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(lambda: widget.isActiveWindow() and widget.isVisible(), timeout=5000)
        return widget

    return put
