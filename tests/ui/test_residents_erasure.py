"""Effacer définitivement: for the protection officer alone, in two steps, with the consequences named."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.services.erasures import erase_resident
from intake_app.services.resident_lists import find_residents
from tests.store.world import actor_of, register
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, names
from tests.ui.page_words import clipped_on
from ui import theme
from ui.navigation import Place
from ui.residents.resident_erasure_view import ResidentErasureView
from ui.residents.resident_erasure_vm import ResidentErasureVm
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.workshops.roll_sheet import RollLine
from ui.workshops.words import full_name


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", role="dpo") as desk:
        yield desk


@pytest.fixture
def karim(at: AtDesk) -> UUID:
    """Registered by a colleague."""
    return register(at.store, actor_of(at.clock, seed=4), "Benali", "Karim")


@pytest.fixture
def page(at: AtDesk, karim: UUID, show: Shower) -> ResidentErasureView:
    view = ResidentErasureView(ResidentErasureVm(at.desk))
    show(view, 1154, 768)
    view.vm.open(karim)
    at.settle()
    return view


def type_word(page: ResidentErasureView, word: str) -> None:
    page.typed.set_value(word)
    page.typed.value_changed.emit()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_nothing_is_cut_on_the_smallest_screen(
    at: AtDesk, page: ResidentErasureView, dressed: QApplication, scale: float
) -> None:
    theme.apply_theme(dressed, "light", scale)
    page.resize(848, 512)
    at.settle()
    assert clipped_on(page) == []


def test_the_consequences_are_named(page: ResidentErasureView, karim: UUID) -> None:
    words = "\n".join(names(page, ROLE.StaticText))
    assert "Karim BENALI" in words
    assert "Information donnée (1)" in words
    assert "pour toujours" in words
    assert str(karim) in words


def test_nothing_is_erased_before_both_steps(page: ResidentErasureView) -> None:
    assert not page.erase_button.isEnabled()
    type_word(page, "effacer")
    assert not page.erase_button.isEnabled()
    page.reasons.chip("request").click()
    assert page.erase_button.isEnabled()
    type_word(page, "effac")
    assert not page.erase_button.isEnabled()
    page.vm.erase()
    assert page.vm.preview is not None


def test_erasing_hides_the_person_and_says_so(at: AtDesk, page: ResidentErasureView) -> None:
    page.reasons.chip("retention").click()
    type_word(page, " Effacer ")
    page.erase_button.click()
    at.settle()
    assert at.store.read(find_residents) == []
    assert at.wished("went") == [Place.RESIDENTS]
    assert len(at.wished("told")) == 1
    assert "Benali" not in "\n".join(names(page, ROLE.StaticText))


def test_cancelling_leads_back_to_the_file(at: AtDesk, page: ResidentErasureView, karim: UUID) -> None:
    page.leave_button.click()
    assert at.wished("resident_wished") == [karim]
    assert len(at.store.read(find_residents)) == 1


def test_somebody_erased_meanwhile_leads_to_the_list(at: AtDesk, page: ResidentErasureView, karim: UUID) -> None:
    at.run(erase_resident, karim, "request")
    page.vm.open(karim)
    at.settle()
    assert at.wished("went") == [Place.RESIDENTS]
    assert not page.erase_button.isEnabled()


def test_only_who_may_erase_is_offered_it(at: AtDesk, karim: UUID, show: Shower) -> None:
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(karim)
    at.settle()
    view.erase_button.click()
    assert at.wished("erasure_wished") == [karim]
    object.__setattr__(at.actor, "role", "adviser")
    view.vm.shown_changed.emit()
    assert not view.erase_button.isVisible()


def test_a_file_erased_while_it_is_open_goes_from_the_page(at: AtDesk, karim: UUID, show: Shower) -> None:
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(karim)
    at.settle()
    at.run(erase_resident, karim, "request")
    assert view.vm.file is None
    assert view.title() == ""
    assert at.wished("went") == [Place.RESIDENTS]
    assert at.errors == []


def test_whoever_was_erased_is_still_on_the_roll_without_a_name() -> None:
    line = RollLine(uuid4(), "", "", "present", is_walk_in=False)
    assert full_name(line) == "Personne effacée"
