"""Nobody is registered twice without being asked, and what was answered is never forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.services.distinctions import read_told_apart
from intake_app.services.resident_lists import find_residents
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from tests.ui.looks import ROLE, names
from ui import theme
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.resident_form_vm import ResidentFormVm

PHONE = "0612345678"
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


def opened(at: AtDesk, show: Shower, record_id: UUID | None = None) -> ResidentFormView:
    """A form in sight: of somebody new, or taken up."""
    view = ResidentFormView(ResidentFormVm(at.desk))
    show(view, 1154, 768)
    if record_id is None:
        view.vm.open_new()
    else:
        view.vm.resume(record_id)
    at.settle()
    return view


def type_karim(at: AtDesk, view: ResidentFormView) -> Keyboard:
    """Type somebody who is known already, as far as the notice."""
    keyboard = Keyboard()
    keyboard.type("Benali")
    keyboard.tab()
    keyboard.type("Karim")
    keyboard.tab(2)
    keyboard.type(PHONE)
    view.page.notice_card.answers.setFocus()
    keyboard.press(Qt.Key.Key_Space)
    at.settle()
    return keyboard


def save(at: AtDesk, keyboard: Keyboard) -> None:
    keyboard.press(Qt.Key.Key_S, modifier=CONTROL)
    at.settle()


def people(at: AtDesk) -> int:
    return len(at.store.read(find_residents))


def told(at: AtDesk, known: UUID) -> set[frozenset[UUID]]:
    return set(at.store.read(read_told_apart, [known]))


@pytest.fixture
def known(at: AtDesk) -> UUID:
    return at.register("Ben Ali", "Karim", phone=PHONE, birth_date="1988-03-14", gender="M")


def test_the_first_save_asks_and_shows_both(at: AtDesk, known: UUID, show: Shower) -> None:
    view = opened(at, show)
    save(at, type_karim(at, view))
    assert view.currentWidget() is view.question
    words = "\n".join(names(view.question, ROLE.StaticText))
    assert "Karim BENALI" in words
    assert "Karim BEN ALI" in words
    assert "fiche ouverte par vous le 22/11/2026" in words
    assert words.count("06 12 34 56 78") == 2
    assert people(at) == 1, "nothing is saved yet"
    assert view.question.same_button.hasFocus()


def test_enter_takes_the_known_file(at: AtDesk, known: UUID, show: Shower) -> None:
    view = opened(at, show)
    keyboard = type_karim(at, view)
    save(at, keyboard)
    keyboard.press(Qt.Key.Key_Return)
    at.settle()
    assert at.wished("resident_wished") == [known]
    assert people(at) == 1


def test_one_more_key_saves_another_person_and_remembers_it(at: AtDesk, known: UUID, show: Shower) -> None:
    view = opened(at, show)
    keyboard = type_karim(at, view)
    record_id = view.vm.content.record_id
    save(at, keyboard)
    save(at, keyboard)
    assert at.wished("resident_wished") == [record_id]
    assert people(at) == 2
    assert told(at, known) == {frozenset((known, record_id))}


def test_escape_goes_back_to_the_form_and_the_question_comes_again(at: AtDesk, known: UUID, show: Shower) -> None:
    view = opened(at, show)
    keyboard = type_karim(at, view)
    save(at, keyboard)
    keyboard.press(Qt.Key.Key_Escape)
    assert view.currentWidget() is view.page
    assert view.page.isAncestorOf(keyboard.focus())
    save(at, keyboard)
    assert view.currentWidget() is view.question
    assert people(at) == 1


def test_whoever_answered_beside_the_form_is_not_asked_again(at: AtDesk, known: UUID, show: Shower) -> None:
    view = opened(at, show)
    keyboard = type_karim(at, view)
    view.vm.lookalikes._look()
    at.settle()
    other = view.page.lookalikes_card.buttons[1]
    other.setFocus()
    keyboard.press(Qt.Key.Key_Space)
    save(at, keyboard)
    assert people(at) == 2


def test_saving_quicker_than_the_search_asks_all_the_same(at: AtDesk, known: UUID, show: Shower) -> None:
    view = opened(at, show)
    view.vm.change({"family_name": "Benali", "first_name": "Karim", "phone": PHONE, "notice": "paper"})
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_S, modifier=CONTROL)
    at.settle()
    assert view.currentWidget() is view.question


def test_a_lesser_likeness_saves_without_a_question(at: AtDesk, show: Shower) -> None:
    at.register("Benali", "Karima")
    view = opened(at, show)
    save(at, type_karim(at, view))
    assert people(at) == 2


def test_another_person_is_not_forgotten_by_a_kill(tmp_path: Path, qtbot: QtBot, show: Shower) -> None:
    folder = tmp_path / "palier"
    with sit_down(folder) as before:
        known = before.register("Ben Ali", "Karim", phone=PHONE)
        view = opened(before, show)
        keyboard = type_karim(before, view)
        view.vm.lookalikes._look()
        before.settle()
        with qtbot.waitSignal(view.vm.draft_kept, timeout=3000):
            view.page.lookalikes_card.buttons[1].setFocus()
            keyboard.press(Qt.Key.Key_Space)
        record_id = view.vm.content.record_id
        view.vm.is_open = False  # killed: nothing more is kept
        view.vm._keeper.release()
    with sit_down(folder, seed=9) as after:
        view = opened(after, show, record_id)
        view.vm.lookalikes._look()
        after.settle()
        assert not view.page.lookalikes_card.isVisible()
        save(after, Keyboard())
        assert told(after, known) == {frozenset((known, record_id))}


def test_an_answer_taken_back_is_forgotten_in_the_draft_too(at: AtDesk, known: UUID, show: Shower) -> None:
    view = opened(at, show)
    keyboard = type_karim(at, view)
    view.vm.lookalikes._look()
    at.settle()
    view.page.lookalikes_card.buttons[1].setFocus()
    keyboard.press(Qt.Key.Key_Space)
    ((_, undo),) = at.wished("undo_offered")
    undo()
    draft = view.vm.current_draft()
    assert draft is not None
    assert "told_apart" not in draft.values


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("size", [(911, 512), (1154, 768)])
def test_the_question_fits_at_every_size(
    at: AtDesk, known: UUID, show: Shower, dressed: QApplication, scale: float, size: tuple[int, int]
) -> None:
    theme.apply_theme(dressed, "light", scale)
    view = opened(at, show)
    view.resize(*size)
    save(at, type_karim(at, view))
    assert view.currentWidget() is view.question
    assert view.question.scroll_area().horizontalScrollBar().maximum() == 0
    for button in (view.question.back_button, view.question.other_button, view.question.same_button):
        assert view.rect().contains(button.rect().translated(button.mapTo(view, button.rect().topLeft())))
        assert button.width() >= button.sizeHint().width()
