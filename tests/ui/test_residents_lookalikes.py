"""« Déjà connu ? »: who resembles and why, who is of the same home, and that somebody else is remembered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from intake_app.services.distinctions import read_told_apart
from tests.store.world import CLAIRE, TOWER_B, actor_of, register
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, names
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.resident_form_vm import ResidentFormVm

PHONE = "06 12 34 56 78"


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


@pytest.fixture
def view(at: AtDesk, show: Shower) -> ResidentFormView:
    page = ResidentFormView(ResidentFormVm(at.desk))
    show(page, 1154, 768)
    page.vm.open_new()
    at.settle()
    return page


def fill(at: AtDesk, view: ResidentFormView, **values: object) -> None:
    view.vm.change({"family_name": "Benali", "first_name": "Karim", **values})  # type: ignore[dict-item]
    view.vm.lookalikes._look()
    at.settle()


def said(view: ResidentFormView) -> str:
    return "\n".join(names(view.page.lookalikes_card, ROLE.StaticText))


def buttons(view: ResidentFormView) -> list[str]:
    return [button.text() for button in view.page.lookalikes_card.buttons]  # type: ignore[attr-defined]


def test_why_somebody_resembles_is_said_in_plain_words(at: AtDesk, view: ResidentFormView) -> None:
    at.register("Ben Ali", "Karim", phone=PHONE, gender="M", birth_date="1988-03-14")
    fill(at, view, phone=PHONE)
    words = said(view)
    assert "Déjà connu\u202f?" in words
    assert "Une fiche ressemble beaucoup\u202f:" in words
    assert "Karim BEN ALI" in words
    assert "fiche ouverte par vous le 22/11/2026" in words
    assert "même nom, même téléphone" in words
    assert buttons(view) == ["C’est lui", "Ce n’est pas lui"]


def test_who_registered_somebody_is_said(at: AtDesk, view: ResidentFormView) -> None:
    claire = actor_of(at.clock, staff_id=CLAIRE, role="adviser", seed=4)
    register(at.store, claire, "Benali", "Karima", gender="F")
    fill(at, view, first_name="Karima")
    assert "fiche ouverte par Claire D. le 22/11/2026" in said(view)
    assert buttons(view) == ["C’est elle", "Ce n’est pas elle"]


def test_a_spelling_heard_alike_is_recognised(at: AtDesk, view: ResidentFormView) -> None:
    at.register("Benali", "Muhammad", building_id=TOWER_B)
    fill(at, view, first_name="Mohamed", building_id=str(TOWER_B))
    assert "nom qui se prononce pareil, même immeuble" in said(view)
    assert buttons(view) == ["Même personne", "Autre personne"]


def test_somebody_of_the_same_home_is_said_and_nothing_more(at: AtDesk, view: ResidentFormView) -> None:
    at.register("Benali", "Sofia", phone=PHONE, building_id=TOWER_B)
    fill(at, view, phone=PHONE)
    words = said(view)
    assert "Même foyer\u202f?" in words
    assert "Une autre personne, sans doute\u202f:" in words
    assert "Déjà connu" not in words
    assert buttons(view) == []


@pytest.mark.parametrize("is_kept", [True, False])
def test_somebody_else_is_remembered_once_the_form_is_saved(at: AtDesk, view: ResidentFormView, is_kept: bool) -> None:
    known = at.register("Ben Ali", "Karim", phone=PHONE)
    fill(at, view, has_no_phone=("yes",), notice="paper")
    record_id = view.vm.content.record_id
    view.page.lookalikes_card.buttons[1].click()  # type: ignore[attr-defined]
    assert not view.page.lookalikes_card.isVisible()
    assert told(at, known) == set()
    if not is_kept:
        ((_, undo),) = at.wished("undo_offered")
        undo()
        assert view.page.lookalikes_card.isVisible()
    view.vm.save()
    at.settle()
    assert told(at, known) == ({frozenset((known, record_id))} if is_kept else set())
    assert at.errors == []


def test_somebody_else_than_a_file_that_is_corrected_is_remembered_at_once(at: AtDesk, view: ResidentFormView) -> None:
    known, other = at.register("Ben Ali", "Karim"), at.register("Benali", "Karim")
    view.vm.resume(known)
    at.settle()
    view.vm.lookalikes._look()
    at.settle()
    view.page.lookalikes_card.buttons[1].click()  # type: ignore[attr-defined]
    at.settle()
    assert told(at, known) == {frozenset((known, other))}
    ((_, undo),) = at.wished("undo_offered")
    undo()
    at.settle()
    assert told(at, known) == set()
    assert view.page.lookalikes_card.isVisible()


def test_a_caretaker_who_corrects_a_file_opens_the_other(at: AtDesk, view: ResidentFormView) -> None:
    known, other = at.register("Ben Ali", "Karim"), at.register("Benali", "Karim")
    view.vm.resume(known)
    at.settle()
    view.vm.take_known(other)
    assert at.wished("resident_wished") == [other]
    assert at.wished("merge_wished") == []


def told(at: AtDesk, resident_id: UUID) -> set[frozenset[UUID]]:
    return at.store.read(read_told_apart, [resident_id])


@pytest.mark.parametrize("size", [(1154, 768), (847, 512)])
def test_whoever_resembles_is_in_sight_while_one_types(
    at: AtDesk, view: ResidentFormView, size: tuple[int, int]
) -> None:
    view.resize(*size)
    at.register("Ben Ali", "Karim", phone=PHONE)
    fill(at, view, phone=PHONE)
    seen = view.page.scroll_area().viewport()
    for button in view.page.lookalikes_card.buttons:
        assert seen.rect().contains(button.mapTo(seen, button.rect().center()))
    assert view.page.scroll_area().horizontalScrollBar().maximum() == 0
