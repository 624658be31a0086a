"""How a laptop is emptied by order of the centre: what only it holds goes to the centre first, then everything on it is
destroyed, then it says so.

    POST /v1/wipe           the order, signed by the centre, for a laptop that proves who it is
    POST /v1/wipe/rescue    one piece of what it holds, sealed as a parcel is; the centre signs for each
    POST /v1/wipe/receipt   everything is destroyed: signed by the laptop before, sent after

Signatures are Ed25519. The order's is over `palier/wipe/v1|<order_id>|<device_id>|<ordered_at>`; the proof that asks
for it over `palier/wipe-ask/v1|<nonce>|<device_id>`; a piece's over
`palier/rescue/v1|<order_id>|<number>|<is_last>|<sha256>`, and what the centre signs for it `palier/rescued/v1|` and the
same; the receipt's over `palier/wiped/v1|<order_id>|<device_id>|<pieces>|<wiped_at>`.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Final

import msgspec

PIECE_BYTES: Final = 2 * 1024 * 1024
"""Of changes, or of the content of an attachment, in one piece: about."""
MOST_PIECES: Final = 100_000


class WipeRequest(msgspec.Struct, frozen=True):
    """Asks for the order on a nonce of the centre's."""

    device_id: str
    nonce: str
    proof: str


class WipeOrder(msgspec.Struct, frozen=True):
    """Everything on this laptop is to be destroyed, once what only it holds has reached the centre."""

    order_id: str
    device_id: str
    ordered_at: str
    signature: str


class RescueRequest(msgspec.Struct, frozen=True):
    """Piece `number` (from 1 on). A piece sent again takes the place of the one before."""

    order_id: str
    number: Annotated[int, msgspec.Meta(ge=1, le=MOST_PIECES)]
    is_last: bool
    content: bytes
    signature: str


class RescueReply(msgspec.Struct, frozen=True):
    """The centre has it, durably."""

    signature: str


class WipeReceipt(msgspec.Struct, frozen=True):
    """It is done. `wiped_at` is by the laptop's clock."""

    order_id: str
    device_id: str
    pieces: int
    wiped_at: str
    signature: str


class WipeNoted(msgspec.Struct, frozen=True):
    """The centre knows."""

    order_id: str


def ask_text(nonce: str, device_id: str) -> bytes:
    """What proves who asks."""
    return f"palier/wipe-ask/v1|{nonce}|{device_id}".encode()


def order_text(order: WipeOrder) -> bytes:
    """What is signed of an order."""
    return f"palier/wipe/v1|{order.order_id}|{order.device_id}|{order.ordered_at}".encode()


def piece_text(order_id: str, number: int, is_last: bool, content: bytes) -> bytes:
    """What the laptop signs of a piece."""
    return f"palier/rescue/v1|{_piece(order_id, number, is_last, content)}".encode()


def rescued_text(order_id: str, number: int, is_last: bool, content: bytes) -> bytes:
    """What the centre signs for it."""
    return f"palier/rescued/v1|{_piece(order_id, number, is_last, content)}".encode()


def receipt_text(receipt: WipeReceipt) -> bytes:
    """What the laptop signs in the end."""
    said = f"{receipt.order_id}|{receipt.device_id}|{receipt.pieces}|{receipt.wiped_at}"
    return f"palier/wiped/v1|{said}".encode()


def _piece(order_id: str, number: int, is_last: bool, content: bytes) -> str:
    return f"{order_id}|{number}|{int(is_last)}|{hashlib.sha256(content).hexdigest()}"
