"""What is new for a laptop: the changes numbered after its cursor, as pages of current rows, and what left its area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, bindparam, case, not_, select

from sync.protocol.messages import Change, Gone
from sync.server.area_news import Entry, fitting, sort_out
from sync.server.pages import WrittenPage, read_closed, write_pages
from sync.server.sign_in import KnownDevice
from sync.server.tables import RECEIVED_CHANGE

_ANY: Final = 2**62


@dataclass(frozen=True)
class News:
    """Pages to apply together, and how far they bring the laptop."""

    pages: list[WrittenPage]
    server_seq: int
    has_more: bool
    gone: list[Gone] = field(default_factory=list)


def news_after(
    connection: Connection,
    device: KnownDevice,
    after: int,
    limit: int,
    own_until: int | None = None,
    just_sent: Iterable[Change] = (),
) -> News:
    """What happened after number `after`, up to `limit` changes and as far as this transaction sees. A laptop's own
    changes (those numbered up to `own_until`, None: all) are passed over, except where the record came out differently.
    What it made of records that lie outside its area is named in `gone`, whatever it has heard of that; so is what it
    has `just_sent` of such records, under whichever name they were received.
    """
    if after >= device.space_last_seq:
        _, gone = sort_out(connection, device, (), just_sent)
        return News([], device.space_last_seq, has_more=False, gone=gone)
    entries = _read_entries(connection, device, after, limit + 1, own_until)
    some = fitting(entries[:limit])
    has_more = len(some) < len(entries)
    reach = some[-1].server_seq if has_more else device.space_last_seq
    ids, gone = sort_out(connection, device, some, just_sent)
    rows = read_closed(connection, ids, device, reach if has_more else None)
    return News(write_pages(rows, device.audience), reach, has_more, gone)


def _read_entries(
    connection: Connection, device: KnownDevice, after: int, count: int, own_until: int | None
) -> list[Entry]:
    asked = {"space": device.space_id, "device": device.id, "own_until": _ANY if own_until is None else own_until}
    parameters = {**asked, "after": after, "count": count}
    found = connection.execute(_select_entries(device.scope is not None), parameters)
    return [Entry(seq, record_type, str(record_id), *more) for seq, record_type, record_id, *more in found]


@cache
def _select_entries(with_own: bool) -> Select[Any]:
    kept = RECEIVED_CHANGE.c
    is_own = kept.device_id == bindparam("device")
    is_known = and_(is_own, not_(kept.is_echoed), kept.device_seq <= bindparam("own_until"))
    edits = case((kept.is_move, kept.fields))
    entries = select(kept.server_seq, kept.record_type, kept.record_id, is_own, is_known, edits)
    since = (kept.space_id == bindparam("space"), kept.server_seq > bindparam("after"))
    wanted = entries.where(*since) if with_own else entries.where(*since, not_(is_known))
    return wanted.order_by(kept.server_seq).limit(bindparam("count"))
