"""Somebody close to a resident, kept to reach them six months later, while both agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.names import tidy_name
from intake_app.domain.phone import parse_phone
from intake_app.domain.place import Neighbourhood
from intake_app.domain.record_types import table_of
from intake_app.domain.resident import Resident
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.domain.trusted_contact import TrustedContact
from intake_app.services.access import Deed, require
from intake_app.services.families import family_of
from intake_app.services.notices import list_consents
from intake_app.services.rows import fetch, put

_CONTACT: Final = table_of("trusted_contact")
PURPOSE: Final = "trusted_contact"


@dataclass(frozen=True, slots=True)
class TrustedContactRow:
    """A first name and a number (E.164)."""

    id: UUID
    first_name: str
    phone: str


def note_trusted_contact(session: Session, actor: Actor, resident_id: UUID, *, first_name: str, phone: str) -> UUID:
    """Note by whom somebody can be reached. Raises InvalidFields, KnownError `trusted_consent_first`."""
    require(actor, Deed.MEET)
    person = fetch(session, Resident, resident_id)
    if not _agrees(session, resident_id):
        raise KnownError("trusted_consent_first")
    area = session.get(Neighbourhood, person.neighbourhood_id)
    name, number = tidy_name(first_name or ""), _number(phone, area.country if area else "FR")
    problems = [FieldProblem("first_name", "field_missing")] if not name else []
    if number is None:
        problems.append(FieldProblem("phone", "phone_not_understood" if phone else "field_missing"))
    refuse(problems)
    row = actor.create(TrustedContact, resident_id=resident_id, first_name=name, phone=number)
    session.add(row)
    return row.id


def remove_trusted_contact(session: Session, actor: Actor, contact_id: UUID) -> UUID:
    """Use it no more."""
    require(actor, Deed.MEET)
    put(fetch(session, TrustedContact, contact_id), {"archived_at": actor.clock()})
    return contact_id


def restore_trusted_contact(session: Session, actor: Actor, contact_id: UUID) -> UUID:
    """Take the removal back."""
    require(actor, Deed.MEET)
    put(fetch(session, TrustedContact, contact_id), {"archived_at": None})
    return contact_id


def list_trusted_contacts(session: Session, resident_id: UUID) -> list[TrustedContactRow]:
    """By whom somebody may be reached; nobody once the consent has been withdrawn."""
    if not _agrees(session, resident_id):
        return []
    columns = _CONTACT.c
    query = (
        select(columns.id, columns.first_name, columns.phone)
        .where(columns.resident_id.in_(family_of(session, resident_id)), columns.archived_at.is_(None))
        .order_by(columns.id)
    )
    return [TrustedContactRow(*row) for row in session.connection().execute(query)]


def _agrees(session: Session, resident_id: UUID) -> bool:
    return any(row.purpose == PURPOSE and row.state == "given" for row in list_consents(session, resident_id))


def _number(phone: str, country: str) -> str | None:
    try:
        return parse_phone(phone, country) if phone else None
    except KnownError:
        return None
