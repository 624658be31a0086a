"""Takes in what a laptop without network sent on a USB stick, by the same road as any exchange."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.domain.wire import to_wire
from intake_app.storage.safe_file import LAPTOP_DISK, known_disk_error, write_safely
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, Verdict, VerdictKind
from sync.protocol.parcel import LARGEST, Opened, Parcel, ParcelReceipt, open_parcel, sign_receipt
from sync.protocol.version import MAX_CHANGES, PROTOCOL
from sync.server.attest import Signer
from sync.server.centre import Centre
from sync.server.credentials import is_signed
from sync.server.exchange import take_in
from sync.server.field_rules import is_id
from sync.server.identity import read_epoch
from sync.server.settled import Sender
from sync.server.tables import DEVICE, DeviceState

BATCH: Final = 500
"""Changes of one transaction, about: laptops that exchange meanwhile wait for no more than that."""
_AROUND: Final = 4096
_STOPPED: Final = {
    DeviceState.PENDING: "parcel_device_pending",
    DeviceState.REVOKED: "parcel_device_revoked",
    DeviceState.FORKED: "parcel_device_forked",
    DeviceState.WIPING: "parcel_device_revoked",
    DeviceState.WIPED: "parcel_device_revoked",
}
_EMPTIED: Final = (DeviceState.WIPING, DeviceState.WIPED)
_TOLD: Final = {
    "body_malformed": "parcel_unreadable",
    "sequence_gap": "parcel_incomplete",
    "sequence_forked": "parcel_device_forked",
}
"""What a laptop would be answered, said to whoever holds the stick."""


@dataclass(frozen=True)
class ReceivedParcel:
    """What became of a parcel: whose it was, and the answer to carry back."""

    device_id: UUID
    answer: ParcelReceipt

    def count(self, *kinds: VerdictKind) -> int:
        """How many changes have one of these verdicts."""
        return sum(verdict.kind in kinds for verdict in self.answer.verdicts)


def read_parcel(path: Path) -> bytes:
    """The file of a parcel. Raises KnownError: folder_unreachable, folder_read_only, parcel_unreadable (too large)."""
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST + _AROUND + 1)
    except OSError as failure:
        raise known_disk_error(failure) from failure
    if len(content) > LARGEST + _AROUND:
        raise KnownError("parcel_unreadable")
    return content


def receive_parcel(
    centre: Centre, content: bytes, *, although_revoked: bool = False, is_rescue: bool = False
) -> ReceivedParcel:
    """Give every change of a parcel its verdict, batch by batch. What came before, by whatever way, is a duplicate.
    `although_revoked` takes in what somebody wrote whose access is closed, on her own laptop or on a colleague's;
    `is_rescue` what a laptop held that is being emptied.

    Raises KnownError: parcel_unreadable, parcel_of_another_centre, parcel_device_unknown, parcel_device_pending,
    parcel_device_revoked (unless `although_revoked`), parcel_device_forked, parcel_of_another_life,
    parcel_incomplete, protocol_too_new.
    """
    opened = open_parcel(content, centre.identity.unsealing_key)
    device = _sender_of(centre, opened, _allowed(although_revoked, is_rescue))
    sender = Sender(device.space_id, device.id, takes_disabled=although_revoked)
    verdicts: list[Verdict] = []
    try:
        for batch in _batches(opened.message.changes):
            verdicts += take_in(centre, lambda _connection: sender, batch)
    except RefusedError as refusal:
        raise KnownError(_TOLD[refusal.key]) from refusal
    with centre.database.read() as connection:
        epoch = read_epoch(connection)
        last_seq = connection.scalars(select(DEVICE.c.last_seq).where(DEVICE.c.id == device.id)).one()
    signer = Signer(centre.identity, epoch, str(to_wire(centre.clock())))
    return ReceivedParcel(device.id, ParcelReceipt(signer.attest(device.id, last_seq, verdicts), verdicts))


def write_receipt(centre: Centre, received: ReceivedParcel, path: Path) -> None:
    """Write what the laptop reads back. Raises KnownError: disk_full, folder_read_only, folder_unreachable."""
    write_safely(LAPTOP_DISK, path, sign_receipt(received.answer, centre.identity.key.sign))


def _allowed(although_revoked: bool, is_rescue: bool) -> tuple[DeviceState, ...]:
    """The standings of a laptop whose parcel is taken in."""
    revoked = (DeviceState.REVOKED,) if although_revoked else ()
    return (DeviceState.ACTIVE, *revoked, *(_EMPTIED if is_rescue else ()))


def _sender_of(centre: Centre, opened: Opened[Parcel], allowed: tuple[DeviceState, ...]) -> Any:
    """The device that signed the parcel, once everything it says of itself was checked."""
    parcel = opened.message
    if parcel.protocol > PROTOCOL:
        raise RefusedError("protocol_too_new", newest=PROTOCOL)
    if not is_id(parcel.device_id):
        raise KnownError("parcel_unreadable")
    with centre.database.read() as connection:
        device = connection.execute(select(DEVICE).where(DEVICE.c.id == UUID(parcel.device_id))).first()
        epoch = read_epoch(connection)
    if device is None or device.staff_id is None:
        raise KnownError("parcel_device_unknown")
    if not is_signed(device.public_key, opened.signature, opened.signed):
        raise KnownError("parcel_unreadable")
    if device.state not in allowed:
        raise KnownError(_STOPPED[DeviceState(device.state)])
    if parcel.epoch not in ("", epoch):
        raise KnownError("parcel_of_another_life")
    return device


def _batches(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Whole units, some hundreds of changes at a time; a unit larger than a server takes at once, in parts."""
    batch: list[Change] = []
    for _, group in groupby(changes, key=lambda change: change.unit_id):
        unit = list(group)
        if batch and len(batch) + len(unit) > BATCH:
            yield batch
            batch = []
        batch += unit
        while len(batch) > MAX_CHANGES:
            yield batch[:MAX_CHANGES]
            batch = batch[MAX_CHANGES:]
    if batch:
        yield batch
