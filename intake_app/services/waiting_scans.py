"""Attachments whose content is only on this laptop, by the file they are joined to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlmodel import Session

from intake_app.domain.names import display_name
from intake_app.domain.record_types import table_of
from intake_app.storage.blob_rows import BLOB
from intake_app.storage.tables import BlobState

_ATTACHMENT: Final = table_of("attachment")
_WORKSHOP: Final = table_of("workshop")
_RESIDENT: Final = table_of("resident")


@dataclass(frozen=True, slots=True)
class WaitingScans:
    """`count` contents of `byte_count` bytes in all, joined to the workshop or the resident of that id, whose title or
    name is `title`. `reason` is why they did not go through at the last try (a key of errors.json).
    """

    record_type: str
    record_id: UUID
    title: str
    count: int
    byte_count: int
    reason: str | None


def list_waiting_scans(session: Session) -> list[WaitingScans]:
    """What has still to be sent, the first joined first."""
    attachment = _ATTACHMENT.c
    people = (_RESIDENT.c.family_name, _RESIDENT.c.first_name)
    query = (
        select(
            attachment.workshop_id,
            attachment.resident_id,
            _WORKSHOP.c.title,
            *people,
            func.count(),
            func.sum(BLOB.c.byte_count),
            func.max(BLOB.c.reason),
        )
        .select_from(
            _ATTACHMENT.join(BLOB, BLOB.c.sha256 == attachment.sha256)
            .outerjoin(_WORKSHOP, _WORKSHOP.c.id == attachment.workshop_id)
            .outerjoin(_RESIDENT, _RESIDENT.c.id == attachment.resident_id)
        )
        .where(BLOB.c.state == BlobState.TO_SEND, attachment.archived_at.is_(None))
        .group_by(attachment.workshop_id, attachment.resident_id, _WORKSHOP.c.title, *people)
        .order_by(func.min(attachment.created_at))
    )
    return [
        WaitingScans(
            "resident" if workshop_id is None else "workshop",
            workshop_id or resident_id,
            display_name(family_name, first_name) if family_name else title or "",
            count,
            byte_count,
            reason,
        )
        for workshop_id, resident_id, title, family_name, first_name, count, byte_count, reason in (
            session.connection().execute(query)
        )
    ]
