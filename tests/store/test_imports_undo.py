"""Completing whom one knows, and taking a whole import back, as far as nothing else was built on it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.services.attendances import mark_present
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.imports import undoing
from intake_app.services.imports.known import read_imported
from intake_app.services.imports.reports import list_imports, read_report
from intake_app.services.imports.runs import (
    complete_resident,
)
from intake_app.services.imports.undoing import preview_undo, undo_row
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import update_resident
from intake_app.storage.audit import check_trail, read_trail
from intake_app.storage.store import Store
from tests.store.import_desk import BY_VOICE, Import, names_in, resident_of
from tests.store.world import TODAY, StillClock, outbox_of, plan, register


def test_blank_fields_of_somebody_known_are_filled_in_and_nothing_else(
    store: Store, adviser: Actor, bring: Callable[..., Import]
) -> None:
    known = register(store, adviser, "Benali", "Karim", phone="+33699999999", language="fr")
    run = bring()
    run_id = run.start()
    store.run(complete_resident, adviser, run_id, 2, known, run.rows[0].resident)
    row = resident_of(store, known)
    assert (row.family_name, row.phone, row.birth_date, row.gender) == ("Benali", "+33699999999", "1988-03-14", "M")
    assert [one.state for one in store.read(read_report, run_id)] == ["completed"]
    assert store.read(read_imported, run.mark.sha256, 0) == {2: known}
    assert run.undo() == ["undone"]
    assert store.read(read_imported, run.mark.sha256, 0) == {}
    row = resident_of(store, known)
    assert (row.phone, row.birth_date, row.gender, row.language) == ("+33699999999", None, None, "fr")


def test_a_field_filled_in_then_corrected_stays(store: Store, adviser: Actor, bring: Callable[..., Import]) -> None:
    known = register(store, adviser, "Benali", "Karim", phone="+33699999999")
    run = bring()
    run_id = run.start()
    store.run(complete_resident, adviser, run_id, 2, known, run.rows[0].resident)
    store.run(update_resident, adviser, known, {"gender": "9"})
    assert [one.reason for one in store.read(preview_undo, run_id).obstacles] == ["changed"]
    assert run.undo() == ["kept"]
    assert resident_of(store, known).gender == "9"


def test_a_person_with_nothing_blank_is_only_known(store: Store, adviser: Actor, bring: Callable[..., Import]) -> None:
    run = bring()
    ids = run.everything()
    again = bring()
    run_id = again.start()
    store.run(complete_resident, adviser, run_id, 2, ids[0], again.rows[0].resident)
    assert [one.state for one in store.read(read_report, run_id)] == ["known"]


def test_a_whole_import_is_taken_back(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    run.everything(BY_VOICE)
    assert run.run_id is not None
    assert store.read(preview_undo, run.run_id).numbers == (2, 3, 4)
    assert run.undo() == ["undone"] * 3
    assert store.read(find_residents) == []
    assert store.read(list_follow_ups, TODAY).late == store.read(list_follow_ups, TODAY).later == ()
    (summary,) = store.read(list_imports)
    assert summary.undone_at is not None
    assert bring().verdicts() == ["new"] * 3, "what was taken back may be brought in again"


def test_what_something_was_built_on_stays(
    store: Store, adviser: Actor, clock: StillClock, bring: Callable[..., Import]
) -> None:
    run = bring()
    benali, le_gall, _diallo = run.everything()
    _workshop, slot_id = plan(store, adviser)
    store.run(mark_present, adviser, slot_id, benali)
    store.run(update_resident, adviser, le_gall, {"phone": "0612345699", "has_no_phone": False})
    assert run.run_id is not None
    preview = store.read(preview_undo, run.run_id)
    assert [(one.number, one.reason) for one in preview.obstacles] == [(2, "attendance"), (3, "changed")]
    assert preview.numbers == (4,)
    assert run.undo() == ["kept", "kept", "undone"]
    assert names_in(store) == {"BENALI", "LE GALL"}


def test_rows_taken_back_in_one_commit_are_units_of_their_own(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    ids = run.everything(BY_VOICE)
    before = len(outbox_of(store))
    assert run.take_back_together(2, 3) == ["undone"] * 2
    changes = outbox_of(store)[before:]
    assert [(change.record_type, change.kind) for change in changes] == [
        ("resident", "archive"),
        ("follow_up", "archive"),
    ] * 2
    assert [change.record_id for change in changes if change.record_type == "resident"] == ids[:2]
    assert len({change.unit_id for change in changes}) == 2
    assert changes[0].unit_id == changes[1].unit_id
    assert {change.author_id for change in changes} == {run.actor.staff_id}
    for one in ids[:2]:
        (line,) = store.read(read_trail, "resident", one, deed="undo_row")
        assert line.staff_id == run.actor.staff_id
    assert names_in(store) == {"DIALLO"}
    assert store.read(check_trail).is_whole


def test_rows_are_taken_back_together_or_not_at_all(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    run.everything()
    with pytest.raises(KnownError, match="import_over"):
        run.take_back_together(2, 3, 99)
    assert len(names_in(store)) == 3
    assert run.run_id is not None
    assert [row.state for row in store.read(read_report, run.run_id)] == ["added"] * 3
    assert run.undo() == ["undone"] * 3


def test_a_long_import_is_looked_at_some_rows_at_a_time(
    store: Store, bring: Callable[..., Import], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(undoing, "_AT_ONCE", 2)
    run = bring()
    run.everything()
    assert run.run_id is not None
    first = store.read(preview_undo, run.run_id)
    assert (first.numbers, first.later) == ((2, 3), 3)
    assert store.read(preview_undo, run.run_id, 3).numbers == (4,)


def test_an_import_is_taken_back_once(store: Store, adviser: Actor, bring: Callable[..., Import]) -> None:
    run = bring()
    run.everything()
    run.undo()
    assert run.run_id is not None
    with pytest.raises(KnownError, match="import_over"):
        store.run(undo_row, adviser, run.run_id, 2)
