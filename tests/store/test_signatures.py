"""Signing for a half-day: what is kept, in which order, and what shows that it was altered."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.domain.signature import FIRST, ON_PAPER, faulty, gaps
from intake_app.domain.strokes import from_text
from intake_app.services.attendances import invite_residents
from intake_app.services.rolls import read_roll
from intake_app.services.sheets.signatures import (
    put_back_signature,
    read_signatures,
    sign,
    sign_as_facilitator,
    withdraw_signature,
)
from intake_app.services.workshops import cancel_workshop, close_workshop
from intake_app.storage.store import Store
from tests.store.signing import LINE, led, signed
from tests.store.world import StillClock, plan, register


@pytest.fixture
def slot_id(store: Store, actor: Actor) -> UUID:
    """This afternoon's slot."""
    return plan(store, actor)[1]


def test_whoever_signs_is_present_and_the_line_is_kept(
    store: Store, actor: Actor, slot_id: UUID, clock: StillClock
) -> None:
    karim = register(store, actor)
    store.run(invite_residents, actor, slot_id, [karim])
    signed(store, actor, slot_id, karim)
    (row,) = store.read(read_roll, slot_id).rows
    assert row.is_present
    (signature,) = store.read(read_signatures, slot_id)
    assert from_text(signature.strokes) == LINE
    assert (signature.resident_id, signature.signer_name, signature.means) == (karim, None, "pen")
    assert (signature.signed_at, signature.created_by) == (clock(), actor.staff_id)


def test_signatures_follow_one_another(store: Store, actor: Actor, slot_id: UUID, clock: StillClock) -> None:
    for name in ("Benali", "Diallo", "Le Goff"):
        signed(store, actor, slot_id, register(store, actor, name))
        clock.advance(minutes=1)
    led(store, actor, slot_id)
    chain = store.read(read_signatures, slot_id)
    assert [one.previous_hash for one in chain] == [FIRST, *(one.hash for one in chain[:-1])]
    assert len({one.hash for one in chain}) == 4
    assert chain[-1].signer_name == "Nadia Morvan"
    assert (list(faulty(chain)), gaps(chain)) == ([], 0)


@pytest.mark.parametrize(
    "column, value",
    [
        ("strokes", "[[0,0,0,255,500,0,10,0]]"),
        ("signed_at", "2026-11-22T09:00:00Z"),
        ("means", "touch"),
        ("created_by", "01900000-0000-7000-8000-000000000003"),
        ("previous_hash", "1" * 64),
        ("resident_id", None),
    ],
)
def test_what_was_altered_afterwards_shows(
    store: Store, actor: Actor, slot_id: UUID, column: str, value: str | None
) -> None:
    signed(store, actor, slot_id, register(store, actor))
    with store.direct() as connection:
        connection.exec_driver_sql(f"UPDATE signature SET {column} = ?", (value,))
    assert len(list(faulty(store.read(read_signatures, slot_id)))) == 1


def test_a_link_that_is_missing_is_told_from_an_altered_one(
    store: Store, actor: Actor, slot_id: UUID, clock: StillClock
) -> None:
    karim = register(store, actor)
    signed(store, actor, slot_id, karim)
    clock.advance(minutes=1)
    signed(store, actor, slot_id, register(store, actor, "Diallo"))
    with store.direct() as connection:
        # as when somebody is erased
        connection.exec_driver_sql("DELETE FROM signature WHERE resident_id = ?", (str(karim),))
    left = store.read(read_signatures, slot_id)
    assert (len(left), list(faulty(left)), gaps(left)) == (1, [], 1)


def test_a_signature_on_anothers_line_is_taken_off_and_put_back(store: Store, actor: Actor, slot_id: UUID) -> None:
    signature_id = signed(store, actor, slot_id, register(store, actor))
    store.run(withdraw_signature, actor, signature_id)
    assert store.read(read_signatures, slot_id) == []
    # it stays in the chain: what comes next follows it
    signed(store, actor, slot_id, register(store, actor, "Diallo"))
    assert gaps(store.read(read_signatures, slot_id, with_withdrawn=True)) == 0
    store.run(put_back_signature, actor, signature_id)
    assert len(store.read(read_signatures, slot_id)) == 2


def test_a_dot_is_refused_and_marks_nobody_as_present(store: Store, actor: Actor, slot_id: UUID) -> None:
    karim = register(store, actor)
    with pytest.raises(KnownError) as refusal:
        store.run(sign, actor, slot_id, karim, (((5, 5, 0, 255),),), means="pen")
    assert refusal.value.key == "signature_too_short"
    assert store.read(read_roll, slot_id).rows == ()


def test_paper_has_no_line(store: Store, actor: Actor, slot_id: UUID) -> None:
    store.run(sign, actor, slot_id, register(store, actor), (), means=ON_PAPER)
    (signature,) = store.read(read_signatures, slot_id)
    assert from_text(signature.strokes) == ()


@pytest.mark.parametrize("name, key", [(" ", "field_missing"), ("a" * 161, "text_too_long")])
def test_a_facilitator_signs_under_a_name(store: Store, actor: Actor, slot_id: UUID, name: str, key: str) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(sign_as_facilitator, actor, slot_id, name, LINE, means="pen")
    assert [problem.key for problem in refusal.value.problems] == [key]


def test_nobody_signs_for_a_cancelled_workshop(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    store.run(cancel_workshop, actor, workshop_id)
    with pytest.raises(KnownError) as refusal:
        led(store, actor, slot_id)
    assert refusal.value.key == "workshop_cancelled"


def test_who_was_there_may_still_sign_once_the_roll_is_closed(store: Store, actor: Actor) -> None:
    workshop_id, slot_id = plan(store, actor)
    karim = register(store, actor)
    signed(store, actor, slot_id, karim)
    store.run(close_workshop, actor, workshop_id)
    signed(store, actor, slot_id, karim)
    assert len(store.read(read_signatures, slot_id)) == 2
    with pytest.raises(KnownError) as refusal:
        signed(store, actor, slot_id, register(store, actor, "Diallo"))
    assert refusal.value.key == "workshop_closed"
