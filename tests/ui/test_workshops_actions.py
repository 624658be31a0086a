"""The page of actions: only for those who keep them, and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.actions import add_action, list_actions
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from ui.path.step_form_vm import StepFormVm
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage, WorkshopsVm

KEY = Qt.Key


def screen_of(at: AtDesk, show: Shower) -> WorkshopsView:
    screen = WorkshopsView(WorkshopsVm(at.desk))
    show(screen, 1100, 800)
    screen.vm.open_list()
    at.settle()
    return screen


def test_a_caretaker_has_no_way_to_them(tmp_path: Path, show: Shower) -> None:
    with sit_down(tmp_path / "a") as at:
        screen = screen_of(at, show)
        assert screen.list.keep_actions.isHidden()
        screen.vm.actions.open()
        at.settle()
        assert screen.vm.page is WorkshopPage.LIST


def test_an_officer_adds_corrects_and_takes_one_back(tmp_path: Path, show: Shower) -> None:
    with sit_down(tmp_path / "a", role="programme_officer") as at:
        screen = screen_of(at, show)
        screen.list.keep_actions.setFocus()
        QTest.keyClick(screen.list.keep_actions, KEY.Key_Space)
        at.settle()
        page = screen.kept_actions
        assert screen.vm.page is WorkshopPage.ACTIONS
        assert not page.empty.isHidden()
        page.add.click()
        assert at.wished("step_wished")[-1] == [None, "action", None]
        at.run(add_action, {"title_fr": "Matinée CV", "kind": "workshop", "funded_hours": 12})
        (row,) = page.list.rows_model().rows()
        assert page._amount(row) == "12 heures financées"
        page.list.setFocus()
        page.list.choose(row.id)
        QTest.keyClick(page.list, KEY.Key_Return)
        assert at.wished("step_wished")[-1] == [None, "action", row.id]
        page.vm.remove(row)
        at.settle()
        assert at.store.read(list_actions) == []
        at.wished("undo_offered")[-1][1]()
        at.settle()
        assert len(at.store.read(list_actions)) == 1


@pytest.mark.parametrize("role", ["programme_officer", "admin"])
def test_the_form_saves_an_action_and_corrects_it(tmp_path: Path, role: str) -> None:
    with sit_down(tmp_path / "a", role=role) as at:
        form = StepFormVm(at.desk)
        form.open(None, "action")
        at.settle()
        form.change({"title_fr": "CAP gardien", "funded_hours": "420", "unit": "hours", "is_certified": "True"})
        form.save()
        at.settle()
        (row,) = at.store.read(list_actions)
        assert (row.title_en, row.funded_hours, row.is_certified, row.kind) == ("CAP gardien", 420, True, "workshop")
        form.open(None, "action", row.id)
        at.settle()
        assert form.content is not None
        assert (form.content.values["title_fr"], form.content.values["is_certified"]) == ("CAP gardien", "True")
        form.change({"is_certified": "False", "title_fr": ""})
        form.save()
        at.settle()
        assert [problem.field for problem in form.problems] == ["title_fr"]
        form.change({"title_fr": "CAP gardien d’immeubles"})
        form.save()
        at.settle()
        (row,) = at.store.read(list_actions)
        assert (row.title_fr, row.is_certified) == ("CAP gardien d’immeubles", False)
