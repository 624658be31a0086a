"""Whose attendance is certified, by whom, and what the trail keeps of it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.leaving import TO_THE_PERSON
from intake_app.services.attendances import mark_present, mark_status
from intake_app.services.leaving.envelopes import seal
from intake_app.services.registers.certificates import (
    CERTIFIED,
    TAKEN,
    Certificate,
    save_certificates,
    take_certificates,
)
from intake_app.services.registers.presences import Selection
from intake_app.services.resident_merges import merge_residents
from intake_app.storage import audit
from intake_app.storage.store import Store
from tests.store.register_world import JOBS, KITCHEN, fund, hold
from tests.store.world import CLAIRE, TODAY, StillClock, actor_of, register


@pytest.fixture
def held(store: Store, actor: Actor) -> dict[str, UUID]:
    """Karim came twice to the funded action and once elsewhere, Aïcha once, Moussa never."""
    fund(store)
    ids = {
        "karim": register(store, actor, referent_id=CLAIRE),
        "aicha": register(store, actor, "Traoré", "Aïcha"),
        "moussa": register(store, actor, "Touré", "Moussa"),
    }
    for name, action_id in (("first", JOBS), ("second", JOBS), ("kitchen", KITCHEN)):
        ids[name], slot_id = hold(store, actor, action_id)
        store.run(mark_present, actor, slot_id, ids["karim"])
        if name == "first":
            store.run(mark_present, actor, slot_id, ids["aicha"])
            store.run(mark_status, actor, slot_id, ids["moussa"], "absent_unexcused")
    return ids


def take(store: Store, actor: Actor, selection: Selection) -> tuple[Certificate, ...]:
    return store.run(take_certificates, actor, selection)


def names(found: tuple[Certificate, ...]) -> list[str]:
    return [one.family_name for one in found]


def test_a_person_is_certified_what_they_came_to_action_by_action(
    store: Store, actor: Actor, held: dict[str, UUID]
) -> None:
    (found,) = take(store, actor, Selection(resident_ids=(held["karim"],)))
    assert (found.first_name, found.family_name, found.issued_on) == ("Karim", "Benali", TODAY)
    assert [(one.frame.action_fr, one.hours.minutes) for one in found.actions] == [
        ("3h pour l’emploi", 300),
        ("Rennes aux Fourneaux", 150),
    ]
    assert found.hours.minutes == 450
    assert found.actions[0].places == ("Local Gros-Chêne", "Local Gros-Chêne")
    assert (found.author.first_name, found.author.role, found.author.site) == ("Nadia", "caretaker", "Local Gros-Chêne")


def test_everybody_who_came_to_a_workshop_has_one(store: Store, actor: Actor, held: dict[str, UUID]) -> None:
    found = take(store, actor, Selection(workshop_id=held["first"]))
    assert names(found) == ["Benali", "Traoré"]
    assert {one.hours.minutes for one in found} == {150}


def test_files_that_are_one_person_have_one_certificate(
    store: Store, actor: Actor, adviser: Actor, held: dict[str, UUID]
) -> None:
    store.run(merge_residents, adviser, held["karim"], held["aicha"])
    for one in ("karim", "aicha"):
        (found,) = take(store, actor, Selection(resident_ids=(held[one],)))
        assert (found.family_name, found.hours.minutes) == ("Benali", 450)


def test_of_a_period_only_those_whose_names_may_leave(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock, held: dict[str, UUID]
) -> None:
    officer = actor_of(clock, role="programme_officer", seed=4)
    assert names(take(store, actor, Selection())) == []
    assert names(take(store, adviser, Selection())) == ["Benali"]
    assert names(take(store, officer, Selection())) == []
    assert names(take(store, officer, Selection(funder="esf_plus"))) == ["Benali", "Traoré"]
    assert names(take(store, officer, Selection(workshop_id=held["first"]))) == []
    with pytest.raises(KnownError, match="not_allowed"):
        take(store, actor_of(clock, role="admin"), Selection())


def test_the_trail_keeps_whose_and_which_file(
    store: Store, actor: Actor, held: dict[str, UUID], tmp_path: Path
) -> None:
    found = take(store, actor, Selection(workshop_id=held["first"]))
    for one in ("karim", "aicha"):
        assert len(store.read(audit.read_trail, "resident", held[one], deed=CERTIFIED)) == 1
    assert not store.read(audit.read_trail, "resident", held["moussa"], deed=CERTIFIED)
    envelope = store.read(seal, actor, TO_THE_PERSON, has_names=True)
    store.run(save_certificates, actor, len(found), b"%PDF", tmp_path / "a.pdf", envelope, "fr")
    digest = hashlib.sha256(b"%PDF").hexdigest()
    (line,) = store.read(audit.read_trail, audit.EXPORTED_FILE, audit.file_id(digest))
    assert line.deed == f"{TAKEN}:hand_over:2"
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"
