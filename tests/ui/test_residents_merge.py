"""Même personne ? : what differs side by side, joined by choice alone, and taken apart from the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from intake_app.domain.likeness.portrait import Portrait
from intake_app.services.attendances import mark_present
from intake_app.services.families import family_of
from intake_app.services.lookalikes import find_lookalikes
from intake_app.services.resident_files import read_resident
from intake_app.services.resident_merges import merge_residents
from intake_app.services.residents import update_resident
from tests.store.world import MAUREPAS, TODAY, TOWER_B, plan
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, names
from ui.residents import merge_words
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.residents.resident_form_vm import ResidentFormVm
from ui.residents.resident_merge_view import ResidentMergeView
from ui.residents.resident_merge_vm import ResidentMergeVm

Pair = tuple[UUID, UUID]


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", role="adviser") as desk:
        yield desk


@pytest.fixture
def pair(at: AtDesk) -> Pair:
    """One person twice: « Benali » without a phone, then « Ben Ali » with one and a building."""
    karim = at.register("Benali", "Karim", address="tour B, appt 604")
    at.clock.advance(hours=1)
    return karim, at.register("Ben Ali", "Karim", phone="06 39 98 00 01", building_id=TOWER_B)


@pytest.fixture
def page(at: AtDesk, pair: Pair, show: Shower) -> ResidentMergeView:
    """The page, come to from the second file."""
    view = ResidentMergeView(ResidentMergeVm(at.desk))
    show(view, 1154, 768)
    view.vm.open(pair[1], pair[0])
    at.settle()
    return view


def said(view: ResidentMergeView | ResidentFileView) -> str:
    return "\n".join(names(view, ROLE.StaticText))


def test_only_what_differs_is_shown_with_what_is_kept_at_first(page: ResidentMergeView) -> None:
    texts = [[tile.version.text for tile in pair.tiles] for pair in page.pairs]
    assert texts == [
        ["Benali", "Ben Ali"],
        ["sans téléphone", "06 39 98 00 01"],
        ["tour B, appt 604", "non renseigné"],
        ["Maurepas", "Maurepas, Tour B"],
    ]
    assert [pair.kept() for pair in page.pairs] == [0, 1, 0, 1]
    assert "Identiques\u202f: Prénom" in said(page)
    assert "Maurepas, Tour B · 06 39 98 00 01 · tour B, appt 604" in said(page) or "06 39 98 00 01" in said(page)


def test_what_speaks_against_joining_is_said_first(at: AtDesk, page: ResidentMergeView, pair: Pair) -> None:
    assert not page.clash.isVisible()
    _, slot_id = plan(at.store, at.actor)
    for one in pair:
        at.run(mark_present, slot_id, one)
    page.vm.open(*pair)
    at.settle()
    assert page.clash.isVisible()
    assert "Regardez bien\u202f: peut-être deux personnes" in said(page)
    assert "Présentes toutes deux le 22/11/2026" in said(page)


def test_the_outcome_follows_each_choice(page: ResidentMergeView) -> None:
    assert "Karim BENALI" in page._who.text()
    page.pairs[0].tiles[1].click()
    assert page._who.text() == "Karim BEN ALI"
    page.pairs[1].tiles[0].click()
    assert "06 39 98 00 01" not in page._says.text()


def test_joining_writes_what_was_chosen_and_can_be_taken_back(at: AtDesk, page: ResidentMergeView, pair: Pair) -> None:
    page.pairs[0].tiles[1].click()
    page.merge_button.click()
    page.merge_button.click()
    at.settle()
    assert at.store.read(family_of, pair[1]) == list(pair)
    assert at.store.read(read_resident, pair[0], TODAY).fields.family_name == "Ben Ali"
    assert at.wished("resident_wished") == [pair[0]]
    ((words, undo),) = at.wished("undo_offered")
    assert words == "Les deux fiches sont réunies."
    undo()
    at.settle()
    assert at.store.read(family_of, pair[1]) == [pair[1]]
    assert at.store.read(read_resident, pair[0], TODAY).fields.family_name == "Benali"


def test_two_people_are_told_apart_and_that_can_be_taken_back(at: AtDesk, page: ResidentMergeView, pair: Pair) -> None:
    page.apart_button.click()
    at.settle()
    assert at.wished("resident_wished") == [pair[1]]
    assert at.store.read(find_lookalikes, Portrait("Ben Ali", "Karim"), besides=pair[1]) == []
    ((_, undo),) = at.wished("undo_offered")
    undo()
    at.settle()
    assert len(at.store.read(find_lookalikes, Portrait("Ben Ali", "Karim"), besides=pair[1])) == 1


def test_later_decides_nothing(at: AtDesk, page: ResidentMergeView, pair: Pair) -> None:
    page.later_button.click()
    at.settle()
    assert at.wished("resident_wished") == [pair[1]]
    assert at.store.read(family_of, pair[0]) == [pair[0]]


def test_a_choice_stays_while_a_file_changes_elsewhere(at: AtDesk, page: ResidentMergeView, pair: Pair) -> None:
    page.pairs[0].tiles[1].click()
    at.run(update_resident, pair[0], {"first_name": "Karime"})
    assert [pair.kept() for pair in page.pairs][:2] == [1, 0]
    assert page.pairs[1].tiles[0].version.text == "Karime"


def test_files_joined_elsewhere_meanwhile_lead_back_to_the_file(
    at: AtDesk, page: ResidentMergeView, pair: Pair
) -> None:
    at.run(merge_residents, *pair)
    assert at.wished("resident_wished") == [pair[1]]
    page.merge_button.click()
    at.settle()
    assert at.errors == []


def test_arrows_go_down_the_lines_to_the_button(page: ResidentMergeView) -> None:
    page.pairs[0].take_keyboard()
    for place in range(len(page.pairs)):
        page.pairs[place].left_vertically.emit(1)
    assert page.merge_button.hasFocus()
    page.pairs[1].left_vertically.emit(-1)
    assert any(tile.hasFocus() for tile in page.pairs[0].tiles)


def test_the_foot_keeps_its_note_only_where_there_is_room(page: ResidentMergeView, qtbot: QtBot) -> None:
    assert page._note.isVisible()
    page.resize(700, 512)
    qtbot.waitUntil(lambda: not page._note.isVisible())
    assert "30 jours" in page._note_below.text()


def test_values_that_go_together_are_told_as_one() -> None:
    places = {MAUREPAS: "Maurepas", TOWER_B: "Tour B"}
    assert merge_words.value("neighbourhood_id", (MAUREPAS, None), places) == "Maurepas"
    assert merge_words.value("phone", (None, False), {}) == "non renseigné"
    assert not merge_words.says((None, False))


def test_the_file_leads_to_whoever_resembles(at: AtDesk, pair: Pair, show: Shower) -> None:
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(pair[0])
    at.settle()
    assert view.resembling.isVisible()
    assert not view.joined.isVisible()
    view.edit_button.setFocus()
    QTest.keyClick(view.edit_button, Qt.Key.Key_Tab)
    assert view.resembling.buttons[0].hasFocus()
    QTest.keyClick(view.resembling.buttons[0], Qt.Key.Key_Space)
    assert at.wished("merge_wished") == [list(pair)]


def test_a_joined_file_is_taken_apart_from_the_file(at: AtDesk, pair: Pair, show: Shower) -> None:
    merge_id = at.run(merge_residents, *pair)
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(pair[1])
    at.settle()
    assert view.vm.resident_id == pair[0]
    assert "Karim BEN ALI" in said(view)
    assert "Réunie le 22/11/2026 par Nadia M." in said(view)
    view.joined.buttons[merge_id].click()
    at.settle()
    assert not view.joined.isVisible()
    assert view.resembling.isVisible()


def test_after_thirty_days_a_joined_file_stays(at: AtDesk, pair: Pair, show: Shower) -> None:
    at.run(merge_residents, *pair)
    at.clock.advance(days=31)
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(pair[0])
    at.settle()
    assert view.joined.buttons == {}
    assert "Ne peut plus être séparée." in said(view)


def test_correcting_a_file_leads_to_whoever_resembles_too(at: AtDesk, pair: Pair) -> None:
    vm = ResidentFormVm(at.desk)
    vm.resume(pair[0])
    at.settle()
    vm.take_known(pair[1])
    assert at.wished("merge_wished") == [list(pair)]
