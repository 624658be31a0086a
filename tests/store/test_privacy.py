"""Who opened whose file, and words that tell too much."""

from __future__ import annotations

from uuid import uuid4

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.services.follow_ups import complete_follow_up, schedule_follow_up
from intake_app.services.privacy import list_openings, record_opening
from intake_app.services.residents import register_resident, update_resident
from intake_app.storage.audit import read_trail
from intake_app.storage.store import Store
from tests.store.world import PAPER, TODAY, StillClock, outbox_of, register, someone


def test_opening_a_file_is_noted_and_never_sent(store: Store, actor: Actor, adviser: Actor, clock: StillClock) -> None:
    resident_id = register(store, actor)
    saved = outbox_of(store)
    store.run(record_opening, actor, resident_id)
    clock.advance(hours=1)
    store.run(record_opening, adviser, resident_id)
    openings = store.read(list_openings, resident_id)
    assert [(opening.staff, opening.at.hour) for opening in openings] == [("Claire D.", 11), ("Nadia M.", 10)]
    assert outbox_of(store) == saved
    assert store.read(list_openings, uuid4()) == []


def test_opening_a_file_that_is_gone_notes_nothing(store: Store, actor: Actor) -> None:
    missing = uuid4()
    with pytest.raises(KnownError, match="record_gone"):
        store.run(record_opening, actor, missing)
    assert store.read(list_openings, missing) == []


def test_the_trail_tells_what_was_done_without_a_word_of_it(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    store.run(update_resident, actor, resident_id, {"first_name": "Karima"})
    trail = store.read(read_trail, "resident", resident_id)
    assert [entry.deed for entry in trail] == ["update_resident", "register_resident"]
    assert {entry.staff_id for entry in trail} == {actor.staff_id}
    assert "Karima" not in repr(trail)


def test_words_that_tell_too_much_are_kept_only_knowingly_and_that_is_noted(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    follow_up_id = store.run(schedule_follow_up, actor, resident_id, purpose="call_back", due_on=TODAY)
    note = "Sort de prison"
    with pytest.raises(InvalidFields) as refusal:
        store.run(complete_follow_up, actor, follow_up_id, result="reached", note=note)
    assert refusal.value.problems == (FieldProblem("note", "sensitive_words"),)
    assert store.read(read_trail, "follow_up", follow_up_id, deed="keep_sensitive_words") == []
    store.run(complete_follow_up, actor, follow_up_id, result="reached", note=note, keeps_words=True)
    assert len(store.read(read_trail, "follow_up", follow_up_id, deed="keep_sensitive_words")) == 1


def test_interests_are_watched_too(store: Store, actor: Actor) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(
            register_resident,
            actor,
            someone(),
            resident_id=actor.new_id(),
            situation={"interests": "Dépressif depuis un an"},
            notice=PAPER,
        )
    assert refusal.value.problems == (FieldProblem("interests", "sensitive_words"),)


def test_identity_numbers_are_refused_even_knowingly(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    with pytest.raises(InvalidFields) as refusal:
        store.run(
            schedule_follow_up,
            actor,
            resident_id,
            purpose="call_back",
            due_on=TODAY,
            note="2 84 05 75 115 001 23",
            keeps_words=True,
        )
    assert refusal.value.problems == (FieldProblem("note", "identity_number"),)
