"""Correcting a file with the form: only what was touched is written, what changes elsewhere is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from intake_app.services.drafts import list_drafts
from intake_app.services.resident_files import ResidentFile, read_resident
from intake_app.services.residents import update_resident
from intake_app.services.situations import record_situation
from tests.store.world import NADIA, TODAY
from tests.ui.at_desk import AtDesk, sit_down
from ui.residents.resident_form_vm import ResidentFormVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


def file_of(at: AtDesk, resident_id: UUID) -> ResidentFile:
    """The file as it is stored."""
    return at.store.read(read_resident, resident_id, TODAY)


def problems(vm: ResidentFormVm) -> dict[str, str]:
    """Field → what is wrong with it."""
    return {problem.field: problem.key for problem in vm.problems}


def corrected(at: AtDesk, **known: Any) -> tuple[ResidentFormVm, UUID]:
    """The form of a file to correct."""
    resident_id = at.register(**known)
    form = ResidentFormVm(at.desk)
    form.resume(resident_id)
    at.settle()
    assert not form.content.is_new
    return form, resident_id


def test_a_correction_writes_only_what_was_changed(at: AtDesk) -> None:
    form, resident_id = corrected(at, phone="+33612345678", address="12 rue du Gros-Chêne")
    form.change({"first_name": "Karima"})
    form.flush_draft()
    at.run(update_resident, resident_id, {"phone": "+33611111111"})
    form.save()
    at.settle()
    assert at.store.read(list_drafts, NADIA) == []
    fields = file_of(at, resident_id).fields
    assert (fields.first_name, fields.phone, fields.address) == ("Karima", "+33611111111", "12 rue du Gros-Chêne")


def test_a_change_from_elsewhere_is_shown_unless_something_else_was_typed(at: AtDesk) -> None:
    form, resident_id = corrected(at, phone="+33612345678", address="12 rue du Gros-Chêne")
    form.change({"phone": "06 99 99 99 99"})
    at.run(update_resident, resident_id, {"phone": "+33611111111", "address": "3 allée des Tilleuls"})
    assert form.content.values["address"] == "3 allée des Tilleuls"
    assert form.content.values["phone"] == "06 99 99 99 99"


def test_a_changed_situation_is_a_new_snapshot_beside_the_old_one(at: AtDesk) -> None:
    form, resident_id = corrected(at)
    at.run(record_situation, resident_id, {"barriers": ["mobility"]}, stage="entry", as_of=TODAY - timedelta(days=9))
    form.change({"labour_status": "in_training"})
    form.save()
    at.settle()
    situation = file_of(at, resident_id).situation
    assert situation is not None
    assert (situation.stage, situation.fields.labour_status) == ("update", "in_training")
    assert situation.fields.barriers == ["mobility"]


def test_a_correction_with_mistakes_saves_nothing_of_it(at: AtDesk) -> None:
    form, resident_id = corrected(at)
    form.change({"family_name": "", "interests": "alcool", "labour_status": "in_training"})
    form.save()
    at.settle()
    assert problems(form) == {"family_name": "field_missing", "interests": "sensitive_words"}
    assert file_of(at, resident_id).fields.family_name == "Benali"
    assert file_of(at, resident_id).situation is None


def test_an_unfinished_correction_comes_back_over_the_file(at: AtDesk) -> None:
    form, resident_id = corrected(at, address="12 rue du Gros-Chêne")
    form.change({"first_name": "Karima"})
    form.leave()
    at.settle()
    at.run(update_resident, resident_id, {"address": "3 allée des Tilleuls"})
    row = at.store.read(list_drafts, NADIA)[0]
    assert (row.family_name, row.title) == ("", "BENALI Karim")
    again = ResidentFormVm(at.desk)
    again.resume(resident_id)
    at.settle()
    assert (again.content.values["first_name"], again.content.values["address"]) == ("Karima", "3 allée des Tilleuls")
