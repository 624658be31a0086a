"""The form of a resident at the keyboard, key by key, in a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from intake_app.services.drafts import list_drafts
from intake_app.services.resident_files import read_resident
from intake_app.services.resident_lists import find_residents
from tests.store.world import NADIA, TODAY, TOWER_B
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.resident_form_vm import ResidentFormVm
from ui.shell.frame import ShellFrame

MOST_KEYS = 60
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


@pytest.fixture
def view(at: AtDesk, show: Shower) -> ResidentFormView:
    """The form of somebody new, in sight."""
    shown = ResidentFormView(ResidentFormVm(at.desk))
    show(shown, 1154, 768)
    shown.vm.open_new()
    at.settle()
    return shown


def place(view: ResidentFormView) -> str:
    """The field that has the keyboard."""
    return view.page.form.focused_field() or "notice"


def test_a_contact_takes_at_most_sixty_keys_and_no_mouse(at: AtDesk, view: ResidentFormView) -> None:
    keyboard = Keyboard()
    keyboard.keys += 1  # F2, which opened the form
    keyboard.type("Benali")
    keyboard.tab()
    keyboard.type("Karim")
    keyboard.tab(2)
    assert place(view) == "phone"
    keyboard.type("0612345678")
    keyboard.tab(2)
    assert place(view) == "how_met"
    keyboard.press(Qt.Key.Key_Down)
    for _field in range(12):
        if view.page.notice_card.answers.has_focus():
            break
        keyboard.tab()
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_S, modifier=CONTROL)
    at.settle()
    row = at.store.read(find_residents)[0]
    file = at.store.read(read_resident, row.id, TODAY)
    assert (row.family_name, row.first_name, row.phone, row.neighbourhood) == (
        "Benali",
        "Karim",
        "+33612345678",
        "Maurepas",
    )
    assert (file.fields.how_met, file.notice.mode) == ("caretaker", "paper")
    assert at.wished("told") == ["Fiche enregistrée sur cet ordinateur."]
    assert keyboard.keys <= MOST_KEYS


def test_ctrl_s_twice_makes_one_person(at: AtDesk, view: ResidentFormView) -> None:
    keyboard = Keyboard()
    view.vm.change({"family_name": "Benali", "has_no_phone": ("yes",), "notice": "paper"})
    keyboard.press(Qt.Key.Key_S, 2, CONTROL)
    at.settle()
    assert len(at.store.read(find_residents)) == 1


def test_the_first_wrong_field_is_given_the_keyboard(at: AtDesk, view: ResidentFormView) -> None:
    keyboard = Keyboard()
    keyboard.type("Benali")
    keyboard.tab(2)
    keyboard.type("32/13/84")
    keyboard.press(Qt.Key.Key_S, modifier=CONTROL)
    at.settle()
    assert place(view) == "birth_date"
    errors = view.page.form.errors()
    assert "calendrier" in errors["birth_date"]
    assert set(errors) == {"birth_date", "phone"}


def test_when_only_the_notice_is_missing_the_keyboard_goes_there(at: AtDesk, view: ResidentFormView) -> None:
    view.vm.change({"family_name": "Benali", "has_no_phone": ("yes",)})
    view.page.save_button.click()
    at.settle()
    assert view.page.notice_card.answers.has_focus()
    Keyboard().press(Qt.Key.Key_Space)
    view.page.save_button.click()
    at.settle()
    assert len(at.store.read(find_residents)) == 1


def test_the_notice_is_read_and_handed_over_without_leaving_the_form(at: AtDesk, view: ResidentFormView) -> None:
    view.page.notice_card.read_button.click()
    assert view.currentWidget() is view.notice
    assert view.notice.paper_button.hasFocus()
    view.notice.languages.chip("en").click()
    assert view.notice.title() == "Your information and you"
    view.notice.paper_button.click()
    assert view.currentWidget() is view.page
    assert view.page.notice_card.answers.value() == "paper"
    assert view.vm.content.values["notice_language"] == "en"


def test_typing_goes_on_undisturbed_while_a_building_fills_in_the_neighbourhood(
    at: AtDesk, view: ResidentFormView
) -> None:
    keyboard = Keyboard()
    keyboard.type("Le ")
    form = view.page.form
    form.set_values({"building_id": str(TOWER_B), "neighbourhood_id": ""})
    form.values_changed.emit()
    keyboard.type("Goff")
    assert form.values()["family_name"] == "Le Goff"
    assert form.values()["neighbourhood_id"] == view.vm.content.values["neighbourhood_id"] != ""


def test_leaving_the_page_by_the_rail_keeps_the_draft_and_its_place(at: AtDesk, view: ResidentFormView) -> None:
    keyboard = Keyboard()
    keyboard.type("Benali")
    keyboard.tab()
    keyboard.type("K")
    view.hide()
    at.settle()
    row = at.store.read(list_drafts, NADIA)[0]
    assert (row.family_name, row.first_name, row.place) == ("Benali", "K", "first_name")


def test_a_resumed_form_puts_the_keyboard_where_it_was(at: AtDesk, view: ResidentFormView) -> None:
    keyboard = Keyboard()
    keyboard.type("Benali")
    view.page.form.focus_field("address")
    keyboard.type("12 rue du Gros-")
    view.vm.flush_draft()
    at.settle()
    record_id = view.vm.content.record_id
    view.vm.open_new()
    at.settle()
    assert place(view) == "family_name"
    view.vm.resume(record_id)
    at.settle()
    assert place(view) == "address"
    Keyboard().type("Chêne")
    assert view.page.form.values()["family_name"] == "Benali"
    assert view.page.form.values()["address"] == "12 rue du Gros-Chêne"


def test_the_draft_says_when_it_was_kept(at: AtDesk, view: ResidentFormView) -> None:
    assert not view.page.draft_pill.isVisible()
    Keyboard().type("Benali")
    view.flush_draft()
    at.settle()
    assert view.page.draft_pill.text().startswith("Brouillon enregistré à ")
    assert view.page.discard_button.isVisible()
    draft = view.current_draft()
    assert draft is not None
    assert draft.values["family_name"] == "Benali"


def test_a_discarded_draft_is_offered_back(at: AtDesk, view: ResidentFormView) -> None:
    Keyboard().type("Benali")
    view.flush_draft()
    at.settle()
    view.page.discard_button.click()
    at.settle()
    words, undo = at.wished("undo_offered")[0]
    assert words == "Brouillon effacé."
    undo()
    at.settle()
    assert at.wished("draft_wished") == [view.vm.content.record_id]


def test_somebody_already_known_is_shown_beside_the_form(at: AtDesk, view: ResidentFormView, qtbot: QtBot) -> None:
    known = at.register("Ben Ali", "Karim", phone="+33612345678")
    assert not view.page.lookalikes_card.isVisible()
    keyboard = Keyboard()
    keyboard.type("benali")
    keyboard.tab()
    with qtbot.waitSignal(view.vm.lookalikes.rows_changed, timeout=5000):
        keyboard.type("karim")
    assert view.page.lookalikes_card.isVisible()
    view.page.lookalikes_card.recognised.emit(known)
    at.settle()
    assert at.wished("resident_wished") == [known]


def test_what_was_saved_is_said_above_the_page_it_leads_to(at: AtDesk, view: ResidentFormView, show: Shower) -> None:
    frame = ShellFrame()
    frame.add_page("form", view)
    frame.add_page("file", QWidget())
    show(frame, 1366, 768)
    frame.show_page("form", "residents")
    at.desk.navigation.told.connect(frame.show_message)
    at.desk.navigation.resident_wished.connect(lambda _id: frame.show_page("file", "residents"))
    view.vm.change({"family_name": "Benali", "has_no_phone": ("yes",), "notice": "paper"})
    view.page.save_button.click()
    at.settle()
    bar = frame.snackbar
    assert bar.text() == "Fiche enregistrée sur cet ordinateur."
    assert bar.parentWidget().childAt(bar.geometry().center()) in {bar, *bar.findChildren(QWidget)}


def test_a_first_name_typed_in_one_case_is_written_as_names_are_and_given_back(
    at: AtDesk, view: ResidentFormView
) -> None:
    keyboard = Keyboard()
    keyboard.type("benali")
    keyboard.tab()
    keyboard.type("marie-jeanne d'arc")
    assert view.vm.content.values["first_name"] == "marie-jeanne d'arc", "nothing moves while one types"
    keyboard.tab()
    assert view.page.form.values()["first_name"] == "Marie-Jeanne d'Arc"
    assert view.vm.content.values["first_name"] == "Marie-Jeanne d'Arc"
    ((said, undo),) = at.wished("undo_offered")
    assert said == "Prénom écrit «\u202fMarie-Jeanne d'Arc\u202f»."
    undo()
    assert view.vm.content.values["first_name"] == "marie-jeanne d'arc"
    keyboard.press(Qt.Key.Key_Backtab)
    keyboard.tab()
    assert view.vm.content.values["first_name"] == "marie-jeanne d'arc", "whoever takes it back is not asked again"


def test_an_absurd_name_is_refused_in_plain_words(at: AtDesk, view: ResidentFormView) -> None:
    keyboard = Keyboard()
    keyboard.type("=CMD")
    keyboard.press(Qt.Key.Key_S, modifier=CONTROL)
    at.settle()
    assert view.page.form.errors()["family_name"].startswith("Ce n’est pas un nom.")
    assert place(view) == "family_name"
