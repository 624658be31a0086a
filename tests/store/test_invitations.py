"""Inviting people to a workshop: who is told, by whom, what they answer, and what becomes of it on the day."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.attendances import mark_present, put_on_waiting_list, undo_mark
from intake_app.services.invitations.inviting import UNTOLD, Invited, invite_people, note_answer, note_told
from intake_app.services.invitations.lists import (
    TAKEN,
    list_candidates,
    list_from_last,
    read_invitations,
    take_invitations,
)
from intake_app.services.resident_filters import Asking
from intake_app.services.rolls import read_roll
from intake_app.services.workshops import cancel_workshop, close_workshop, update_workshop
from intake_app.storage import audit
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, NADIA, TODAY, StillClock, actor_of, plan, register

NEXT_WEEK = TODAY + timedelta(days=7)


@pytest.fixture
def workshop(store: Store, actor: Actor) -> tuple[UUID, UUID]:
    """A workshop of next week, and its half-day."""
    return plan(store, actor, held_on=NEXT_WEEK)


@pytest.fixture
def people(store: Store, actor: Actor) -> list[UUID]:
    names = (("Benali", "Karim"), ("Le Goff", "Sylvie"), ("Diallo", "Fatou"))
    return [register(store, actor, family, first, phone="+33612345678") for family, first in names]


def answers(store: Store, slot_id: UUID) -> dict[str, tuple[str | None, str | None]]:
    rows = store.read(read_invitations, slot_id).rows
    return {row.resident.first_name: (row.means, row.answer) for row in rows}


def test_who_told_whom_how_and_what_they_answered(
    store: Store, actor: Actor, clock: StillClock, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    _workshop_id, slot_id = workshop
    assert store.run(invite_people, actor, [slot_id], people) == Invited(3, 0)
    assert store.run(invite_people, actor, [slot_id], people) == Invited(0, 0)
    store.run(note_told, actor, [slot_id], people[0], "sms")
    clock.advance(hours=1)
    claire = actor_of(clock, staff_id=CLAIRE, role="adviser", seed=2)
    store.run(note_answer, claire, [slot_id], people[0], "yes", "phone")
    store.run(note_answer, claire, [slot_id], people[1], "none", "phone")
    listed = store.read(read_invitations, slot_id)
    assert answers(store, slot_id) == {"Karim": ("sms", "yes"), "Sylvie": ("phone", "none"), "Fatou": (None, None)}
    assert {row.resident.first_name: row.inviter for row in listed.rows} == {
        "Karim": "Nadia M.",
        "Sylvie": "Claire D.",
        "Fatou": "",
    }
    assert (listed.coming, listed.declined, listed.to_reach) == (1, 0, 2)
    assert [row.resident.first_name for row in listed.rows if row.is_to_reach] == ["Fatou", "Sylvie"]


def test_an_invitation_noted_by_mistake_is_taken_back_with_its_answer(
    store: Store, actor: Actor, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    _workshop_id, slot_id = workshop
    store.run(invite_people, actor, [slot_id], people[:1])
    store.run(note_answer, actor, [slot_id], people[0], "no", "door")
    store.run(note_answer, actor, [slot_id], people[0], None, "door")
    assert answers(store, slot_id) == {"Karim": ("door", None)}
    store.run(note_told, actor, [slot_id], people[0], UNTOLD)
    (row,) = store.read(read_invitations, slot_id).rows
    assert (row.means, row.answer, row.inviter, row.invited_at) == (None, None, "", None)


def test_only_known_codes_and_only_for_somebody_expected(
    store: Store, actor: Actor, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    workshop_id, slot_id = workshop
    store.run(invite_people, actor, [slot_id], people[:1])
    with pytest.raises(InvalidFields):
        store.run(note_told, actor, [slot_id], people[0], "pigeon")
    with pytest.raises(InvalidFields):
        store.run(note_answer, actor, [slot_id], people[0], "perhaps", "phone")
    with pytest.raises(KnownError, match="record_gone"):
        store.run(note_answer, actor, [slot_id], people[1], "yes", "phone")
    store.run(cancel_workshop, actor, workshop_id)
    with pytest.raises(KnownError, match="workshop_cancelled"):
        store.run(note_answer, actor, [slot_id], people[0], "yes", "phone")
    with pytest.raises(KnownError, match="workshop_cancelled"):
        store.run(invite_people, actor, [slot_id], people)


def test_whoever_is_one_too_many_waits_and_a_refusal_frees_a_place(
    store: Store, actor: Actor, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    workshop_id, slot_id = workshop
    store.run(update_workshop, actor, workshop_id, {"capacity": 2})
    assert store.run(invite_people, actor, [slot_id], people) == Invited(2, 1)
    roll = store.read(read_roll, slot_id)
    assert ([row.first_name for row in roll.waiting], roll.placed) == (["Fatou"], 2)
    assert set(answers(store, slot_id)) == {"Karim", "Sylvie"}
    store.run(note_answer, actor, [slot_id], people[0], "no", "phone")
    assert store.read(read_roll, slot_id).placed == 1
    assert store.run(invite_people, actor, [slot_id], people[2:]) == Invited(1, 0)
    roll = store.read(read_roll, slot_id)
    assert (roll.waiting, roll.placed, roll.expected) == ((), 2, 3)


def test_whoever_said_no_is_excused_and_whoever_said_yes_and_stays_away_is_called(
    store: Store, actor: Actor, clock: StillClock, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    workshop_id, slot_id = workshop
    karim, sylvie, fatou = people
    store.run(invite_people, actor, [slot_id], people)
    store.run(note_answer, actor, [slot_id], karim, "no", "phone")
    store.run(note_answer, actor, [slot_id], sylvie, "yes", "phone")
    store.run(note_answer, actor, [slot_id], fatou, "no", "phone")
    clock.advance(days=7)
    store.run(mark_present, actor, slot_id, fatou)
    closing = store.run(close_workshop, actor, workshop_id)
    found = {row.first_name: row.status for row in store.read(read_roll, slot_id).rows}
    assert found == {"Karim": "absent_excused", "Sylvie": "absent_unexcused", "Fatou": "present"}
    assert (closing.absent, len(closing.follow_up_ids)) == (1, 1)


def test_whoever_waited_and_was_ticked_by_mistake_waits_again(
    store: Store, actor: Actor, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    _workshop_id, slot_id = workshop
    karim, sylvie, fatou = people
    store.run(put_on_waiting_list, actor, slot_id, [karim, sylvie])
    store.run(mark_present, actor, slot_id, karim)
    (row,) = store.read(read_roll, slot_id).rows
    assert (row.first_name, row.is_present, row.waits_otherwise) == ("Karim", True, True)
    store.run(undo_mark, actor, slot_id, karim)
    roll = store.read(read_roll, slot_id)
    assert (roll.rows, [row.first_name for row in roll.waiting]) == ((), ["Karim", "Sylvie"])
    store.run(invite_people, actor, [slot_id], [karim, fatou])
    for one in (karim, fatou):
        store.run(mark_present, actor, slot_id, one)
        store.run(undo_mark, actor, slot_id, one)
    found = {row.first_name: row.status for row in store.read(read_roll, slot_id).rows}
    assert found == {"Karim": "expected", "Fatou": "expected"}


def test_one_call_tells_of_every_half_day(store: Store, actor: Actor, people: list[UUID]) -> None:
    slots = [plan(store, actor, held_on=NEXT_WEEK + timedelta(days=day))[1] for day in (0, 1)]
    store.run(invite_people, actor, slots, people[:1])
    store.run(note_answer, actor, slots, people[0], "yes", "in_person")
    assert [answers(store, one) for one in slots] == [{"Karim": ("in_person", "yes")}] * 2


def test_those_of_the_last_workshop_are_proposed_with_whether_they_came(
    store: Store, actor: Actor, clock: StillClock, people: list[UUID]
) -> None:
    karim, sylvie, fatou = people
    _workshop_id, first = plan(store, actor)
    other_id, other = plan(store, actor, title="Autre", held_on=TODAY)
    store.run(invite_people, actor, [first], [karim, sylvie])
    store.run(invite_people, actor, [other], [fatou])
    store.run(mark_present, actor, first, karim)
    _next_id, slot_id = plan(store, actor, held_on=NEXT_WEEK)
    found = store.read(list_from_last, slot_id)
    assert (found.title, found.held_on) == ("3h pour l’emploi", TODAY)
    assert {one.resident.first_name: one.has_come for one in found.rows} == {"Karim": True, "Sylvie": False}
    store.run(invite_people, actor, [slot_id], [karim])
    assert [one.resident.first_name for one in store.read(list_from_last, slot_id).rows] == ["Sylvie"]
    assert store.read(list_from_last, other).rows == ()
    assert other_id


def test_a_list_proposes_those_who_are_not_invited_yet(
    store: Store, actor: Actor, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    _workshop_id, slot_id = workshop
    asking = Asking(NADIA, TODAY)
    store.run(invite_people, actor, [slot_id], people[:1])
    found = store.read(list_candidates, slot_id, "", None, ["mine"], asking)
    assert {one.resident.first_name for one in found.rows} == {"Sylvie", "Fatou"}
    assert [one.resident.first_name for one in store.read(list_candidates, slot_id, "dia", None, [], asking).rows] == [
        "Fatou"
    ]


def test_a_printed_list_leaves_a_line_in_the_trail(
    store: Store, actor: Actor, clock: StillClock, workshop: tuple[UUID, UUID], people: list[UUID]
) -> None:
    _workshop_id, slot_id = workshop
    store.run(invite_people, actor, [slot_id], people[:2])
    listed = store.run(take_invitations, actor, slot_id)
    assert [row.resident.first_name for row in listed.rows] == ["Karim", "Sylvie"]
    (line,) = store.read(audit.read_trail, "slot", slot_id, deed=TAKEN)
    assert line.staff_id == NADIA
    with pytest.raises(KnownError, match="not_allowed"):
        store.run(take_invitations, actor_of(clock, role="evaluator"), slot_id)
