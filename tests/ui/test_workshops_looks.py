"""Every page of workshops and follow-ups: named for screen readers, small enough for 150 %, in both schemes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.draw_planning import PLANNING
from tests.ui.draw_workshops import PAGES, Scene
from tests.ui.looks import CONTROLS, accessible_tree
from ui import theme


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as at:
        yield at


def shown(desk: AtDesk, show: Shower, name: str, width: int = 1100, height: int = 800) -> QWidget:
    view = PAGES[name][1](Scene(desk))
    show(view, width, height)
    desk.settle()
    return view


@pytest.mark.parametrize("name", {**PAGES, **PLANNING})
def test_every_control_has_a_name(desk: AtDesk, show: Shower, name: str) -> None:
    view = shown(desk, show, name)
    unnamed = [
        f"{here.role().name} {type(here.object()).__name__}"
        for here in accessible_tree(view)
        if here.role() in CONTROLS and not here.text(QAccessible.Text.Name).strip()
    ]
    assert unnamed == []


@pytest.mark.parametrize("name", {**PAGES, **PLANNING})
def test_a_page_fits_a_small_screen(desk: AtDesk, show: Shower, name: str) -> None:
    view = shown(desk, show, name)
    assert view.minimumSizeHint().width() <= 910
    assert view.minimumSizeHint().height() <= 480
    view.resize(846, 512)
    desk.settle()
    for area in view.findChildren(QWidget, "scroll_body"):
        if area.isVisible():
            assert area.width() <= 846, "it scrolls sideways"


@pytest.mark.parametrize(
    "name", ["03-roll", "03-list", "03-form", "03-invitations", "03-invitations-list", "09-follow-ups"]
)
def test_a_page_follows_another_scheme_and_larger_text(desk: AtDesk, show: Shower, name: str) -> None:
    view = shown(desk, show, name)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = view.grab().toImage()
    theme.apply_theme(app, "dark", 2.0)
    desk.settle()
    assert view.grab().toImage() != before
    assert view.minimumSizeHint().width() <= 910
