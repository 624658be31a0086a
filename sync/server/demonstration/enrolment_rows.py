"""The rows of the enrolments: entries, exits, returns, what came of them, and what is asked of who left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from intake_app.domain.enrolment import Enrolment, EnrolmentReturn, enrolment_id
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.outcome import Outcome
from intake_app.domain.project import MicroEnterprise
from intake_app.domain.rules.due import due_attempts, due_day
from intake_app.domain.situation import Situation
from sync.server.demonstration.neighbourhood_rows import PlaceIds
from sync.server.demonstration.scribe import Scribe, moment_of
from sync.server.demonstration.stays import BUSINESS_PERSON, Stay

_ACTIONS: Final = {
    "maurepas": "three_hours", "villejean": "kitchen", "le_blosne": "coffee", "harbour_rise": "cv_morning",
}  # fmt: skip
_REASONS: Final = {
    "job": "job", "training": "training", "enterprise": "self_employment", "withdrawn": "withdrew",
    "lost_contact": "lost_contact",
}  # fmt: skip
_OUTCOMES: Final = {
    "job": ("job_permanent", "contract"),
    "training": ("training_qualifying", "certificate"),
    "enterprise": ("self_employment", "registration"),
}
_AFTER: Final = {
    "job": "employee_permanent_ft",
    "training": "in_training",
    "enterprise": "self_employed_registered",
    None: "unemployed_registered",
}
_LATEST_OPEN: Final = -8
"""What fell due by then was done."""


def write_enrolments(scribe: Scribe, ids: PlaceIds, stays: Sequence[Stay], cohort: UUID) -> None:
    """Write them, each with what follows from it. The enterprises have been written before."""
    enterprises = {row.resident_id: row.id for row in scribe.rows if isinstance(row, MicroEnterprise)}
    for stay in stays:
        operation = ids.earlier_operation if stay.is_earlier else ids.operation
        action = "caretaker_cap" if stay.in_cohort else _ACTIONS[stay.resident.neighbourhood]
        if stay.number == BUSINESS_PERSON and not stay.is_earlier:
            action = "kitchen"
        reason = _REASONS.get(stay.headline or stay.status, "completed") if stay.exited_on else None
        row = scribe.write(
            Enrolment, "claire", stay.entered_on, id=enrolment_id(operation, stay.resident.id),
            resident_id=stay.resident.id, operation_id=operation, action_id=ids.actions[action],
            cohort_id=cohort if stay.in_cohort else None, status=stay.status, entered_on=stay.entered_on,
            exited_on=stay.exited_on, exit_reason=reason, headline=stay.headline,
        )  # fmt: skip
        _write_survey(scribe, stay, row.id)
        _write_return(scribe, stay, row.id)
        if stay.exited_on is not None:
            _write_outcome(scribe, stay, row.id, enterprises.get(stay.resident.id), stay.exited_on)
            _write_after_exit(scribe, stay, row.id, stay.exited_on)


def _write_survey(scribe: Scribe, stay: Stay, enrolment: UUID) -> None:
    due_on = due_day("entry_survey", stay.entered_on, stay.calendar)
    _ask(scribe, stay, enrolment, "entry_survey", stay.entered_on, due_on)


def _write_return(scribe: Scribe, stay: Stay, enrolment: UUID) -> None:
    if stay.away is not None:
        left_on, back_on = stay.away
        scribe.write(
            EnrolmentReturn, "claire", back_on, resident_id=stay.resident.id, enrolment_id=enrolment,
            returned_on=back_on, former_exit_on=left_on, former_exit_reason="lost_contact",
            former_status="lost_contact",
        )  # fmt: skip


def _write_outcome(scribe: Scribe, stay: Stay, enrolment: UUID, enterprise: UUID | None, on: date) -> None:
    said: dict[str, Any]
    if stay.in_cohort:
        said = {"type": "qualification_obtained", "evidence": "certificate"}
        said |= {"qualification": "CAP gardien d’immeubles", "certifier": "Éducation nationale"}
    elif stay.headline is not None:
        kind, evidence = _OUTCOMES[stay.headline]
        said = {"type": kind, "evidence": evidence}
        said["micro_enterprise_id"] = enterprise if stay.headline == "enterprise" else None
    elif stay.number == BUSINESS_PERSON:
        said = {"type": "immersion_internship", "evidence": "partner"}
    else:
        return
    scribe.write(Outcome, "claire", on, resident_id=stay.resident.id, enrolment_id=enrolment, happened_on=on, **said)


def _write_after_exit(scribe: Scribe, stay: Stay, enrolment: UUID, exited_on: date) -> None:
    """The situation within four weeks, the questionnaire, and six months later the attempts."""
    for purpose in ("exit_situation", "exit_survey"):
        due_on = due_day(purpose, exited_on, stay.calendar)
        if _ask(scribe, stay, enrolment, purpose, exited_on, due_on) and purpose == "exit_situation":
            _write_situation(scribe, stay, enrolment, "exit", due_on)
    first, second, _third = due_attempts("six_month_review", exited_on, stay.calendar)
    if first > scribe.day(_LATEST_OPEN):
        _ask(scribe, stay, enrolment, "six_month_review", exited_on, first, medium="phone")
        return
    _ask(scribe, stay, enrolment, "six_month_review", exited_on, first, medium="phone", result="no_answer")
    if _ask(scribe, stay, enrolment, "six_month_review", first, second, medium="home_visit"):
        _write_situation(scribe, stay, enrolment, "plus6", second)


def _ask(
    scribe: Scribe,
    stay: Stay,
    enrolment: UUID,
    purpose: str,
    planned_on: date,
    due_on: date,
    *,
    medium: str | None = None,
    result: str = "reached",
) -> bool:
    """Write a follow-up, done if it fell due a week ago; whether the person answered. Nobody answers who was lost."""
    is_done = due_on <= scribe.day(_LATEST_OPEN)
    by = "nadia" if not is_done and stay.resident.met_by == "nadia" and stay.number in _CARETAKERS else "claire"
    said = "no_answer" if stay.status == "lost_contact" and planned_on != stay.entered_on else result
    done: dict[str, Any] = {"result": said, "done_at": moment_of(due_on, "11:40")} if is_done else {}
    way = medium or ("phone" if is_done else None)
    scribe.write(
        FollowUp, "claire", planned_on, "11:00", resident_id=stay.resident.id, assigned_to=scribe.staff[by],
        purpose=purpose, due_on=due_on, about_id=enrolment, medium=way, **done,
    )  # fmt: skip
    return is_done and said == "reached"


_CARETAKERS: Final = (0, 4, 9)
"""Those whom the caretaker asks herself."""


def _write_situation(scribe: Scribe, stay: Stay, enrolment: UUID, stage: str, on: date) -> None:
    scribe.write(
        Situation, "claire", on, "11:45", resident_id=stay.resident.id, enrolment_id=enrolment, stage=stage, as_of=on,
        labour_status=_AFTER[None if stay.in_cohort else stay.headline], mode="phone",
    )  # fmt: skip
