"""Having people sign, from the roll and from the sheet: what is kept, what is not, and that no other name shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from intake_app.domain.strokes import from_text
from intake_app.services.rolls import read_roll
from intake_app.services.sheets.signatures import read_signatures
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.pen import scribble
from tests.ui.roll_scenes import RollPage
from ui import theme
from ui.workshops.sheets.signature_pad import SIDE, SignaturePad
from ui.workshops.sheets.signing_view import SigningView

KEY = Qt.Key


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    """The roll, Aïcha Traoré ticked; what covers the window is shown beside it."""
    with sit_down(tmp_path / "palier") as desk:
        opened = RollPage(desk, show)
        desk.desk.navigation.covered.connect(lambda widget: show(widget, 911, 512))
        opened.view.vm.mark(opened.people["Traoré"], "present")
        desk.settle()
        yield opened


def hand_over(page: RollPage) -> SigningView:
    """The pad, by the button of Aïcha's line: Right, Enter."""
    page.tab_to(page.table)
    assert page.table.choose(page.people["Traoré"])
    page.press(KEY.Key_Right, KEY.Key_Return)
    assert page.view.signing.isVisible()
    return page.view.signing


def signatures(page: RollPage) -> list[str]:
    return [one.strokes for one in page.desk.store.read(read_signatures, page.slot_id)]


def test_somebody_signs_and_her_line_says_so(page: RollPage) -> None:
    pad = hand_over(page)
    assert not pad.accept.isEnabled()
    scribble(pad.pad)
    QTest.keyClick(pad, KEY.Key_Return)
    page.desk.settle()
    (strokes,) = signatures(page)
    (stroke,) = from_text(strokes)
    assert len(stroke) > 20
    across = [point[0] for point in stroke]
    assert max(across) - min(across) == pytest.approx(SIDE * 0.59, abs=SIDE / 50)
    (line,) = [one for one in page.view.vm.marks.sheet.lines() if one.resident_id == page.people["Traoré"]]
    assert line.has_signed
    assert page.view.side.counter._caption.text().endswith("1 signature")


def test_the_pad_shows_one_name_only_and_forgets_it(page: RollPage) -> None:
    pad = hand_over(page)
    scribble(pad.pad)
    shown = " ".join(one.text() for one in (*pad.findChildren(QLabel), *pad.findChildren(QLineEdit)))
    assert "TRAORÉ Aïcha" in shown
    assert not any(name.upper() in shown.upper() for name in page.people if name != "Traoré")
    QTest.keyClick(pad, KEY.Key_Escape)
    pad.hide()
    left = " ".join(one.text() for one in (*pad.findChildren(QLabel), *pad.findChildren(QLineEdit)))
    assert "TRAORÉ" not in left
    assert pad.pad.strokes() == ()
    assert signatures(page) == []


def test_a_dot_cannot_be_accepted(page: RollPage) -> None:
    pad = hand_over(page)
    QTest.mouseClick(pad.pad, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert not pad.accept.isEnabled()
    QTest.keyClick(pad, KEY.Key_Return)
    page.desk.settle()
    assert signatures(page) == []


def test_clearing_begins_again(page: RollPage) -> None:
    pad = hand_over(page)
    scribble(pad.pad)
    pad.clear.click()
    assert pad.pad.strokes() == ()
    assert not pad.accept.isEnabled()


def test_who_signed_on_paper_is_noted_by_keyboard(page: RollPage) -> None:
    pad = hand_over(page)
    pad.paper.setFocus()
    QTest.keyClick(pad.paper, KEY.Key_Space)
    page.desk.settle()
    assert signatures(page) == [""]


def test_a_signature_can_be_taken_back_at_once(page: RollPage) -> None:
    offered: list[tuple[object, ...]] = []
    page.desk.desk.navigation.undo_offered.connect(lambda *said: offered.append(said))
    pad = hand_over(page)
    scribble(pad.pad)
    pad.accept.click()
    page.desk.settle()
    undo = offered[-1][1]
    assert callable(undo)
    undo()
    page.desk.settle()
    assert signatures(page) == []
    assert page.desk.store.read(read_roll, page.slot_id).present == 1


def test_nobody_is_asked_to_sign_who_is_not_there_or_while_names_are_hidden(page: RollPage) -> None:
    column = page.table.rows_model().columns()[-1]
    rows = {row.family_name: row for row in page.view.vm.marks.sheet.lines()}
    assert [name for name, row in rows.items() if column.text(row)] == ["Traoré"]
    page.view.vm.set_private(True)
    assert not any(column.text(row) for row in rows.values())


def test_a_finger_and_a_mouse_are_told_apart(show: Shower) -> None:
    pad = SignaturePad()
    show(pad, 600, 240)
    device = QTest.createTouchDevice()
    assert isinstance(device, QPointingDevice)
    QTest.touchEvent(pad, device).press(0, QPoint(50, 50)).commit()
    for step in range(1, 12):
        QTest.touchEvent(pad, device).move(0, QPoint(50 + 20 * step, 50 + 5 * step)).commit()
    QTest.touchEvent(pad, device).release(0, QPoint(270, 105)).commit()
    assert (pad.means, pad.is_signed()) == ("touch", True)
    pad.clear()
    scribble(pad)
    assert (pad.means, pad.is_signed()) == ("mouse", True)


def test_points_stay_within_the_box_and_are_not_one_for_each_pixel(show: Shower) -> None:
    pad = SignaturePad()
    show(pad, 600, 240)
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    for x in range(10, 700):
        QTest.mouseMove(pad, QPoint(x, -5 if x > 300 else 60))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(700, 60))
    (stroke,) = pad.strokes()
    assert all(0 <= x <= SIDE and 0 <= y <= SIDE * 240 // 600 for x, y, _at, _pressure in stroke)
    assert len(stroke) < 400


def test_every_button_of_the_pad_is_whole_on_the_smallest_screen_with_the_largest_words(
    page: RollPage, dressed: QApplication
) -> None:
    theme.apply_theme(dressed, "light", 2.0)
    view = hand_over(page)
    view.resize(911, 512)
    page.desk.settle()
    for button in (view.accept, view.clear, view.paper, view.cancel):
        assert button.visibleRegion().boundingRect().size() == button.size()
