"""Fiches qui se ressemblent: found part by part, worst first, without those already decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.enrolment import Enrolment, enrolment_id
from intake_app.domain.programme import Operation, Programme
from intake_app.services import resembling_pairs
from intake_app.services.attendances import mark_present
from intake_app.services.clashes import Clash, ClashKind
from intake_app.services.distinctions import forget_told_apart, tell_apart
from intake_app.services.resembling_pairs import ResemblingPair, read_pairs, sweep_pairs
from intake_app.services.resident_merges import merge_residents, undo_merge
from intake_app.services.residents import archive_resident
from intake_app.storage.store import Session, Store
from tests.store.world import TODAY, TOWER_B, StillClock, plan, register


@pytest.fixture
def people(store: Store, actor: Actor, clock: StillClock) -> dict[str, UUID]:
    """Two Karims surely one, two Mohameds perhaps one, a brother, and a stranger."""
    rows = (
        ("karim", "Benali", "Karim", {"phone": "06 39 98 00 01", "birth_date": "1988-03-14", "building_id": TOWER_B}),
        ("mohamed", "Saidi", "Mohamed", {"building_id": TOWER_B}),
        ("again", "Karim", "Ben Ali", {"birth_date": "1988-03-14", "building_id": TOWER_B}),
        ("muhammad", "Saïdi", "Muhammad", {"building_id": TOWER_B}),
        ("brother", "Benali", "Sofiane", {"phone": "06 39 98 00 01", "building_id": TOWER_B}),
        ("stranger", "Riou", "Gwenaël", {}),
    )
    found = {}
    for key, family, first, fields in rows:
        found[key] = register(store, actor, family, first, **fields)
        clock.advance(minutes=5)
    return found


def decide(store: Store, adviser: Actor) -> list[ResemblingPair]:
    """The whole index gone through, then read."""
    found, after = [], ""
    while after is not None:
        some, after = store.read(sweep_pairs, adviser, after)
        found += some
    return store.read(read_pairs, adviser, found)


def names(pairs: list[ResemblingPair], people: dict[str, UUID]) -> list[tuple[str, str]]:
    keys = {resident_id: key for key, resident_id in people.items()}
    return [(keys[pair.one.resident.id], keys[pair.other.resident.id]) for pair in pairs]


@pytest.mark.parametrize("at_once,most_pairs", [(5, 1_000), (10, 1_000), (2_000, 1), (2_000, 1_000)])
def test_pairs_are_found_in_parts_of_any_size(
    store: Store,
    adviser: Actor,
    people: dict[str, UUID],
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
    most_pairs: int,
) -> None:
    monkeypatch.setattr(resembling_pairs, "_AT_ONCE", at_once)
    monkeypatch.setattr(resembling_pairs, "_MOST_PAIRS", most_pairs)
    assert names(decide(store, adviser), people) == [("karim", "again"), ("mohamed", "muhammad")]


def test_what_was_decided_is_asked_no_more(store: Store, adviser: Actor, people: dict[str, UUID]) -> None:
    merge_id = store.run(merge_residents, adviser, people["karim"], people["again"])
    store.run(tell_apart, adviser, people["muhammad"], people["mohamed"])
    assert decide(store, adviser) == []
    store.run(undo_merge, adviser, merge_id)
    store.run(forget_told_apart, adviser, people["mohamed"], people["muhammad"])
    assert len(decide(store, adviser)) == 2
    store.run(archive_resident, adviser, people["again"])
    assert names(decide(store, adviser), people) == [("mohamed", "muhammad")]


def test_a_family_is_one_side_of_a_pair(store: Store, adviser: Actor, people: dict[str, UUID]) -> None:
    third = register(store, adviser, "Benali", "Karim", birth_date="1988-03-14")
    store.run(merge_residents, adviser, people["karim"], people["again"])
    (pair, _) = decide(store, adviser)
    assert pair.key == {people["karim"], third}
    store.run(tell_apart, adviser, people["again"], third)
    assert names(decide(store, adviser), people) == [("mohamed", "muhammad")]


def test_both_present_at_one_slot_is_said(store: Store, adviser: Actor, people: dict[str, UUID]) -> None:
    _, slot_id = plan(store, adviser)
    store.run(mark_present, adviser, slot_id, people["karim"])
    assert decide(store, adviser)[0].clashes == ()
    store.run(mark_present, adviser, slot_id, people["again"])
    assert decide(store, adviser)[0].clashes == (Clash(ClashKind.SAME_SLOT, "3h pour l’emploi", TODAY),)


def test_both_enrolled_in_one_operation_is_said(store: Store, adviser: Actor, people: dict[str, UUID]) -> None:
    def enrol(session: Session, actor: Actor) -> None:
        programme = actor.create(Programme, name="INCREASE")
        operation = actor.create(Operation, programme_id=programme.id, name="FSE+ 2026", funder="esf_plus")
        session.add_all((programme, operation))
        for one in ("mohamed", "muhammad"):
            resident_id = people[one]
            values = {"resident_id": resident_id, "operation_id": operation.id, "entered_on": date(2026, 9, 1)}
            session.add(actor.create(Enrolment, id=enrolment_id(operation.id, resident_id), **values))

    store.run(enrol, adviser)
    _, pair = decide(store, adviser)
    assert pair.clashes == (Clash(ClashKind.SAME_OPERATION, "FSE+ 2026", date(2026, 9, 1)),)


def test_a_name_too_common_says_nothing_alone(
    store: Store, adviser: Actor, people: dict[str, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resembling_pairs, "_MOST_SHARING", 1)
    assert decide(store, adviser) == []
