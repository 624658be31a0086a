"""The orders to empty a laptop, and what such a laptop has sent before."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, LargeBinary, Table
from sqlmodel import Field

from intake_app.domain.base import TextId, UtcTime
from sync.server.tables import ServerRow


class WipeOrder(ServerRow, table=True):
    """One laptop is to be emptied; `pieces` and `rescued_at` once it has sent all it held, the rest once it has said
    that it is done.
    """

    __tablename__ = "wipe_order"
    __table_args__ = (ForeignKeyConstraint(["space_id"], ["space.id"]),)

    id: UUID = Field(sa_type=TextId, primary_key=True)
    space_id: UUID = Field(sa_type=TextId)
    device_id: UUID = Field(sa_type=TextId, unique=True)
    ordered_at: datetime = Field(sa_type=UtcTime)
    was_shut_out: bool = False
    """Its access was closed before: what it sends waits until somebody takes it in."""
    pieces: int | None = None
    rescued_at: datetime | None = Field(default=None, sa_type=UtcTime)
    wiped_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """By this server's clock, when the laptop said so."""
    said_at: str | None = Field(default=None, max_length=40)
    """By the laptop's clock, as it signed."""
    receipt: str | None = Field(default=None, max_length=86)
    """The laptop's signature, base64url."""


class RescuedPiece(ServerRow, table=True):
    """Something only that laptop held, sealed to this server; gone once all of it was taken in."""

    __tablename__ = "rescued_piece"
    __table_args__ = (ForeignKeyConstraint(["order_id"], ["wipe_order.id"]),)

    order_id: UUID = Field(sa_type=TextId, primary_key=True)
    number: int = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
    received_at: datetime = Field(sa_type=UtcTime)


WIPE_ORDER: Final[Table] = WipeOrder.__table__  # type: ignore[attr-defined]
RESCUED_PIECE: Final[Table] = RescuedPiece.__table__  # type: ignore[attr-defined]
