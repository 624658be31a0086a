"""Places of a workshop to come: whoever is one too many waits, and nobody is moved without being asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.attendances import invite_residents, put_on_waiting_list
from intake_app.services.rolls import read_roll
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.roll_scenes import RollPage, focused
from tests.ui.workshop_scenes import TUESDAY, plan_with_people
from ui.workshops.waiting_card import WaitingCard

KEY = Qt.Key


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    """The roll of next week's workshop: six expected for seven places."""
    with sit_down(tmp_path / "palier") as desk:
        opened = RollPage(desk, show)
        week = TUESDAY + timedelta(days=7)
        opened.workshop_id, opened.slot_id = plan_with_people(desk, opened.people, week, capacity=7)
        opened.view.vm.open_slot(opened.slot_id)
        desk.settle()
        yield opened


def card(page: RollPage) -> WaitingCard:
    return page.view.side.waiting


def add(page: RollPage, name: str) -> str:
    """Type a name, Enter; what is said."""
    page.desk.clock.advance(minutes=1)
    page.view.search.setFocus()
    page.write(name)
    page.press(KEY.Key_Return)
    page.desk.settle()
    return str(page.desk.wished("told")[-1])


def waiting(page: RollPage) -> list[str]:
    return [row.first_name for row in page.desk.store.read(read_roll, page.slot_id).waiting]


def test_whoever_is_one_too_many_waits_in_turn(page: RollPage) -> None:
    assert card(page)._count.text() == "1 place libre."
    assert add(page, "diallo fatou") == "DIALLO Fatou est sur la liste."
    assert card(page)._count.text().startswith("Complet")
    assert add(page, "diallo amadou") == "Complet\u202f: DIALLO Amadou attend une place."
    add(page, "ndiaye")
    assert waiting(page) == ["Amadou", "Awa"]
    assert page.desk.store.read(read_roll, page.slot_id).expected == 7
    assert [row.first_name for row in card(page).model.rows()] == ["Amadou", "Awa"]


def test_a_free_place_is_proposed_to_the_first_and_given_by_keyboard(page: RollPage) -> None:
    for name in ("diallo fatou", "diallo amadou", "ndiaye"):
        add(page, name)
    page.view.vm.waiting.take_off(page.people["Traoré"])
    page.desk.settle()
    assert waiting(page) == ["Amadou", "Awa"]
    assert card(page).give.accessibleName() == "Donner une place\u202f: DIALLO Amadou"
    card(page).give.setFocus()
    QTest.keyClick(focused(), KEY.Key_Space)
    page.desk.settle()
    assert waiting(page) == ["Awa"]
    assert "Diallo" in page.statuses()
    assert "Traoré" not in page.statuses()
    card(page).list.setFocus()
    page.press(KEY.Key_Right, KEY.Key_Return)
    assert waiting(page) == []


def test_two_who_each_had_the_last_place_are_both_expected_and_that_is_said(page: RollPage) -> None:
    page.desk.run(invite_residents, page.slot_id, [page.people["Fatou"], page.people["Amadou"]])
    page.desk.settle()
    assert card(page)._count.text() == "8 personnes inscrites pour 7 places."


def test_names_that_wait_are_hidden_too_and_on_the_day_the_card_is_away(page: RollPage) -> None:
    for name in ("diallo fatou", "diallo amadou"):
        add(page, name)
    page.press(KEY.Key_F8)
    # an exchange may bring something while the screen is turned to somebody
    page.desk.clock.advance(minutes=1)
    page.desk.run(put_on_waiting_list, page.slot_id, [page.people["N’Diaye"]])
    page.desk.settle()
    assert waiting(page) == ["Amadou", "Awa"]
    assert card(page).list.isHidden()
    assert card(page).give.isHidden()
    page.press(KEY.Key_F8)
    assert card(page).list.isVisible()
    page.desk.clock.advance(days=7)
    page.view.vm.refresh()
    page.desk.settle()
    assert card(page).isHidden()
