"""Sets right a laptop whose rows are not what they should be: parts of a type are compared, and those that differ sent
whole.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import structlog

from intake_app.domain.record_types import RECORD_TYPES
from sync.protocol.digests import BUCKETS, bucket_of, bucket_tallies
from sync.protocol.errors import RefusedError
from sync.protocol.messages import RepairRequest
from sync.protocol.version import PAGE_ROWS
from sync.server.accept import lock_space
from sync.server.centre import Centre
from sync.server.digests import forget_digests, rows_within
from sync.server.exchange import check_cursor, check_protocol
from sync.server.pages import WrittenPage, read_closed, write_pages
from sync.server.sign_in import authenticate

_log = structlog.get_logger("sync.server")


class WrittenRepair(msgspec.Struct, frozen=True):
    """A `protocol.messages.RepairReply` whose rows are JSON already."""

    pages: list[WrittenPage]
    replaced: list[int]
    has_more: bool


def repair(centre: Centre, request: RepairRequest, authorization: str) -> WrittenRepair:
    """The rows of the parts that differ from the laptop's, as many parts as fit a page (one at least).

    Raises RefusedError: token_expired, device_pending, device_revoked, sequence_forked, protocol_too_old,
    protocol_too_new, epoch_changed, scope_changed, body_malformed.
    """
    check_protocol(request.protocol)
    if request.record_type not in RECORD_TYPES or len(request.buckets) != BUCKETS:
        raise RefusedError("body_malformed")
    with centre.database.read() as connection:
        device = authenticate(centre, connection, authorization)
        check_cursor(connection, device, request.cursor)
        rows = rows_within(connection, device, request.record_type)
        parts = bucket_tallies(rows)
        differing = [place for place, part in enumerate(parts) if part.digest() != request.buckets[place]]
        replaced = differing[: _fitting([parts[place].row_count for place in differing])]
        in_parts = set(replaced)
        chosen = [record_id for record_id, _ in rows if bucket_of(record_id) in in_parts]
        # what a row refers to is on the laptop, unless it came after what it has read
        found = read_closed(connection, {request.record_type: chosen}, device, request.cursor.server_seq)
    if replaced:
        counted = {"parts": len(replaced), "rows": len(chosen)}
        _log.warning("laptop_repaired", device=str(device.id), record_type=request.record_type, **counted)
    if not differing and device.scope is None:
        # the laptop is right, and what this space says of its rows is not
        with centre.database.write() as connection:
            lock_space(connection, device.space_id)
            forget_digests(connection, device.space_id, [request.record_type])
    return WrittenRepair(write_pages(found, device.audience), replaced, len(replaced) < len(differing))


def _fitting(sizes: Sequence[int]) -> int:
    """How many of the first parts fit a page, one at least."""
    total = 0
    for count, size in enumerate(sizes):
        total += size
        if count and total > PAGE_ROWS:
            return count
    return len(sizes)
