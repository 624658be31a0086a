"""The form of a resident without a window: saving once, drafts, lookalikes, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services import drafts
from intake_app.services.drafts import list_drafts, open_draft
from intake_app.services.resident_files import ResidentFile, read_resident
from intake_app.services.resident_lists import ResidentRow, find_residents
from intake_app.services.rolls import read_roll
from intake_app.services.workshops import plan_workshop
from tests.store.world import MAUREPAS, NADIA, TODAY, TOWER_B, VILLEJEAN
from tests.ui.at_desk import AtDesk, sit_down
from ui.navigation import Place
from ui.residents.draft_keeper import DELAY_MS, take_back
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


def test_the_draft_is_kept_within_two_seconds_of_the_last_key(at: AtDesk, form: ResidentFormVm, qtbot: QtBot) -> None:
    assert DELAY_MS < 2000 - 500
    with qtbot.waitSignal(form.draft_kept, timeout=2000) as kept:
        form.change({"family_name": "Ben"})
        form.change({"family_name": "Benali"})
    assert kept.args == [at.desk.now()]
    draft = at.store.read(open_draft, "resident", form.content.record_id)
    assert draft is not None
    assert draft.values["family_name"] == "Benali"


def test_a_killed_form_comes_back_with_its_values_and_its_place(tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "palier"
    with sit_down(folder) as before:
        vm = ResidentFormVm(before.desk)
        vm.open_new()
        before.settle()
        vm.change({**CONTACT, "barriers": ("mobility",)})
        vm.inform("oral", "en")
        vm.note_place("address")
        vm.flush_draft()
        record_id = vm.content.record_id
    with sit_down(folder, seed=2) as after:
        row = after.store.read(list_drafts, NADIA)[0]
        assert (row.record_id, row.family_name, row.has_notice) == (record_id, "Benali", True)
        vm = ResidentFormVm(after.desk)
        vm.resume(record_id)
        after.settle()
        assert vm.content.place == "address"
        assert {name: vm.content.values[name] for name in CONTACT} == CONTACT
        assert (vm.content.values["barriers"], vm.content.values["notice"]) == (("mobility",), "oral")
        vm.save()
        after.settle()
        assert [row.id for row in everybody(after)] == [record_id]
        assert after.store.read(list_drafts, NADIA) == []


def test_a_form_left_as_it_was_opened_leaves_no_draft(at: AtDesk, form: ResidentFormVm) -> None:
    assert form.current_draft() is None
    form.leave()
    at.settle()
    assert at.store.read(list_drafts, NADIA) == []
    assert at.wished("went") == [Place.TODAY]


def test_leaving_for_later_keeps_the_draft(at: AtDesk, form: ResidentFormVm) -> None:
    form.change({"family_name": "Benali"})
    form.leave()
    at.settle()
    assert [row.family_name for row in at.store.read(list_drafts, NADIA)] == ["Benali"]


def test_a_saved_person_leaves_no_draft_behind(at: AtDesk, form: ResidentFormVm, qtbot: QtBot) -> None:
    form.change(CONTACT)
    form.inform("paper", "fr")
    form.flush_draft()
    form.change({"first_name": "Karima"})
    form.save()
    form.flush_draft()
    at.settle()
    form.change({"first_name": "Karim"})
    form.flush_draft()
    at.settle()
    assert at.store.read(list_drafts, NADIA) == []
    assert form.current_draft() is None


def test_a_draft_thrown_away_can_be_taken_back(at: AtDesk, form: ResidentFormVm, qtbot: QtBot) -> None:
    form.change({"family_name": "Benali"})
    form.flush_draft()
    with qtbot.waitSignal(form.draft_discarded) as discarded:
        form.discard()
    at.settle()
    assert at.store.read(list_drafts, NADIA) == []
    take_back(at.desk, discarded.args[0])
    at.settle()
    assert at.wished("draft_wished") == [form.content.record_id]
    assert [row.family_name for row in at.store.read(list_drafts, NADIA)] == ["Benali"]


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


def test_the_roll_is_remembered_by_the_draft(at: AtDesk) -> None:
    slot_id = plan_slot(at)
    form = ResidentFormVm(at.desk)
    form.open_new(slot_id)
    at.settle()
    form.change(CONTACT)
    form.leave()
    at.settle()
    again = ResidentFormVm(at.desk)
    again.resume(form.content.record_id)
    at.settle()
    assert again.content.choices.roll is not None
    assert again.content.choices.roll.slot_id == slot_id


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


def test_a_full_disk_is_said_and_the_form_stays(
    at: AtDesk, form: ResidentFormVm, monkeypatch: pytest.MonkeyPatch
) -> None:

    def refuse(*_arguments: object, **_named: object) -> None:
        raise KnownError("disk_full")

    monkeypatch.setattr(drafts, "save_draft", refuse)
    kept: list[object] = []
    form.draft_kept.connect(kept.append)
    form.change({"family_name": "Benali"})
    form.flush_draft()
    at.settle()
    assert kept == [None]
    assert [error.key for error in at.errors] == ["disk_full"]
    assert form.content.values["family_name"] == "Benali"


def test_opening_another_form_keeps_the_one_under_way(at: AtDesk, form: ResidentFormVm) -> None:
    form.change({"family_name": "Benali"})
    form.open_new()
    at.settle()
    assert [row.family_name for row in at.store.read(list_drafts, NADIA)] == ["Benali"]
    assert form.content.values["family_name"] == ""
