"""Somebody whose path has been told: for pictures of the file and of the forms of its steps, and for tests."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from intake_app.services.notices import record_consent
from intake_app.services.path.barriers import change_barrier, note_barrier
from intake_app.services.path.collective import join_collective_project, open_collective_project
from intake_app.services.path.enrolments import enrol, leave_operation
from intake_app.services.path.mentorings import begin_mentoring
from intake_app.services.path.micro_enterprises import start_micro_enterprise
from intake_app.services.path.outcomes import record_outcome
from intake_app.services.path.projects import choose_project, tell_wish
from intake_app.services.path.referrals import draft_referral, send_referral
from intake_app.services.path.visibilities import record_visibility
from intake_app.services.situations import record_situation
from tests.store.path_world import (
    CERTIFIED,
    COHORT,
    OPERATION,
    PARTNER,
    SUPPLIER,
    come_to_workshop,
    open_operation,
    somebody_met,
)
from tests.store.world import MAUREPAS, TODAY, register
from tests.ui.at_desk import AtDesk


def tell_path(at: AtDesk) -> tuple[UUID, UUID]:
    """Karim, with everything a path can hold, and Yann, who may stand beside him. The desk is an adviser's."""
    open_operation(at.store)
    karim = somebody_met(at.store, at.actor, phone="06 12 34 56 78", birth_date="1988-03-14")
    yann = register(at.store, at.actor, "Le Goff", "Yann")
    come_to_workshop(at.store, at.actor, yann)
    at.run(record_consent, yann, purpose="ambassador", state="given", evidence="paper")
    facts = {"is_registered": "1", "last_contact": "known", "last_contact_on": date(2026, 3, 2)}
    at.run(record_visibility, karim, facts)
    said = {"labour_status": "unemployed_registered", "barriers": ["mobility"], "household": "single_parent"}
    at.run(record_situation, karim, said)
    wish = at.run(tell_wish, karim, kind="wish", words="Travailler dehors, voir du monde")
    at.run(tell_wish, karim, kind="interest", words="Les marchés")
    truck = at.run(choose_project, karim, kind="micro_enterprise", title="Food-truck", wish_ids=[wish])
    at.run(start_micro_enterprise, karim, {"trade": "Cuisine du monde"}, project_id=truck)
    barrier = at.run(note_barrier, karim, theme="mobility", effect="limits")
    at.run(change_barrier, barrier, state="in_progress")
    at.run(begin_mentoring, karim, yann, "tutor")
    garden = at.run(open_collective_project, {"name": "Le jardin des Pommiers", "neighbourhood_id": MAUREPAS})
    at.run(join_collective_project, garden, karim, "volunteer")
    business = {"organisation_id": PARTNER, "theme": "creer_une_entreprise", "reasons": ["business"]}
    at.run(draft_referral, karim, business)
    sent = at.run(draft_referral, karim, {"organisation_id": SUPPLIER, "theme": "trouver_un_emploi"})
    at.run(send_referral, sent, channel="letter", sent_on=date(2026, 11, 5))
    day = date(2026, 9, 1)
    place = {"action_id": CERTIFIED, "cohort_id": COHORT}
    enrolment = at.run(enrol, karim, OPERATION, entered_on=day, status="active", **place)
    job = {"type": "job_permanent", "happened_on": TODAY, "evidence": "contract", "employer_id": SUPPLIER}
    at.run(record_outcome, karim, job, enrolment_id=enrolment)
    left = {"status": "completed", "exit_reason": "job", "exited_on": TODAY}
    at.run(leave_operation, enrolment, **left)
    return karim, yann
