"""The rows of the residents' paths: what is known of them, what they wish, their enrolments, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from intake_app.domain.barrier import Barrier
from intake_app.domain.enrolment import Enrolment, EnrolmentReturn, enrolment_id
from intake_app.domain.mentoring import CollectiveProject, CollectiveRole, Mentoring
from intake_app.domain.outcome import Outcome
from intake_app.domain.project import MicroEnterprise, Project, Wish
from intake_app.domain.referral import Referral
from intake_app.domain.resident_distinction import ResidentDistinction, distinction_id
from intake_app.domain.trusted_contact import TrustedContact
from intake_app.domain.visibility import Visibility
from sync.server.demonstration.neighbourhood_rows import PlaceIds
from sync.server.demonstration.resident_rows import Registered
from sync.server.demonstration.scribe import Scribe

_THEMES: Final = ("mobility", "digital", "childcare", "language", "confidence")
_WISHES: Final = ("Travailler près de chez moi", "Apprendre un métier", "Créer mon activité", "Me sentir utile")
_KINDS: Final = ("job", "training", "micro_enterprise", "volunteering")
_REFERRALS: Final = ("draft", "sent", "acknowledged", "appointment_made", "met", "finished", "refused")
_ENDED: Final = (
    ("completed", "job", "job_permanent", "contract"),
    ("completed", "training", "training_qualifying", "certificate"),
    ("withdrawn", None, None, None),
    ("completed", "enterprise", "self_employment", "registration"),
    ("lost_contact", None, None, None),
)
_REASONS: Final = {"completed": "completed", "withdrawn": "withdrew", "lost_contact": "lost_contact"}
BUSINESS_PERSON: Final = 0
"""The resident (by place) whose food truck is told from idea to test."""


def write_paths(
    scribe: Scribe, ids: PlaceIds, residents: Sequence[Registered], cohort: UUID, offers: Sequence[UUID]
) -> None:
    """Write the paths; nothing of somebody registered only yesterday but what they said that day."""
    for number, resident in enumerate(residents):
        _write_facts(scribe, resident, number)
        if number % 2 == 0 and _age(scribe, resident) > 90:
            _write_enrolment(scribe, ids, resident, number, cohort)
        if number % 3 == 0:
            _write_project(scribe, resident, number)
        if number % 5 == 0 and _age(scribe, resident) > 45:
            _write_referral(scribe, ids, resident, number, offers)
    _write_together(scribe, ids, residents)


def _age(scribe: Scribe, resident: Registered) -> int:
    return (scribe.today - resident.registered_on).days


def _after(scribe: Scribe, resident: Registered, days: int) -> date:
    """So many days after the registration, yesterday at the latest."""
    return min(resident.registered_on + timedelta(days=days), scribe.day(-1))


def _write_facts(scribe: Scribe, resident: Registered, number: int) -> None:
    on, by = resident.registered_on, resident.met_by
    knows_day = number % 4 != 0
    facts: dict[str, Any] = {
        "is_registered": ("0", "1", "0", "8")[number % 4],
        "lack_reason": "never" if number % 4 == 0 else None,
        "last_contact": "known" if knows_day else "never",
        "last_contact_on": on - timedelta(days=60 * (number % 5)) if knows_day else None,
        "other_follow_up": "none",
    }
    scribe.write(Visibility, by, on, "10:21", resident_id=resident.id, as_of=on, **facts)
    if number % 2:
        return
    state = ("identified", "in_progress", "lifted")[number // 2 % 3]
    lifted = _after(scribe, resident, 20) if state == "lifted" else None
    scribe.write(
        Barrier, by, on, "10:22", resident_id=resident.id, theme=_THEMES[number % len(_THEMES)],
        effect="limits", state=state, noted_on=on, closed_on=lifted,
    )  # fmt: skip


def _write_enrolment(scribe: Scribe, ids: PlaceIds, resident: Registered, number: int, cohort: UUID) -> None:
    status, headline, outcome, evidence = _ENDED[number // 2 % len(_ENDED)]
    entered = _after(scribe, resident, 12)
    has_left = _age(scribe, resident) > 150
    in_cohort = headline == "training" and has_left
    exited = _after(scribe, resident, 120) if has_left else None
    enrolment = scribe.write(
        Enrolment, "claire", entered, id=enrolment_id(ids.operation, resident.id), resident_id=resident.id,
        operation_id=ids.operation, action_id=ids.actions["caretaker_cap" if in_cohort else "three_hours"],
        cohort_id=cohort if in_cohort else None, status=status if has_left else "active", entered_on=entered,
        exited_on=exited, exit_reason=_REASONS[status] if has_left else None, headline=headline if has_left else None,
    )  # fmt: skip
    common: dict[str, Any] = {"resident_id": resident.id, "enrolment_id": enrolment.id}
    if exited is not None and outcome is not None:
        qualified: dict[str, Any] = {"qualification": "CAP gardien d’immeubles", "certifier": "Éducation nationale"}
        scribe.write(
            Outcome, "claire", exited, type="qualification_obtained" if in_cohort else outcome, happened_on=exited,
            evidence=evidence, **common, **(qualified if in_cohort else {}),
        )  # fmt: skip
    if status == "lost_contact" and has_left:
        scribe.write(
            EnrolmentReturn, "claire", exited or entered, returned_on=exited, former_exit_on=entered,
            former_exit_reason="lost_contact", **common,
        )  # fmt: skip


def _write_project(scribe: Scribe, resident: Registered, number: int) -> None:
    kind = "micro_enterprise" if number == BUSINESS_PERSON else _KINDS[number // 3 % len(_KINDS)]
    chosen = _after(scribe, resident, 15)
    title = "Food-truck, cuisine du monde" if number == BUSINESS_PERSON else _WISHES[_KINDS.index(kind)]
    common: dict[str, Any] = {"resident_id": resident.id}
    project = scribe.write(
        Project, "claire", chosen, kind=kind, title=title, chosen_on=chosen, state="in_progress", **common
    )
    told = resident.registered_on
    words = _WISHES[_KINDS.index(kind)]
    scribe.write(Wish, resident.met_by, told, kind="wish", words=words, told_on=told, project_id=project.id, **common)
    if kind == "micro_enterprise":
        steps: dict[str, Any] = {"idea_on": chosen, "feasibility_on": _after(scribe, resident, 40)}
        scribe.write(MicroEnterprise, "claire", chosen, trade=title, project_id=project.id, **steps, **common)


def _write_referral(scribe: Scribe, ids: PlaceIds, resident: Registered, number: int, offers: Sequence[UUID]) -> None:
    place = number // 5 % len(_REFERRALS)
    status = _REFERRALS[place]
    steps: tuple[str, ...] = ("sent_on", "acknowledged_on", "met_on")
    sent = scribe.day(-9 * (1 + place))
    days: dict[str, Any] = {name: sent + timedelta(days=2 * step) for step, name in enumerate(steps) if step < place}
    scribe.write(
        Referral, "claire", sent, resident_id=resident.id, status=status,
        organisation_id=ids.organisations["business_support" if number % 2 == 0 else "weker"],
        offer_id=offers[4 if number % 2 == 0 else 2], theme="creer_une_entreprise" if number % 2 == 0 else "se_former",
        reasons=["project_support"], channel="letter", contact_preference="phone",
        refusal_reason="full" if status == "refused" else None,
        closed_on=sent + timedelta(days=7) if status in ("finished", "refused") else None, **days,
    )  # fmt: skip


def _write_together(scribe: Scribe, ids: PlaceIds, residents: Sequence[Registered]) -> None:
    """A residents' project, a tutor, a trusted contact, two people told apart."""
    on = scribe.day(-3)
    garden = scribe.write(
        CollectiveProject, "yann", on, name="Le jardin des Pommiers", state="running", began_on=on,
        neighbourhood_id=ids.neighbourhoods["le_blosne"], action_id=ids.actions["coffee"],
    )  # fmt: skip
    settled = [resident for resident in residents if _age(scribe, resident) > 30]
    for place, resident in enumerate([one for one in settled if one.neighbourhood == "le_blosne"][:4]):
        role = "lead" if place == 0 else "volunteer"
        scribe.write(
            CollectiveRole, "yann", on, resident_id=resident.id, collective_project_id=garden.id, role=role, began_on=on
        )
    newcomer, mentor, other = settled[:3]
    scribe.write(Mentoring, "claire", on, resident_id=newcomer.id, mentor_id=mentor.id, kind="tutor", began_on=on)
    scribe.write(TrustedContact, "claire", on, resident_id=newcomer.id, first_name="Inès", phone="+33639980190")
    scribe.write(
        ResidentDistinction, "claire", on, id=distinction_id(mentor.id, other.id), one_id=mentor.id, other_id=other.id
    )
