"""What an erasure leaves with others: files that were joined to the person's, meetings that are of nobody now.

Each may have left an area by it, or come into one: it gets a line of the log in the centre's name, that changes nothing
of it and has everybody look at it again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import Connection, select

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.erasing import LINKS, UNLINKED
from intake_app.storage.change_capture import SCHEMA_VERSION
from sync.protocol.messages import Change
from sync.server import erase, merges
from sync.server.records import Records
from sync.server.settled import Key, Settled

_ENDS: Final = (("merged_id", "survivor_id"), ("survivor_id", "merged_id"))


def look_again(records: Records, unit: Sequence[Settled]) -> list[Settled]:
    """The lines for what the erasures of an accepted unit leave behind; they are kept among `records.looked_at`."""
    found = [
        _line(records, one.change, key)
        for one in unit
        if erase.orders(one.change)
        for key in dict.fromkeys(_left(records.connection, UUID(str(one.change.fields["resident_id"].new))))
    ]
    records.looked_at += found
    return found


def _left(connection: Connection, resident_id: UUID) -> Iterator[Key]:
    join = table_of(merges.RECORD_TYPE).c
    for mine, other in _ENDS:
        for found in connection.scalars(select(join[other]).where(join[mine] == resident_id).order_by(join.id)):
            yield "resident", str(found)
    for record_type in sorted(UNLINKED):
        columns = table_of(record_type).c
        for link in LINKS[record_type]:
            query = select(columns.id).where(columns[link] == resident_id).order_by(columns.id)
            for found in connection.scalars(query):
                yield record_type, str(found)


def _line(records: Records, cause: Change, key: Key) -> Settled:
    change = Change(
        change_id=str(uuid5(UUID(cause.change_id), "|".join(key))),
        device_seq=0,
        unit_id=cause.unit_id,
        author_id=cause.author_id,
        record_type=key[0],
        record_id=key[1],
        kind="set",
        fields={},
        base_revision=0,
        schema_version=SCHEMA_VERSION,
        recorded_at=records.moment,
    )
    return Settled(change, is_move=True)
