"""The partners somebody may be sent to; those whose bare name reveals something are named to few (P8)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.names import fold
from intake_app.domain.record_types import table_of
from intake_app.services.access import Deed, may, require
from intake_app.services.path.word_search import matches, words_of

_ORGANISATION: Final = table_of("organisation")


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner. `name` is None where it is sensitive and not told to the actor."""

    id: UUID
    name: str | None
    kind: str
    has_sensitive_name: bool
    address: str | None
    phone: str | None
    email: str | None
    services: tuple[str, ...]


def may_name_all(actor: Actor) -> bool:
    """Whether the actor chooses among all partners: those who accompany residents do. Others are told a sensitive name
    only beside a person that they are near.
    """
    return may(actor.role, Deed.ACCOMPANY)


def list_partners(
    session: Session, actor: Actor, text: str = "", *, theme: str | None = None, is_near: bool = False
) -> list[PartnerRow]:
    """The partners, by name; those who help with `theme` first. `is_near` says that the actor is the referent of the
    person it is about.
    """
    if not may(actor.role, Deed.KEEP_ACTIONS):
        require(actor, Deed.OPEN_FILE)
    columns = _ORGANISATION.c
    query = select(
        columns.id, columns.name, columns.kind, columns.has_sensitive_name, columns.address, columns.phone,
        columns.email, columns.services,
    ).where(columns.archived_at.is_(None))  # fmt: skip
    names_all = is_near or may_name_all(actor)
    rows = []
    for row in session.connection().execute(query):
        if names_all or not row.has_sensitive_name:
            rows.append(PartnerRow(*row[:-1], services=tuple(row.services or ())))
        else:
            # an address or a number would name it as well
            rows.append(PartnerRow(row.id, None, "other", True, None, None, None, ()))
    words = words_of(text)
    found = [row for row in rows if matches(words, row.name)]
    return sorted(found, key=lambda row: (theme is not None and theme not in row.services, fold(row.name or "")))
