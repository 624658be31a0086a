"""Notices, consents, encounters: facts that are added, never overwritten."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import FieldProblem, InvalidFields
from intake_app.services.encounters import record_encounter
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.notices import (
    NoticeGiven,
    NoticeState,
    deliver_notice,
    list_consents,
    read_notice_standing,
    record_consent,
    withdraw_consent,
)
from intake_app.services.residents import register_resident
from intake_app.services.timeline_entries import Part
from intake_app.services.timelines import read_timeline
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, ORAL, PAPER, TODAY, StillClock, register, someone


def test_a_written_notice_confirms_the_spoken_one(store: Store, actor: Actor, clock: StillClock) -> None:
    resident_id = store.run(register_resident, actor, someone(), resident_id=actor.new_id(), notice=ORAL)
    assert store.read(read_notice_standing, uuid4(), TODAY).state is NoticeState.NONE
    clock.advance(days=3)
    store.run(deliver_notice, actor, resident_id, PAPER)
    clock.advance(days=3)
    store.run(deliver_notice, actor, resident_id, NoticeGiven(mode="screen", notice_version="2027.1"))
    store.run(deliver_notice, actor, resident_id, ORAL)
    standing = store.read(read_notice_standing, resident_id, date(2027, 6, 1))
    assert (standing.state, standing.mode, standing.confirm_by) == (NoticeState.GIVEN, "screen", None)
    assert (standing.notice_version, standing.delivered_at) == ("2027.1", clock())


def test_the_written_notice_closes_the_follow_up_that_asks_for_it(
    store: Store, actor: Actor, clock: StillClock
) -> None:
    def asked() -> int:
        groups = store.read(list_follow_ups, TODAY, resident_id=resident_id)
        return sum(row.purpose == "notice_to_confirm" for row in groups.later)

    resident_id = store.run(register_resident, actor, someone(), resident_id=actor.new_id(), notice=ORAL)
    store.run(deliver_notice, actor, resident_id, ORAL)
    assert asked() == 1
    clock.advance(days=3)
    store.run(deliver_notice, actor, resident_id, PAPER)
    assert asked() == 0
    closed = next(row for row in store.read(read_timeline, resident_id) if row.record_type == "follow_up")
    assert closed.parts[:2] == (Part("follow_up_purpose", "notice_to_confirm"), Part("follow_up_result", "done"))


def test_saying_it_again_by_voice_gives_no_more_days(store: Store, actor: Actor, clock: StillClock) -> None:
    resident_id = store.run(register_resident, actor, someone(), resident_id=actor.new_id(), notice=ORAL)
    clock.advance(days=20)
    store.run(deliver_notice, actor, resident_id, ORAL)
    assert store.read(read_notice_standing, resident_id, TODAY).confirm_by == date(2026, 12, 22)


def test_the_last_answer_to_a_purpose_stands(store: Store, actor: Actor, clock: StillClock) -> None:
    resident_id = register(store, actor)
    for purpose, state in (("recontact", "refused"), ("survey", "given"), ("recontact", "given")):
        store.run(record_consent, actor, resident_id, purpose=purpose, state=state, evidence="oral_witness")
        clock.advance(days=1)
    first, second = store.read(list_consents, resident_id)
    assert [(first.purpose, first.state), (second.purpose, second.state)] == [
        ("recontact", "given"),
        ("survey", "given"),
    ]
    store.run(withdraw_consent, actor, first.id)
    assert store.read(list_consents, resident_id)[0].state == "withdrawn"


def test_an_unknown_answer_is_refused(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    with pytest.raises(InvalidFields) as refusal:
        store.run(record_consent, actor, resident_id, purpose="anything", state="given", evidence="paper")
    assert refusal.value.problems == (FieldProblem("purpose", "code_unknown"),)


def test_a_consent_that_is_gone_cannot_be_withdrawn(store: Store, actor: Actor) -> None:
    with pytest.raises(KnownError, match="record_gone"):
        store.run(withdraw_consent, actor, uuid4())


def test_an_anonymous_encounter_needs_neither_name_nor_notice(store: Store, actor: Actor) -> None:
    store.run(record_encounter, actor, neighbourhood_id=MAUREPAS, channel="lobby", outcome="not_interested")
    with store.direct() as connection:
        rows = connection.exec_driver_sql("SELECT resident_id, met_on FROM encounter").all()
    assert rows == [(None, "2026-11-22")]


def test_without_a_name_no_file_is_said_to_be_opened(store: Store, actor: Actor) -> None:
    met = {"neighbourhood_id": MAUREPAS, "channel": "lobby", "outcome": "registered"}
    with pytest.raises(InvalidFields) as refusal:
        store.run(record_encounter, actor, **met)
    assert refusal.value.problems == (FieldProblem("outcome", "registered_without_file"),)
    store.run(record_encounter, actor, **met, resident_id=register(store, actor))


def test_an_encounter_of_somebody_known_is_in_their_thread(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    store.run(
        record_encounter,
        actor,
        neighbourhood_id=None,
        resident_id=resident_id,
        channel="doorstep",
        outcome="wants_recontact",
        met_on=date(2026, 11, 20),
    )
    entry = store.read(read_timeline, resident_id)[-1]
    assert (entry.record_type, entry.on, entry.author) == ("encounter", date(2026, 11, 20), "Nadia M.")
    assert entry.parts == (Part("encounter_channel", "doorstep"), Part("encounter_outcome", "wants_recontact"))


def test_an_impossible_encounter_is_refused(store: Store, actor: Actor) -> None:
    with pytest.raises(InvalidFields) as refusal:
        store.run(
            record_encounter, actor, neighbourhood_id=None, channel="moon", outcome="informed", met_on=date(2027, 1, 1)
        )
    assert {(one.field, one.key) for one in refusal.value.problems} == {
        ("channel", "code_unknown"),
        ("neighbourhood_id", "field_missing"),
        ("met_on", "day_to_come"),
    }
