"""What plans itself appears on the page when somebody sits down; files to erase are put before who may erase them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.domain.actor import Actor
from intake_app.services.attendances import invite_residents
from tests.store.world import actor_of
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.workshop_scenes import TUESDAY, plan, settle_in
from ui.follow_ups.follow_ups_view import FollowUpsView
from ui.follow_ups.follow_ups_vm import FollowUpsVm


@pytest.fixture
def at(tmp_path: Path) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


def opened(at: AtDesk, show: Shower) -> FollowUpsView:
    view = FollowUpsView(FollowUpsVm(at.desk))
    show(view, 1100, 800)
    view.vm.plan()
    view.vm.refresh()
    at.settle()
    return view


def test_a_reminder_stands_on_the_page_and_is_dealt_with_like_any_other(at: AtDesk, show: Shower) -> None:
    people = settle_in(at)
    _, slot_id = plan(at, "CV", TUESDAY.replace(day=25))
    at.run(invite_residents, slot_id, [people["Benali"]])
    view = opened(at, show)
    (row,) = view.vm.groups.today
    assert (row.family_name, row.purpose, row.medium) == ("Benali", "workshop_reminder", "phone")
    view.lists["today"].setFocus()
    QTest.keyClick(view.lists["today"], Qt.Key.Key_Return)
    view.dealing.form.set_values({"result": "reached"})
    QTest.keyClick(view.dealing, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert view.vm.groups.today == ()


def test_somebody_silent_is_asked_after_under_the_name_of_who_registered_them(at: AtDesk, show: Shower) -> None:
    at.register("Benali", "Karim", referent_id=at.actor.staff_id)
    at.clock.advance(days=100)
    view = opened(at, show)
    (row,) = view.vm.groups.today
    assert (row.purpose, row.assigned_to) == ("no_news", at.actor.staff_id)
    assert not view.ways.erasing.isVisible()


@pytest.fixture
def officer(at: AtDesk) -> Actor:
    """The desk as the person in charge of the particulars finds it, who may do nothing else here."""
    at.desk.actor = actor_of(at.clock, role="dpo")
    return at.desk.actor


def test_who_may_erase_is_told_how_many_files_are_due_and_led_to_them(at: AtDesk, officer: Actor, show: Shower) -> None:
    at.register("Benali", "Karim")
    view = opened(at, show)
    assert not view.ways.erasing.isVisible()
    at.clock.advance(days=200)
    view.vm.plan()
    view.vm.refresh()
    at.settle()
    assert view.ways.erasing.text() == "1 fiche à effacer"
    view.ways.erasing.setFocus()
    QTest.keyClick(view.ways.erasing, Qt.Key.Key_Space)
    assert at.wished("filtered_wished") == [("expired",)]
    assert at.errors == []
