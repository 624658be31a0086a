"""The directory of offers: kept by those who know them, read without network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Day
from intake_app.domain.offer import Offer, OfferFields
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.form import form_problems, tidy_text
from intake_app.domain.rules.problem import FieldProblem, refuse
from intake_app.services.access import Deed, require
from intake_app.services.path.partners import may_name_all
from intake_app.services.path.word_search import matches, words_of
from intake_app.services.rows import fetch, put

_OFFER: Final = table_of("offer")
_ORGANISATION: Final = table_of("organisation")
_TEXTS: Final = ("title", "place", "requirements", "contact")


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer. `partner` is empty where the name is sensitive and not told to the actor (P8)."""

    id: UUID
    organisation_id: UUID
    partner: str
    is_supplier: bool
    title: str
    kind: str
    theme: str | None
    place: str | None
    contract: str | None
    hours_a_week: int | None
    starts_on: Day | None
    valid_until: Day | None
    requirements: str | None
    contact: str | None


def record_offer(session: Session, actor: Actor, fields: Mapping[str, Any]) -> UUID:
    """Add an offer to the directory. Raises InvalidFields."""
    require(actor, Deed.KEEP_OFFERS)
    row = actor.create(Offer, **_checked(fields))
    session.add(row)
    return row.id


def update_offer(session: Session, actor: Actor, offer_id: UUID, fields: Mapping[str, Any]) -> UUID:
    """Correct an offer. Raises InvalidFields."""
    require(actor, Deed.KEEP_OFFERS)
    row = fetch(session, Offer, offer_id)
    known = {name: getattr(row, name) for name in OfferFields.model_fields}
    values = _checked({**known, **fields})
    put(row, {name: values[name] for name in fields})
    return offer_id


def close_offer(session: Session, actor: Actor, offer_id: UUID) -> UUID:
    """The offer is filled or withdrawn: it is shown no more."""
    require(actor, Deed.KEEP_OFFERS)
    put(fetch(session, Offer, offer_id), {"archived_at": actor.clock()})
    return offer_id


def restore_offer(session: Session, actor: Actor, offer_id: UUID) -> UUID:
    """Take the closing back."""
    require(actor, Deed.KEEP_OFFERS)
    put(fetch(session, Offer, offer_id), {"archived_at": None})
    return offer_id


def list_offers(
    session: Session, actor: Actor, today: Day, text: str = "", *, kind: str | None = None, theme: str | None = None
) -> list[OfferRow]:
    """The offers that still stand, those of the landlord's suppliers first, then the first to end; every word typed
    begins a word of the title, the partner or the place.
    """
    require(actor, Deed.OPEN_FILE)
    columns, partner = _OFFER.c, _ORGANISATION.c
    query = (
        select(_OFFER, partner.name.label("partner"), partner.kind.label("partner_kind"), partner.has_sensitive_name)
        .join(_ORGANISATION, partner.id == columns.organisation_id)
        .where(columns.archived_at.is_(None), columns.valid_until.is_(None) | (columns.valid_until >= today))
    )
    if kind is not None:
        query = query.where(columns.kind == kind)
    if theme is not None:
        query = query.where(columns.theme == theme)
    words, names_all = words_of(text), may_name_all(actor)
    rows = [_offer_row(found, names_all=names_all) for found in session.connection().execute(query).mappings()]
    kept = [row for row in rows if matches(words, row.title, row.partner, row.place)]
    return sorted(kept, key=lambda row: (not row.is_supplier, row.valid_until is None, str(row.valid_until), row.title))


def _offer_row(found: Mapping[Any, Any], *, names_all: bool) -> OfferRow:
    said = {name: found[name] for name in OfferFields.model_fields}
    name = found["partner"] if names_all or not found["has_sensitive_name"] else ""
    return OfferRow(id=found["id"], partner=name, is_supplier=found["partner_kind"] == "supplier", **said)


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    values = {**fields, **{name: tidy_text(fields.get(name)) for name in _TEXTS}}
    values["title"] = values["title"] or ""
    problems = form_problems(OfferFields, "offer", values)
    if values.get("starts_on") and values.get("valid_until") and values["valid_until"] > values["starts_on"]:
        # people may apply until it begins, hardly after
        problems.append(FieldProblem("valid_until", "offer_ends_after_start"))
    refuse(problems)
    return values
