"""A first download: every current row of the space, type by type in the order of their ids, resumable at any page."""

from __future__ import annotations

from functools import cache
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Select, bindparam, func, select

from intake_app.domain.record_types import RECORD_TYPES, columns_for, table_of
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Cursor, DownloadPlace, DownloadRequest
from sync.server.bulk import as_json, is_postgresql
from sync.server.centre import Centre
from sync.server.exchange import bounded, check_cursor, check_protocol
from sync.server.field_rules import is_id
from sync.server.pages import Ids, WrittenPage, close, write_pages
from sync.server.scope import Reach, conditions
from sync.server.sign_in import KnownDevice, authenticate

_TYPES: Final = tuple(RECORD_TYPES)
_BEFORE_ALL: Final = UUID(int=0)


class WrittenDownload(msgspec.Struct, frozen=True):
    """A `protocol.messages.DownloadReply` whose rows are JSON already."""

    pages: list[WrittenPage]
    place: DownloadPlace | None
    cursor: Cursor
    remaining: int


def download(centre: Centre, request: DownloadRequest, authorization: str) -> WrittenDownload:
    """The next rows after `request.place`.

    The cursor is the space's last number before the first page, and stays with the download: what changes meanwhile
    comes again with the exchanges from there. Raises RefusedError: token_expired, device_pending, device_revoked,
    sequence_forked, protocol_too_old, protocol_too_new, epoch_changed, scope_changed, body_malformed.
    """
    check_protocol(request.protocol)
    with centre.database.read() as connection:
        device = authenticate(centre, connection, authorization)
        place = request.place or DownloadPlace(device.cursor_at(device.space_last_seq), _TYPES[0])
        if request.epoch:
            # or a laptop that has forgotten its place would not hear that the server was restored meanwhile
            check_cursor(connection, device, msgspec.structs.replace(device.cursor_at(0), epoch=request.epoch))
        check_cursor(connection, device, place.cursor)
        if place.record_type not in _TYPES or not (place.after_id is None or is_id(place.after_id)):
            raise RefusedError("body_malformed")
        rows, present, after = _read_page(connection, device, place, bounded(request.max_rows))
        sent = sum(len(ids) for ids in present.values())
        if place.cursor.server_seq < device.space_last_seq:
            close(connection, rows, present, device, place.cursor.server_seq)
        remaining = centre.remainders.move(
            device.id, place, after, sent, lambda: _count_from(connection, device, place)
        )
    return WrittenDownload(write_pages(rows, device.audience), after, place.cursor, remaining)


def _read_page(
    connection: Connection, device: KnownDevice, place: DownloadPlace, limit: int
) -> tuple[dict[str, list[str]], Ids, DownloadPlace | None]:
    """Up to `limit` rows from `place` on, their ids, and the place after them (None: there are no more)."""
    rows: dict[str, list[str]] = {}
    present: Ids = {}
    after_id = place.after_id
    for record_type in _TYPES[_TYPES.index(place.record_type) :]:
        columns = columns_for(record_type, device.audience)
        statement = _select_page(record_type, columns, device.reach, is_postgresql(connection))
        after = _BEFORE_ALL if after_id is None else UUID(after_id)
        found = connection.execute(statement, {**device.parameters, "after": after, "count": limit}).all()
        if found:
            rows[record_type] = [text for _, text in found]
            present[record_type] = {str(record_id) for record_id, _ in found}
        limit -= len(found)
        if limit == 0:
            return rows, present, DownloadPlace(place.cursor, record_type, str(found[-1][0]))
        after_id = None
    return rows, present, None


@cache
def _select_page(record_type: str, columns: tuple[str, ...], reach: Reach, on_postgresql: bool) -> Select[Any]:
    table = table_of(record_type)
    row = as_json(record_type, columns, on_postgresql=on_postgresql)
    return (
        select(table.c.id, row)
        .where(table.c.space_id == bindparam("space"), table.c.id > bindparam("after"), *conditions(record_type, reach))
        .order_by(table.c.id)
        .limit(bindparam("count"))
    )


def _count_from(connection: Connection, device: KnownDevice, place: DownloadPlace) -> int:
    after = _BEFORE_ALL if place.after_id is None else UUID(place.after_id)
    total = 0
    for record_type in _TYPES[_TYPES.index(place.record_type) :]:
        table = table_of(record_type)
        chosen = (table.c.space_id == bindparam("space"), table.c.id > bindparam("after"))
        query = select(func.count()).select_from(table).where(*chosen, *conditions(record_type, device.reach))
        total += connection.execute(query, {**device.parameters, "after": after}).scalar_one()
        after = _BEFORE_ALL
    return total
