"""What is new for a laptop: the changes numbered after its cursor, as pages of current rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, or_, select

from intake_app.domain.base import Audience
from sync.server.pages import Ids, WrittenPage, read_closed, write_pages
from sync.server.tables import RECEIVED_CHANGE


@dataclass(frozen=True)
class News:
    """Pages to apply together, and how far they bring the laptop."""

    pages: list[WrittenPage]
    server_seq: int
    has_more: bool


def news_after(
    connection: Connection, space_id: UUID, device_id: UUID, audience: Audience, after: int, last_seq: int, limit: int
) -> News:
    """What happened after number `after`, up to `limit` changes; `last_seq` is the space's last number as this
    transaction sees it. A laptop's own changes are passed over, except where the record came out differently.
    """
    if after >= last_seq:
        return News([], last_seq, has_more=False)
    parameters = {"space": space_id, "device": device_id, "after": after, "count": limit + 1}
    entries = connection.execute(_select_entries(), parameters).all()
    has_more = len(entries) > limit
    reach = entries[limit - 1].server_seq if has_more else last_seq
    ids: Ids = defaultdict(set)
    for entry in entries[:limit]:
        ids[entry.record_type].add(str(entry.record_id))
    rows = read_closed(connection, ids, audience, reach if has_more else None)
    return News(write_pages(rows, audience), reach, has_more)


@cache
def _select_entries() -> Select[Any]:
    kept = RECEIVED_CHANGE.c
    return (
        select(kept.server_seq, kept.record_type, kept.record_id)
        .where(
            kept.space_id == bindparam("space"),
            kept.server_seq > bindparam("after"),
            or_(kept.device_id != bindparam("device"), kept.is_echoed),
        )
        .order_by(kept.server_seq)
        .limit(bindparam("count"))
    )
