"""The pages of residents for everybody: named controls, small screens, large text, all reached by the Tab key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from intake_app.services.distinctions import tell_apart
from tests.store.world import TOWER_B
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import CONTROLS, names
from tests.ui.resident_scenes import furnish_day
from ui import theme
from ui.residents.resembling_pairs_view import ResemblingPairsView
from ui.residents.resembling_pairs_vm import ResemblingPairsVm
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.resident_form_vm import ResidentFormVm
from ui.residents.resident_merge_view import ResidentMergeView
from ui.residents.resident_merge_vm import ResidentMergeVm
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm
from ui.today.today_view import TodayView
from ui.today.today_vm import TodayVm

WIDTH, HEIGHT = 847, 512
"""What a page is given on a screen of 911 x 512, beside the slim rail."""


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


def today(at: AtDesk) -> QWidget:
    furnish_day(at)
    return TodayView(TodayVm(at.desk))


def residents(at: AtDesk) -> QWidget:
    furnish_day(at)
    return ResidentsView(ResidentsVm(at.desk))


def form(at: AtDesk) -> QWidget:
    at.register("Ben Ali", "Karim")
    vm = ResidentFormVm(at.desk)
    view = ResidentFormView(vm)
    vm.open_new()
    at.settle()
    vm.change({"family_name": "Benali", "first_name": "Karim"})
    vm.lookalikes._look()
    vm.flush_draft()
    return view


def pairs(at: AtDesk) -> QWidget:
    at.desk.actor = replace(at.actor, role="adviser")
    for family, first in (("Benali", "Karim"), ("Ben Ali", "Karim"), ("Saidi", "Mohamed"), ("Saïdi", "Muhammad")):
        at.register(family, first, building_id=TOWER_B)
    other = at.register("Benali", "Karim", building_id=TOWER_B)
    at.run(tell_apart, other, at.register("Benali", "Karim", building_id=TOWER_B))
    view = ResemblingPairsView(ResemblingPairsVm(at.desk))
    view.vm.open()
    at.settle()
    assert view.vm.pair is not None
    return view


def comparison(at: AtDesk) -> QWidget:
    at.desk.actor = replace(at.actor, role="adviser")
    view = ResidentMergeView(ResidentMergeVm(at.desk))
    view.vm.open(at.register("Benali", "Karim"), at.register("Ben Ali", "Karim", building_id=TOWER_B))
    at.settle()
    assert view.vm.preview is not None
    return view


def notice(at: AtDesk) -> QWidget:
    view = form(at)
    assert isinstance(view, ResidentFormView)
    view.page.notice_card.read_button.click()
    return view


def file(at: AtDesk) -> QWidget:
    ids = furnish_day(at)
    vm = ResidentFileVm(at.desk)
    view = ResidentFileView(vm)
    vm.open_file(ids["Ben Ali"])
    return view


PAGES = (today, residents, form, notice, file, pairs, comparison)
Make = Callable[[AtDesk], QWidget]


@pytest.mark.parametrize("make", PAGES)
def test_every_control_has_a_name(at: AtDesk, show: Shower, make: Make) -> None:
    view = show(make(at), WIDTH, HEIGHT)
    at.settle()
    assert all(names(view, *CONTROLS))


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("make", PAGES)
def test_a_page_fits_a_small_screen_at_any_size_of_text(
    at: AtDesk, show: Shower, dressed: QApplication, make: Make, scale: float
) -> None:
    theme.apply_theme(dressed, "light", scale)
    view = show(make(at), WIDTH, HEIGHT)
    at.settle()
    assert view.minimumSizeHint().width() <= 910
    assert view.minimumSizeHint().height() <= 480
    assert view.width() == WIDTH


@pytest.mark.parametrize("make", PAGES)
def test_every_button_in_sight_is_reached_by_the_tab_key(at: AtDesk, show: Shower, make: Make) -> None:
    view = show(make(at), 1154, 1400)
    at.settle()
    view.setFocus()
    reached: set[QWidget] = set()
    for _stop in range(60):
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
    stops = Qt.FocusPolicy.TabFocus.value
    wanted = {
        button
        for button in view.findChildren(QPushButton)
        if button.isVisible() and button.isEnabled() and button.focusPolicy().value & stops
    }
    assert {button.text() for button in wanted - reached} == set()
