"""The field one searches in: told at every key, left by the arrows, never covered by its shortcut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from ui.widgets.search_field import SearchField


def test_searching_is_told_at_every_key_and_escape_empties(qtbot: QtBot, show: Shower) -> None:
    field = SearchField("Retrouver quelqu’un", "Ctrl K", "Entrée\u202f: ajouter")
    show(field, 700, 44)
    heard: list[str] = []
    field.searched.connect(heard.append)
    qtbot.keyClicks(field, "di")
    assert heard == ["d", "di"]
    with qtbot.waitSignal(field.submitted, timeout=1000) as submitted:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert submitted.args == ["di"]
    with qtbot.waitSignal(field.left_downwards, timeout=1000):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_the_shortcut_of_a_search_field_leaves_when_it_would_cover_the_words(qtbot: QtBot, show: Shower) -> None:
    field = SearchField("Retrouver quelqu’un\u202f: nom, téléphone, adresse", "Ctrl K")
    show(field, 700, 44)
    assert field.textMargins().right() > 0
    field.resize(320, 44)
    assert field.textMargins().right() == 0
