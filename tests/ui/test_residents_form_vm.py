"""The form of a resident without a window: saving once, drafts, lookalikes, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.drafts import list_drafts
from intake_app.services.resident_files import ResidentFile, read_resident
from intake_app.services.resident_lists import ResidentRow, find_residents
from intake_app.services.rolls import read_roll
from intake_app.services.workshops import plan_workshop
from tests.store.world import MAUREPAS, NADIA, TODAY, TOWER_B, VILLEJEAN
from tests.ui.at_desk import AtDesk, sit_down
from ui.residents.lookalikes_vm import PAUSE_MS
from ui.residents.resident_form_vm import ResidentFormVm

CONTACT = {"family_name": "Benali", "first_name": "Karim", "phone": "06 12 34 56 78", "how_met": "caretaker"}


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


@pytest.fixture
def form(at: AtDesk) -> ResidentFormVm:
    """The form of somebody new."""
    vm = ResidentFormVm(at.desk)
    vm.open_new()
    at.settle()
    return vm


def everybody(at: AtDesk) -> list[ResidentRow]:
    return at.store.read(find_residents)


def file_of(at: AtDesk, resident_id: UUID) -> ResidentFile:
    return at.store.read(read_resident, resident_id, TODAY)


def problems(vm: ResidentFormVm) -> dict[str, str]:
    return {problem.field: problem.key for problem in vm.problems}


def plan_slot(at: AtDesk) -> UUID:
    slot_id = at.actor.new_id()
    fields = {"title": "3h pour l’emploi", "neighbourhood_id": MAUREPAS}
    slot = SlotFields(TODAY, "14:00", "17:00", slot_id)
    at.run(plan_workshop, fields, [slot], workshop_id=at.actor.new_id())
    return slot_id


def test_saving_twice_makes_one_person(at: AtDesk, form: ResidentFormVm) -> None:
    form.change(CONTACT)
    form.inform("paper", "fr")
    form.save()
    form.save()
    at.settle()
    form.save()
    at.settle()
    assert [row.family_name for row in everybody(at)] == ["Benali"]
    assert at.wished("resident_wished") == [form.content.record_id]
    assert at.errors == []


def test_everything_typed_is_saved(at: AtDesk, form: ResidentFormVm) -> None:
    form.change(
        {
            **CONTACT,
            "birth_date": "1988-03-14",
            "address": "12 rue du Gros-Chêne",
            "building_id": str(TOWER_B),
            "labour_status": "unemployed_registered",
            "unemployment_duration": "12_to_23_months",
            "barriers": ("mobility", "lone_parent"),
            "interests": "cuisine",
        }
    )
    form.inform("oral", "en")
    form.save()
    at.settle()
    file = file_of(at, form.content.record_id)
    assert (file.fields.phone, file.fields.birth_date, file.building) == ("+33612345678", "1988-03-14", "Tour B")
    assert file.situation is not None
    assert file.situation.fields.barriers == ["lone_parent", "mobility"]
    assert file.notice.mode == "oral"


def test_every_mistake_is_told_at_once_beside_its_field(at: AtDesk, form: ResidentFormVm) -> None:
    form.change({"birth_date": "32/13/84", "phone": "06", "interests": "alcool"})
    form.save()
    at.settle()
    assert problems(form) == {
        "family_name": "field_missing",
        "phone": "phone_not_understood",
        "birth_date": "date_impossible",
        "notice": "notice_missing",
        "interests": "sensitive_words",
    }
    assert everybody(at) == []
    assert not form.has_only_words


def test_sensitive_words_are_kept_only_when_the_person_insists(at: AtDesk, form: ResidentFormVm) -> None:
    form.change({**CONTACT, "interests": "cuisine, a arrêté l’alcool"})
    form.inform("paper", "fr")
    form.save()
    at.settle()
    assert form.has_only_words
    form.save(keeps_words=True)
    at.settle()
    assert len(everybody(at)) == 1


def test_a_form_that_was_refused_can_be_corrected_and_saved(at: AtDesk, form: ResidentFormVm) -> None:
    form.change({"family_name": "Benali", "has_no_phone": ("yes",)})
    form.save()
    at.settle()
    form.inform("paper", "fr")
    assert form.problems == ()
    form.save()
    at.settle()
    assert len(everybody(at)) == 1


def test_a_person_already_known_is_shown_and_opened_instead(at: AtDesk, qtbot: QtBot) -> None:
    known = at.register("Ben Ali", "Karim")
    form = ResidentFormVm(at.desk)
    form.open_new()
    at.settle()
    with qtbot.waitSignal(form.lookalikes.rows_changed, timeout=PAUSE_MS + 2000):
        form.change({"family_name": "benali", "first_name": "karim"})
    assert [row.resident.id for row in form.lookalikes.rows] == [known]
    form.take_known(known)
    at.settle()
    assert at.wished("resident_wished") == [known]
    assert at.store.read(list_drafts, NADIA) == []
    assert len(everybody(at)) == 1


def test_somebody_said_to_be_another_stays_hidden(at: AtDesk, qtbot: QtBot) -> None:
    known = at.register("Ben Ali", "Karim", phone="+33612345678")
    form = ResidentFormVm(at.desk)
    form.open_new()
    at.settle()
    with qtbot.waitSignal(form.lookalikes.rows_changed, timeout=PAUSE_MS + 2000):
        form.change({"family_name": "Benali", "first_name": "Karim"})
    form.lookalikes.hide(known)
    assert form.lookalikes.rows == ()
    form.change({"phone": "0612345678"})
    form.lookalikes._look()
    at.settle()
    assert form.lookalikes.rows == ()


def test_the_last_neighbourhood_used_comes_first(at: AtDesk, form: ResidentFormVm) -> None:
    assert form.content.values["neighbourhood_id"] == str(MAUREPAS)
    at.register(neighbourhood_id=VILLEJEAN)
    form.open_new()
    at.settle()
    assert form.content.values["neighbourhood_id"] == str(VILLEJEAN)


def test_a_person_opened_from_a_roll_is_saved_and_ticked_at_once(at: AtDesk) -> None:
    slot_id = plan_slot(at)
    form = ResidentFormVm(at.desk)
    form.open_new(slot_id)
    at.settle()
    form.change(CONTACT)
    form.inform("paper", "fr")
    form.save()
    at.settle()
    roll = at.store.read(read_roll, slot_id)
    assert [(row.family_name, row.is_present, row.is_walk_in) for row in roll.rows] == [("Benali", True, True)]
    assert at.wished("workshop_wished") == [roll.workshop_id]


def test_somebody_known_is_ticked_on_the_roll_instead_of_registered_twice(at: AtDesk) -> None:
    known, slot_id = at.register(), plan_slot(at)
    form = ResidentFormVm(at.desk)
    form.open_new(slot_id)
    at.settle()
    form.take_known(known)
    at.settle()
    roll = at.store.read(read_roll, slot_id)
    assert [(row.resident_id, row.is_present) for row in roll.rows] == [(known, True)]
    assert at.wished("workshop_wished") == [roll.workshop_id]
