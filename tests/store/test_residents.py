"""Registering residents, and correcting what is known of them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.resident import ResidentFields
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.notices import NoticeGiven
from intake_app.services.record_states import RecordState
from intake_app.services.resident_files import read_resident
from intake_app.services.resident_lists import find_residents, neighbourhood_of_last_registered
from intake_app.services.residents import archive_resident, register_resident, restore_resident, update_resident
from intake_app.services.situations import record_situation
from intake_app.storage.store import Store
from tests.store.world import (
    CLAIRE,
    MAUREPAS,
    NORWICH,
    ORAL,
    PAPER,
    TODAY,
    TOWER_B,
    VILLEJEAN,
    StillClock,
    actor_of,
    outbox_of,
    register,
    someone,
)


def problems_of(store: Store, actor: Actor, notice: NoticeGiven | None = PAPER, **fields: Any) -> set[FieldProblem]:
    """What is said when these fields are registered."""
    with pytest.raises(InvalidFields) as refusal:
        store.run(register_resident, actor, fields, resident_id=actor.new_id(), notice=notice)
    assert store.read(find_residents) == []
    return set(refusal.value.problems)


def test_a_registered_resident_is_found_and_read(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, " Benali ", "Karim", phone="06 39 98 00 01", birth_date="1988-03-14")
    (row,) = store.read(find_residents, "ben")
    assert (row.id, row.family_name, row.phone) == (resident_id, "Benali", "+33639980001")
    assert (row.neighbourhood, row.is_only_here) == ("Maurepas", True)
    file = store.read(read_resident, resident_id, TODAY)
    assert (file.fields.family_name, file.fields.birth_date) == ("Benali", "1988-03-14")
    assert (file.registered_by, file.neighbourhood, file.is_archived) == ("Nadia M.", "Maurepas", False)
    assert file.standing.state is RecordState.ONLY_HERE


def test_a_form_begins_where_the_staff_member_last_registered_somebody_not_where_a_colleague_did(
    store: Store, actor: Actor, clock: StillClock
) -> None:
    claire = actor_of(clock, staff_id=CLAIRE, role="adviser", seed=2)
    assert store.read(neighbourhood_of_last_registered, actor.staff_id) is None
    register(store, actor, neighbourhood_id=MAUREPAS)
    clock.advance(minutes=5)
    register(store, claire, neighbourhood_id=VILLEJEAN)
    assert store.read(neighbourhood_of_last_registered, actor.staff_id) == MAUREPAS
    assert store.read(neighbourhood_of_last_registered, CLAIRE) == VILLEJEAN


def test_the_whole_form_is_one_unit(store: Store, actor: Actor) -> None:
    situation = {"labour_status": "unemployed_registered", "barriers": ["mobility", "language"], "interests": "Cuisine"}
    resident_id = store.run(
        register_resident, actor, someone(), resident_id=actor.new_id(), situation=situation, notice=PAPER
    )
    file = store.read(read_resident, resident_id, TODAY)
    assert file.situation is not None
    assert (file.situation.stage, file.situation.as_of) == ("entry", TODAY)
    assert file.situation.fields.barriers == ["language", "mobility"]
    assert file.notice.state.value == "given"
    assert file.next_follow_up is None


def test_typed_fields_are_taken_as_a_model_too(store: Store, actor: Actor) -> None:
    fields = ResidentFields.model_validate(someone("Le Goff", "Sylvie"))
    resident_id = store.run(register_resident, actor, fields, resident_id=actor.new_id(), notice=PAPER)
    assert store.read(read_resident, resident_id, TODAY).fields.family_name == "Le Goff"


def test_choosing_a_building_fills_in_the_neighbourhood(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, neighbourhood_id=VILLEJEAN, building_id=TOWER_B)
    file = store.read(read_resident, resident_id, TODAY)
    assert (file.fields.neighbourhood_id, file.building) == (MAUREPAS, "Tour B")


def test_a_british_neighbourhood_has_british_numbers(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, neighbourhood_id=NORWICH, phone="07700 900123")
    assert store.read(read_resident, resident_id, TODAY).fields.phone == "+447700900123"


def test_every_problem_is_said_at_once(store: Store, actor: Actor) -> None:
    found = problems_of(store, actor, notice=None, family_name=" ", birth_date="1900", how_met="unheard_of")
    assert found == {
        FieldProblem("family_name", "field_missing"),
        FieldProblem("phone", "phone_missing"),
        FieldProblem("neighbourhood_id", "field_missing"),
        FieldProblem("birth_date", "age_out_of_range"),
        FieldProblem("how_met", "code_unknown"),
        FieldProblem("notice", "notice_missing"),
    }


def test_problems_of_the_situation_are_said_with_the_others(store: Store, actor: Actor) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(
            register_resident,
            actor,
            someone(family_name=""),
            resident_id=actor.new_id(),
            situation={"labour_status": "unheard_of"},
            notice=PAPER,
        )
    assert {problem.field for problem in refusal.value.problems} == {"family_name", "labour_status"}
    assert refusal.value.details == {"count": 2}


def test_an_unknown_neighbourhood_is_refused(store: Store, actor: Actor) -> None:
    found = problems_of(store, actor, **someone(neighbourhood_id=uuid4()))
    assert found == {FieldProblem("neighbourhood_id", "field_missing")}


def test_a_notice_by_voice_must_be_confirmed_in_writing(store: Store, actor: Actor, clock: StillClock) -> None:
    resident_id = store.run(register_resident, actor, someone(), resident_id=actor.new_id(), notice=ORAL)
    file = store.read(read_resident, resident_id, TODAY)
    assert (file.notice.state.value, str(file.notice.confirm_by)) == ("to_confirm", "2026-12-22")
    (follow_up,) = store.read(list_follow_ups, TODAY).later
    assert (follow_up.purpose, str(follow_up.due_on)) == ("notice_to_confirm", "2026-12-22")
    clock.advance(days=31)
    assert store.read(read_resident, resident_id, clock().date()).notice.state.value == "overdue"


def test_only_what_differs_is_changed(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, phone="06 39 98 00 01")
    told: list[frozenset[str]] = []
    store.listen(told.append)
    store.run(update_resident, actor, resident_id, {"family_name": "Benali", "phone": "0639980001"})
    assert told == []
    store.run(update_resident, actor, resident_id, {"phone": "06 39 98 00 02", "referent_id": CLAIRE})
    file = store.read(read_resident, resident_id, TODAY)
    assert (file.fields.phone, file.referent) == ("+33639980002", "Claire D.")
    assert told == [frozenset({"resident"})]


def test_moving_to_a_building_moves_to_its_neighbourhood(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, neighbourhood_id=VILLEJEAN)
    store.run(update_resident, actor, resident_id, {"building_id": TOWER_B})
    assert store.read(read_resident, resident_id, TODAY).neighbourhood == "Maurepas"


def test_a_wrong_correction_is_refused_whole(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    with pytest.raises(InvalidFields):
        store.run(update_resident, actor, resident_id, {"first_name": "Karima", "birth_date": "2020"})
    assert store.read(read_resident, resident_id, TODAY).fields.first_name == "Karim"


def test_an_older_record_that_lacks_something_can_still_be_corrected(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, phone="06 39 98 00 01")
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE resident SET phone = NULL")
    store.run(update_resident, actor, resident_id, {"first_name": "Karima"})
    assert store.read(read_resident, resident_id, TODAY).fields.first_name == "Karima"


def test_an_archived_file_is_found_no_more_until_it_is_restored(store: Store, actor: Actor, adviser: Actor) -> None:
    resident_id = register(store, actor)
    store.run(archive_resident, adviser, resident_id)
    assert store.read(find_residents, "benali") == store.read(find_residents) == []
    assert store.read(read_resident, resident_id, TODAY).is_archived
    saved = outbox_of(store)
    store.run(archive_resident, adviser, resident_id)
    assert outbox_of(store) == saved
    store.run(restore_resident, adviser, resident_id)
    assert [row.id for row in store.read(find_residents, "benali")] == [resident_id]


def test_a_resident_who_is_gone_is_said_so(store: Store, actor: Actor, adviser: Actor) -> None:
    for attempt in (
        lambda: store.read(read_resident, uuid4(), TODAY),
        lambda: store.run(update_resident, actor, uuid4(), {"first_name": "Karima"}),
        lambda: store.run(archive_resident, adviser, uuid4()),
    ):
        with pytest.raises(KnownError, match="record_gone"):
            attempt()


def test_the_latest_situation_stands(store: Store, actor: Actor, clock: StillClock) -> None:
    resident_id = register(store, actor)
    store.run(record_situation, actor, resident_id, {"labour_status": "in_training"})
    clock.advance(days=30)
    store.run(record_situation, actor, resident_id, {"labour_status": "employee_fixed"}, stage="exit")
    situation = store.read(read_resident, resident_id, TODAY).situation
    assert situation is not None
    assert (situation.stage, situation.fields.labour_status) == ("exit", "employee_fixed")


def test_the_list_without_a_text_shows_the_latest_first(store: Store, actor: Actor, clock: StillClock) -> None:
    for name in ("Riou", "Touré", "Petit"):
        register(store, actor, name, "Alix", neighbourhood_id=VILLEJEAN if name == "Riou" else MAUREPAS)
        clock.advance(minutes=1)
    assert [row.family_name for row in store.read(find_residents)] == ["Petit", "Touré", "Riou"]
    assert [row.family_name for row in store.read(find_residents, limit=1)] == ["Petit"]
    assert [row.family_name for row in store.read(find_residents, "ali", neighbourhood_id=VILLEJEAN)] == ["Riou"]
    assert [row.family_name for row in store.read(find_residents, neighbourhood_id=VILLEJEAN)] == ["Riou"]
