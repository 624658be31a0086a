"""The rows of the residents' paths: what is known of them, what they wish, to whom they were sent on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from intake_app.domain.barrier import Barrier
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.mentoring import CollectiveProject, CollectiveRole, Mentoring
from intake_app.domain.notice import Consent
from intake_app.domain.project import MicroEnterprise, Project, Wish
from intake_app.domain.public_holidays import Calendar
from intake_app.domain.referral import Referral
from intake_app.domain.resident_distinction import ResidentDistinction, distinction_id
from intake_app.domain.rules.due import due_day
from intake_app.domain.situation import Situation
from intake_app.domain.trusted_contact import TrustedContact
from intake_app.domain.visibility import Visibility
from intake_app.domain.working_days import working_day
from sync.server.demonstration.neighbourhood_rows import PlaceIds
from sync.server.demonstration.resident_rows import Registered
from sync.server.demonstration.scribe import Scribe, moment_of
from sync.server.demonstration.stays import BUSINESS_PERSON, Stay

_WISHES: Final = ("Travailler près de chez moi", "Apprendre un métier", "Créer mon activité", "Me sentir utile")
_KINDS: Final = ("job", "training", "micro_enterprise", "volunteering")
_REFERRALS: Final = ("draft", "sent", "acknowledged", "appointment_made", "met", "finished", "refused")
_OF_A_RESULT: Final = {"job": "job", "training": "training", "enterprise": "micro_enterprise"}
_UNANSWERED: Final = 3
"""The resident (by place) of whom a partner has sent no news for two weeks."""


def write_paths(
    scribe: Scribe, ids: PlaceIds, residents: Sequence[Registered], stays: Sequence[Stay], offers: Sequence[UUID]
) -> None:
    """Write the paths but for the enrolments; nothing of somebody registered only yesterday but what they said that
    day.
    """
    said = {row.resident_id: row for row in scribe.rows if isinstance(row, Situation) and row.stage == "entry"}
    ended = {stay.number: stay for stay in stays if stay.headline is not None}
    for number, resident in enumerate(residents):
        _write_facts(scribe, resident, number, said[resident.id])
        if number % 3 == 0 or number in ended:
            _write_project(scribe, resident, number, ended.get(number))
        if number in (BUSINESS_PERSON, _UNANSWERED) or (number % 5 == 0 and _age(scribe, resident) > 75):
            _write_referral(scribe, ids, resident, number, offers)
    _write_together(scribe, ids, residents)


def _age(scribe: Scribe, resident: Registered) -> int:
    return (scribe.today - resident.registered_on).days


def _after(scribe: Scribe, resident: Registered, days: int) -> date:
    """So many days after the registration, yesterday at the latest."""
    return min(resident.registered_on + timedelta(days=days), scribe.day(-1))


def _write_facts(scribe: Scribe, resident: Registered, number: int, said: Situation) -> None:
    on, by = resident.registered_on, resident.met_by
    is_registered = {"unemployed_registered": "1", "unemployed_unregistered_seeking": "0"}
    answer = is_registered.get(said.labour_status or "", ("0", "1", "8")[number % 3])
    knows_day = answer == "1" or number % 2 == 1
    facts: dict[str, Any] = {
        "is_registered": answer,
        "lack_reason": "never" if answer == "0" else None,
        "last_contact": "known" if knows_day else "never",
        "last_contact_on": on - timedelta(days=60 * (number % 5)) if knows_day else None,
        "other_follow_up": "none",
    }
    scribe.write(Visibility, by, on, "10:21", resident_id=resident.id, as_of=on, **facts)
    for theme in said.barriers[:1]:
        state = ("identified", "in_progress", "lifted")[number % 3]
        lifted = _after(scribe, resident, 20) if state == "lifted" else None
        scribe.write(
            Barrier, by, on, "10:22", resident_id=resident.id, theme=theme, effect="limits", state=state, noted_on=on,
            closed_on=lifted,
        )  # fmt: skip


def _write_project(scribe: Scribe, resident: Registered, number: int, stay: Stay | None) -> None:
    """The project, and the enterprise where there is one; who left with a result has achieved it."""
    kind = "micro_enterprise" if number == BUSINESS_PERSON else _KINDS[number // 3 % len(_KINDS)]
    if stay is not None and stay.headline is not None:
        kind = _OF_A_RESULT[stay.headline]
    chosen = _after(scribe, resident, 10)
    words = _WISHES[_KINDS.index(kind)]
    title = "Food-truck, cuisine du monde" if number == BUSINESS_PERSON else words
    common: dict[str, Any] = {"resident_id": resident.id}
    ended_on = stay.exited_on if stay is not None else None
    state = "achieved" if ended_on else "in_progress"
    project = scribe.write(
        Project, "claire", chosen, kind=kind, title=title, chosen_on=chosen, state=state, ended_on=ended_on, **common
    )
    told = resident.registered_on
    scribe.write(Wish, resident.met_by, told, kind="wish", words=words, told_on=told, project_id=project.id, **common)
    if kind == "micro_enterprise":
        steps: dict[str, Any] = {"idea_on": chosen, "feasibility_on": _after(scribe, resident, 40)}
        steps |= {"created_on": ended_on, "legal_form": "micro"} if ended_on else {}
        scribe.write(MicroEnterprise, "claire", chosen, trade=title, project_id=project.id, **steps, **common)


def _write_referral(scribe: Scribe, ids: PlaceIds, resident: Registered, number: int, offers: Sequence[UUID]) -> None:
    """A referral, as far as it has gone; a letter that the person carries needs no other agreement."""
    status = {BUSINESS_PERSON: "met", _UNANSWERED: "sent"}.get(number, _REFERRALS[number // 5 % len(_REFERRALS)])
    is_business = number % 2 == 0
    days: dict[str, Any] = {}
    sent = scribe.day(-16 if status == "sent" else -30)
    if status != "draft":
        days["sent_on"] = sent
    if status not in ("draft", "sent"):
        days["acknowledged_on"] = sent + timedelta(days=4)
    if status in ("appointment_made", "met", "finished"):
        meeting = working_day(scribe.day(5) if status == "appointment_made" else scribe.day(-18), Calendar.FRANCE)
        days["appointment_at"] = moment_of(meeting, "10:30")
        days |= {} if status == "appointment_made" else {"met_on": meeting}
    if status == "finished":
        days |= {"accepted_on": scribe.day(-12), "closed_on": scribe.day(-2)}
    if status == "refused":
        days |= {"refusal_reason": "full", "closed_on": scribe.day(-20)}
    row = scribe.write(
        Referral, "claire", scribe.day(-1) if status == "draft" else sent, resident_id=resident.id, status=status,
        organisation_id=ids.organisations["business_support" if is_business else "weker"],
        offer_id=offers[4 if is_business else 2], theme="creer_une_entreprise" if is_business else "se_former",
        reasons=["project_support"], channel=None if status == "draft" else "letter", contact_preference="phone",
        **days,
    )  # fmt: skip
    if status == "sent":
        _write_check(scribe, resident, row, sent)


def _write_check(scribe: Scribe, resident: Registered, referral: Referral, sent: date) -> None:
    """The partner was asked for news, in vain."""
    due_on = due_day("referral_check", sent, Calendar.FRANCE)
    scribe.write(
        FollowUp, "claire", sent, "11:00", resident_id=resident.id, assigned_to=scribe.staff["claire"],
        purpose="referral_check", due_on=due_on, about_id=referral.id, medium="phone", result="no_answer",
        done_at=moment_of(due_on, "14:10"),
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
    for who, purpose in ((newcomer, "trusted_contact"), (mentor, "ambassador")):
        scribe.write(
            Consent, "claire", scribe.day(-4), resident_id=who.id, purpose=purpose, state="given", evidence="paper",
            decided_at=moment_of(scribe.day(-4), "15:00"),
        )  # fmt: skip
    scribe.write(Mentoring, "claire", on, resident_id=newcomer.id, mentor_id=mentor.id, kind="tutor", began_on=on)
    scribe.write(TrustedContact, "claire", on, resident_id=newcomer.id, first_name="Inès", phone="+33639980190")
    scribe.write(
        ResidentDistinction, "claire", on, id=distinction_id(mentor.id, other.id), one_id=mentor.id, other_id=other.id
    )
