"""Referrals of a fictitious estate at every age, for tests and pictures."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from intake_app.services.path.offers import record_offer
from intake_app.services.path.referrals import advance_referral, draft_referral, send_referral
from tests.store.path_world import PARTNER, SENSITIVE, SUPPLIER, open_operation
from tests.store.world import TODAY, actor_of, register
from tests.ui.at_desk import AtDesk

PEOPLE = (
    ("Benali", "Karim", PARTNER, "creer_une_entreprise", 40),
    ("Touré", "Aminata", SUPPLIER, "trouver_un_emploi", 16),
    ("Le Goff", "Yann", SENSITIVE, "se_former", 9),
    ("Diallo", "Fatou", PARTNER, "se_former", 2),
)


def send_people(at: AtDesk) -> dict[str, UUID]:
    """Family name → referral: 40, 16, 9 and 2 days without news, one with an appointment, one not sent yet."""
    open_operation(at.store)
    ids = {one[0]: _send(at, *one) for one in PEOPLE}
    ids["Ménard"] = _send(at, "Ménard", "Jean-Baptiste", SUPPLIER, "trouver_un_emploi", 20)
    moment = datetime.combine(TODAY + timedelta(days=3), datetime.min.time()).astimezone().replace(hour=9, minute=30)
    at.run(advance_referral, ids["Ménard"], "appointment_made", appointment_at=moment)
    kerouac = register(at.store, at.actor, "Kerouac", "Maëlle")
    ids["Kerouac"] = at.run(draft_referral, kerouac, {"organisation_id": PARTNER, "theme": "mobilite"})
    return ids


def _send(at: AtDesk, family_name: str, first_name: str, partner: UUID, theme: str, days: int) -> UUID:
    person = register(at.store, at.actor, family_name, first_name, phone="06 12 34 56 78")
    fields = {"organisation_id": partner, "theme": theme, "contact_preference": "phone"}
    referral: UUID = at.run(draft_referral, person, fields)
    at.run(send_referral, referral, channel="letter", sent_on=TODAY - timedelta(days=days))
    return referral


def by_somebody_else(at: AtDesk, staff_id: UUID, partner: UUID = SENSITIVE) -> UUID:
    """A referral that a colleague wrote, to a partner whose name says much."""
    colleague = actor_of(at.clock, staff_id=staff_id, role="adviser", seed=9)
    person = register(at.store, colleague, "Zeller", "Ines")
    referral: UUID = at.store.run(draft_referral, colleague, person, {"organisation_id": partner})
    at.store.run(send_referral, colleague, referral, channel="letter", sent_on=TODAY - timedelta(days=33))
    at.settle()
    return referral


def fill_directory(at: AtDesk) -> dict[str, UUID]:
    """Title → offer: of a supplier, of a partner, of a partner whose name says much."""
    late = TODAY + timedelta(days=20)
    cleaning = {
        "organisation_id": SUPPLIER, "title": "Agent d’entretien", "kind": "job", "place": "Maurepas",
        "theme": "trouver_un_emploi", "contract": "permanent", "hours_a_week": 28, "valid_until": late,
        "starts_on": late + timedelta(days=10), "requirements": "Permis B souhaité, horaires du matin.",
        "contact": "Mme Riou, 02 99 12 34 56",
    }  # fmt: skip
    kitchen = {"organisation_id": PARTNER, "title": "Immersion en cuisine", "kind": "immersion", "theme": "se_former"}
    meeting = {"organisation_id": PARTNER, "title": "Réunion « Créer son activité »", "kind": "service"}
    listening = {"organisation_id": SENSITIVE, "title": "Permanence d’écoute", "kind": "service"}
    own = {"theme": "creer_une_entreprise"}
    offers = (cleaning, kitchen, {**meeting, **own}, {**listening, **own})
    return {str(fields["title"]): at.run(record_offer, fields) for fields in offers}
