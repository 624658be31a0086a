"""Fiches qui se ressemblent: one pair at a time, decided by keyboard or by click, without ever joining anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from intake_app.domain.actor import Actor
from intake_app.services import resembling_pairs
from intake_app.services.attendances import mark_present
from intake_app.services.distinctions import read_told_apart, tell_apart
from intake_app.services.resembling_pairs import FoundPair
from intake_app.services.resident_merges import merge_residents
from intake_app.storage.store import Session
from tests.store.world import TOWER_B, plan
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, names
from ui.residents import pair_search, resembling_pairs_vm
from ui.residents.pair_search import PairSearch
from ui.residents.resembling_pairs_view import ResemblingPairsView
from ui.residents.resembling_pairs_vm import ResemblingPairsVm
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm

Pairs = dict[str, UUID]


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[AtDesk]:
    monkeypatch.setattr(resembling_pairs_vm, "_AGAIN_MS", 20)
    with sit_down(tmp_path / "palier", role="adviser") as desk:
        yield desk


@pytest.fixture
def people(at: AtDesk) -> Pairs:
    """Two Karims with one phone, two Mohameds of one tower, and a stranger."""
    rows = (
        ("karim", "Benali", "Karim", {"phone": "06 39 98 00 01", "birth_date": "1988-03-14"}),
        ("again", "Ben Ali", "Karim", {"phone": "06 39 98 00 01"}),
        ("mohamed", "Saidi", "Mohamed", {"building_id": TOWER_B}),
        ("muhammad", "Saïdi", "Muhammad", {"building_id": TOWER_B}),
        ("stranger", "Riou", "Gwenaël", {}),
    )
    found = {}
    for key, family, first, fields in rows:
        found[key] = at.register(family, first, **fields)
        at.clock.advance(minutes=5)
    return found


@pytest.fixture
def page(at: AtDesk, people: Pairs, show: Shower, qtbot: QtBot) -> ResemblingPairsView:
    view = ResemblingPairsView(ResemblingPairsVm(at.desk))
    show(view, 1154, 768)
    qtbot.waitUntil(lambda: len(view.vm.pairs) == 2)
    return view


def said(view: ResemblingPairsView) -> str:
    return "\n".join(names(view, ROLE.StaticText))


def shown(view: ResemblingPairsView) -> set[UUID]:
    assert view.vm.pair is not None
    return set(view.vm.pair.key)


def test_the_most_alike_comes_first_with_what_both_say(page: ResemblingPairsView, people: Pairs) -> None:
    assert shown(page) == {people["karim"], people["again"]}
    words = said(page)
    assert "Ressemblent beaucoup\u202f: même nom, même téléphone" in words
    assert "2 paires à regarder, la plus ressemblante d’abord." in words
    assert "Karim BENALI" in words
    assert "fiche ouverte par vous le 22/11/2026" in words
    assert words.count("06 39 98 00 01") == 2
    assert "pareil" in words
    assert not page.clash.isVisible()
    assert [pair_row.key for pair_row in page.model.rows()] == [{people["mohamed"], people["muhammad"]}]


def test_two_people_are_told_apart_and_that_can_be_taken_back(
    at: AtDesk, page: ResemblingPairsView, people: Pairs, qtbot: QtBot
) -> None:
    page.apart_button.click()
    qtbot.waitUntil(lambda: len(page.vm.pairs) == 1)
    assert shown(page) == {people["mohamed"], people["muhammad"]}
    assert at.store.read(read_told_apart, [people["karim"]]) == {frozenset((people["karim"], people["again"]))}
    ((_, undo),) = at.wished("undo_offered")
    undo()
    qtbot.waitUntil(lambda: len(page.vm.pairs) == 2)


def test_whoever_was_told_apart_long_ago_can_be_looked_at_again(
    at: AtDesk, page: ResemblingPairsView, people: Pairs, qtbot: QtBot
) -> None:
    assert not page.told.isVisible()
    at.run(tell_apart, people["karim"], people["again"])
    qtbot.waitUntil(page.told.isVisible)
    (row,) = page.told.model.rows()
    assert (row.one.family_name, row.other.family_name, row.told_by) == ("Benali", "Ben Ali", "Nadia M.")
    page.told.list.setFocus()
    QTest.keyClick(page.told.list, Qt.Key.Key_Down)
    QTest.keyClick(page.told.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.vm.pairs) == 2 and not page.told.isVisible())
    assert at.store.read(read_told_apart, list(people.values())) == set()


def test_one_person_is_looked_at_before_anything_is_joined(
    at: AtDesk, page: ResemblingPairsView, people: Pairs, qtbot: QtBot
) -> None:
    page.same_button.click()
    assert at.wished("merge_wished") == [[people["karim"], people["again"]]]
    at.run(merge_residents, people["karim"], people["again"])
    qtbot.waitUntil(lambda: len(page.vm.pairs) == 1)


def test_a_pair_put_off_comes_last(at: AtDesk, page: ResemblingPairsView, people: Pairs) -> None:
    page.later_button.click()
    assert shown(page) == {people["mohamed"], people["muhammad"]}
    assert [pair.key for pair in page.vm.pairs][-1] == {people["karim"], people["again"]}
    assert at.store.read(read_told_apart, list(people.values())) == set()


def test_a_pair_put_off_stays_last_for_a_week_after_a_lock(
    at: AtDesk, page: ResemblingPairsView, people: Pairs, qtbot: QtBot
) -> None:
    QTest.keyClick(page.later_button, Qt.Key.Key_Space)
    at.settle()

    def first_shown() -> set[UUID]:
        vm = ResemblingPairsVm(at.desk)
        vm.open()
        qtbot.waitUntil(lambda: vm.is_read and len(vm.pairs) == 2)
        at.settle()
        assert vm.pair is not None
        return set(vm.pair.key)

    at.clock.advance(days=6)
    assert first_shown() == {people["mohamed"], people["muhammad"]}
    at.clock.advance(days=1)
    assert first_shown() == {people["karim"], people["again"]}


def test_the_keyboard_alone_goes_to_another_pair_and_decides(
    at: AtDesk, page: ResemblingPairsView, people: Pairs, qtbot: QtBot
) -> None:
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert shown(page) == {people["mohamed"], people["muhammad"]}
    page.apart_button.setFocus()
    QTest.keyClick(page.apart_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(page.vm.pairs) == 1)
    assert shown(page) == {people["karim"], people["again"]}
    assert not page.later_button.isEnabled()


def test_both_present_at_one_workshop_is_said_first(
    at: AtDesk, page: ResemblingPairsView, people: Pairs, qtbot: QtBot
) -> None:
    _, slot_id = plan(at.store, at.actor)
    for key in ("karim", "again"):
        at.run(mark_present, slot_id, people[key])
    at.run(merge_residents, people["mohamed"], people["muhammad"])
    qtbot.waitUntil(page.clash.isVisible)
    assert "Présentes toutes deux le 22/11/2026 à «\u202f3h pour l’emploi\u202f»." in said(page)


def test_somebody_registered_meanwhile_is_found(at: AtDesk, page: ResemblingPairsView, qtbot: QtBot) -> None:
    at.register("Riou", "Gwenael", birth_date="1970")
    at.register("Rioux", "Gwenaël", birth_date="1970")
    qtbot.waitUntil(lambda: len(page.vm.pairs) >= 4)


def test_a_count_that_nobody_looks_at_is_made_again_after_some_minutes(
    at: AtDesk, people: Pairs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    sweep = resembling_pairs.sweep_pairs

    def sweep_counted(session: Session, actor: Actor, after: str = "") -> tuple[list[FoundPair], str | None]:
        asked.append(after)
        return sweep(session, actor, after)

    monkeypatch.setattr(resembling_pairs, "sweep_pairs", sweep_counted)
    vm = ResemblingPairsVm(at.desk)
    vm.refresh()
    vm.refresh()
    qtbot.waitUntil(lambda: vm.is_read and len(vm.pairs) == 2)
    vm.refresh()
    at.register("Riou", "Gwenaël")
    vm.refresh()
    at.settle()
    assert asked == [""]
    at.clock.advance(minutes=6)
    vm.refresh()
    qtbot.waitUntil(lambda: len(vm.pairs) == 3)
    assert asked == ["", ""]


def test_nothing_to_decide_says_so(at: AtDesk, show: Shower, qtbot: QtBot) -> None:
    at.register("Riou", "Gwenaël")
    view = ResemblingPairsView(ResemblingPairsVm(at.desk))
    show(view, 1154, 768)
    qtbot.waitUntil(lambda: view.vm.is_read)
    at.settle()
    assert "Aucune fiche à rapprocher" in said(view)
    assert not view.same_button.isVisible()


def test_only_the_most_alike_are_kept(
    at: AtDesk, people: Pairs, show: Shower, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair_search, "KEPT", 1)
    for _ in range(3):
        at.register("Kerbrat", "Enora", building_id=TOWER_B)
    vm = ResemblingPairsVm(at.desk)
    vm.refresh()
    qtbot.waitUntil(lambda: vm.is_read)
    at.settle()
    assert len(vm.pairs) == 1
    assert vm.is_cut


def test_the_list_of_residents_counts_the_pairs_and_leads_there(
    at: AtDesk, people: Pairs, show: Shower, qtbot: QtBot
) -> None:
    list_vm, pairs = ResidentsVm(at.desk), ResemblingPairsVm(at.desk)
    pairs.count_changed.connect(list_vm.tell_resembling)
    view = ResidentsView(list_vm)
    show(view, 1154, 768)
    assert view.pairs_button.text() == "Fiches qui se ressemblent"
    pairs.refresh()
    qtbot.waitUntil(lambda: view.pairs_button.text() == "Fiches qui se ressemblent (2)")
    view.pairs_button.click()
    assert at.wished("pairs_wished") == [[]]


def test_a_caretaker_decides_on_no_pair(tmp_path: Path, qtbot: QtBot, show: Shower) -> None:
    with sit_down(tmp_path / "other") as caretaker:
        view = ResidentsView(ResidentsVm(caretaker.desk))
        show(view, 1154, 768)
        assert not view.pairs_button.isVisible()
        vm = ResemblingPairsVm(caretaker.desk)
        vm.refresh()
        caretaker.settle()
        assert caretaker.errors == []
        assert not vm.is_read


def test_the_search_rests_while_somebody_types(
    at: AtDesk, people: Pairs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pair_search, "_REST_MS", 300)
    search = PairSearch(at.desk)
    search.rest()
    search.start()
    qtbot.wait(50)
    at.settle()
    assert search.is_searching
    assert not search.found
    qtbot.waitUntil(lambda: search.ended_at is not None, timeout=5000)
    assert len(search.found) == 2


def test_a_key_in_the_search_of_people_is_told(at: AtDesk) -> None:
    vm, keys = ResidentsVm(at.desk), []
    vm.typed.connect(lambda: keys.append(vm.text))
    vm.search("be")
    assert keys == ["be"]
