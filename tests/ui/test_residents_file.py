"""A person's file: what it shows, what it notes, what it follows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import mark_present
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.notices import NoticeState
from intake_app.services.privacy import list_openings
from intake_app.services.resident_files import read_resident
from intake_app.services.residents import register_resident, update_resident
from intake_app.services.situations import record_situation
from intake_app.services.workshops import plan_workshop
from tests.store.world import CLAIRE, MAUREPAS, ORAL, TODAY, someone
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, names
from ui.navigation import Place
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


@pytest.fixture
def adviser(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "adviser", staff_id=CLAIRE, role="adviser") as desk:
        yield desk


def opened(at: AtDesk, resident_id: UUID, show: Shower) -> ResidentFileView:
    """The file in sight."""
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(resident_id)
    at.settle()
    return view


def said(view: ResidentFileView) -> str:
    """Every word on the page."""
    return "\n".join(names(view, ROLE.StaticText))


def test_the_head_says_who_the_person_is(at: AtDesk, show: Shower) -> None:
    view = opened(at, at.register(birth_date="1988-03-14", phone="+33612345678", address="12 rue du Gros-Chêne"), show)
    assert view.title() == "Karim BENALI"
    assert "38 ans · 06 12 34 56 78 · 12 rue du Gros-Chêne · Maurepas" in said(view)
    assert view.state_pill.text() == "Premier contact"


def test_opening_a_file_is_noted_once_and_reading_it_again_is_not(at: AtDesk, show: Shower) -> None:
    resident_id = at.register()
    view = opened(at, resident_id, show)
    at.run(update_resident, resident_id, {"first_name": "Karima"})
    assert view.title() == "Karima BENALI"
    assert len(at.store.read(list_openings, resident_id)) == 1


def test_who_opened_the_file_can_be_seen(at: AtDesk, show: Shower) -> None:
    view = opened(at, at.register(), show)
    view.records.openings_link.click()
    at.settle()
    assert "Nadia M. · 22/11/2026" in said(view)


def test_the_first_workshop_attended_moves_the_path_on(at: AtDesk, show: Shower) -> None:
    resident_id = at.register()
    view = opened(at, resident_id, show)
    assert "première séance à venir" in said(view)
    slot_id = at.actor.new_id()
    slot = SlotFields(TODAY, "14:00", "17:00", slot_id)
    fields = {"title": "3h pour l’emploi", "neighbourhood_id": MAUREPAS}
    at.run(plan_workshop, fields, [slot], workshop_id=at.actor.new_id())
    at.run(mark_present, slot_id, resident_id)
    assert "22 nov. · 3h pour l’emploi" in said(view)
    assert view.state_pill.text() == "Parcours en cours"


def test_situation_and_next_step_are_shown(at: AtDesk, show: Shower) -> None:
    resident_id = at.register()
    situation = {"unemployment_duration": "12_to_23_months", "barriers": ["mobility"], "interests": "Cuisine du monde"}
    at.run(record_situation, resident_id, situation)
    at.run(schedule_follow_up, resident_id, purpose="call_back", due_on=TODAY + timedelta(days=2), note="CV à relire")
    words = said(opened(at, resident_id, show))
    assert "1 à 2 ans" in words
    assert "Mobilité" in words
    assert "Cuisine du monde" in words
    assert "Rappeler, mardi 24" in words
    assert "CV à relire" in words


def test_a_notice_said_aloud_is_confirmed_by_the_written_one(at: AtDesk, show: Shower) -> None:
    resident_id = at.run(register_resident, someone(), resident_id=at.actor.new_id(), notice=ORAL)
    view = opened(at, resident_id, show)
    assert "Notice écrite à remettre avant le 22 déc." in said(view)
    view.records.confirm_button.click()
    at.settle()
    assert at.store.read(read_resident, resident_id, TODAY).notice.state is NoticeState.GIVEN
    assert not view.records.confirm_button.isVisible()


def test_a_caretaker_is_not_offered_to_archive(at: AtDesk, show: Shower) -> None:
    view = opened(at, at.register(), show)
    assert not view.archive_button.isVisible()
    assert view.edit_button.isVisible()


def test_an_archived_file_can_be_taken_out_again_at_once(adviser: AtDesk, show: Shower) -> None:
    resident_id = adviser.register()
    view = opened(adviser, resident_id, show)
    view.archive_button.click()
    adviser.settle()
    assert adviser.wished("went") == [Place.RESIDENTS]
    assert adviser.store.read(read_resident, resident_id, TODAY).is_archived
    words, undo = adviser.wished("undo_offered")[0]
    assert words == "Fiche archivée."
    undo()
    adviser.settle()
    assert not adviser.store.read(read_resident, resident_id, TODAY).is_archived
    assert adviser.wished("resident_wished") == [resident_id]


def test_correcting_opens_the_form_of_this_file(at: AtDesk, show: Shower) -> None:
    resident_id = at.register()
    view = opened(at, resident_id, show)
    view.edit_button.click()
    assert at.wished("draft_wished") == [resident_id]


def test_a_file_that_left_this_laptop_is_said_and_the_list_shown(at: AtDesk, show: Shower) -> None:
    view = opened(at, at.actor.new_id(), show)
    assert [error.key for error in at.errors] == ["record_gone"]
    assert at.wished("went") == [Place.RESIDENTS]
    assert view.title() == ""


def test_a_file_is_not_shown_under_another_name_while_it_is_read(at: AtDesk, show: Shower) -> None:
    first, second = at.register("Benali", "Karim"), at.register("Traoré", "Aïcha")
    view = opened(at, first, show)
    view.vm.open_file(second)
    assert view.title() == ""
    assert not view.timeline.isVisible()
    at.settle()
    assert view.title() == "Aïcha TRAORÉ"


def test_the_answer_about_another_person_is_dropped(at: AtDesk, show: Shower) -> None:
    first, second = at.register("Benali", "Karim"), at.register("Traoré", "Aïcha")
    view = opened(at, first, show)
    view.vm.refresh()
    view.vm.open_file(second)
    titles: list[str] = []
    view.vm.shown_changed.connect(lambda: titles.append(view.title()))
    at.settle()
    assert titles == ["Aïcha TRAORÉ"]
