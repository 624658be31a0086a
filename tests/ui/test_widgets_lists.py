"""Lists: rows come and go, keys and clicks mean what they should, columns leave when it is narrow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from tests.ui.looks import has_colour
from ui import theme
from ui.palette import Tone
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView


@dataclass(frozen=True)
class Present:
    """Somebody on a roll."""

    name: str
    place: str = "tour B"
    state: str = ""
    tone: Tone = "good"
    is_there: bool = False
    action: str = "Ouvrir"


PEOPLE = (Present("BENALI Karim"), Present("TRAORÉ Aïcha", state="signé"), Present("TOURÉ Moussa", action=""))


def roll(**changes: object) -> RowsModel[Present]:
    """A model of three people."""
    model: RowsModel[Present] = RowsModel(
        [
            Column(
                "name", "Personne", lambda row: row.name, second=lambda row: row.place,
                strong=lambda row: row.name.split()[0], is_checked=lambda row: row.is_there, weight=3,
            ),
            Column("state", "État", lambda row: row.state, "pill", tone=lambda row: row.tone, hide_below=500),
            Column("open", "", lambda row: row.action, "button", width=120),
        ],
        key=lambda row: row.name,
        **changes,  # type: ignore[arg-type]
    )  # fmt: skip
    model.set_rows(PEOPLE)
    return model


@pytest.fixture
def view(show: Shower) -> RowsView:
    """The list of the three people, on screen."""
    made = RowsView(roll(), "Personnes", has_header=True)
    show(made, 700, 400)
    made.setFocus()
    return made


def spot(view: RowsView, row: int, column: int, from_left: int | None = None) -> QPoint:
    """Where to click in a place: its middle, or so far from its left edge."""
    place = view.visualRect(view.model().index(row, column))
    return place.center() if from_left is None else QPoint(place.left() + from_left, place.center().y())


def test_the_model_keeps_the_rules_of_qt(qtbot: QtBot) -> None:
    model = roll()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(PEOPLE[:1])
    model.replace_row(replace(PEOPLE[0], is_there=True))
    model.set_rows(())


def test_a_list_has_no_rows_inside_its_rows() -> None:
    model = roll()
    inside: QAbstractItemModel = model
    assert (inside.rowCount(QModelIndex()), inside.columnCount(QModelIndex())) == (3, 3)
    assert (inside.rowCount(model.index(0, 0)), inside.columnCount(model.index(0, 0))) == (0, 0)


def test_one_row_is_replaced_in_its_place(qtbot: QtBot) -> None:
    model = roll()
    with qtbot.waitSignal(model.dataChanged, timeout=1000) as changed, qtbot.assertNotEmitted(model.modelReset):
        assert model.replace_row(replace(PEOPLE[1], is_there=True))
    assert changed.args[0].row() == changed.args[1].row() == 1
    assert [row.is_there for row in model.rows()] == [False, True, False]
    assert not model.replace_row(Present("PETIT Anaïs"))


def test_the_model_answers_only_what_it_is_asked_for() -> None:
    model = roll()
    first = model.index(0, 0)
    asked = {
        role: model.data(first, int(role)) for role in Qt.ItemDataRole if role != Qt.ItemDataRole.StatusTipPropertyRole
    }
    assert {role for role, answer in asked.items() if answer is not None} == {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
    assert model.data(QModelIndex(), Qt.ItemDataRole.DisplayRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Personne"
    assert model.headerData(0, Qt.Orientation.Vertical) is None


def test_screen_readers_hear_both_lines_and_the_box(view: RowsView) -> None:
    table = QAccessible.queryAccessibleInterface(view)
    assert (table.role(), table.text(QAccessible.Text.Name)) == (QAccessible.Role.Table, "Personnes")
    said = view.model().data(view.model().index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "BENALI Karim, tour B, non coché"
    view.rows_model().replace_row(replace(PEOPLE[0], is_there=True))
    assert view.model().data(view.model().index(0, 0), Qt.ItemDataRole.AccessibleTextRole).endswith(", coché")
    cells = [table.child(place).text(QAccessible.Text.Name) for place in range(table.childCount())]
    assert "BENALI Karim, tour B, coché" in cells


def test_enter_opens_the_row_one_is_on(qtbot: QtBot, view: RowsView) -> None:
    assert view.current_row() == PEOPLE[0]
    qtbot.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.row_activated, timeout=1000) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [PEOPLE[1]]


def test_letters_jump_to_a_name(qtbot: QtBot, view: RowsView) -> None:
    qtbot.keyClicks(view, "tour")
    assert view.current_row() == PEOPLE[2]


def test_moving_tells_which_row_is_chosen(qtbot: QtBot, view: RowsView) -> None:
    with qtbot.waitSignal(view.row_chosen, timeout=1000) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_End)
    assert chosen.args == [PEOPLE[2]]


@pytest.mark.parametrize("act", ["space", "click"])
def test_a_box_is_ticked_by_space_or_by_a_click_on_it(qtbot: QtBot, view: RowsView, act: str) -> None:
    with qtbot.waitSignal(view.box_toggled, timeout=1000) as toggled, qtbot.assertNotEmitted(view.row_activated):
        if act == "space":
            qtbot.keyClick(view, Qt.Key.Key_Space)
        else:
            qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, 0, 0, from_left=16))
    assert toggled.args == [PEOPLE[0]]


def test_a_click_beside_the_box_opens_the_row(qtbot: QtBot, view: RowsView) -> None:
    with qtbot.waitSignal(view.row_activated, timeout=1000) as opened, qtbot.assertNotEmitted(view.box_toggled):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, 2, 0))
    assert opened.args == [PEOPLE[2]]


def test_a_button_of_a_row_is_pressed_by_mouse_or_keys(qtbot: QtBot, view: RowsView) -> None:
    button = QPoint(view.visualRect(view.model().index(1, 2)).right() - 30, spot(view, 1, 2).y())
    with qtbot.waitSignal(view.button_clicked, timeout=1000) as pressed, qtbot.assertNotEmitted(view.row_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert pressed.args == ["open", PEOPLE[1]]
    view.choose(view.rows_model().key_of(PEOPLE[1]))
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.button_clicked, timeout=1000) as pressed:
        qtbot.keyClick(view, Qt.Key.Key_Enter)
    assert pressed.args == ["open", PEOPLE[1]]
    qtbot.keyClick(view, Qt.Key.Key_Left)
    with qtbot.waitSignal(view.row_activated, timeout=1000), qtbot.assertNotEmitted(view.button_clicked):
        qtbot.keyClick(view, Qt.Key.Key_Enter)


def test_where_a_row_has_no_button_a_click_opens_the_row(qtbot: QtBot, view: RowsView) -> None:
    with qtbot.waitSignal(view.row_activated, timeout=1000), qtbot.assertNotEmitted(view.button_clicked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot(view, 2, 2))


def test_the_other_mouse_button_and_the_empty_space_do_nothing(qtbot: QtBot, view: RowsView) -> None:
    with qtbot.assertNotEmitted(view.row_activated):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=spot(view, 0, 0))
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, view.viewport().height() - 5))


def test_a_refresh_keeps_the_place_of_the_person(view: RowsView) -> None:
    view.choose("TOURÉ Moussa")
    view.rows_model().set_rows((PEOPLE[2], PEOPLE[0]))
    assert view.currentIndex().row() == 0
    assert view.current_row() == PEOPLE[2]
    view.rows_model().set_rows(())
    assert view.current_row() is None
    assert not view.choose("TOURÉ Moussa")


def test_columns_share_the_width_and_leave_when_it_is_narrow(view: RowsView) -> None:
    assert view.shown_columns() == [0, 1, 2]
    assert sum(view.columnWidth(column) for column in range(3)) == view.viewport().width()
    assert view.columnWidth(2) >= 120
    view.resize(450, 400)
    assert view.shown_columns() == [0, 2]
    assert sum(view.columnWidth(column) for column in (0, 2)) == view.viewport().width()


def test_a_short_list_is_as_tall_as_its_rows_and_wraps_words(qtbot: QtBot, show: Shower) -> None:
    model = roll()
    view = RowsView(model, "Personnes", fits_content=True)
    show(view, 700, 400)
    assert view.minimumSizeHint().height() == 3 * view.row_height()
    model.set_rows([Present("BENALI Karim", place="12 rue du Gros-Chêne, tour B, appt 604")])
    assert view.rowHeight(0) == view.row_height()
    view.resize(330, 400)
    qtbot.waitUntil(lambda: view.rowHeight(0) > view.row_height(), timeout=2000)
    assert view.minimumSizeHint().height() == view.rowHeight(0)


def test_rows_grow_with_the_text(view: RowsView, dressed: object) -> None:
    before = view.rowHeight(0)
    theme.apply_theme(dressed, "light", 2.0)  # type: ignore[arg-type]
    assert view.rowHeight(0) == 2 * before


@pytest.mark.parametrize(
    "change, role",
    [
        (lambda row: replace(row, is_there=True), "ticked"),
        (lambda row: replace(row, state="absent", tone="bad"), "bad_soft"),
        (lambda row: replace(row, state="signé"), "good_soft"),
    ],
)
def test_what_a_row_is_can_be_seen(view: RowsView, change: Callable[[Present], Present], role: str) -> None:
    view.rows_model().set_rows([PEOPLE[2]])
    colour = theme.current().colour(role)
    assert not has_colour(view.viewport(), colour)
    view.rows_model().set_rows([change(PEOPLE[2])])
    assert has_colour(view.viewport(), colour)


def test_the_row_that_has_the_keyboard_is_ringed(view: RowsView) -> None:
    ring = theme.current().colour("focus")
    assert has_colour(view.viewport(), ring)
    view.clearFocus()
    assert not has_colour(view.viewport(), ring)


def test_a_row_may_be_tinted(show: Shower) -> None:
    tinted = RowsView(roll(row_tone=lambda row: "good" if row.is_there else None), "Personnes")
    show(tinted, 700, 400)
    tinted.clearFocus()
    tinted.rows_model().set_rows([PEOPLE[2]])
    before = tinted.viewport().grab().toImage().pixelColor(300, 6)
    tinted.rows_model().set_rows([replace(PEOPLE[2], is_there=True)])
    assert tinted.viewport().grab().toImage().pixelColor(300, 6) != before
