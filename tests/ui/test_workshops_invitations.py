"""Inviting to a workshop by keyboard: two letters and Enter, an answer with one key, several people at once, paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.attendances import mark_present
from intake_app.services.invitations.lists import TAKEN, read_invitations
from intake_app.services.workshops import cancel_workshop
from intake_app.storage import audit
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.pdf_words import words_of
from tests.ui.roll_scenes import RollPage, focused
from tests.ui.workshop_scenes import TUESDAY, plan, plan_with_people
from ui.workshops.invitations.invitation_papers import list_pdf, slips_pdf
from ui.workshops.invitations.invitations_page import InvitationsPage
from ui.workshops.invitations.shown import Shown
from ui.workshops.workshops_vm import WorkshopPage

KEY = Qt.Key
WEEK = timedelta(days=7)


@pytest.fixture
def scene(tmp_path: Path, show: Shower) -> Iterator[RollPage]:
    """The roll of next week's workshop, on which nobody is."""
    with sit_down(tmp_path / "palier") as desk:
        opened = RollPage(desk, show)
        opened.workshop_id, opened.slot_id = plan(desk, "3h pour l’emploi", TUESDAY + WEEK)
        go_to(opened)
        yield opened


def go_to(scene: RollPage) -> None:
    scene.view.vm.open_slot(scene.slot_id)
    scene.desk.settle()
    scene.view.invitations.click()
    scene.desk.settle()
    assert scene.screen.vm.page is WorkshopPage.INVITATIONS


def page(scene: RollPage) -> InvitationsPage:
    return scene.screen.invitations


def invite(scene: RollPage, text: str) -> None:
    page(scene).search.setFocus()
    scene.write(text)
    scene.press(KEY.Key_Return)


def answers(scene: RollPage) -> dict[str, tuple[str | None, str | None]]:
    rows = scene.desk.store.read(read_invitations, scene.slot_id).rows
    return {row.resident.family_name: (row.means, row.answer) for row in rows}


def test_two_letters_and_enter_invite(scene: RollPage) -> None:
    assert focused() is page(scene).search
    assert not page(scene).empty.isHidden()
    invite(scene, "be")
    assert page(scene).search.text() == ""
    invite(scene, "tr")
    assert answers(scene) == {"Benali": (None, None), "Traoré": (None, None)}
    assert scene.desk.wished("told") == ["1 personne invitée."] * 2
    invite(scene, "be")
    assert len(answers(scene)) == 2


def test_an_answer_takes_one_key_and_leads_to_the_next_person(scene: RollPage) -> None:
    for name in ("be", "le g", "tr"):
        invite(scene, name)
    scene.press(KEY.Key_Down)
    assert focused() is page(scene).table
    for letter in "vns":
        scene.write(letter)
    told = ("phone", "yes"), ("phone", "no"), ("phone", "none")
    assert answers(scene) == dict(zip(("Benali", "Le Goff", "Traoré"), told, strict=True))
    scene.write("s")
    assert answers(scene)["Traoré"] == ("phone", None)
    scene.write("3")
    assert answers(scene)["Traoré"] == ("sms", None)
    scene.write("3")
    assert answers(scene)["Traoré"] == (None, None)


def test_those_still_to_reach_leave_their_list_as_they_answer(scene: RollPage) -> None:
    for name in ("be", "le g", "tr"):
        invite(scene, name)
    page(scene).shown.chip(Shown.TO_REACH).click()
    page(scene).table.setFocus()
    scene.press(KEY.Key_Home)
    scene.write("v")
    assert [row.resident.family_name for row in page(scene).table.rows_model().rows()] == ["Le Goff", "Traoré"]
    assert page(scene).table.current_row().resident.family_name == "Le Goff"
    assert page(scene).shown.chip(Shown.TO_REACH).text() == "À joindre (2)"
    scene.write("n")
    assert answers(scene) == {"Benali": ("phone", "yes"), "Le Goff": ("phone", "no"), "Traoré": (None, None)}


def test_the_card_says_whom_one_calls_and_its_buttons_note_the_answer(scene: RollPage) -> None:
    invite(scene, "be")
    card = page(scene).calling
    assert not card.isHidden()
    assert card._phone.text() == "06 39 98 00 01"
    card.means.chip("door").click()
    scene.desk.settle()
    card.answers["yes"].click()
    scene.desk.settle()
    assert answers(scene) == {"Benali": ("door", "yes")}
    assert "À la porte" in card._told.text()
    assert "Nadia M." in card._told.text()


def test_whoever_is_taken_off_can_be_put_back(scene: RollPage) -> None:
    invite(scene, "be")
    page(scene).table.setFocus()
    scene.press(KEY.Key_Delete)
    assert answers(scene) == {}
    ((said, undo),) = scene.desk.wished("undo_offered")
    assert said == "BENALI Karim n’est plus sur la liste."
    undo()
    scene.desk.settle()
    assert set(answers(scene)) == {"Benali"}


def test_those_of_the_workshop_before_are_invited_together_by_keyboard(scene: RollPage) -> None:
    _id, before = plan_with_people(scene.desk, scene.people, TUESDAY, hours=("18:00", "19:00"))
    scene.desk.run(mark_present, before, scene.people["Benali"])
    scene.desk.run(mark_present, before, scene.people["Petit"])
    page(scene).gather.setFocus()
    scene.press(KEY.Key_Space)
    gathering = page(scene).gathering
    assert "3h pour l’emploi" in gathering._about.text()
    assert gathering.confirm.text() == "Inviter 2 personnes"
    scene.tab_to(gathering.list)
    scene.press(KEY.Key_Home, KEY.Key_Down, KEY.Key_Space)
    assert gathering.confirm.text() == "Inviter 3 personnes"
    gathering.confirm.setFocus()
    scene.press(KEY.Key_Space)
    assert set(answers(scene)) == {"Benali", "Le Goff", "Petit"}
    assert gathering.isHidden()
    assert focused() is page(scene).search


def test_a_list_is_narrowed_and_nobody_is_ticked_in_it_unasked(scene: RollPage) -> None:
    page(scene).gather.click()
    gathering = page(scene).gathering
    gathering.sources.chip("residents").click()
    scene.desk.settle()
    assert (len(gathering.model.rows()), gathering.confirm.isEnabled()) == (9, False)
    gathering.search.setFocus()
    scene.write("dia")
    gathering.all.click()
    assert gathering.confirm.text() == "Inviter 3 personnes"
    gathering.filters.chip("participant").click()
    scene.desk.settle()
    assert (gathering.model.rows(), gathering.confirm.isEnabled()) == ((), False)
    gathering.sources.setFocus()
    QTest.keyClick(focused(), KEY.Key_Escape)
    assert gathering.isHidden()


def test_several_dates_are_told_of_at_once_unless_one_says_otherwise(scene: RollPage) -> None:
    workshop_id, scene.slot_id = plan(scene.desk, "Deux jours", TUESDAY + WEEK, TUESDAY + WEEK + timedelta(days=1))
    go_to(scene)
    assert workshop_id
    invite(scene, "be")
    page(scene).calling.answers["yes"].click()
    scene.desk.settle()
    card = page(scene).calling
    assert not card.all_dates.isHidden()
    card.all_dates.click()
    card.answers["no"].click()
    scene.desk.settle()
    dates = page(scene).vm.dates
    found = [scene.desk.store.read(read_invitations, one).rows[0].answer for one in dates]
    assert found == ["no", "yes"]


def test_the_printed_list_says_a_name_a_phone_and_nothing_else(scene: RollPage, tmp_path: Path) -> None:
    nobody = scene.desk.register("Sansfil", "Léa")
    for name in ("be", "sansfil"):
        invite(scene, name)
    assert nobody
    target = tmp_path / "liste.pdf"
    page(scene).papers.ask_target = lambda: str(target)
    page(scene).papers.save(list_pdf)
    scene.desk.settle()
    said = words_of(target)
    for shown in ("BENALI Karim", "06 39 98 00 01", "SANSFIL Léa", "pas de téléphone", "Réponse"):
        assert shown in said
    assert "Maurepas" not in said
    assert len(scene.desk.store.read(audit.read_trail, "slot", scene.slot_id, deed=TAKEN)) == 1
    page(scene).papers.save(slips_pdf)
    scene.desk.settle()
    said = words_of(target)
    for shown in ("Karim BENALI", "3h pour l’emploi", "1er décembre 2026", "Local Gros-Chêne"):
        assert shown in said
    assert "06 39" not in said


def test_nothing_is_noted_any_more_of_a_cancelled_workshop(scene: RollPage) -> None:
    invite(scene, "be")
    scene.desk.run(cancel_workshop, scene.workshop_id)
    assert not page(scene).search.isEnabled()
    assert not page(scene).closed.isHidden()
    page(scene).table.setFocus()
    scene.write("v")
    assert answers(scene) == {"Benali": (None, None)}
    assert scene.desk.errors == []


def test_turning_the_screen_leads_to_the_roll_with_its_names_hidden(scene: RollPage) -> None:
    invite(scene, "be")
    scene.press(KEY.Key_F8)
    assert scene.screen.vm.page is WorkshopPage.ROLL
    assert scene.view.vm.is_private
