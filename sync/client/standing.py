"""Where this laptop stands before a request, and what it asks of the centre there."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

from intake_app.storage import outbox
from intake_app.storage.change_capture import SCHEMA_VERSION
from sync.client import erase, outbound
from sync.client.identity import Identity
from sync.client.lease import keep_lease, read_lease
from sync.client.place import SyncPlace, is_after_restore, read_place
from sync.client.readings import untold_readings
from sync.client.receipts import newest_receipt
from sync.client.recovery_terms import keep_recovery_terms, read_recovery_terms
from sync.protocol.messages import Change, ExchangeReply, ExchangeRequest, Readings, Receipt
from sync.protocol.version import MAX_CHANGES, PROTOCOL


@dataclass(frozen=True)
class Standing:
    """Its place, what it sends now, how much waits in all, the last number it gave, and the last up to which all is
    answered, the newest receipt, the erasures carried out that the centre has not been told of, whether that came back
    from a backup and may lack something still, the terms of the lease, since when it has the
    organisation's key, and how much was read since it was last told.
    """

    place: SyncPlace
    batch: list[Change]
    waiting: int
    last_number: int
    answered: int
    receipt: Receipt | None
    erased: list[str]
    is_restored: bool
    known_lease: str
    known_recovery: str
    readings: list[Readings]
    readings_until: int

    def request(self, max_rows: int, *, wants_digests: bool) -> ExchangeRequest:
        """What is asked once the first download is complete. A place in doubt is compared, whatever is wished."""
        assert self.place.cursor is not None
        return ExchangeRequest(
            protocol=PROTOCOL,
            schema_version=SCHEMA_VERSION,
            cursor=self.place.cursor,
            changes=self.batch,
            max_rows=max_rows,
            last_number=self.last_number,
            answered=self.answered,
            wants_digests=wants_digests or self.place.is_unchecked,
            erased=self.erased,
            is_restored=self.is_restored,
            known_lease=self.known_lease,
            known_recovery=self.known_recovery,
            readings=self.readings,
        )


def keep_terms(connection: Connection, identity: Identity, reply: ExchangeReply) -> None:
    """Keep what the centre gives of that with a reply. Raises KnownError receipt_wrong when it did not sign it."""
    keep_lease(connection, identity, reply.lease)
    keep_recovery_terms(connection, identity, reply.recovery)


def read_standing(connection: Connection, most_changes: int, held_after: int, device_id: str) -> Standing:
    """As it is now. `most_changes` bounds the batch; of what the centre holds, what is numbered above `held_after` is
    asked for again.
    """
    place = read_place(connection)
    is_filled = place.cursor is not None
    lease, recovery = read_lease(connection), read_recovery_terms(connection)
    readings, readings_until = untold_readings(connection) if is_filled else ([], 0)
    return Standing(
        place=place,
        batch=outbound.next_batch(connection, most_changes, held_after) if is_filled else [],
        waiting=outbound.count_waiting(connection, held_after) if is_filled else 0,
        last_number=outbox.last_number(connection),
        answered=outbound.next_number(connection) - 1,
        receipt=newest_receipt(connection),
        erased=erase.read_to_tell(connection)[:MAX_CHANGES],
        is_restored=is_after_restore(connection),
        known_lease=lease.terms if lease is not None and lease.device_id == device_id else "",
        known_recovery=recovery.given_at if recovery is not None and recovery.device_id == device_id else "",
        readings=readings,
        readings_until=readings_until,
    )
