"""Two laptops without network call the same people: what both noted is one fact, and only a true contradiction is
asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest

from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import mark_present, put_on_waiting_list, undo_mark
from intake_app.services.conflicts import list_conflicted_files, settle_conflicts
from intake_app.services.invitations.inviting import invite_people, note_answer, note_told
from intake_app.services.invitations.lists import InvitationRow, read_invitations
from intake_app.services.rolls import read_roll
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshops import plan_workshop
from sync.server.handle import Server
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.erasing import settle


class Round(NamedTuple):
    """Two laptops that know the same workshop of next week, to which one person is invited."""

    here: SyncedLaptop
    there: SyncedLaptop
    slot_id: UUID
    who: UUID

    def rows(self) -> list[InvitationRow]:
        found = [one.store.read(read_invitations, self.slot_id).rows for one in (self.here, self.there)]
        assert [(row.means, row.answer) for (row,) in found] == [(found[0][0].means, found[0][0].answer)] * 2
        return [row for (row,) in found]

    def conflicts(self) -> list[str]:
        files = self.here.store.read(list_conflicted_files, self.here.actor)
        return sorted(field.field for file in files for field in file.fields)


@pytest.fixture
def server(light_server: Server) -> Server:
    return light_server


@pytest.fixture
def calls(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[Round]:
    here, there = (SyncedLaptop(tmp_path / str(seed), server, space, seed=seed) for seed in (1, 2))
    workshop_id, who = here.actor.new_id(), here.register("MOREL")
    day = here.clock().date() + timedelta(days=7)
    fields = {"title": "Cuisine", "neighbourhood_id": space.neighbourhood_id}
    here.store.run(plan_workshop, here.actor, fields, [SlotFields(day, "14:00", "16:00")], workshop_id=workshop_id)
    slot_id = here.store.read(read_workshop, workshop_id).slots[0].slot_id
    assert slot_id is not None
    settle(here, there)
    yield Round(here, there, slot_id, who)
    here.close()
    there.close()


def invite(calls: Round) -> None:
    calls.here.store.run(invite_people, calls.here.actor, [calls.slot_id], [calls.who])
    settle(calls.here, calls.there)


def test_both_invite_and_hear_the_same_answer(calls: Round) -> None:
    for laptop in (calls.here, calls.there):
        laptop.store.run(invite_people, laptop.actor, [calls.slot_id], [calls.who])
        laptop.store.run(note_answer, laptop.actor, [calls.slot_id], calls.who, "yes", "phone")
        laptop.clock.advance(minutes=5)
    settle(calls.here, calls.there)
    assert {(row.means, row.answer) for row in calls.rows()} == {("phone", "yes")}
    assert calls.conflicts() == []


def test_one_tells_and_the_other_hears_the_answer(calls: Round) -> None:
    invite(calls)
    calls.here.store.run(note_told, calls.here.actor, [calls.slot_id], calls.who, "sms")
    settle(calls.here, calls.there)
    first = calls.rows()[0].invited_at
    calls.there.clock.advance(days=1)
    calls.there.store.run(note_answer, calls.there.actor, [calls.slot_id], calls.who, "no", "phone")
    settle(calls.here, calls.there)
    assert {(row.means, row.answer, row.invited_at) for row in calls.rows()} == {("sms", "no", first)}
    assert calls.conflicts() == []


def test_two_contrary_answers_are_asked_about_and_nothing_else(calls: Round) -> None:
    invite(calls)
    for laptop, answer in ((calls.here, "yes"), (calls.there, "no")):
        laptop.store.run(note_answer, laptop.actor, [calls.slot_id], calls.who, answer, "phone")
    settle(calls.here, calls.there)
    assert calls.conflicts() == ["answer"]
    (file,) = calls.here.store.read(list_conflicted_files, calls.here.actor)
    calls.here.store.run(settle_conflicts, calls.here.actor, {file.fields[0].conflict_id: "no"})
    settle(calls.here, calls.there)
    assert {row.answer for row in calls.rows()} == {"no"}
    assert calls.conflicts() == []


def test_a_tick_taken_back_on_another_laptop_leads_back_to_the_waiting_list(calls: Round) -> None:
    calls.here.store.run(put_on_waiting_list, calls.here.actor, calls.slot_id, [calls.who])
    calls.here.store.run(mark_present, calls.here.actor, calls.slot_id, calls.who)
    settle(calls.here, calls.there)
    calls.there.store.run(undo_mark, calls.there.actor, calls.slot_id, calls.who)
    settle(calls.here, calls.there)
    for laptop in (calls.here, calls.there):
        roll = laptop.store.read(read_roll, calls.slot_id)
        assert (roll.rows, [row.resident_id for row in roll.waiting]) == ((), [calls.who])
