"""Funders' logos on the papers of an action: of its funded operation, for every action of that one, or its own.

A logo is an attachment of nobody and of no workshop: its id derives from whom it belongs to and from its content.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attachment import FUNDER_LOGO, Attachment
from intake_app.domain.errors import KnownError
from intake_app.domain.programme import Action
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.attachment import PDF, check_size, media_type_of
from intake_app.services.access import Deed, require
from intake_app.services.attachments import keep_row
from intake_app.services.rows import fetch
from intake_app.storage.blobs import BlobFolder

MOST_BYTES: Final = 1_000_000
_LOGOS: Final = UUID("b6c5a6f0-3e0c-4d0f-9e6a-0d9f5f1c7a44")
_ATTACHMENT, _ACTION, _WORKSHOP = table_of("attachment"), table_of("action"), table_of("workshop")
_STANDING: Final = (
    select(_ATTACHMENT.c.id, _ATTACHMENT.c.sha256)
    .where(_ATTACHMENT.c.kind == FUNDER_LOGO, _ATTACHMENT.c.archived_at.is_(None))
    .order_by(_ATTACHMENT.c.created_at, _ATTACHMENT.c.id)
)


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo, in the order in which they were added. `content` is None while it has not come to this laptop."""

    attachment_id: UUID
    content: bytes | None


def add_logo(session: Session, actor: Actor, blobs: BlobFolder, content: bytes, action_id: UUID) -> UUID:
    """Add a picture, that was decoded, to the papers of an action and of those of the same operation. The same twice
    is one. Raises KnownError: logo_too_large, logo_not_a_picture, attachment_empty, record_gone, disk_full…
    """
    require(actor, Deed.KEEP_OFFERS)
    action = fetch(session, Action, action_id)
    check_logo(content)
    media_type, name = media_type_of(content), blobs.add(content)
    values = {"kind": FUNDER_LOGO, "media_type": media_type, "byte_count": len(content), "sha256": name}
    logo_id = _logo_id(action.operation_id or action.id, name)
    return keep_row(session, actor.create(Attachment, id=logo_id, **values))


def check_logo(content: bytes) -> None:
    """Raise KnownError logo_too_large, logo_not_a_picture or attachment_empty, judging by its first bytes."""
    if len(content) > MOST_BYTES:
        raise KnownError("logo_too_large", most=MOST_BYTES // 1_000_000)
    check_size(len(content))
    try:
        media_type = media_type_of(content)
    except KnownError:
        media_type = PDF
    if media_type == PDF:
        raise KnownError("logo_not_a_picture")


def remove_logo(session: Session, actor: Actor, logo_id: UUID) -> UUID:
    """Take a logo off the papers to come. Raises KnownError `record_gone`."""
    require(actor, Deed.KEEP_OFFERS)
    logo = fetch(session, Attachment, logo_id)
    logo.archived_at = logo.archived_at or actor.clock()
    return logo_id


def list_logos(session: Session, blobs: BlobFolder, action_ids: Iterable[UUID | None]) -> tuple[Logo, ...]:
    """The logos of these actions, each once."""
    asked = {one for one in action_ids if one is not None}
    query = select(_ACTION.c.id, _ACTION.c.operation_id).where(_ACTION.c.id.in_(asked))
    owners = {row.operation_id or row.id for row in session.connection().execute(query)}
    standing = session.connection().execute(_STANDING).all() if owners else []
    return tuple(
        Logo(row.id, _content(blobs, row.sha256))
        for row in standing
        if any(row.id == _logo_id(owner, row.sha256) for owner in owners)
    )


def read_logos(session: Session, blobs: BlobFolder, workshop_ids: Iterable[UUID]) -> tuple[bytes, ...]:
    """The logos on the papers of these workshops, those that are here."""
    query = select(_WORKSHOP.c.action_id).where(_WORKSHOP.c.id.in_(set(workshop_ids)))
    actions: Any = session.connection().scalars(query).all()
    return tuple(one.content for one in list_logos(session, blobs, actions) if one.content is not None)


def _logo_id(owner_id: UUID, sha256: str) -> UUID:
    return uuid5(_LOGOS, f"{owner_id}|{sha256}")


def _content(blobs: BlobFolder, sha256: str) -> bytes | None:
    try:
        return blobs.read(sha256)
    except KnownError:
        return None
