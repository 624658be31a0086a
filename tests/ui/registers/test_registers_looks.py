"""The page of registers: named for screen readers, small enough for 150 %, in both schemes and languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.draw_registers import leaving, logos, registers
from tests.ui.draw_workshops import Scene
from tests.ui.looks import CONTROLS, accessible_tree
from ui import theme
from ui.widgets.buttons import PaintedButton
from ui.workshops.workshops_view import WorkshopsView


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", role="adviser") as at:
        yield at


@pytest.fixture(params=[registers, logos, leaving])
def view(desk: AtDesk, show: Shower, request: pytest.FixtureRequest) -> WorkshopsView:
    made: WorkshopsView = request.param(Scene(desk))
    show(made, 1100, 800)
    desk.settle()
    return made


def test_every_control_has_a_name(view: WorkshopsView) -> None:
    assert [
        type(here.object()).__name__
        for here in accessible_tree(view)
        if here.role() in CONTROLS and not here.text(QAccessible.Text.Name).strip()
    ] == []


def test_it_fits_a_small_screen_and_targets_are_large(desk: AtDesk, view: WorkshopsView) -> None:
    assert view.minimumSizeHint().width() <= 910
    view.resize(846, 512)
    desk.settle()
    for area in view.findChildren(QWidget, "scroll_body"):
        if area.isVisible():
            assert area.width() <= 846, "it scrolls sideways"
    for button in view.registers.findChildren(PaintedButton):
        if button.isVisible():
            assert button.height() >= 40, button.text()


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_it_follows_another_scheme_and_larger_text(desk: AtDesk, view: WorkshopsView, scale: float) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = view.grab().toImage()
    theme.apply_theme(app, "dark", scale)
    desk.settle()
    assert view.grab().toImage() != before
    assert view.minimumSizeHint().width() <= 910
