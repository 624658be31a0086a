"""Deletes contents once no attachment that stands names them: whoever they were about was erased, or the scan was taken
away. A laptop that still has one when it is put back, or joined to another workshop, offers it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID, uuid4

from sqlalchemy import Connection, delete, exists, select

from intake_app.domain.record_types import table_of
from intake_app.domain.wire import Wire
from sync.server.bulk import is_postgresql
from sync.server.rewriting import ask_for_rewriting
from sync.server.tables import BLOB, BLOB_PART


def drop_taken_away(connection: Connection, space_id: UUID, attachments: Iterable[Mapping[str, Wire]]) -> None:
    """Delete the contents of those of these attachments that were taken away."""
    gone = {str(row["sha256"]) for row in attachments if row["archived_at"] is not None}
    if gone:
        _forget(connection, drop_unnamed(connection, space_id, gone))


def drop_all_taken_away(connection: Connection) -> None:
    """Delete, in every space, the contents that an earlier version kept of what was taken away, and those that a backup
    has brought back.
    """
    for space_id in connection.scalars(select(BLOB.c.space_id).distinct()).all():
        _forget(connection, drop_unnamed(connection, space_id))


def drop_unnamed(connection: Connection, space_id: UUID, among: Collection[str] | None = None) -> set[str]:
    """Delete the contents (`among` these, None: all) that no attachment that stands names; the tables that had any."""
    touched = set()
    attachment = table_of("attachment").c
    for table in (BLOB_PART, BLOB):
        named = (attachment.space_id == space_id, attachment.sha256 == table.c.sha256)
        stands = exists(select(1).where(*named, attachment.archived_at.is_(None)))
        chosen = () if among is None else (table.c.sha256.in_(among),)
        if connection.execute(delete(table).where(table.c.space_id == space_id, ~stands, *chosen)).rowcount:
            touched.add(table.name)
    return touched


def _forget(connection: Connection, touched: Collection[str]) -> None:
    if touched and is_postgresql(connection):
        # it leaves what it deletes legible in its files
        ask_for_rewriting(connection, touched, uuid4())
