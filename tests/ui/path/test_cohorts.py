"""A cohort is opened from a window, joined, corrected, and its qualification obtained, by the keyboard alone."""

from __future__ import annotations

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.path.enrolment_lists import CohortRow, list_cohorts
from tests.store.path_world import CERTIFIED, OPERATION
from tests.store.world import actor_of
from tests.ui.at_desk import AtDesk
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from tests.ui.path.filling import fill, path_of
from ui.path.step_form_view import StepFormView
from ui.referrals.offers_view import OffersView
from ui.referrals.offers_vm import OffersVm


def named(at: AtDesk, name: str) -> CohortRow:
    return next(row for row in at.store.read(list_cohorts) if row.name == name)


def test_a_cohort_is_typed_in_joined_and_its_qualification_obtained(
    at: AtDesk, page: StepFormView, karim: UUID
) -> None:
    page.vm.open(karim, "cohort")
    at.settle()
    # the only certified action is chosen already
    assert page.form.values()["action_id"] == str(CERTIFIED)
    keyboard = Keyboard()
    for name, typed in (
        ("name", "Automne"), ("qualification", "CAP gardien d’immeubles"), ("certifier", "Éducation nationale"),
        ("starts_on", "14/9/2026"),
    ):  # fmt: skip
        page.form.focus_field(name)
        keyboard.type(typed)
    keyboard.press(Qt.Key.Key_S, modifier=Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert page.vm.problems == ()
    autumn = named(at, "Automne")
    page.vm.open(karim, "enrolment")
    at.settle()
    fill(at, page, {"action_id": str(CERTIFIED), "cohort_id": str(autumn.id), "operation_id": str(OPERATION)})
    assert [row.cohort for row in path_of(at, karim).enrolments] == ["Automne"]
    page.vm.open(karim, "outcome")
    at.settle()
    assert page.form.values()["qualification"] == "CAP gardien d’immeubles"
    fill(at, page, {"type": "qualification_obtained"})
    (outcome,) = path_of(at, karim).outcomes
    assert (outcome.fields.qualification, outcome.fields.certifier) == (autumn.qualification, autumn.certifier)


def test_what_is_wrong_is_said_in_its_field(at: AtDesk, page: StepFormView, karim: UUID) -> None:
    page.vm.open(karim, "cohort")
    at.settle()
    days = {"starts_on": "2026-09-14", "ends_on": "2026-09-13"}
    fill(at, page, {"name": "Automne", "qualification": "CAP", "certifier": "Éducation nationale", **days})
    assert [(problem.field, problem.key) for problem in page.vm.problems] == [("ends_on", "exit_before_entry")]


@pytest.fixture
def directory(at: AtDesk, karim: UUID, show: Shower) -> OffersView:
    view = OffersView(OffersVm(at.desk))
    show(view, 1154, 768)
    at.settle()
    return view


def test_from_the_directory_they_are_added_and_corrected(at: AtDesk, directory: OffersView, page: StepFormView) -> None:
    directory.cohorts.add_button.setFocus()
    QTest.keyClick(directory.cohorts.add_button, Qt.Key.Key_Space)
    directory.cohorts.list.setFocus()
    QTest.keyClick(directory.cohorts.list, Qt.Key.Key_Down)
    QTest.keyClick(directory.cohorts.list, Qt.Key.Key_Return)
    spring = named(at, "Printemps")
    assert at.wished("step_wished") == [[None, "cohort", None], [None, "cohort", spring.id]]
    page.vm.open(None, "cohort", spring.id)
    at.settle()
    fill(at, page, {"name": "Printemps 2027"})
    assert named(at, "Printemps 2027").qualification == spring.qualification
    assert [row.name for row in directory.cohorts.vm.rows] == ["Printemps 2027"]


def test_a_caretaker_keeps_none(at: AtDesk, karim: UUID, show: Shower) -> None:
    at.desk.actor = actor_of(at.clock)
    view = OffersView(OffersVm(at.desk))
    show(view, 1154, 768)
    at.settle()
    assert not view.cohorts.isVisible()
