"""The draft of a resident's form: kept while one types, found again after a kill, gone once saved."""

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
from intake_app.services.resident_lists import ResidentRow, find_residents
from intake_app.services.workshops import plan_workshop
from tests.store.world import MAUREPAS, NADIA, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from ui import draft_keeper
from ui.draft_keeper import DELAY_MS, take_back
from ui.navigation import Place
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.resident_form_vm import ResidentFormVm, take_up_waiting

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


def plan_slot(at: AtDesk) -> UUID:
    slot_id = at.actor.new_id()
    fields = {"title": "3h pour l’emploi", "neighbourhood_id": MAUREPAS}
    slot = SlotFields(TODAY, "14:00", "17:00", slot_id)
    at.run(plan_workshop, fields, [slot], workshop_id=at.actor.new_id())
    return slot_id


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


def test_what_a_full_disk_refused_is_kept_once_there_is_room(
    at: AtDesk, form: ResidentFormVm, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    refusals: list[object] = []

    def refuse(*_arguments: object, **_named: object) -> None:
        refusals.append(None)
        raise KnownError("disk_full")

    with monkeypatch.context() as full:
        full.setattr(drafts, "save_draft", refuse)
        full.setattr(draft_keeper, "RETRY_MS", 10)
        form.change({"family_name": "Benali"})
        form.flush_draft()
        qtbot.waitUntil(lambda: len(refusals) > 3)
    with qtbot.waitSignal(form.draft_kept, timeout=9000, check_params_cb=lambda moment: moment is not None):
        at.settle()
    assert [row.family_name for row in at.store.read(list_drafts, NADIA)] == ["Benali"]
    assert [error.key for error in at.errors] == ["disk_full"]


def test_opening_another_form_keeps_the_one_under_way(at: AtDesk, form: ResidentFormVm) -> None:
    form.change({"family_name": "Benali"})
    form.open_new()
    at.settle()
    assert [row.family_name for row in at.store.read(list_drafts, NADIA)] == ["Benali"]
    assert form.content.values["family_name"] == ""


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


def test_an_empty_form_offers_the_one_left_unfinished_until_one_types(at: AtDesk, show: Shower) -> None:
    view = ResidentFormView(ResidentFormVm(at.desk))
    show(view, 1154, 768)
    begun = at.actor.new_id()
    at.run(drafts.save_draft, "resident", begun, {"family_name": "Diallo", "first_name": "Mariama"})
    at.run(drafts.save_draft, "path_step", at.actor.new_id(), {"title": "Orientation"})
    view.vm.open_new()
    at.settle()
    banner = view.page.waiting_banner
    assert banner.isVisible()
    assert banner.accessibleName() == "Une fiche commencée attend\u202f: Mariama DIALLO Laissée à l’instant."
    assert banner.action().text() == "Reprendre (F2)"
    Keyboard().type("K")
    assert not banner.isVisible()
    assert not take_up_waiting(view.vm)
    at.clock.advance(minutes=1)
    view.vm.open_new()
    at.settle()
    assert take_up_waiting(view.vm)
    at.settle()
    assert view.vm.content.values["family_name"] == "K", "what was left last comes first"
    view.vm.resume(begun)
    at.settle()
    assert view.vm.content.values["family_name"] == "Diallo"
    assert not banner.isVisible()
