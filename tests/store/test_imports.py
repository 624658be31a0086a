"""Bringing people in from a file: each row by the rules of the form, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.imports.choices import Choices, guess_fields, list_words, read_memory, read_places
from intake_app.services.imports.known import Verdict
from intake_app.services.imports.reports import list_imports, read_report
from intake_app.services.imports.runs import (
    FileMark,
    Information,
    SettledRow,
    finish_import,
    import_row,
    refuse_row,
    start_import,
)
from intake_app.services.notices import NoticeState, read_notice_standing
from intake_app.services.resident_lists import find_residents
from intake_app.storage.store import Store
from tests.common.import_files import BENALI, DIALLO, HEADERS, LE_GALL, table_in, write_workbook
from tests.store.import_desk import BY_VOICE, ON_PAPER, Import, names_in, resident_of
from tests.store.world import MAUREPAS, NADIA, TODAY, StillClock, outbox_of, register


def test_every_row_becomes_a_person_as_the_form_would_write_them(store: Store, bring: Callable[..., Import]) -> None:
    ids = bring().everything()
    benali, le_gall, diallo = (resident_of(store, one) for one in ids)
    assert (benali.family_name, benali.birth_date, benali.phone, benali.gender) == (
        "BENALI", "1988-03-14", "+33612345678", "M",
    )  # fmt: skip
    assert (le_gall.birth_date, le_gall.phone, le_gall.has_no_phone) == ("1984", None, True)
    assert (diallo.birth_date, diallo.phone, diallo.gender) == ("1990~", "+33612345679", "F")
    assert {one.neighbourhood_id for one in (benali, le_gall, diallo)} == {MAUREPAS}
    assert names_in(store) == {"BENALI", "LE GALL", "DIALLO"}


def test_each_row_is_a_unit_of_its_own(store: Store, bring: Callable[..., Import]) -> None:
    bring().everything()
    units = {change.unit_id for change in outbox_of(store) if change.record_type == "resident"}
    assert len(units) == 3
    assert {change.record_type for change in outbox_of(store)} == {"resident", "notice_delivery"}


def test_rows_of_one_commit_are_units_of_their_own_too(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    run.start()
    ids = run.bring_together(*(row.number for row in run.rows))
    changes = outbox_of(store)
    told = {change.record_id: change.unit_id for change in changes if change.record_type == "resident"}
    assert list(told) == ids
    units = list(told.values())
    assert len(set(units)) == 3
    assert [change.unit_id for change in changes] == sorted((change.unit_id for change in changes), key=units.index)
    assert len({change.change_id for change in changes}) == len(changes)
    assert len(run.undo()) == 3
    assert names_in(store) == set()


def test_rows_of_one_commit_come_in_together_or_not_at_all(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    run_id = run.start()
    broken = {**run.rows[2].resident, "phone": "12"}
    steps = [(import_row, (run_id, row.number, row.resident)) for row in run.rows[:2]]
    with pytest.raises(InvalidFields):
        store.run_all(run.actor, [*steps, (import_row, (run_id, run.rows[2].number, broken))])
    assert names_in(store) == set()
    assert outbox_of(store) == []
    assert store.read(read_report, run_id) == []
    assert len(store.run_all(run.actor, steps)) == 2
    assert names_in(store) == {"BENALI", "LE GALL"}


def test_people_are_informed_as_the_file_says(store: Store, bring: Callable[..., Import]) -> None:
    ids = bring().everything(BY_VOICE)
    standing = store.read(read_notice_standing, ids[0], TODAY)
    assert standing.state is NoticeState.TO_CONFIRM
    assert standing.confirm_by == date(2026, 12, 10)
    assert standing.delivered_at is not None
    assert standing.delivered_at.astimezone().date() == date(2026, 11, 10)
    due = store.read(lambda session: session.connection().execute(select(table_of("follow_up"))).all())
    assert {(one.purpose, one.due_on) for one in due} == {("notice_to_confirm", date(2026, 12, 10))}


@pytest.mark.parametrize(
    "information,field,key",
    [
        (Information("", "paper", TODAY, "2026.1"), "origin", "import_origin_missing"),
        (Information("tenant_file", "paper", TODAY, "2026.1"), "origin", "import_of_tenants"),
        (Information("team_list", "", TODAY, "2026.1"), "notice", "import_not_informed"),
        (Information("team_list", "paper", None, "2026.1"), "informed_on", "field_missing"),
        (Information("team_list", "paper", date(2026, 11, 23), "2026.1"), "informed_on", "day_to_come"),
        (Information("team_list", "oral", date(2026, 10, 1), "2026.1"), "informed_on", "import_told_too_long_ago"),
    ],
)
def test_nothing_comes_in_while_people_are_not_informed(
    bring: Callable[..., Import], store: Store, information: Information, field: str, key: str
) -> None:
    with pytest.raises(InvalidFields) as refusal:
        bring().start(information)
    assert [(one.field, one.key) for one in refusal.value.problems] == [(field, key)]
    assert store.read(list_imports) == []


@pytest.mark.parametrize("role", ["caretaker", "site_manager", "programme_officer", "dpo", "admin"])
def test_who_may_not_bring_files_in(store: Store, clock: StillClock, listed: Path, role: str) -> None:
    from tests.store.world import actor_of

    with pytest.raises(KnownError, match="not_allowed"):
        Import(store, actor_of(clock, role=role), listed).start()


def test_the_dry_run_tells_new_known_to_check_repeated_and_refused(
    store: Store, adviser: Actor, tmp_path: Path, bring: Callable[..., Import]
) -> None:
    register(store, adviser, "Benali", "Karim", birth_date="1988-03-14")
    register(store, adviser, "Le Gall", "Yann", birth_date="1984")
    young = ("PETIT", "Zoé", "01/01/2020", "0612345670", "F")
    path = write_workbook(tmp_path, [HEADERS, BENALI, LE_GALL, DIALLO, DIALLO, young], "tout.xlsx")
    judged = bring(path).judged()
    assert [row.verdict for row in judged] == ["known", "to_check", "new", "repeated", "refused"]
    assert judged[3].twin == 4
    (problem,) = judged[4].row.problems
    assert (judged[4].row.number, problem.column, problem.key) == (6, 2, "age_out_of_range")


def test_the_same_name_twice_in_a_file_is_for_somebody_to_look_at(tmp_path: Path, bring: Callable[..., Import]) -> None:
    other = ("Le Gall", "Yann", "", "0612345671", "")
    apart = ("Le Gall", "Yann", "1990", "", "")
    path = write_workbook(tmp_path, [HEADERS, LE_GALL, other, apart], "deux.xlsx")
    judged = bring(path).judged()
    assert [(row.verdict, row.twin) for row in judged] == [("new", None), ("to_check", 2), ("to_check", 3)]


def test_a_second_run_of_the_same_file_doubles_nobody(store: Store, bring: Callable[..., Import]) -> None:
    first = bring()
    first.start()
    first.bring(2, 4)  # and then the computer was switched off
    (interrupted,) = store.read(list_imports, first.mark.sha256)
    assert interrupted.finished_at is None
    assert (interrupted.count("added"), interrupted.row_count) == (2, 3)
    again = bring()
    assert again.verdicts() == ["known", "new", "known"]
    assert [row.was_imported for row in again.judged()] == [True, False, True]


def test_a_row_asked_for_twice_is_written_once(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    run.start()
    assert run.bring(2) == run.bring(2)
    assert len(store.read(find_residents)) == 1


def test_ids_stay_in_the_order_of_registration(
    store: Store, adviser: Actor, clock: StillClock, bring: Callable[..., Import]
) -> None:
    ids = bring().everything()
    clock.advance(minutes=1)
    later = register(store, adviser, "Zanetti", "Paola")
    assert max(ids) < later
    assert all(one.version == 7 for one in ids)


def test_a_stopped_import_takes_no_more_rows(store: Store, adviser: Actor, bring: Callable[..., Import]) -> None:
    run = bring()
    run_id = run.start()
    store.run(finish_import, adviser, run_id)
    with pytest.raises(KnownError, match="import_over"):
        run.bring(2)


def test_what_is_wrong_when_the_row_comes_in_leaves_nothing(
    store: Store, adviser: Actor, bring: Callable[..., Import]
) -> None:
    run = bring()
    run_id = run.start()
    broken = {**run.rows[0].resident, "phone": "12"}
    with pytest.raises(InvalidFields):
        store.run(import_row, adviser, run_id, 2, broken, {"labour_status": "retired"})
    assert store.read(find_residents) == []
    store.run(refuse_row, adviser, run_id, 2, "phone:phone_not_understood")
    assert [row.reason for row in store.read(read_report, run_id)] == ["phone:phone_not_understood"]


def test_the_report_keeps_what_became_of_each_row(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    run_id = run.start(settled=(SettledRow(3, "left_out"), SettledRow(4, "refused", reason="phone:phone_rounded")))
    run.bring(2)
    report = store.read(read_report, run_id)
    assert [(row.number, row.state, row.family_name) for row in report] == [
        (2, "added", "BENALI"), (3, "left_out", ""), (4, "refused", ""),
    ]  # fmt: skip


def test_nothing_of_the_file_is_kept_but_its_digest(store: Store, bring: Callable[..., Import]) -> None:
    run = bring()
    run.start(settled=tuple(SettledRow(row.number, "left_out") for row in run.rows))
    with store.direct() as connection:
        kept = [
            connection.exec_driver_sql(f"SELECT * FROM {name}").all()
            for name in ("import_run", "import_row", "local_setting")
        ]
    assert not [word for word in ("BENALI", "Karim", "liste", "Feuil1") if word in json.dumps(kept, default=str)]


def test_columns_and_words_are_remembered_by_what_they_say(store: Store, adviser: Actor, tmp_path: Path) -> None:
    lines = [("Blaze", "Petit nom", "Sexe"), ("BENALI", "Karim", "gars"), ("DIALLO", "Awa", "Mme")]
    path = write_workbook(tmp_path, lines, "argot.xlsx")
    _source, table = table_in(path)
    places, memory = store.read(read_places), store.read(read_memory)
    assert guess_fields(table, memory) == ("", "", "gender")
    chosen = Choices(("family_name", "first_name", "gender"), {("gender", "gars"): "M"}, MAUREPAS)
    words = list_words(table, chosen, places, memory)
    assert [(one.word, one.code) for one in words] == [("Mme", "F"), ("gars", "M")]
    store.run(start_import, adviser, FileMark("0" * 64, 0, 2), ON_PAPER, table, chosen, ())
    later = store.read(read_memory)
    assert guess_fields(table, later) == ("family_name", "first_name", "gender")
    assert [one.code for one in list_words(table, Choices(guess_fields(table, later)), places, later)] == ["F", "M"]


def test_a_building_fills_in_the_neighbourhood(store: Store, tmp_path: Path, bring: Callable[..., Import]) -> None:
    lines = [("Nom", "Prénom", "Immeuble"), ("BENALI", "Karim", "tour b"), ("DIALLO", "Awa", "tour Z")]
    run = bring(write_workbook(tmp_path, lines, "tours.xlsx"), neighbourhood_id=None)
    assert run.rows[0].problems == ()
    assert run.rows[0].resident["neighbourhood_id"] == MAUREPAS
    assert [one.key for one in run.rows[1].problems] == ["import_word_unknown"]


def test_whoever_is_registered_here_stays_theirs(store: Store, bring: Callable[..., Import], adviser: Actor) -> None:
    ids = bring().everything()
    assert resident_of(store, ids[0]).created_by == adviser.staff_id != NADIA


def test_verdicts_are_told_apart() -> None:
    assert {str(one) for one in Verdict} == {"new", "known", "to_check", "repeated", "refused"}


def test_free_text_that_judges_or_identifies_is_refused(tmp_path: Path, bring: Callable[..., Import]) -> None:
    lines = [
        ("Nom", "Projet"),
        ("BENALI", "cuisine"),
        ("DIALLO", "arrêter l’alcool"),
        ("PETIT", "1 84 12 76 451 089 46"),
    ]
    run = bring(write_workbook(tmp_path, lines, "projets.xlsx"))
    assert [[(one.column, one.key) for one in row.problems] for row in run.rows] == [
        [], [(1, "sensitive_words")], [(1, "identity_number")],
    ]  # fmt: skip
    assert run.rows[0].situation is not None
    assert run.rows[0].situation["interests"] == "cuisine"
