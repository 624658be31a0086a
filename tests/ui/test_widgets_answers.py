"""Answers to choose from: long ones go on at the next line, and one without a code is shown too."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from ui.widgets.check_mark import CheckBox
from ui.widgets.chips import ChipGroup
from ui.widgets.field_spec import Choice
from ui.widgets.fields import ChoiceField

QUARTERS = (Choice("mau", "Maurepas"), Choice("vil", "Villejean"))
LONG = "Une liste d’un partenaire, transmise avec l’accord des personnes"


@pytest.mark.parametrize("kind", ["chip", "box"])
def test_long_words_go_on_at_the_next_line(show: Shower, kind: str) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    group, box = ChipGroup([Choice("long", LONG)]), CheckBox(LONG)
    answer: QWidget = group.chip("long") if kind == "chip" else box
    for part in (group, box):
        column.addWidget(part)
    column.addStretch(1)
    show(page, 900, 300)
    one_line = answer.height()
    page.resize(240, 300)
    QApplication.processEvents()
    assert page.width() == 240
    assert answer.width() <= 240
    assert answer.height() > one_line >= 40


def test_an_answer_without_a_code_is_shown_where_there_is_one(qtbot: QtBot) -> None:
    field = ChoiceField((Choice("", "Sans précision"), *QUARTERS))
    qtbot.addWidget(field)
    field.set_value("mau")
    field.set_value("")
    assert (field.value(), field.currentText()) == ("", "Sans précision")
    without = ChoiceField(QUARTERS)
    qtbot.addWidget(without)
    without.set_value("")
    assert (without.value(), without.currentText()) == ("", "")
