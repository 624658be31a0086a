"""Carries out the centre's order to empty this laptop: what only it holds goes to the centre first, piece by piece,
each signed for; only then is everything destroyed, and the centre told.

Killed before the notice is written, it begins again at the next contact; killed after, the destruction goes on at the
next start. The receipt is signed beforehand, for the key that signs is destroyed with the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from itertools import groupby
from pathlib import Path
from typing import Final

import msgspec
from sqlmodel import Session

from intake_app.domain.base import Clock
from intake_app.domain.errors import KnownError
from intake_app.domain.wire import to_wire
from intake_app.storage import blob_rows
from intake_app.storage.blob_rows import BlobRow
from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.emptying import NOTICE_NAME, is_to_be_emptied
from intake_app.storage.local_setting import forget_setting, read_setting, write_setting
from intake_app.storage.safe_file import LAPTOP_DISK, Disk, write_safely
from intake_app.storage.store import Store
from sync.client import outbound
from sync.client.identity import Enrolment, Identity, decode_bytes, encode_bytes
from sync.client.parcel import epoch_read
from sync.client.transport import Transport
from sync.protocol.contents import PART_BYTES, PartRequest
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge
from sync.protocol.messages import Change
from sync.protocol.parcel import Parcel, seal_content, seal_parcel
from sync.protocol.version import PROTOCOL
from sync.protocol.wiping import (
    PIECE_BYTES,
    RescueReply,
    RescueRequest,
    WipeNoted,
    WipeOrder,
    WipeReceipt,
    WipeRequest,
    ask_text,
    order_text,
    piece_text,
    receipt_text,
    rescued_text,
)

REFUSAL: Final = "device_wiping"
"""What a centre answers to a laptop that is to be emptied."""
_ORDER: Final = "wipe_order"
_ABOUT: Final = 450
"""What a change weighs beside its fields."""


class Notice(msgspec.Struct, frozen=True):
    """The file that says that this laptop is to be emptied, and what the centre is told once it is."""

    address: str
    receipt: WipeReceipt


def is_ordered(session: Session) -> bool:
    """Whether the centre has ordered this laptop to be emptied, and it is not yet done: nobody works here meanwhile."""
    return read_setting(session.connection(), _ORDER, WipeOrder) is not None


def withdraw(store: Store) -> None:
    """The centre has thought better of it."""
    with store.direct() as connection:
        forget_setting(connection, _ORDER)


def obey(
    folder: Path, store: Store, identity: Identity, enrolment: Enrolment, transport: Transport, clock: Clock
) -> None:
    """Send what only this laptop holds, and write the notice: whoever closes the store then has it emptied.

    Raises KnownError receipt_wrong where it is not this laptop's centre that orders or signs, server_unreachable…
    """
    order = _ask_order(identity, transport)
    with store.direct() as connection:
        write_setting(connection, _ORDER, order)
    pieces = 0
    for number, content, is_last in _numbered(store, identity, decode_bytes(enrolment.sealing_key), clock):
        said = (order.order_id, number, is_last, content)
        signature = encode_bytes(identity.sign(piece_text(*said)))
        request = RescueRequest(order.order_id, number, is_last, content, signature)
        reply = transport.call("/v1/wipe/rescue", request, RescueReply)
        if not identity.is_signed_by_centre(decode_bytes(reply.signature), rescued_text(*said)):
            raise KnownError("receipt_wrong")
        pieces = number
    unsigned = WipeReceipt(order.order_id, identity.device_id, pieces, str(to_wire(clock())), "")
    receipt = msgspec.structs.replace(unsigned, signature=encode_bytes(identity.sign(receipt_text(unsigned))))
    write_safely(LAPTOP_DISK, folder / NOTICE_NAME, msgspec.json.encode(Notice(enrolment.address, receipt)))


def tell_emptied(folder: Path, transport_to: Transport, disk: Disk = LAPTOP_DISK) -> None:
    """Send the receipt; the notice goes once the centre has it. Raises KnownError where it cannot be reached."""
    notice = read_notice(folder, disk)
    if notice is None:
        return
    with closing(transport_to) as transport, suppress(RefusedError):
        # a centre that does not know the order any more cannot be told
        transport.call("/v1/wipe/receipt", notice.receipt, WipeNoted)
    with suppress(OSError):
        disk.delete(folder / NOTICE_NAME)


def read_notice(folder: Path, disk: Disk = LAPTOP_DISK) -> Notice | None:
    """The notice, None when there is none, or none of ours."""
    if not is_to_be_emptied(folder):
        return None
    try:
        return msgspec.json.decode(disk.read(folder / NOTICE_NAME), type=Notice)
    except (OSError, msgspec.MsgspecError):
        return None


def _ask_order(identity: Identity, transport: Transport) -> WipeOrder:
    nonce = transport.call("/v1/challenge", {}, Challenge).nonce
    proof = encode_bytes(identity.sign(ask_text(nonce, identity.device_id)))
    order = transport.call("/v1/wipe", WipeRequest(identity.device_id, nonce, proof), WipeOrder)
    is_signed = identity.is_signed_by_centre(decode_bytes(order.signature), order_text(order))
    if order.device_id != identity.device_id or not is_signed:
        raise KnownError("receipt_wrong")
    return order


def _numbered(store: Store, identity: Identity, sealing_key: bytes, clock: Clock) -> Iterator[tuple[int, bytes, bool]]:
    """The pieces with their numbers, and whether each is the last; one at least, for the centre must sign for all."""
    before: bytes | None = None
    number = 0
    for piece in _pieces(store, identity, sealing_key, clock):
        if before is not None:
            yield number, before, False
        before, number = piece, number + 1
    assert before is not None
    yield number, before, True


def _pieces(store: Store, identity: Identity, sealing_key: bytes, clock: Clock) -> Iterator[bytes]:
    """Everything that the centre has not accepted, the refused included, then contents that only this laptop has."""

    def look(session: Session) -> tuple[str, list[Change], list[BlobRow]]:
        connection = session.connection()
        changes, _none = outbound.open_changes(connection, 2**62)
        return epoch_read(session), changes, blob_rows.only_here(connection)

    epoch, changes, contents = store.read(look)
    moment = str(to_wire(clock()))
    for some in _in_pieces(changes):
        parcel = Parcel(PROTOCOL, SCHEMA_VERSION, identity.device_id, epoch, moment, some)
        yield seal_parcel(parcel, sealing_key, identity.sign)
    for row in contents:
        for start in range(0, row.byte_count, PART_BYTES):
            try:
                content = store.blobs.read(row.sha256, start, PART_BYTES)
            except KnownError:
                # damaged, or gone: nothing of it can be rescued
                break
            yield seal_content(PartRequest(row.sha256, row.byte_count, start, content), sealing_key, identity.sign)


def _in_pieces(changes: list[Change]) -> Iterator[list[Change]]:
    """Whole units, some megabytes at a time; an empty list where there is nothing."""
    piece: list[Change] = []
    size = 0
    for _, group in groupby(changes, key=lambda change: change.unit_id):
        unit = list(group)
        weight = sum(len(msgspec.json.encode(change.fields)) + _ABOUT for change in unit)
        if piece and size + weight > PIECE_BYTES:
            yield piece
            piece, size = [], 0
        piece, size = piece + unit, size + weight
    yield piece
