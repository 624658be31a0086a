"""The tables only the server has: spaces, devices, invitations, and every change it was ever sent with its verdict."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    Table,
    false,
    text,
)
from sqlmodel import Field, SQLModel

from intake_app.domain.base import SERVER, TextId, UtcTime
from sync.protocol.lease import LOCK_DAYS, WARN_DAYS


class DeviceState(StrEnum):
    """Where a device stands. `forked`: two laptops used its numbers; each goes on under a new identity
    (`replaced_by`) once it is approved.
    """

    PENDING = "pending"
    ACTIVE = "active"
    REVOKED = "revoked"
    FORKED = "forked"
    WIPING = "wiping"
    """It is to send what only it holds, and then to destroy everything."""
    WIPED = "wiped"


class ServerRow(SQLModel):
    """Base of the server-only tables."""

    metadata = SERVER


def _in_space(*more: Any) -> tuple[Any, ...]:
    return (ForeignKeyConstraint(["space_id"], ["space.id"]), *more)


class ServerIdentity(ServerRow, table=True):
    """Who this server is: one row. A server restored from a backup takes a new `epoch`, so that laptops notice."""

    __tablename__ = "server_identity"

    id: int = Field(primary_key=True)
    name: str = Field(max_length=120)
    epoch: UUID = Field(sa_type=TextId)
    private_key: bytes = Field(sa_type=LargeBinary)
    """Ed25519, 32 bytes: signs for the server, and the key of its nonces derives from it."""
    created_at: datetime = Field(sa_type=UtcTime)


class Space(ServerRow, table=True):
    """One set of joint controllers: a programme's partners in one jurisdiction."""

    __tablename__ = "space"

    id: UUID = Field(sa_type=TextId, primary_key=True)
    name: str = Field(max_length=120)
    country: str = Field(max_length=2)
    created_at: datetime = Field(sa_type=UtcTime)
    warn_days: int = Field(default=WARN_DAYS, sa_column=Column(Integer, nullable=False, server_default=str(WARN_DAYS)))
    lock_days: int = Field(default=LOCK_DAYS, sa_column=Column(Integer, nullable=False, server_default=str(LOCK_DAYS)))
    """How many days a laptop may be without the centre before it warns, and before it locks."""
    recovery_key: bytes | None = Field(default=None, sa_type=LargeBinary)
    recovery_key_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """The organisation's public key for recovery, and since when; the moment without a key: it was withdrawn."""


class SpaceCounter(ServerRow, table=True):
    """The last number given in a space. Its row is the one lock of the space: who numbers holds it until the commit,
    so that changes become visible in the order of their numbers.
    """

    __tablename__ = "space_counter"
    __table_args__ = _in_space()

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    last_seq: int = Field(default=0, sa_type=BigInteger)


class Device(ServerRow, table=True):
    """A laptop, or the centre itself (no `staff_id`). `last_seq` is the number of the last change it was answered."""

    __tablename__ = "device"
    __table_args__ = _in_space(Index("ix_device_space_id", "space_id"))

    id: UUID = Field(sa_type=TextId, primary_key=True)
    space_id: UUID = Field(sa_type=TextId)
    staff_id: UUID | None = Field(default=None, sa_type=TextId)
    label: str = Field(max_length=80)
    public_key: bytes = Field(sa_type=LargeBinary)
    audience: str = Field(max_length=20)
    scope: dict[str, list[str]] | None = Field(default=None, sa_type=JSON)
    """The ids of the `neighbourhoods` and `buildings` it may receive; None: the whole space."""
    state: str = Field(max_length=20)
    replaced_by: UUID | None = Field(default=None, sa_type=TextId)
    """The identity that the same laptop took after its numbers had been used by another one."""
    first_seq: int = Field(default=1, sa_type=BigInteger)
    last_seq: int = Field(default=0, sa_type=BigInteger)
    kept_seq: int | None = Field(default=None, sa_type=BigInteger)
    """The number up to which every backup put back had its answers; None before the first. Later ones it may have been
    given otherwise in a life that is over.
    """
    enrolled_at: datetime = Field(sa_type=UtcTime)
    last_contact_at: datetime | None = Field(default=None, sa_type=UtcTime)


class Invitation(ServerRow, table=True):
    """A one-time code for one staff member's laptop, known here only by its hash."""

    __tablename__ = "invitation"
    __table_args__ = _in_space()

    id: UUID = Field(sa_type=TextId, primary_key=True)
    code_hash: str = Field(max_length=64, unique=True)
    space_id: UUID = Field(sa_type=TextId)
    staff_id: UUID = Field(sa_type=TextId)
    audience: str = Field(max_length=20)
    scope: dict[str, list[str]] | None = Field(default=None, sa_type=JSON)
    needs_approval: bool = True
    expires_at: datetime = Field(sa_type=UtcTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcTime)
    device_id: UUID | None = Field(default=None, sa_type=TextId)
    """The device it made: the same laptop asking again (its answer was lost) gets the same answer."""


class WrongCode(ServerRow, table=True):
    """How often an address tried codes that do not exist, since when."""

    __tablename__ = "wrong_code"

    address: str = Field(primary_key=True, max_length=64)
    since: datetime = Field(sa_type=UtcTime)
    tries: int


class SpentNonce(ServerRow, table=True):
    """A nonce already used. Only good proofs spend one, so strangers cannot fill the table."""

    __tablename__ = "spent_nonce"

    hash: str = Field(primary_key=True, max_length=64)
    expires_at: datetime = Field(sa_type=UtcTime, index=True)


class AccessToken(ServerRow, table=True):
    """A 15-minute token, known here only by its hash."""

    __tablename__ = "access_token"

    hash: str = Field(primary_key=True, max_length=64)
    device_id: UUID = Field(sa_type=TextId, index=True)
    expires_at: datetime = Field(sa_type=UtcTime)


class ReceivedChange(ServerRow, table=True):
    """A change and its verdict, for ever: the receipt, and where it was accepted also the log that laptops read.

    Written in the transaction of its effect under two unique keys, so that a change takes effect once however often
    it is sent. A refused one keeps ids and reason only, and has no `server_seq`; a held one has none yet. Every key
    begins with the space, so that the table can be partitioned by it.
    """

    __tablename__ = "received_change"
    # no foreign key to the space: its lock is held by whoever writes here, and a check a row is paid a million times
    __table_args__ = (
        Index("uq_received_change_number", "space_id", "server_seq", unique=True),
        Index("uq_received_change_sent", "space_id", "device_id", "device_seq", unique=True),
        Index("ix_received_change_record", "space_id", "record_id", "server_seq"),
        Index(
            "ix_received_change_waiting",
            "space_id",
            "waits_for",
            postgresql_where=text("waits_for IS NOT NULL"),
            sqlite_where=text("waits_for IS NOT NULL"),
        ),
    )

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    change_id: UUID = Field(sa_type=TextId, primary_key=True)
    server_seq: int | None = Field(default=None, sa_type=BigInteger)
    device_id: UUID = Field(sa_type=TextId)
    device_seq: int = Field(sa_type=BigInteger)
    verdict: str = Field(max_length=20)
    reason: str | None = Field(default=None, max_length=40)
    conflict_fields: list[str] | None = Field(default=None, sa_type=JSON)
    unit_id: UUID | None = Field(default=None, sa_type=TextId)
    author_id: UUID | None = Field(default=None, sa_type=TextId)
    record_type: str | None = Field(default=None, max_length=40)
    record_id: UUID | None = Field(default=None, sa_type=TextId)
    kind: str | None = Field(default=None, max_length=20)
    fields: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    """{field: [new value, base value]}, as sent."""
    base_revision: int | None = Field(default=None, sa_type=BigInteger)
    schema_version: int | None = None
    recorded_at: datetime | None = Field(default=None, sa_type=UtcTime)
    clock_offset: int | None = None
    received_at: datetime = Field(sa_type=UtcTime)
    is_echoed: bool = False
    """Its author must get the record back too: a conflict, or the merged record differs from what was sent."""
    is_move: bool = Field(default=False, sa_column=Column(Boolean, nullable=False, server_default=false()))
    """It may have taken its record out of one area and into another."""
    waits_for: UUID | None = Field(default=None, sa_type=TextId)
    """The record that a held change needs and the centre has not got."""


class SpaceDigest(ServerRow, table=True):
    """How many rows of a type a space has, and the sum of their hashes (`sync.protocol.digests`). Only conflicts are
    of several circles: a laptop of a narrower one is not given them.
    """

    __tablename__ = "space_digest"
    __table_args__ = _in_space()

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    record_type: str = Field(primary_key=True, max_length=40)
    circle: str = Field(primary_key=True, max_length=20)
    row_count: int = Field(default=0, sa_type=BigInteger)
    hash_sum: int = Field(default=0, sa_type=BigInteger)


class ErasureReceipt(ServerRow, table=True):
    """A laptop said that it has erased somebody."""

    __tablename__ = "erasure_receipt"
    __table_args__ = _in_space()

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    erasure_id: UUID = Field(sa_type=TextId, primary_key=True)
    device_id: UUID = Field(sa_type=TextId, primary_key=True)
    erased_at: datetime = Field(sa_type=UtcTime)


class Blob(ServerRow, table=True):
    """The content of an attachment, by its SHA-256, as far as it has come."""

    __tablename__ = "blob"
    __table_args__ = _in_space()

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    sha256: str = Field(primary_key=True, max_length=64)
    byte_count: int = Field(sa_type=BigInteger)
    received: int = Field(default=0, sa_type=BigInteger)
    completed_at: datetime | None = Field(default=None, sa_type=UtcTime)


class BlobPart(ServerRow, table=True):
    """A piece of a content, from byte `start` on."""

    __tablename__ = "blob_part"
    __table_args__ = _in_space()

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    sha256: str = Field(primary_key=True, max_length=64)
    start: int = Field(sa_type=BigInteger, primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)


def _table(row_class: type[ServerRow]) -> Table:
    return row_class.__table__  # type: ignore[attr-defined, no-any-return]


SERVER_IDENTITY: Final = _table(ServerIdentity)
SPACE: Final = _table(Space)
SPACE_COUNTER: Final = _table(SpaceCounter)
DEVICE: Final = _table(Device)
INVITATION: Final = _table(Invitation)
WRONG_CODE: Final = _table(WrongCode)
SPENT_NONCE: Final = _table(SpentNonce)
ACCESS_TOKEN: Final = _table(AccessToken)
RECEIVED_CHANGE: Final = _table(ReceivedChange)
SPACE_DIGEST: Final = _table(SpaceDigest)
ERASURE_RECEIPT: Final = _table(ErasureReceipt)
BLOB: Final = _table(Blob)
BLOB_PART: Final = _table(BlobPart)
