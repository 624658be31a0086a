"""The first page on screen: greeting, rows, empty states, and everything by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from intake_app.services.attendances import mark_present
from intake_app.services.drafts import save_draft
from tests.store.world import plan
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from tests.ui.looks import CONTROLS, names
from tests.ui.resident_scenes import furnish_day
from ui.navigation import Place
from ui.today.today_view import TodayView
from ui.today.today_vm import TodayVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


@pytest.fixture
def view(at: AtDesk, show: Shower) -> TodayView:
    """The page in sight."""
    shown = TodayView(TodayVm(at.desk))
    show(shown, 1154, 768)
    at.settle()
    return shown


def test_it_greets_and_says_the_day_and_the_place(view: TodayView) -> None:
    assert view.title() == "Bonjour Nadia"
    assert "Dimanche 22 novembre 2026 · Maurepas, Rennes" in [
        label.text() for label in view.findChildren(type(view._subtitle))
    ]


def test_an_empty_day_says_what_to_do(view: TodayView, at: AtDesk) -> None:
    assert view.workshops.empty.isVisible()
    assert view.follow_ups.empty.isVisible()
    assert not view.drafts.isVisible()
    view.workshops.empty.button.click()
    assert [wish for wish, *_ in at.wishes] == ["new_workshop_wished"]


def test_a_full_day_shows_workshops_follow_ups_and_drafts(view: TodayView, at: AtDesk) -> None:
    furnish_day(at)
    view.vm.refresh()
    at.settle()
    said = [view.workshops.model.data(view.workshops.model.index(place, 1)) for place in range(3)]
    assert said == ["Mardi 24", "Jeudi 26", "Vendredi 27"]
    assert [row.first_name for row in view.follow_ups.model.rows()] == ["Karim", "Sylvie", "Moussa", "Anaïs"]
    assert len(view.drafts.banners) == 1
    assert not view.workshops.empty.isVisible()


def test_a_draft_is_taken_up_from_its_banner(view: TodayView, at: AtDesk) -> None:
    record_id = at.actor.new_id()
    at.run(save_draft, "resident", record_id, {"family_name": "Diallo"})
    view.vm.refresh()
    at.settle()
    banner = view.drafts.banners[0]
    assert "DIALLO" in banner.accessibleName()
    assert "notice pas encore remise" in banner.accessibleName()
    banner.action().click()
    assert at.wished("draft_wished") == [record_id]


def test_the_first_letter_typed_goes_on_where_everybody_is(view: TodayView, at: AtDesk) -> None:
    view.launch_bar.search_field.setFocus()
    Keyboard().type("d")
    assert at.wished("search_wished") == ["d"]
    assert view.launch_bar.search_field.text() == ""


def test_a_row_opens_by_enter(view: TodayView, at: AtDesk) -> None:
    ids = furnish_day(at)
    view.vm.refresh()
    at.settle()
    view.follow_ups.list.setFocus()
    Keyboard().press(Qt.Key.Key_Return)
    assert at.wished("resident_wished") == [ids["Ben Ali"]]


def test_a_focused_button_survives_a_refresh(view: TodayView, at: AtDesk) -> None:
    at.run(save_draft, "resident", at.actor.new_id(), {"family_name": "Diallo"})
    view.vm.refresh()
    at.settle()
    button = view.drafts.banners[0].action()
    button.setFocus()
    view.vm.refresh()
    at.settle()
    assert button.hasFocus()


def test_every_control_is_named(view: TodayView, at: AtDesk) -> None:
    furnish_day(at)
    view.vm.refresh()
    at.settle()
    assert all(names(view, *CONTROLS))


def test_it_fits_a_small_screen(view: TodayView) -> None:
    assert view.minimumSizeHint().width() <= 910
    assert view.minimumSizeHint().height() <= 480


def test_sheets_left_to_close_lead_to_the_sheet_or_to_the_roll(view: TodayView, at: AtDesk) -> None:
    assert not view.open_days.isVisible()
    days = [plan(at.store, at.actor, title=title) for title in ("Un", "Deux", "Trois", "Quatre")]
    at.run(mark_present, days[3][1], at.register())
    at.clock.advance(days=3)
    view.vm.refresh()
    at.settle()
    said = [[view.open_days.model.data(view.open_days.model.index(row, 2))] for row in range(3)]
    assert sorted(said) == [["appel à faire"], ["appel à faire"], ["à sceller, en retard"]]
    assert view.open_days.link.text() == "et 1 autre, parmi les séances passées"
    view.open_days.list.choose(days[3][1])
    view.open_days.list.setFocus()
    Keyboard().press(Qt.Key.Key_Return)
    assert at.wished("sheet_wished") == [days[3][1]]
    view.open_days.list.choose(days[2][1])
    Keyboard().press(Qt.Key.Key_Return)
    assert at.wished("roll_wished") == [days[2][1]]
    view.open_days.link.click()
    assert at.wished("went") == [Place.WORKSHOPS]


@pytest.mark.parametrize("size", [(1302, 768), (847, 512)])
def test_a_form_left_unfinished_is_offered_above_all_else(view: TodayView, at: AtDesk, size: tuple[int, int]) -> None:
    view.resize(*size)
    furnish_day(at)
    at.clock.advance(minutes=5)
    at.run(save_draft, "resident", at.actor.new_id(), {"family_name": "Kerdoncuff", "first_name": "Annick"})
    view.vm.refresh()
    at.settle()
    (banner,) = view.drafts.banners
    seen = view.scroll_area().viewport().rect()
    assert seen.contains(banner.mapTo(view.scroll_area().viewport(), banner.rect().bottomRight()))
    assert banner.accessibleName().startswith("Annick KERDONCUFF")
    assert view.drafts.geometry().bottom() < view.launch_bar.geometry().top()
    view.setFocus()
    Keyboard().tab()
    assert banner.action().hasFocus()
    Keyboard().tab()
    assert view.drafts.others.text() == "et 1 autre brouillon"
    Keyboard().press(Qt.Key.Key_Space)
    assert [one.accessibleName().split(" · ")[0] for one in view.drafts.banners][1].startswith("Mariama DIALLO")
    assert view.drafts.banners[1].action().hasFocus()
    assert not view.drafts.others.isVisible()
