"""Laptops that are emptied by order: who is to be, what they sent before, and that they are.

What a laptop sends is kept as it came, sealed, before it is answered: the laptop destroys its own only upon this
server's signature. It is then taken in as a parcel on a stick would be; what was refused, or comes from a laptop that
had been shut out, stays until somebody takes it in by hand, or throws it away.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from intake_app.domain.base import Audience
from intake_app.domain.errors import KnownError
from intake_app.domain.wire import to_wire
from sync.protocol.errors import RefusedError
from sync.protocol.messages import VerdictKind
from sync.protocol.parcel import is_content, open_content
from sync.protocol.wiping import (
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
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.contents import take_rescued_part
from sync.server.credentials import decode_bytes, encode_bytes, is_signed
from sync.server.field_rules import is_id
from sync.server.parcel import receive_parcel
from sync.server.scope import Reader
from sync.server.sign_in import spend_nonce
from sync.server.tables import ACCESS_TOKEN, DEVICE, DeviceState
from sync.server.wipe_tables import RESCUED_PIECE, WIPE_ORDER


@dataclass(frozen=True)
class Wiping:
    """How far an order has come. `waiting` pieces are not yet taken in, or hold something that was refused."""

    device_id: UUID
    ordered_at: datetime
    rescued_at: datetime | None
    wiped_at: datetime | None
    waiting: int


def order_wipe(centre: Centre, device_id: UUID) -> None:
    """Have a laptop emptied at its next contact, whatever its standing. Saying it again changes nothing."""
    with centre.database.write() as connection:
        device = connection.execute(select(DEVICE).where(DEVICE.c.id == device_id).with_for_update()).one()
        if device.state == DeviceState.WIPED:
            return
        known = connection.execute(select(WIPE_ORDER.c.id).where(WIPE_ORDER.c.device_id == device_id)).first()
        if known is None:
            order: dict[str, Any] = {
                "id": centre.new_id(),
                "space_id": device.space_id,
                "device_id": device_id,
                "ordered_at": centre.clock(),
                "was_shut_out": device.state != DeviceState.ACTIVE,
            }
            connection.execute(insert(WIPE_ORDER).values(order))
        connection.execute(update(DEVICE).where(DEVICE.c.id == device_id).values(state=DeviceState.WIPING))
        connection.execute(delete(ACCESS_TOKEN).where(ACCESS_TOKEN.c.device_id == device_id))
        touch(connection, "device", device_id)


def give_order(centre: Centre, request: WipeRequest) -> WipeOrder:
    """The signed order, for the laptop it is about. Raises RefusedError: device_unknown, proof_wrong, nonce_expired,
    not_found (nobody wants it emptied).
    """
    if not is_id(request.device_id):
        raise RefusedError("device_unknown")
    with centre.database.write() as connection:
        device = connection.execute(select(DEVICE).where(DEVICE.c.id == UUID(request.device_id))).first()
        if device is None:
            raise RefusedError("device_unknown")
        message = ask_text(request.nonce, request.device_id)
        if not is_signed(device.public_key, decode_bytes(request.proof), message):
            raise RefusedError("proof_wrong")
        spend_nonce(centre, connection, request.nonce, centre.clock())
        order = connection.execute(select(WIPE_ORDER).where(WIPE_ORDER.c.device_id == device.id)).first()
    if order is None or device.state != DeviceState.WIPING:
        raise RefusedError("not_found")
    unsigned = WipeOrder(str(order.id), str(device.id), str(to_wire(order.ordered_at)), "")
    signature = encode_bytes(centre.identity.key.sign(order_text(unsigned)))
    return msgspec.structs.replace(unsigned, signature=signature)


def take_piece(centre: Centre, request: RescueRequest) -> RescueReply:
    """Keep a piece of what the laptop holds, and sign for it; with the last one, take it all in where that may be done
    without asking anybody. Raises RefusedError: not_found, proof_wrong.
    """
    said = (request.order_id, request.number, request.is_last, request.content)
    with centre.database.write() as connection:
        order = _signed_order(connection, request.order_id, request.signature, piece_text(*said))
        if order.state != DeviceState.WIPING:
            raise RefusedError("not_found")
        here = (RESCUED_PIECE.c.order_id == order.id, RESCUED_PIECE.c.number == request.number)
        connection.execute(delete(RESCUED_PIECE).where(*here))
        piece = {"order_id": order.id, "number": request.number, "content": request.content}
        connection.execute(insert(RESCUED_PIECE).values(**piece, received_at=centre.clock()))
        if request.is_last:
            older = (RESCUED_PIECE.c.order_id == order.id, RESCUED_PIECE.c.number > request.number)
            connection.execute(delete(RESCUED_PIECE).where(*older))
            rescued = {"pieces": request.number, "rescued_at": centre.clock()}
            connection.execute(update(WIPE_ORDER).where(WIPE_ORDER.c.id == order.id).values(rescued))
    if request.is_last and not order.was_shut_out:
        take_in_rescued(centre, order.device_id)
    return RescueReply(encode_bytes(centre.identity.key.sign(rescued_text(*said))))


def note_wiped(centre: Centre, receipt: WipeReceipt) -> WipeNoted:
    """The laptop says that nothing is left on it. Raises RefusedError: not_found, proof_wrong."""
    with centre.database.write() as connection:
        order = _signed_order(connection, receipt.order_id, receipt.signature, receipt_text(receipt))
        if str(order.device_id) != receipt.device_id or order.rescued_at is None or order.pieces != receipt.pieces:
            raise RefusedError("not_found")
        if order.wiped_at is None:
            done = {"wiped_at": centre.clock(), "said_at": receipt.wiped_at[:40], "receipt": receipt.signature}
            connection.execute(update(WIPE_ORDER).where(WIPE_ORDER.c.id == order.id).values(done))
            mine = DEVICE.c.id == order.device_id
            connection.execute(update(DEVICE).where(mine).values(state=DeviceState.WIPED))
    return WipeNoted(receipt.order_id)


def _signed_order(connection: Connection, order_id: str, signature: str, message: bytes) -> Any:
    """The order of this id, and its laptop's standing, once the laptop has proven to speak."""
    if not is_id(order_id):
        raise RefusedError("not_found")
    joined = WIPE_ORDER.join(DEVICE, DEVICE.c.id == WIPE_ORDER.c.device_id)
    query = select(WIPE_ORDER, DEVICE.c.public_key, DEVICE.c.state).select_from(joined)
    order = connection.execute(query.where(WIPE_ORDER.c.id == UUID(order_id))).first()
    if order is None:
        raise RefusedError("not_found")
    if not is_signed(order.public_key, decode_bytes(signature), message):
        raise RefusedError("proof_wrong")
    return order


def take_in_rescued(centre: Centre, device_id: UUID, *, although_shut_out: bool = False) -> int:
    """Take in the pieces that wait, and let go of each of which nothing was refused; how many still wait.
    `although_shut_out` takes in what somebody wrote whose access is closed.
    """
    with centre.database.read() as connection:
        order = connection.execute(select(WIPE_ORDER).where(WIPE_ORDER.c.device_id == device_id)).first()
        if order is None:
            return 0
        here = RESCUED_PIECE.c.order_id == order.id
        numbers = list(connection.scalars(select(RESCUED_PIECE.c.number).where(here).order_by(RESCUED_PIECE.c.number)))
    left = 0
    for number in numbers:
        this = (here, RESCUED_PIECE.c.number == number)
        with centre.database.read() as connection:
            content = connection.scalars(select(RESCUED_PIECE.c.content).where(*this)).one()
        is_taken = False
        with suppress(KnownError):
            is_taken = _take_in(centre, order, content, although_shut_out=although_shut_out)
        if is_taken:
            with centre.database.write() as connection:
                connection.execute(delete(RESCUED_PIECE).where(*this))
        left += not is_taken
    return left


def _take_in(centre: Centre, order: Any, content: bytes, *, although_shut_out: bool) -> bool:
    """Whether nothing of the piece was refused. Raises KnownError when it cannot be taken in at all."""
    if not is_content(content):
        received = receive_parcel(centre, content, although_revoked=although_shut_out, is_rescue=True)
        return not received.count(VerdictKind.REFUSED)
    opened = open_content(content, centre.identity.unsealing_key)
    with centre.database.read() as connection:
        device = connection.execute(select(DEVICE).where(DEVICE.c.id == order.device_id)).one()
    if not is_signed(device.public_key, opened.signature, opened.signed):
        raise KnownError("parcel_unreadable")
    take_rescued_part(centre, Reader(device.space_id, Audience(device.audience), None), opened.message)
    return True


def discard_rescued(centre: Centre, device_id: UUID) -> None:
    """Throw away what waits of a laptop."""
    orders = select(WIPE_ORDER.c.id).where(WIPE_ORDER.c.device_id == device_id)
    with centre.database.write() as connection:
        connection.execute(delete(RESCUED_PIECE).where(RESCUED_PIECE.c.order_id.in_(orders)))
        touch(connection, "device", device_id)


def list_wipings(centre: Centre) -> dict[UUID, Wiping]:
    """Every order, by its laptop."""
    waiting = (
        select(RESCUED_PIECE.c.order_id, func.count().label("waiting")).group_by(RESCUED_PIECE.c.order_id).subquery()
    )
    joined = WIPE_ORDER.outerjoin(waiting, waiting.c.order_id == WIPE_ORDER.c.id)
    with centre.database.read() as connection:
        rows = connection.execute(select(WIPE_ORDER, waiting.c.waiting).select_from(joined)).all()
    return {
        row.device_id: Wiping(row.device_id, row.ordered_at, row.rescued_at, row.wiped_at, row.waiting or 0)
        for row in rows
    }
