"""Buttons, chips, boxes and tiles: what they say, how big they are, what keys do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from tests.ui.looks import has_colour, main_colour
from ui import theme
from ui.palette import LIGHT
from ui.widgets.buttons import IconButton, LinkButton, PaintedButton, PrimaryButton, SecondaryButton
from ui.widgets.check_mark import CheckBox
from ui.widgets.chips import ChipGroup
from ui.widgets.choice_tile import ChoiceTile
from ui.widgets.field_spec import Choice

THREE = (Choice("a", "Sans emploi"), Choice("b", "En formation"), Choice("c", "Autre"))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_that_can_be_pressed_is_forty_pixels_tall(qapp: QApplication, scale: float) -> None:
    theme.apply_theme(qapp, "light", scale)
    pressed: list[QWidget] = [
        PrimaryButton("Ouvrir", size="small"),
        SecondaryButton("Plus tard"),
        LinkButton("Voir"),
        IconButton("lock", "Verrouiller"),
        ChipGroup(THREE).chip("a"),
        CheckBox("CV relu"),
        ChoiceTile("tour B"),
    ]
    assert [type(one).__name__ for one in pressed if one.sizeHint().height() < 40] == []


def test_a_button_is_as_wide_as_its_words_drawing_and_shortcut() -> None:
    bare, with_icon = PrimaryButton("Enregistrer"), PrimaryButton("Enregistrer", "check")
    with_hint = PrimaryButton("Enregistrer", shortcut_hint="Ctrl S")
    assert bare.sizeHint().width() < with_icon.sizeHint().width()
    assert bare.sizeHint().width() < with_hint.sizeHint().width()
    assert with_icon.icon_name() == "check"


def test_a_button_shows_its_drawing_once_it_is_given(show: Shower) -> None:
    button = SecondaryButton("Trier")
    show(button, 200, 44)
    before = button.grab().toImage()
    button.set_icon_name("filter")
    assert button.grab().toImage() != before


def test_buttons_of_different_weight_look_different(show: Shower) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    buttons: list[PaintedButton] = [PrimaryButton("A"), SecondaryButton("A"), SecondaryButton("A", is_danger=True)]
    for button in buttons:
        lines.addWidget(button)
    off = PrimaryButton("A")
    off.setEnabled(False)
    lines.addWidget(off)
    show(page, 300, 300)
    assert [main_colour(button) for button in buttons] == [LIGHT.primary, LIGHT.card, LIGHT.card]
    assert has_colour(buttons[2], theme.current().colour("bad"))
    assert main_colour(off) == LIGHT.track


def test_clicking_a_button_leaves_the_cursor_where_one_was_writing(qtbot: QtBot, show: Shower) -> None:
    from ui.widgets.fields import TextField

    page = QWidget()
    lines = QVBoxLayout(page)
    field, button = TextField(), SecondaryButton("Ajouter")
    lines.addWidget(field)
    lines.addWidget(button)
    show(page)
    field.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=1000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert button.hasFocus()
    with qtbot.waitSignal(button.clicked, timeout=1000):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_an_icon_button_says_its_name(qtbot: QtBot) -> None:
    button = IconButton("lock", "Verrouiller (Ctrl+L)")
    qtbot.addWidget(button)
    assert QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name) == "Verrouiller (Ctrl+L)"
    assert button.toolTip() == "Verrouiller (Ctrl+L)"
    assert button.text() == ""


def test_choosing_one_answer_releases_the_other_and_again_leaves_none(qtbot: QtBot, show: Shower) -> None:
    group = ChipGroup(THREE)
    show(group)
    qtbot.mouseClick(group.chip("a"), Qt.MouseButton.LeftButton)
    assert group.value() == "a"
    with qtbot.waitSignal(group.value_changed, timeout=1000):
        qtbot.mouseClick(group.chip("c"), Qt.MouseButton.LeftButton)
    assert group.value() == "c"
    qtbot.mouseClick(group.chip("c"), Qt.MouseButton.LeftButton)
    assert group.value() == ""


def test_several_answers_come_in_the_order_shown(qtbot: QtBot, show: Shower) -> None:
    group = ChipGroup(THREE, is_multiple=True)
    show(group)
    for code in ("c", "a"):
        qtbot.mouseClick(group.chip(code), Qt.MouseButton.LeftButton)
    assert group.value() == ("a", "c")


def test_setting_answers_by_program_is_silent_and_forgets_unknown_ones(qtbot: QtBot) -> None:
    group = ChipGroup(THREE, is_multiple=True)
    qtbot.addWidget(group)
    with qtbot.assertNotEmitted(group.value_changed):
        group.set_value(("b", "nowhere"))
    assert group.value() == ("b",)
    group.set_choices(THREE[1:])
    assert group.value() == ("b",)
    group.set_choices(THREE[:1])
    assert group.value() == ()


def test_a_group_is_one_stop_of_the_tab_key_and_arrows_move_inside(qtbot: QtBot, show: Shower) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    first, second = ChipGroup(THREE), ChipGroup(THREE)
    lines.addWidget(first)
    lines.addWidget(second)
    second.set_value("b")
    show(page)
    first.setFocus()
    assert first.chip("a").hasFocus()
    qtbot.keyClick(first.chip("a"), Qt.Key.Key_Right)
    assert first.chip("b").hasFocus()
    assert first.value() == ""
    qtbot.keyClick(first.chip("b"), Qt.Key.Key_Space)
    assert first.value() == "b"
    qtbot.keyClick(first.chip("b"), Qt.Key.Key_Left)
    qtbot.keyClick(first.chip("a"), Qt.Key.Key_Up)
    assert first.chip("c").hasFocus()
    qtbot.keyClick(first.chip("c"), Qt.Key.Key_Tab)
    assert second.chip("b").hasFocus()
    assert second.has_focus()
    assert not first.has_focus()
    qtbot.keyClick(second.chip("b"), Qt.Key.Key_Backtab)
    assert first.chip("c").hasFocus()


def test_chips_go_on_at_the_next_line_when_there_is_no_room(show: Shower) -> None:
    group = ChipGroup(THREE)
    show(group, 800, 200)
    assert group.chip("c").y() == group.chip("a").y()
    tall = group.heightForWidth(150)
    assert tall > 2 * group.chip("a").height()
    group.resize(150, tall)
    assert group.chip("c").y() > group.chip("b").y() > group.chip("a").y()
    assert group.chip("c").geometry().bottom() <= group.height()


def test_screen_readers_hear_the_question_with_each_answer(qtbot: QtBot) -> None:
    group = ChipGroup(THREE)
    qtbot.addWidget(group)
    group.name_for_readers("Situation")
    chip = QAccessible.queryAccessibleInterface(group.chip("a"))
    assert chip.text(QAccessible.Text.Name) == "Sans emploi"
    assert chip.text(QAccessible.Text.Description) == "Situation"
    assert chip.role() == QAccessible.Role.CheckBox
    group.set_value("a")
    assert chip.state().checked


def test_a_box_can_be_ticked_anywhere_on_its_line(qtbot: QtBot, show: Shower) -> None:
    box = CheckBox("Elle accepte d’être recontactée")
    show(box, 400, 40)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
    assert has_colour(box, theme.current().colour("ticked"))


def test_tiles_with_one_parent_release_one_another(qtbot: QtBot, show: Shower) -> None:
    page = QWidget()
    lines = QVBoxLayout(page)
    here, there = ChoiceTile("Nadia M."), ChoiceTile("Yann C.")
    lines.addWidget(here)
    lines.addWidget(there)
    show(page)
    here.click()
    there.click()
    assert (here.isChecked(), there.isChecked()) == (False, True)
    assert has_colour(there, theme.current().colour("primary"))
    there.setFocus()
    qtbot.keyClick(there, Qt.Key.Key_Up)
    assert here.isChecked()
