"""Enrolling residents in funded operations: entering, leaving, coming back, counting once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import Attendance
from intake_app.domain.base import Day
from intake_app.domain.cohort import Cohort
from intake_app.domain.encounter import Encounter
from intake_app.domain.enrolment import Enrolment, EnrolmentReturn, enrolment_id
from intake_app.domain.errors import KnownError
from intake_app.domain.programme import Action, Operation
from intake_app.domain.resident import Resident
from intake_app.domain.rules.enrolment import COUNTED, ENDED, Bounds, enrolment_problems, makes_participants
from intake_app.domain.rules.form import code_problems
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.situation import Situation
from intake_app.services.access import Deed, require
from intake_app.services.attendances import CAME
from intake_app.services.days import local_day
from intake_app.services.families import family_of
from intake_app.services.notices import NoticeState, read_notice_standing
from intake_app.services.path.entry_surveys import drop_entry_survey, plan_entry_survey
from intake_app.services.path.exit_follow_ups import drop_exit_follow_ups, plan_exit_follow_ups
from intake_app.services.rows import fetch, put


def enrol(
    session: Session,
    actor: Actor,
    resident_id: UUID,
    operation_id: UUID,
    *,
    status: str = "enrolled",
    entered_on: Day | None = None,
    action_id: UUID | None = None,
    cohort_id: UUID | None = None,
    prescriber_id: UUID | None = None,
) -> UUID:
    """Enrol somebody in an operation, from today unless `entered_on` says otherwise.

    Raises InvalidFields; KnownError `enrolled_already` (a return is `return_to_operation`, V7), `notice_first` and
    `situation_first` (nobody becomes a participant without them: level gates, V22), `operation_of_one_day` (V6),
    `never_met` (no individual interaction, V6).
    """
    require(actor, Deed.ACCOMPANY)
    fetch(session, Resident, resident_id)
    family = family_of(session, resident_id)
    if any(session.get(Enrolment, enrolment_id(operation_id, one)) is not None for one in family):
        raise KnownError("enrolled_already")
    today = local_day(actor.clock)
    entered_on = entered_on or today
    operation = fetch(session, Operation, operation_id)
    problems = code_problems("enrolment", {"status": status})
    problems += enrolment_problems(entered_on, None, None, _bounds(operation), today)
    problems += _place_problems(session, operation_id, action_id, cohort_id)
    refuse(problems)
    if status in COUNTED:
        _check_participant(session, resident_id, family, operation, today)
    said: dict[str, Any] = {"status": status, "entered_on": entered_on, "prescriber_id": prescriber_id}
    place: dict[str, Any] = {"operation_id": operation_id, "action_id": action_id, "cohort_id": cohort_id}
    key = enrolment_id(operation_id, resident_id)
    row = actor.create(Enrolment, id=key, resident_id=resident_id, **place, **said)
    session.add(row)
    plan_entry_survey(session, actor, row)
    return key


def change_enrolment(
    session: Session,
    actor: Actor,
    enrolment_id: UUID,
    *,
    status: str,
    action_id: UUID | None = None,
    cohort_id: UUID | None = None,
) -> UUID:
    """Move an enrolment to a status that is no exit. Raises InvalidFields, KnownError `exit_by_itself`."""
    require(actor, Deed.ACCOMPANY)
    row = fetch(session, Enrolment, enrolment_id)
    if status in ENDED or row.exited_on is not None:
        raise KnownError("exit_by_itself")
    problems = code_problems("enrolment", {"status": status})
    refuse([*problems, *_place_problems(session, row.operation_id, action_id, cohort_id)])
    becomes_participant = status in COUNTED and row.status not in COUNTED
    if becomes_participant:
        family = family_of(session, row.resident_id)
        operation = fetch(session, Operation, row.operation_id)
        _check_participant(session, row.resident_id, family, operation, local_day(actor.clock))
    put(row, {"status": status, "action_id": action_id or row.action_id, "cohort_id": cohort_id or row.cohort_id})
    if becomes_participant:
        plan_entry_survey(session, actor, row)
    return enrolment_id


def leave_operation(
    session: Session, actor: Actor, enrolment_id: UUID, *, status: str, exit_reason: str, exited_on: Day | None = None
) -> UUID:
    """Note that somebody leaves, when and why; what is asked of whoever left is planned. Raises InvalidFields."""
    require(actor, Deed.ACCOMPANY)
    row = fetch(session, Enrolment, enrolment_id)
    today = local_day(actor.clock)
    exited_on = exited_on or today
    problems = code_problems("enrolment", {"status": status, "exit_reason": exit_reason})
    if status not in ENDED:
        problems.append(FieldProblem("status", "value_not_understood"))
    bounds = _bounds(fetch(session, Operation, row.operation_id))
    refuse([*problems, *enrolment_problems(row.entered_on, exited_on, exit_reason, bounds, today)])
    put(row, {"status": status, "exit_reason": exit_reason, "exited_on": exited_on})
    drop_entry_survey(session, actor, row)
    plan_exit_follow_ups(session, actor, row)
    return enrolment_id


def return_to_operation(session: Session, actor: Actor, enrolment_id: UUID, *, returned_on: Day | None = None) -> UUID:
    """Somebody who had left is back: the entry stays as it was, the former exit is kept beside it, and the operation
    counts them once. Raises InvalidFields, KnownError `not_left`.
    """
    require(actor, Deed.ACCOMPANY)
    row = fetch(session, Enrolment, enrolment_id)
    if row.exited_on is None:
        raise KnownError("not_left")
    today = local_day(actor.clock)
    returned_on = returned_on or today
    if returned_on < row.exited_on:
        refuse([FieldProblem("returned_on", "return_before_exit")])
    if returned_on > today:
        refuse([FieldProblem("returned_on", "day_to_come")])
    session.add(
        actor.create(
            EnrolmentReturn,
            enrolment_id=row.id,
            resident_id=row.resident_id,
            returned_on=returned_on,
            former_exit_on=row.exited_on,
            former_exit_reason=row.exit_reason,
            former_status=row.status,
        )
    )
    put(row, {"status": "active", "exited_on": None, "exit_reason": None})
    drop_exit_follow_ups(session, actor, row)
    return enrolment_id


def set_headline(session: Session, actor: Actor, enrolment_id: UUID, headline: str | None) -> UUID:
    """Say under which class (job, enterprise, training) the exit counts, or that it does not; there is only one
    (V15). Raises InvalidFields.
    """
    require(actor, Deed.ACCOMPANY)
    row = fetch(session, Enrolment, enrolment_id)
    refuse(code_problems("enrolment", {"headline": headline}))
    put(row, {"headline": headline})
    return enrolment_id


def _bounds(operation: Operation) -> Bounds:
    return Bounds(operation.starts_on, operation.ends_on)


def _place_problems(
    session: Session, operation_id: UUID, action_id: UUID | None, cohort_id: UUID | None
) -> list[FieldProblem]:
    """An action of the operation, a cohort of the action."""
    problems = []
    action = session.get(Action, action_id) if action_id else None
    if action_id and (action is None or action.operation_id not in (operation_id, None)):
        problems.append(FieldProblem("action_id", "action_of_another_operation"))
    cohort = session.get(Cohort, cohort_id) if cohort_id else None
    if cohort_id and (cohort is None or (action_id and cohort.action_id != action_id)):
        problems.append(FieldProblem("cohort_id", "cohort_of_another_action"))
    return problems


def _check_participant(
    session: Session, resident_id: UUID, family: list[UUID], operation: Operation, today: Day
) -> None:
    if not makes_participants(_bounds(operation)):
        raise KnownError("operation_of_one_day")
    if read_notice_standing(session, resident_id, today).state is NoticeState.NONE:
        raise KnownError("notice_first")
    entry = select(Situation.id).where(Situation.resident_id.in_(family), Situation.stage == "entry")  # type: ignore[attr-defined]
    if session.exec(entry.limit(1)).first() is None:
        raise KnownError("situation_first")
    met = select(Encounter.id).where(Encounter.resident_id.in_(family))  # type: ignore[union-attr]
    came = select(Attendance.id).where(Attendance.resident_id.in_(family), Attendance.status.in_(CAME))  # type: ignore[attr-defined]
    if all(session.exec(query.limit(1)).first() is None for query in (met, came)):
        raise KnownError("never_met")
