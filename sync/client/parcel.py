"""The way to the centre where there is no network: a parcel on a USB stick, and the receipt that comes back on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

import msgspec
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.domain.wire import to_wire
from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.safe_file import LAPTOP_DISK, known_disk_error, write_safely
from intake_app.storage.store import Store
from intake_app.storage.tables import ChangeState
from sync.client import outbound
from sync.client.apply import apply_pages
from sync.client.identity import Identity
from sync.client.lease import note_contact
from sync.client.place import read_place
from sync.client.progress import Outcome
from sync.client.receipts import is_sound, keep_older_receipt, newest_receipt
from sync.protocol.messages import Change, Verdict, VerdictKind
from sync.protocol.parcel import LARGEST, Parcel, ParcelReceipt, open_receipt, seal_parcel
from sync.protocol.version import PROTOCOL

SUFFIX: Final = ".palier"
MOST_BYTES: Final = LARGEST * 3 // 4
_AT_ONCE: Final = 500
"""Verdicts written in one transaction, so that somebody typing never waits for long."""


@dataclass(frozen=True)
class WrittenParcel:
    """How many changes the parcel holds, and how many did not fit: they go into the next one."""

    changes: int
    left: int


def parcel_name(moment: datetime) -> str:
    """A file's name for a parcel: when it was made, and nobody's name."""
    return f"palier-{moment.astimezone():%Y-%m-%d-%Hh%M}{SUFFIX}"


def write_parcel(store: Store, identity: Identity, sealing_key: bytes, path: Path, now: datetime) -> WrittenParcel:
    """Write what the centre has not accepted yet to `path`, whole or not at all. Nothing changes on this laptop.

    Raises KnownError: parcel_empty, disk_full, folder_read_only, folder_unreachable.
    """

    def look(session: Session) -> tuple[str, list[Change], int]:
        changes, left = outbound.open_changes(session.connection(), MOST_BYTES)
        return epoch_read(session), changes, left

    epoch, changes, left = store.read(look)
    if not changes:
        raise KnownError("parcel_empty")
    parcel = Parcel(PROTOCOL, SCHEMA_VERSION, identity.device_id, epoch, str(to_wire(now)), changes)
    write_safely(LAPTOP_DISK, path, seal_parcel(parcel, sealing_key, identity.sign))
    return WrittenParcel(len(changes), left)


def epoch_read(session: Session) -> str:
    """The centre's life that this laptop has read last; empty before the first."""
    connection = session.connection()
    cursor, receipt = read_place(connection).cursor, newest_receipt(connection)
    return cursor.epoch if cursor else receipt.epoch if receipt else ""


def read_parcel_receipt(store: Store, identity: Identity, path: Path, now: datetime) -> Outcome:
    """Settle what a receipt from the centre answers; a change that has its verdict already keeps it.

    Raises KnownError: parcel_receipt_wrong, parcel_receipt_other, folder_unreachable.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST)
    except OSError as failure:
        raise known_disk_error(failure) from failure
    answer = open_receipt(content, identity.is_signed_by_centre)
    _check(store, identity, answer)
    # whatever a network brought meanwhile may say more than these verdicts
    late = [_as_repeated(verdict) for verdict in answer.verdicts]
    settled = list(_settle(store, late, now))
    with store.direct() as connection:
        if keep_older_receipt(connection, answer.receipt):
            note_contact(connection, now)
    states = [outbound.state_after(verdict) for verdict in settled]
    return Outcome(
        sent=len(states),
        conflicts=states.count(ChangeState.CONFLICT),
        refused=states.count(ChangeState.QUARANTINED),
    )


def _check(store: Store, identity: Identity, answer: ParcelReceipt) -> None:
    cursor = store.read(lambda session: read_place(session.connection()).cursor)
    receipt = answer.receipt
    if receipt.device_id != identity.device_id or (cursor is not None and cursor.epoch != receipt.epoch):
        raise KnownError("parcel_receipt_other")
    if not is_sound(identity, receipt, answer.verdicts):
        raise KnownError("parcel_receipt_wrong")


def _as_repeated(verdict: Verdict) -> Verdict:
    is_final = verdict.kind in (VerdictKind.APPLIED, VerdictKind.CONFLICT)
    return msgspec.structs.replace(verdict, kind=VerdictKind.DUPLICATE) if is_final else verdict


def _settle(store: Store, verdicts: Sequence[Verdict], now: datetime) -> Iterator[Verdict]:
    """Write the verdicts of what still waits for one; yields those."""
    for start in range(0, len(verdicts), _AT_ONCE):
        some = verdicts[start : start + _AT_ONCE]
        with store.direct(*RECORD_TYPES) as connection:
            waiting = outbound.waiting_changes(connection, [verdict.device_seq for verdict in some])
            apply_pages(connection, outbound.settle(connection, waiting, some, now))
        ids = {change.change_id for change in waiting}
        yield from (verdict for verdict in some if verdict.change_id in ids)
