"""Badges over a roll: read wherever the keyboard is, told when they are nobody's, printed with what a scanner reads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, qGray
from PySide6.QtTest import QTest

from intake_app.domain.badge import badge_code
from intake_app.services.badges import PRINTED
from intake_app.services.resident_merges import merge_residents
from intake_app.services.rolls import read_roll
from intake_app.storage.audit import read_trail
from tests.store.world import CLAIRE
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.pdf_words import page_count, words_of
from tests.ui.roll_scenes import RollPage, focused
from tests.ui.workshop_scenes import TUESDAY, plan_with_people
from ui.badges.badge_sheets import draw_code

KEY = Qt.Key
UNKNOWN = UUID("01900000-0000-7000-8000-0000000000ff")


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    with sit_down(tmp_path / "palier") as desk:
        yield RollPage(desk, show)


def scan(page: RollPage, resident_id: UUID, *, is_lower: bool = False) -> None:
    """What a scanner does: the letters to whatever has the keyboard, then Enter."""
    code = badge_code(resident_id)
    for letter in code.lower() if is_lower else code:
        QTest.keyClicks(focused(), letter)
    QTest.keyClick(focused(), KEY.Key_Return)
    page.desk.settle()


def told(page: RollPage) -> str:
    said: str = page.desk.wished("told")[-1]
    return said


def test_a_badge_ticks_its_owner_whether_expected_or_not(page: RollPage) -> None:
    scan(page, page.people["Traoré"])
    scan(page, page.people["N’Diaye"], is_lower=True)
    statuses = page.statuses()
    assert (statuses["Traoré"], statuses["N’Diaye"], statuses["Benali"]) == ("present", "present", "expected")
    assert told(page) == "N’DIAYE Awa est là."
    assert (page.view.search.text(), focused()) == ("", page.view.search)


def test_a_badge_read_while_the_keyboard_is_elsewhere_ticks_nobody_else(page: RollPage) -> None:
    for widget in (page.table, page.view.private, page.view.side.close_button):
        widget.setFocus()
        scan(page, page.people["Touré"])
        present = {name for name, status in page.statuses().items() if status == "present"}
        assert present == {"Touré"}
        assert page.view.closing.isHidden()


def test_while_names_are_hidden_people_tick_themselves_and_no_name_is_told(page: RollPage) -> None:
    page.press(KEY.Key_F8)
    page.table.setFocus()
    scan(page, page.people["Petit"])
    assert {name for name, status in page.statuses().items() if status == "present"} == {"Petit"}
    assert told(page) == "C’est noté."
    page.press(KEY.Key_Return)
    assert sum(status == "present" for status in page.statuses().values()) == 2


@pytest.mark.parametrize("is_cut,error", [(False, "badge_unknown"), (True, "badge_misread")])
def test_a_badge_that_is_nobodys_is_told(page: RollPage, is_cut: bool, error: str) -> None:
    page.write(badge_code(UNKNOWN)[: 20 if is_cut else None])
    page.press(KEY.Key_Return)
    assert [found.key for found in page.desk.errors] == [error]
    assert "present" not in page.statuses().values()


def test_the_badge_of_a_joined_file_is_its_owners(tmp_path: Path, show: Shower) -> None:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser") as desk:
        page = RollPage(desk, show)
        other = page.people["N’Diaye"]
        desk.run(merge_residents, survivor_id=page.people["Riou"], merged_id=other)
        scan(page, other)
        (there,) = [row for row in desk.store.read(read_roll, page.slot_id).rows if row.is_present]
        assert there.resident_id == page.people["Riou"]


def test_before_the_day_a_badge_puts_its_owner_on_the_list(page: RollPage) -> None:
    _workshop, slot_id = plan_with_people(page.desk, page.people, TUESDAY + timedelta(days=7))
    page.view.vm.open_slot(slot_id)
    page.desk.settle()
    scan(page, page.people["N’Diaye"])
    statuses = {row.family_name: row.status for row in page.desk.store.read(read_roll, slot_id).rows}
    assert set(statuses.values()) == {"expected"}
    assert "N’Diaye" in statuses


def test_the_badges_of_everybody_on_the_list_are_printed_and_that_is_noted(page: RollPage, tmp_path: Path) -> None:
    page.view.sheet.click()
    page.desk.settle()
    target = tmp_path / "badges.pdf"
    page.screen.sheet.badge_saving.ask_target = lambda: str(target)
    page.tab_to(page.screen.sheet.badges)
    page.press(KEY.Key_Space)
    page.desk.settle()
    assert page_count(target) == 1
    words = words_of(target)
    assert all(name in words for name in ("TRAORÉ", "Aïcha", "LE GOFF", "RIOU"))
    assert page.desk.store.read(read_trail, "resident", page.people["Riou"], deed=PRINTED)
    assert "supprimez-le" in told(page)


def test_the_code_drawn_is_the_code_read() -> None:
    code = badge_code(UNKNOWN)
    rows = segno.make(code, micro=False, error="m", boost_error=False).matrix
    side, quiet = 6, 4
    width = (len(rows) + 2 * quiet) * side
    picture = QImage(width, width, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    draw_code(painter, QRectF(picture.rect()), code)
    painter.end()

    def is_black(down: int, across: int) -> bool:
        return qGray(picture.pixel(across * side + side // 2, down * side + side // 2)) < 128

    whole = range(len(rows) + 2 * quiet)
    inner = range(quiet, quiet + len(rows))
    for down in whole:
        for across in whole:
            is_inside = down in inner and across in inner
            assert is_black(down, across) == (is_inside and bool(rows[down - quiet][across - quiet]))
