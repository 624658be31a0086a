"""Where the referrals stand: of one person, and of everybody, those without news for longest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import entries
from intake_app.domain.referral import Referral
from intake_app.domain.rules.referral import age_band, days_without_news, is_open
from intake_app.services.access import Deed, may, require
from intake_app.services.families import family_of
from intake_app.services.rows import fetch, is_erased

_REFERRAL: Final = table_of("referral")
_ORGANISATION: Final = table_of("organisation")
_OFFER: Final = table_of("offer")
_RESIDENT: Final = table_of("resident")
_STANDING: Final = (
    "status", "channel", "consent_id", "sent_on", "acknowledged_on", "appointment_at", "met_on", "accepted_on",
    "closed_on", "refusal_reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral. `partner` is None where the name is sensitive and the actor is not near, that is neither the
    referent of the resident nor who wrote the referral (P8); `age` is 0 to 3 (8, 15, 30 of the `silent_days`, which are
    None when nobody waits for the partner).
    """

    id: UUID
    resident_id: UUID
    family_name: str
    first_name: str
    organisation_id: UUID
    partner: str | None
    offer_id: UUID | None
    offer: str | None
    theme: str | None
    reasons: tuple[str, ...]
    urgency: str | None
    contact_preference: str | None
    available_from: Day | None
    status: str
    channel: str | None
    sent_on: Day | None
    acknowledged_on: Day | None
    appointment_at: datetime | None
    met_on: Day | None
    accepted_on: Day | None
    closed_on: Day | None
    refusal_reason: str | None
    silent_days: int | None
    age: int
    is_open: bool
    is_near: bool


def list_referrals(
    session: Session, actor: Actor, today: Day, *, resident_id: UUID | None = None, only_open: bool = False
) -> list[ReferralRow]:
    """The referrals of one resident (in all of their files), or of everybody; the oldest without news first. Those who
    accompany residents see everybody's, others those that they are near (§6.5 of the domain reference).
    """
    require(actor, Deed.REFER)
    query = _query()
    if only_open:
        query = query.where(
            _REFERRAL.c.status.in_([one.code for one in entries("referral_status") if is_open(one.code)])
        )
    if resident_id is not None:
        query = query.where(_REFERRAL.c.resident_id.in_(family_of(session, resident_id)))
    found = [_row(row, actor, today) for row in session.connection().execute(query).mappings()]
    kept = [row for row in found if row.is_near or may(actor.role, Deed.ACCOMPANY)]
    return sorted(kept, key=lambda row: (not row.is_open, -(row.silent_days or 0), str(row.sent_on or ""), str(row.id)))


def count_open_referrals(session: Session, actor: Actor, today: Day) -> int:
    """How many referrals are still open, of those that the actor sees."""
    return len(list_referrals(session, actor, today, only_open=True))


def standing_values(session: Session, referral_id: UUID) -> dict[str, Any]:
    """What a referral says of where it stands, to take a step back."""
    row = fetch(session, Referral, referral_id)
    return {name: getattr(row, name) for name in _STANDING}


def _query() -> Select[Any]:
    columns, resident, partner = _REFERRAL.c, _RESIDENT.c, _ORGANISATION.c
    return (
        select(
            _REFERRAL,
            resident.family_name,
            resident.first_name,
            resident.referent_id,
            partner.name.label("partner"),
            partner.has_sensitive_name,
            _OFFER.c.title.label("offer"),
        )
        .join(_RESIDENT, resident.id == columns.resident_id)
        .outerjoin(_ORGANISATION, partner.id == columns.organisation_id)
        .outerjoin(_OFFER, _OFFER.c.id == columns.offer_id)
        .where(columns.archived_at.is_(None), resident.archived_at.is_(None), ~is_erased(resident.id))
    )


def _row(found: Mapping[Any, Any], actor: Actor, today: Day) -> ReferralRow:
    is_near = actor.staff_id in (found["referent_id"], found["created_by"])
    heard_on = found["acknowledged_on"] or found["sent_on"]
    names = (
        "family_name", "first_name", "organisation_id", "offer_id", "offer", "theme", "resident_id", "id", "urgency",
        "contact_preference", "available_from",
    )  # fmt: skip
    return ReferralRow(
        reasons=tuple(found["reasons"] or ()),
        **{name: found[name] for name in names},
        partner=None if found["has_sensitive_name"] and not is_near else found["partner"],
        **{name: found[name] for name in _STANDING if name != "consent_id"},
        silent_days=days_without_news(found["status"], heard_on, today),
        age=age_band(found["status"], heard_on, today),
        is_open=is_open(found["status"]),
        is_near=is_near,
    )
