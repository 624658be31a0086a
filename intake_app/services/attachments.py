"""Joining scans to workshops, listing what is joined, reading it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attachment import Attachment
from intake_app.domain.errors import KnownError
from intake_app.domain.names import short_name
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.attachment import MOST_BYTES, check_size, media_type_of
from intake_app.domain.workshop import Workshop
from intake_app.services.access import Deed, require
from intake_app.services.rows import fetch
from intake_app.storage import audit
from intake_app.storage.blob_rows import BLOB, DAMAGED, offer_once_more
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.safe_file import LAPTOP_DISK, write_safely
from intake_app.storage.tables import Blob, BlobState

SHEET: Final = "attendance_sheet"
SEALED_SHEET: Final = "sealed_sheet"
"""Kept whatever happens: it is proof."""
OPENED: Final = "open_attachment"
"""The deed under which the trail keeps that somebody looked at an attachment."""
COPIED: Final = "copy_attachment"
"""The same, that somebody saved a copy of it, not encrypted."""
_SAME_SCAN: Final = UUID("4f0c8f0e-55a2-4b58-9a52-0c0f5a6f7e31")


class AttachmentState(StrEnum):
    """Where the content of an attachment is."""

    ONLY_HERE = "only_here"
    AT_CENTRE = "at_centre"
    """Here and at the centre."""
    TO_RECEIVE = "to_receive"
    NOT_THERE_YET = "not_there_yet"
    """Another laptop has not sent it to the centre yet."""
    LOST = "lost"
    """It was damaged here before the centre received it: it must be added again."""


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """An attachment in a list. `moved` bytes of `byte_count` are on the other side; `reason` is why no more went
    through at the last try (a key of the sentences).
    """

    attachment_id: UUID
    kind: str
    media_type: str
    byte_count: int
    author: str
    added_at: datetime
    state: AttachmentState
    moved: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class OpenedAttachment:
    """An attachment somebody looks at. Without `content`, `problem` says why: attachment_missing,
    attachment_damaged; it will be asked of the centre.
    """

    attachment_id: UUID
    kind: str
    media_type: str
    content: bytes | None = None
    problem: str | None = None


def attach_scan(
    session: Session, actor: Actor, blobs: BlobFolder, source: Path, *, workshop_id: UUID, kind: str = SHEET
) -> UUID:
    """Join the file `source` to a workshop; the same scan twice is one attachment, on whichever laptops.

    Raises KnownError: attachment_too_large, attachment_empty, attachment_not_a_scan, attachment_unreadable, disk_full…
    """
    require(actor, Deed.CALL_ROLL)
    return keep_content(session, actor, blobs, _read_scan(source), workshop_id=workshop_id, kind=kind)


def keep_content(
    session: Session, actor: Actor, blobs: BlobFolder, content: bytes, *, workshop_id: UUID, kind: str
) -> UUID:
    """Join these bytes to a workshop. Raises KnownError: attachment_not_a_scan, disk_full…"""
    require(actor, Deed.CALL_ROLL)
    media_type = media_type_of(content)
    workshop = fetch(session, Workshop, workshop_id)
    name = blobs.add(content)
    attachment_id = uuid5(_SAME_SCAN, f"{workshop.id}|{name}")
    values = {"kind": kind, "media_type": media_type, "byte_count": len(content), "sha256": name}
    return keep_row(session, actor.create(Attachment, id=attachment_id, workshop_id=workshop.id, **values))


def keep_row(session: Session, row: Attachment) -> UUID:
    """Keep an attachment whose content the folder has; the one of the same id stands again where there is one."""
    attachment_id, name = row.id, row.sha256
    attachment = session.get(Attachment, attachment_id)
    stood = attachment is not None and attachment.archived_at is None
    if attachment is None:
        session.add(row)
    else:
        attachment.archived_at = None
    blob = session.get(Blob, name)
    if blob is None:
        session.add(Blob(sha256=name, byte_count=row.byte_count, state=BlobState.TO_SEND))
    elif blob.state in (BlobState.WANTED, BlobState.MISSING) or (not stood and blob.state != BlobState.TO_SEND):
        # the centre may have let go of it, with this attachment or another that was taken away
        blob.state, blob.moved, blob.reason = BlobState.TO_SEND, 0, None
    return attachment_id


def remove_attachment(session: Session, actor: Actor, attachment_id: UUID) -> UUID:
    """Take away an attachment that was joined by mistake. What it holds leaves the centre once it is told, this laptop
    a while after that, and every other laptop; what was never sent is sent no more. Raises KnownError: record_gone,
    sheet_sealed.
    """
    require(actor, Deed.CALL_ROLL)
    attachment = fetch(session, Attachment, attachment_id)
    if attachment.kind == SEALED_SHEET:
        raise KnownError("sheet_sealed")
    attachment.archived_at = attachment.archived_at or actor.clock()
    return attachment_id


def put_back_attachment(session: Session, actor: Actor, attachment_id: UUID) -> UUID:
    """Join again what was taken away. Raises KnownError record_gone."""
    require(actor, Deed.CALL_ROLL)
    fetch(session, Attachment, attachment_id).archived_at = None
    session.flush()
    offer_once_more(session.connection(), [str(attachment_id)])
    return attachment_id


def list_attachments(session: Session, workshop_id: UUID) -> list[AttachmentRow]:
    """What is joined to a workshop, the latest first."""
    attachment, staff = table_of("attachment").c, table_of("staff_member")
    joined = table_of("attachment").outerjoin(staff, staff.c.id == attachment.created_by)
    query = (
        select(
            attachment.id,
            attachment.kind,
            attachment.media_type,
            attachment.byte_count,
            attachment.created_at,
            staff.c.family_name,
            staff.c.first_name,
            BLOB.c.state,
            BLOB.c.moved,
            BLOB.c.reason,
        )
        .select_from(joined.outerjoin(BLOB, BLOB.c.sha256 == attachment.sha256))
        .where(attachment.workshop_id == workshop_id, attachment.archived_at.is_(None))
        .order_by(attachment.created_at.desc(), attachment.id)
    )
    return [
        AttachmentRow(
            attachment_id=row.id,
            kind=row.kind,
            media_type=row.media_type,
            byte_count=row.byte_count,
            author=short_name(row.family_name, row.first_name) if row.family_name else "",
            added_at=row.created_at,
            state=_state(row.state, row.reason),
            moved=row.moved or 0,
            reason=row.reason,
        )
        for row in session.connection().execute(query)
    ]


def open_attachment(session: Session, actor: Actor, blobs: BlobFolder, attachment_id: UUID) -> OpenedAttachment:
    """The content of an attachment, verified, and a line in the trail. What is not here, or was altered on the disk,
    is asked of the centre at the next exchange.
    """
    require(actor, Deed.OPEN_FILE)
    found = fetch(session, Attachment, attachment_id)
    audit.note(session, actor, OPENED, "attachment", attachment_id)
    try:
        content = blobs.read(found.sha256)
    except KnownError as error:
        if error.key not in ("attachment_missing", "attachment_damaged"):
            raise
        _want(session, found)
        return OpenedAttachment(found.id, found.kind, found.media_type, problem=error.key)
    return OpenedAttachment(found.id, found.kind, found.media_type, content)


def save_copy(session: Session, actor: Actor, blobs: BlobFolder, attachment_id: UUID, target: Path) -> OpenedAttachment:
    """Write the content of an attachment to `target`, where Palier protects it no more, and a line in the trail.

    Raises KnownError: disk_full, folder_read_only, folder_unreachable. What could be read of it, as open_attachment.
    """
    opened = open_attachment(session, actor, blobs, attachment_id)
    if opened.content is not None:
        write_safely(LAPTOP_DISK, target, opened.content)
        audit.note(session, actor, COPIED, "attachment", attachment_id)
    return opened


def _want(session: Session, attachment: Attachment) -> None:
    """Have the exchange fetch a content, at once and not when it would have been asked for again."""
    blob = session.get(Blob, attachment.sha256)
    if blob is None:
        blob = Blob(sha256=attachment.sha256, byte_count=attachment.byte_count, state=BlobState.WANTED)
        session.add(blob)
    was_sent = blob.state != BlobState.TO_SEND and blob.reason != DAMAGED
    blob.state, blob.moved, blob.tried_at = BlobState.WANTED, 0, None
    blob.reason = None if was_sent else DAMAGED


def _read_scan(source: Path) -> bytes:
    """The file's bytes, once it is known not to be too large; a file that grows meanwhile is read no further."""
    try:
        check_size(source.stat().st_size)
        with source.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as failure:
        raise KnownError("attachment_unreadable") from failure
    check_size(len(content))
    return content


def _state(state: str | None, reason: str | None) -> AttachmentState:
    if state == BlobState.TO_SEND:
        return AttachmentState.ONLY_HERE
    if state in (BlobState.SENT, BlobState.RECEIVED):
        return AttachmentState.AT_CENTRE
    if reason == DAMAGED:
        return AttachmentState.LOST
    return AttachmentState.NOT_THERE_YET if state == BlobState.MISSING else AttachmentState.TO_RECEIVE
