"""The letter that goes with a referral: the least a partner needs, and the trail of its leaving the encrypted disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.organisation import Organisation
from intake_app.domain.record_types import table_of
from intake_app.domain.referral import Referral
from intake_app.domain.resident import Resident
from intake_app.services.access import Deed, require
from intake_app.services.days import local_day
from intake_app.services.path.referral_lists import list_referrals
from intake_app.services.path.referrals import agreed
from intake_app.services.rows import fetch
from intake_app.services.signatories import Signatory, read_signatory
from intake_app.storage import audit
from intake_app.storage.safe_file import LAPTOP_DISK, write_safely

SAVED: Final = "save_referral_letter"
PRINTED: Final = "print_referral_letter"
_STAFF: Final = table_of("staff_member")
_OFFER: Final = table_of("offer")
_PREFERENCE_OF: Final = {"phone": "phone", "email": "email"}
"""Particular of a person → how they wish to be reached for it to be told."""


@dataclass(frozen=True, slots=True)
class ReferralLetter:
    """What the letter says. Phone (E.164) and e-mail only when the person wishes to be reached so."""

    referral_id: UUID
    resident_id: UUID
    written_on: Day
    partner: str
    partner_address: str
    partner_phone: str
    partner_email: str
    country: str
    first_name: str
    family_name: str
    phone: str
    email: str
    theme: str | None
    offer: str
    place: str
    urgency: str | None
    available_from: Day | None
    contact_preference: str | None
    has_agreed: bool
    referent: tuple[str, str] | None
    """First and family name."""
    author: Signatory


def read_letter(session: Session, actor: Actor, referral_id: UUID) -> ReferralLetter:
    """The letter of a referral, signed by the actor. Raises KnownError `not_allowed` for those to whom the partner's
    name is not told (P8), `record_gone`.
    """
    require(actor, Deed.REFER)
    row = fetch(session, Referral, referral_id)
    today = local_day(actor.clock)
    seen = list_referrals(session, actor, today, resident_id=row.resident_id)
    if not any(one.id == referral_id and one.partner is not None for one in seen):
        raise KnownError("not_allowed")
    person = fetch(session, Resident, row.resident_id)
    partner = fetch(session, Organisation, row.organisation_id)
    offer = _one(session, select(_OFFER.c.title, _OFFER.c.place).where(_OFFER.c.id == row.offer_id))
    reached = {
        name: getattr(person, name) or "" if row.contact_preference == wish else ""
        for name, wish in _PREFERENCE_OF.items()
    }
    return ReferralLetter(
        referral_id=row.id,
        resident_id=row.resident_id,
        written_on=today,
        partner=partner.name,
        partner_address=partner.address or "",
        partner_phone=partner.phone or "",
        partner_email=partner.email or "",
        country=partner.country,
        first_name=person.first_name,
        family_name=person.family_name,
        **reached,
        theme=row.theme,
        offer=offer.title if offer else "",
        place=(offer.place or "") if offer else "",
        urgency=row.urgency,
        available_from=row.available_from,
        contact_preference=row.contact_preference,
        has_agreed=agreed(session, row.resident_id, row.organisation_id) is not None,
        referent=_referent(session, person.referent_id, actor),
        author=read_signatory(session, actor.staff_id),
    )


def save_letter(session: Session, actor: Actor, referral_id: UUID, content: bytes, target: Path) -> None:
    """Write the drawn letter to `target`, where Palier protects it no more, and a line in the trail.

    Raises KnownError: disk_full, folder_read_only, folder_unreachable; and as `read_letter`.
    """
    require(actor, Deed.REFER)
    read_letter(session, actor, referral_id)
    write_safely(LAPTOP_DISK, target, content)
    audit.note(session, actor, SAVED, "referral", referral_id)


def note_printing(session: Session, actor: Actor, referral_id: UUID) -> None:
    """Write in the trail that the letter goes to a printer: run it before. Raises KnownError as `read_letter`."""
    require(actor, Deed.REFER)
    read_letter(session, actor, referral_id)
    audit.note(session, actor, PRINTED, "referral", referral_id)


def _referent(session: Session, referent_id: UUID | None, actor: Actor) -> tuple[str, str] | None:
    """Who follows the person, when that is not whoever writes."""
    if referent_id is None or referent_id == actor.staff_id:
        return None
    found = _one(session, select(_STAFF.c.first_name, _STAFF.c.family_name).where(_STAFF.c.id == referent_id))
    return (found.first_name, found.family_name) if found else None


def _one(session: Session, query: Any) -> Any:
    return session.connection().execute(query).first()
