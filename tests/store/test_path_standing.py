"""Where somebody stands: snapshots that lock, facts of visibility, steps, tutors, residents' projects."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.domain.rules.track import Standing, Step
from intake_app.domain.rules.visibility import Reason
from intake_app.services.notices import record_consent
from intake_app.services.path.collective import (
    join_collective_project,
    leave_collective_project,
    list_collective_projects,
    list_roles,
    open_collective_project,
    update_collective_project,
)
from intake_app.services.path.enrolments import enrol, leave_operation, return_to_operation
from intake_app.services.path.mentorings import (
    begin_mentoring,
    end_mentoring,
    list_mentorings,
    list_mentors,
    resume_mentoring,
)
from intake_app.services.path.situation_lists import list_snapshots
from intake_app.services.path.tracks import read_tracks
from intake_app.services.path.visibilities import read_visibility, record_visibility
from intake_app.services.situations import amend_situation, correct_situation, record_situation
from intake_app.services.timelines import read_timeline
from intake_app.storage.store import Store
from tests.store.path_world import OPERATION, come_to_workshop, open_operation, somebody_met
from tests.store.world import MAUREPAS, TODAY, StillClock, register


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    return register(store, actor)


def test_an_entry_is_corrected_for_thirty_days_then_amended(
    store: Store, actor: Actor, karim: UUID, clock: StillClock
) -> None:
    entry = store.run(record_situation, actor, karim, {"labour_status": "discouraged"}, stage="entry")
    clock.advance(days=30)
    store.run(correct_situation, actor, entry, {"labour_status": "carer"})
    clock.advance(days=1)
    with pytest.raises(KnownError, match="situation_locked"):
        store.run(correct_situation, actor, entry, {"labour_status": "retired"})
    store.run(amend_situation, actor, entry, {"labour_status": "retired"}, reason="misunderstood")
    (row,) = store.read(list_snapshots, karim, TODAY + timedelta(days=31))
    assert (row.fields.labour_status, row.stage, row.as_of, row.is_locked) == ("retired", "entry", TODAY, True)
    assert [one.labour_status for one in row.amended] == ["carer"]
    assert row.amendment_reason == "misunderstood"
    second = store.run(amend_situation, actor, row.id, {"labour_status": "carer"}, reason="person")
    (row,) = store.read(list_snapshots, karim, TODAY + timedelta(days=31))
    assert (row.id, [one.labour_status for one in row.amended]) == (second, ["retired", "carer"])


def test_an_update_never_locks(store: Store, actor: Actor, karim: UUID, clock: StillClock) -> None:
    update = store.run(record_situation, actor, karim, {"labour_status": "carer"})
    clock.advance(days=300)
    store.run(correct_situation, actor, update, {"labour_status": "retired"})


def test_what_does_not_go_together_is_said_and_saved(store: Store, actor: Actor, karim: UUID) -> None:
    odd = {"labour_status": "retired", "unemployment_duration": "24_months_or_more", "benefits": ["none", "rsa"]}
    store.run(record_situation, actor, karim, odd)
    (row,) = store.read(list_snapshots, karim, TODAY)
    assert {doubt.key for doubt in row.doubts} == {"duration_without_unemployment", "benefits_and_none"}


def test_a_situation_to_come_is_refused(store: Store, actor: Actor, karim: UUID) -> None:
    with pytest.raises(InvalidFields):
        store.run(record_situation, actor, karim, {}, as_of=TODAY + timedelta(days=1))
    with pytest.raises(InvalidFields):
        store.run(record_situation, actor, karim, {"unemployed_since": "2027"})


def test_invisible_follows_from_the_latest_facts(store: Store, actor: Actor, karim: UUID, clock: StillClock) -> None:
    assert store.read(read_visibility, karim, TODAY) is None
    store.run(record_visibility, actor, karim, {"is_registered": "0", "lack_reason": "never"})
    first = store.read(read_visibility, karim, TODAY)
    assert first is not None
    assert (first.answer.by_increase, first.answer.by_o2r) == (True, True)
    clock.advance(days=1)
    facts = {"is_registered": "1", "last_contact": "known", "last_contact_on": date(2026, 11, 1)}
    store.run(record_visibility, actor, karim, facts)
    now = store.read(read_visibility, karim, TODAY)
    assert now is not None
    assert (now.answer.by_increase, now.answer.by_o2r, now.answer.o2r_reason) == (False, False, Reason.IN_CONTACT)
    # nothing was written, and half a year later the answer has changed
    later = store.read(read_visibility, karim, TODAY + timedelta(days=180))
    assert later is not None
    assert (later.answer.by_increase, later.answer.by_o2r, later.answer.o2r_reason) == (False, True, Reason.SILENT)


def test_steps_are_dated_by_what_happened(store: Store, actor: Actor, karim: UUID) -> None:
    def reached() -> dict[Step, date]:
        (track,) = store.read(read_tracks, karim)
        return {step: fact.on for step, fact in track.reached.items()}

    # whoever was told of the notice was spoken to
    assert reached() == {Step.SPOTTED: TODAY, Step.CONTACTED: TODAY}
    come_to_workshop(store, actor, karim)
    store.run(record_consent, actor, karim, purpose="recontact", state="given", evidence="paper")
    store.run(record_situation, actor, karim, {}, stage="plus6")
    first = dict.fromkeys((Step.SPOTTED, Step.CONTACTED, Step.AGREED, Step.ATTENDED, Step.SIX_MONTHS), TODAY)
    assert reached() == first


def test_whoever_was_spoken_to_before_their_file_was_opened_was_known_of(
    store: Store, actor: Actor, karim: UUID
) -> None:
    before = TODAY - timedelta(days=10)
    store.run(record_situation, actor, karim, {}, stage="entry", as_of=before)
    (track,) = store.read(read_tracks, karim)
    assert (track.reached[Step.SPOTTED], track.reached[Step.CONTACTED].on) == (track.reached[Step.CONTACTED], before)


def test_a_return_begins_a_second_track_and_the_first_keeps_how_it_ended(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    open_operation(store)
    karim = somebody_met(store, actor)
    enrolment = store.run(enrol, adviser, karim, OPERATION)
    clock.advance(days=40)
    # who finds a job before the end has left early, whatever the reason says
    store.run(leave_operation, adviser, enrolment, status="withdrawn", exit_reason="job")
    clock.advance(days=40)
    store.run(return_to_operation, adviser, enrolment)
    clock.advance(days=40)
    store.run(leave_operation, adviser, enrolment, status="completed", exit_reason="completed")
    latest, former = store.read(read_tracks, karim)
    assert (former.standing(Step.ENROLLED), former.standing(Step.COMPLETED)) == (Standing.DONE, Standing.STOPPED)
    assert former.stay is not None
    assert former.stay.ended is not None
    assert (former.stay.status, former.stay.ended.on) == ("withdrawn", TODAY + timedelta(days=40))
    assert latest.reached[Step.ENROLLED].on == TODAY + timedelta(days=80)
    assert latest.reached[Step.COMPLETED].on == TODAY + timedelta(days=120)
    told = [
        (entry.on, [part.value for part in entry.parts])
        for entry in store.read(read_timeline, karim)
        if entry.record_type in ("enrolment", "enrolment_return")
    ]
    assert told == [
        (TODAY + timedelta(days=120), ["completed"]),
        (TODAY + timedelta(days=80), ["FSE+ 2026"]),
        (TODAY + timedelta(days=40), ["withdrawn", "job"]),
        (TODAY, ["FSE+ 2026", "enrolled"]),
    ]


def test_a_tutor_is_a_former_participant_who_agreed(store: Store, actor: Actor, adviser: Actor, karim: UUID) -> None:
    yann = register(store, actor, "Le Goff", "Yann")
    with pytest.raises(KnownError, match="mentor_same_person"):
        store.run(begin_mentoring, adviser, karim, karim, "tutor")
    with pytest.raises(KnownError, match="mentor_consent_first"):
        store.run(begin_mentoring, adviser, karim, yann, "tutor")
    store.run(record_consent, actor, yann, purpose="ambassador", state="given", evidence="paper")
    with pytest.raises(KnownError, match="mentor_not_former"):
        store.run(begin_mentoring, adviser, karim, yann, "tutor")
    come_to_workshop(store, actor, yann)
    assert [(row.id, row.first_name) for row in store.read(list_mentors)] == [(yann, "Yann")]
    tutoring = store.run(begin_mentoring, adviser, karim, yann, "tutor")
    (seen,) = store.read(list_mentorings, karim)
    assert (seen.other_id, seen.is_mentor, seen.ended_on) == (yann, False, None)
    (back,) = store.read(list_mentorings, yann)
    assert (back.other_id, back.is_mentor) == (karim, True)
    store.run(end_mentoring, adviser, tutoring)
    assert store.read(list_mentorings, karim)[0].ended_on == TODAY
    store.run(resume_mentoring, adviser, tutoring)
    assert store.read(list_mentorings, karim)[0].ended_on is None


def test_residents_carry_a_project_together(store: Store, actor: Actor) -> None:
    garden = store.run(open_collective_project, actor, {"name": " Le  jardin ", "neighbourhood_id": MAUREPAS})
    store.run(update_collective_project, actor, garden, {"state": "running", "began_on": TODAY})
    karim = somebody_met(store, actor)
    role = store.run(join_collective_project, actor, garden, karim, "volunteer")
    with pytest.raises(InvalidFields):
        store.run(join_collective_project, actor, garden, karim, "lead")
    (row,) = store.read(list_collective_projects)
    assert (row.name, row.state, row.members) == ("Le jardin", "running", 1)
    assert [one.role for one in store.read(list_roles, project_id=garden)] == ["volunteer"]
    store.run(leave_collective_project, actor, role)
    assert store.read(list_collective_projects)[0].members == 0
    store.run(join_collective_project, actor, garden, karim, "lead")
    assert [one.role for one in store.read(list_roles, resident_id=karim)] == ["lead", "volunteer"]
