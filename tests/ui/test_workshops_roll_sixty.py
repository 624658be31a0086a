"""A list of sixty people is ticked by keyboard in under ninety seconds, at the pace of somebody who is no typist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.attendances import invite_residents
from intake_app.services.rolls import read_roll
from tests.store.world import register
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.roll_scenes import RollPage, focused

KEY = Qt.Key
SECONDS_A_KEY = 0.5
"""Half the pace at which people fill in forms (Card, Moran and Newell, 1980: 0.28 s a key for an average typist)."""
SECONDS = 90
ABSENT = 6
NAMES = tuple(f"{first}{second}" for first in ("Ba", "Co", "Di", "Fa", "Ga", "Ka") for second in "bcdfglmnrs")


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    """Sixty people are expected: ten names for each of six beginnings."""
    with sit_down(tmp_path / "palier") as desk:
        page = RollPage(desk, show)
        sixty = [register(desk.store, desk.actor, f"{name}a", "Camille") for name in NAMES[: 60 - len(page.people) + 3]]
        desk.run(invite_residents, page.slot_id, sixty)
        page.view.vm.refresh()
        desk.settle()
        assert page.view.vm.marks.sheet.expected() == 60
        yield page


class Fingers:
    """Presses keys, and counts them."""

    def __init__(self, page: RollPage) -> None:
        self._page = page
        self.count = 0

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            if isinstance(key, str):
                QTest.keyClicks(focused(), key)
                self.count += len(key)
            else:
                QTest.keyClick(focused(), key)
                self.count += 1
        self._page.desk.settle()


def present(page: RollPage) -> int:
    return page.desk.store.read(read_roll, page.slot_id).present


def test_down_the_list_with_space(page: RollPage) -> None:
    fingers = Fingers(page)
    while focused() is not page.table:
        fingers.press(KEY.Key_Tab)
    fingers.press(KEY.Key_Home)
    for place in range(60):
        fingers.press(*([] if place < ABSENT else [KEY.Key_Space]), KEY.Key_Down)
    assert present(page) == 60 - ABSENT
    assert fingers.count * SECONDS_A_KEY < SECONDS, fingers.count


def test_as_they_come_in_with_two_letters_and_enter(page: RollPage) -> None:
    fingers = Fingers(page)
    for name in NAMES[:54]:
        # ten share these letters: whoever is there already makes room for the next
        fingers.press(name[:2].lower())
        fingers.press(KEY.Key_Return)
    assert present(page) == 54
    assert fingers.count * SECONDS_A_KEY < SECONDS, fingers.count
