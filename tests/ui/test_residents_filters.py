"""The filters above the list of residents, and the views kept of them, by keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.services.resident_filters import FILTERS
from intake_app.services.residents import archive_resident
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from ui import theme
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        yield desk


@pytest.fixture
def view(at: AtDesk, show: Shower) -> ResidentsView:
    at.register("Benali", "Karim")
    put_away = at.register("Diallo", "Fatou")
    at.run(archive_resident, put_away)
    shown = ResidentsView(ResidentsVm(at.desk))
    show(shown, 1154, 768)
    at.settle()
    return shown


def names(view: ResidentsView) -> list[str]:
    return [row.family_name for row in view.model.rows()]


def test_a_filter_narrows_the_list_and_says_when_nobody_passes(at: AtDesk, view: ResidentsView) -> None:
    assert names(view) == ["Benali"]
    view.filters.chips.chip("archived").click()
    at.settle()
    assert names(view) == ["Diallo"]
    view.filters.chips.chip("participant").click()
    at.settle()
    assert names(view) == []
    assert view.empty.isVisible()
    view.filters.chips.chip("participant").click()
    view.filters.chips.chip("archived").click()
    at.settle()
    assert names(view) == ["Benali"]


def test_a_view_is_kept_and_chosen_again_with_the_keyboard(at: AtDesk, view: ResidentsView) -> None:
    keyboard = Keyboard()
    view.search_field.setFocus()
    keyboard.type("dia")
    view.filters.chips.chip("archived").setFocus()
    keyboard.press(Qt.Key.Key_Space)
    view.filters.keep_button.setFocus()
    keyboard.press(Qt.Key.Key_Space)
    keyboard.type("Rangés")
    keyboard.press(Qt.Key.Key_Return)
    at.settle()
    assert view.filters.views.value() == "Rangés"
    view.filters.chips.chip("archived").click()
    at.settle()
    assert view.filters.views.value() == ""
    view.vm.choose_view("Rangés")
    at.settle()
    assert view.vm.filters == ("archived",)
    assert view.search_field.text() == "dia"
    view.filters.forget_button.click()
    at.settle()
    assert view.vm.kept.views == ()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(911, 512), (1154, 768)])
def test_every_filter_is_in_sight_at_every_size(
    at: AtDesk, view: ResidentsView, dressed: QApplication, scale: float, size: tuple[int, int]
) -> None:
    theme.apply_theme(dressed, "light", scale)
    view.resize(*size)
    at.settle()
    chips = view.filters.chips
    for name in FILTERS:
        assert chips.rect().contains(chips.chip(name).geometry()), name
    assert view.scroll_area().horizontalScrollBar().maximum() == 0
