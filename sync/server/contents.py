"""The contents of attachments at the centre: taken in and given out in parts, apart from the changes.

A content is complete once its SHA-256 agrees; until then nobody receives any of it, and one that does not agree is
dropped whole. Only what an attachment of the space that stands names is taken in (see `content_rows`), only what a
laptop may receive is given out.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from intake_app.domain.record_types import table_of
from sync.protocol.contents import PART_BYTES, ContentReply, ContentRequest, PartReply, PartRequest
from sync.protocol.errors import RefusedError
from sync.server.bulk import is_postgresql
from sync.server.centre import Centre
from sync.server.scope import Reader, within
from sync.server.sign_in import KnownDevice, authenticate
from sync.server.tables import BLOB, BLOB_PART


def take_part(centre: Centre, request: PartRequest, authorization: str) -> PartReply:
    """Keep the next bytes of a content, and say how far it has come. Bytes that came before, or too early, are left:
    a part sent twice, or by two laptops at once, is kept once.

    Raises RefusedError: token_expired, device_pending, device_revoked, sequence_forked, part_too_large,
    content_unknown, content_altered.
    """
    if len(request.content) > PART_BYTES:
        raise RefusedError("part_too_large", most=PART_BYTES)
    with centre.database.read() as connection:
        device = authenticate(centre, connection, authorization)
        _check_named(connection, device, request)
        reply = _standing(connection.execute(_select_blob(device, request.sha256)).first())
    if reply.is_complete or not request.content:
        return reply
    with centre.database.write() as connection:
        # it may have been taken away just now: whoever does that waits for this part, and deletes it
        _check_named(connection, device, request, is_kept=True)
        kept = _keep(connection, device, request, centre)
    if kept is None:
        # said once the deletion is for good
        raise RefusedError("content_altered")
    return kept


def take_rescued_part(centre: Centre, sender: Reader, part: PartRequest) -> None:
    """The same for a part that came with what a laptop held that is being emptied. Raises RefusedError:
    content_unknown, content_altered.
    """
    with centre.database.write() as connection:
        _check_named(connection, sender, part, is_kept=True)
        kept = _keep(connection, sender, part, centre)
    if kept is None:
        raise RefusedError("content_altered")


def give_content(centre: Centre, request: ContentRequest, authorization: str) -> ContentReply:
    """Bytes of a complete content from `start` on, as many as one reply takes.

    Raises RefusedError: token_expired, device_pending, device_revoked, sequence_forked, body_malformed,
    content_unknown, content_missing.
    """
    most = min(request.most, PART_BYTES)
    with centre.database.read() as connection:
        device = authenticate(centre, connection, authorization)
        if not _may_receive(connection, device, request.sha256):
            raise RefusedError("content_unknown")
        blob = connection.execute(_select_blob(device, request.sha256)).first()
        if blob is None or blob.completed_at is None:
            raise RefusedError("content_missing")
        if request.start >= blob.byte_count:
            raise RefusedError("body_malformed")
        content = b"".join(_parts(connection, device, request.sha256, request.start, most))
    return ContentReply(content[:most], blob.byte_count)


def _check_named(connection: Connection, device: Reader, request: PartRequest, *, is_kept: bool = False) -> None:
    """Raise RefusedError content_unknown unless an attachment of the space that stands names this content: in whichever
    area, for a laptop may have to send what it added to a workshop that has since moved elsewhere. `is_kept`: it stands
    until this transaction ends.
    """
    attachment = table_of("attachment").c
    named = (attachment.space_id == device.space_id, attachment.sha256 == request.sha256)
    stands = (attachment.byte_count == request.byte_count, attachment.archived_at.is_(None))
    query = select(attachment.id).where(*named, *stands).order_by(attachment.id).limit(1)
    if connection.execute(query.with_for_update(read=True) if is_kept else query).first() is None:
        raise RefusedError("content_unknown")


def _may_receive(connection: Connection, device: KnownDevice, name: str) -> bool:
    """Whether an attachment that names this content belongs on the laptop."""
    attachment = table_of("attachment").c
    named = (attachment.space_id == device.space_id, attachment.sha256 == name)
    found = {str(record_id) for record_id in connection.scalars(select(attachment.id).where(*named))}
    return bool(within(connection, device, "attachment", found))


def _select_blob(device: Reader, name: str) -> Any:
    return select(BLOB).where(BLOB.c.space_id == device.space_id, BLOB.c.sha256 == name)


def _standing(blob: Any) -> PartReply:
    return PartReply(0, is_complete=False) if blob is None else PartReply(blob.received, blob.completed_at is not None)


def _keep(connection: Connection, device: Reader, request: PartRequest, centre: Centre) -> PartReply | None:
    """Write what is new of a part, under the lock of its content; None when the whole is not what its name says."""
    key = {"space_id": device.space_id, "sha256": request.sha256}
    make = postgresql.insert if is_postgresql(connection) else sqlite.insert
    fresh = make(BLOB).values(**key, byte_count=request.byte_count, received=0)
    connection.execute(fresh.on_conflict_do_nothing())
    blob = connection.execute(_select_blob(device, request.sha256).with_for_update()).one()
    content = request.content[max(0, blob.received - request.start) :]
    end = blob.received + len(content)
    if blob.completed_at is not None or request.start > blob.received or not content:
        return _standing(blob)
    this = (BLOB.c.space_id == device.space_id, BLOB.c.sha256 == request.sha256)
    if end < blob.byte_count:
        connection.execute(insert(BLOB_PART).values(**key, start=blob.received, content=content))
        connection.execute(update(BLOB).where(*this).values(received=end))
        return PartReply(end, is_complete=False)
    digest = sha256()
    for part in _parts(connection, device, request.sha256, 0, blob.received):
        digest.update(part)
    digest.update(content)
    if end > blob.byte_count or digest.hexdigest() != request.sha256:
        parts = (BLOB_PART.c.space_id == device.space_id, BLOB_PART.c.sha256 == request.sha256)
        connection.execute(delete(BLOB_PART).where(*parts))
        connection.execute(delete(BLOB).where(*this))
        return None
    connection.execute(insert(BLOB_PART).values(**key, start=blob.received, content=content))
    connection.execute(update(BLOB).where(*this).values(received=end, completed_at=centre.clock()))
    return PartReply(end, is_complete=True)


def _parts(connection: Connection, device: Reader, name: str, start: int, most: int) -> Iterator[bytes]:
    """The parts that hold `most` bytes from `start` on; of the first only what lies behind `start`."""
    part = BLOB_PART.c
    mine = (part.space_id == device.space_id, part.sha256 == name)
    first = select(func.max(part.start)).where(*mine, part.start <= start).scalar_subquery()
    query = select(part.start, part.content).where(*mine, part.start >= first, part.start < start + most)
    for begins, content in connection.execute(query.order_by(part.start)):
        yield content[max(0, start - begins) :]
