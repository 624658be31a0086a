"""How many keys a meeting without a name takes, and somebody's entry into an operation: by the keyboard alone, from the
page one stands on to what is saved. Each test prints its count.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from intake_app.services.drafts import list_drafts
from intake_app.services.encounters import record_encounter
from intake_app.services.path.overview import PathOverview, read_path
from tests.store.path_world import open_operation
from tests.store.world import CLAIRE, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from ui.navigation import Place
from ui.path.add_step_view import AddStepView, AddStepVm
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm
from ui.widgets.chips import ChipGroup
from ui.widgets.fields import ChoiceField

MOST_FOR_MEETING, MOST_FOR_PARTICIPANT = 20, 40
CONTROL = Qt.KeyboardModifier.ControlModifier
FARTHEST = 60


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        open_operation(desk.store)
        yield desk


@pytest.fixture
def step(at: AtDesk, show: Shower) -> StepFormView:
    """The page of a step, which other pages lead to."""
    view = StepFormView(StepFormVm(at.desk))
    show(view, 1154, 768)
    return view


def tab_to(keyboard: Keyboard, widget: QWidget) -> None:
    """Go to a widget by the Tab key, and no further than one would."""
    for _key in range(FARTHEST):
        if widget.hasFocus() or widget.isAncestorOf(keyboard.focus()):
            return
        keyboard.tab()
    raise AssertionError(f"{widget.accessibleName()} cannot be reached")


def answer(keyboard: Keyboard, page: StepFormView, name: str, code: str) -> None:
    """Choose an answer of the form shown."""
    tab_to(keyboard, page.form.box(name))
    field = page.form.field(name)
    if isinstance(field, ChipGroup):
        while not field.chip(code).hasFocus():
            keyboard.press(Qt.Key.Key_Right)
        keyboard.press(Qt.Key.Key_Space)
    else:
        assert isinstance(field, ChoiceField)
        while field.value() != code:
            keyboard.press(Qt.Key.Key_Down)


def save(at: AtDesk, keyboard: Keyboard, page: StepFormView) -> None:
    keyboard.press(Qt.Key.Key_S, modifier=CONTROL)
    at.settle()
    assert page.vm.problems == ()
    assert not page.vm.is_open


def bring_up(page: QWidget, qtbot: QtBot) -> None:
    """The page comes up, as the shell would bring it."""
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow, timeout=5000)


def test_a_meeting_without_a_name(at: AtDesk, step: StepFormView, show: Shower, qtbot: QtBot) -> None:
    at.register()
    page = ResidentsView(ResidentsVm(at.desk))
    show(page, 1154, 768)
    page.setFocus()
    at.settle()
    assert page.search_field.hasFocus()
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_Tab, modifier=Qt.KeyboardModifier.ShiftModifier)
    while not page.anonymous_button.hasFocus():
        keyboard.press(Qt.Key.Key_Tab, modifier=Qt.KeyboardModifier.ShiftModifier)
    keyboard.press(Qt.Key.Key_Space)
    assert at.wished("step_wished") == [[None, "anonymous", None]]
    bring_up(step, qtbot)
    step.vm.open(None, "anonymous")
    at.settle()
    answer(keyboard, step, "channel", "lobby")
    answer(keyboard, step, "outcome", "informed")
    save(at, keyboard, step)
    with at.store.direct() as connection:
        count = connection.exec_driver_sql("SELECT count(*) FROM encounter WHERE resident_id IS NULL").scalar()
    assert count == 1
    print(f"a meeting without a name: {keyboard.keys} keys, at most {MOST_FOR_MEETING}, no mouse")
    assert keyboard.keys <= MOST_FOR_MEETING


def test_from_a_contact_to_a_participant(at: AtDesk, step: StepFormView, show: Shower, qtbot: QtBot) -> None:
    karim = at.register()
    at.run(record_encounter, channel="office", outcome="registered", neighbourhood_id=None, resident_id=karim)
    keyboard = Keyboard()
    add_step(at, keyboard, show, step, karim, "situation", qtbot)
    answer(keyboard, step, "labour_status", "discouraged")
    save(at, keyboard, step)
    add_step(at, keyboard, show, step, karim, "enrolment", qtbot)
    # the operation that runs, the day and « inscrit » are there already
    save(at, keyboard, step)
    path = path_of(at, karim)
    assert [row.stage for row in path.snapshots] == ["entry"]
    assert [row.status for row in path.enrolments] == ["enrolled"]
    print(f"entry situation and enrolment: {keyboard.keys} keys, at most {MOST_FOR_PARTICIPANT}, no mouse")
    assert keyboard.keys <= MOST_FOR_PARTICIPANT


def add_step(
    at: AtDesk, keyboard: Keyboard, show: Shower, step: StepFormView, resident_id: UUID, kind: str, qtbot: QtBot
) -> None:
    """From the file just opened, by its button and the page of steps, to the form."""
    file = ResidentFileView(ResidentFileVm(at.desk))
    show(file, 1154, 768)
    file.setFocus()
    file.vm.open_file(resident_id)
    at.settle()
    tab_to(keyboard, file.add_button)
    keyboard.press(Qt.Key.Key_Space)
    steps = AddStepView(AddStepVm(at.desk))
    show(steps, 1154, 768)
    steps.vm.open(resident_id)
    at.settle()
    tab_to(keyboard, steps.buttons[[one.key for one in steps.vm.kinds].index(kind)])
    keyboard.press(Qt.Key.Key_Space)
    assert at.wished("step_wished")[-1] == [resident_id, kind, None]
    bring_up(step, qtbot)
    step.vm.open(resident_id, kind)
    at.settle()


def path_of(at: AtDesk, resident_id: UUID) -> PathOverview:
    return at.store.read(read_path, at.actor, resident_id, TODAY)


def test_a_meeting_without_a_name_opens_no_file_and_escape_leaves_it(at: AtDesk, step: StepFormView) -> None:
    step.vm.open(None, "anonymous")
    at.settle()
    outcome = step.form.field("outcome")
    assert isinstance(outcome, ChipGroup)
    with pytest.raises(KeyError):
        outcome.chip("registered")
    keyboard = Keyboard()
    outcome.chip("informed").setFocus()
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Escape)
    at.settle()
    assert at.wished("went") == [Place.RESIDENTS]
    assert [draft.form for draft in at.store.read(list_drafts, CLAIRE)] == ["path_step"], "what was begun is kept"
