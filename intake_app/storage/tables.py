"""The tables that never leave the laptop."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Column, Index, Integer, LargeBinary, text
from sqlmodel import Field, SQLModel

from intake_app.domain.base import LAPTOP, TextId, UtcTime


class ChangeState(StrEnum):
    """Where a captured change stands."""

    PENDING = "pending"
    ACKNOWLEDGED = "acknowledged"
    CONFLICT = "conflict"
    QUARANTINED = "quarantined"
    HELD = "held"
    """Received by the centre, which waits for a record this change needs."""
    REPLACED = "replaced"
    """Refused, then said again by a later change: it counts no more."""
    DISCARDED = "discarded"
    """Refused, and given up by somebody who was asked: kept, and never shown on top of the centre's version."""


class LaptopRow(SQLModel):
    """Base of the laptop-only tables."""

    metadata = LAPTOP


class OutboxChange(LaptopRow, table=True):
    """One change of one record, waiting for its verdict, then kept to be re-offered to a restored server.

    `device_seq` is AUTOINCREMENT: numbers are never reused, even once the outbox is empty; the server counts on it.
    """

    __tablename__ = "outbox_change"
    __table_args__ = (
        Index("ix_outbox_change_open", "record_id", sqlite_where=text("state = 'pending'")),
        Index("ix_outbox_change_state", "state", "device_seq"),
        {"sqlite_autoincrement": True},
    )

    device_seq: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    change_id: UUID = Field(sa_type=TextId, unique=True)
    unit_id: UUID = Field(sa_type=TextId)
    author_id: UUID = Field(sa_type=TextId)
    record_type: str = Field(max_length=40)
    record_id: UUID = Field(sa_type=TextId)
    kind: str = Field(max_length=20)
    fields: bytes = Field(sa_type=LargeBinary)
    """JSON: {field: [new value, base value]}."""
    base_revision: int
    schema_version: int
    recorded_at: datetime = Field(sa_type=UtcTime)
    clock_offset: int = 0
    """Seconds by which this laptop's clock was ahead of the centre's at the last exchange: it labels, it never
    orders.
    """
    state: str = Field(default=ChangeState.PENDING, max_length=20)
    reason: str | None = Field(default=None, max_length=60)
    settled_at: datetime | None = Field(default=None, sa_type=UtcTime)
    server_seq: int | None = None


class ServerCopy(LaptopRow, table=True):
    """The centre's version of a record that has changes pending here: what a pulled page updates under somebody's
    hands.
    """

    __tablename__ = "server_copy"

    record_type: str = Field(primary_key=True, max_length=40)
    record_id: UUID = Field(sa_column=Column(TextId(), primary_key=True))
    row: bytes = Field(sa_type=LargeBinary)
    """JSON: the row's columns in wire form."""


class LocalSetting(LaptopRow, table=True):
    """A named value of this laptop: enrolment, cursor, preferences. JSON."""

    __tablename__ = "local_setting"

    name: str = Field(primary_key=True, max_length=60)
    value: bytes = Field(sa_type=LargeBinary)


class AuditEntry(LaptopRow, table=True):
    """Who did what to which record. Ids only: erasing a person leaves the trail whole. See `storage.audit`."""

    __tablename__ = "audit_entry"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    at: datetime = Field(sa_type=UtcTime)
    staff_id: UUID = Field(sa_type=TextId)
    deed: str = Field(max_length=60)
    record_type: str | None = Field(default=None, max_length=40)
    record_id: UUID | None = Field(default=None, sa_type=TextId)
    fingerprint: str = Field(max_length=64)
    """SHA-256, hexadecimal, of this line and the one before."""


class Draft(LaptopRow, table=True):
    """A form not yet saved, kept while it is typed. `place` is the field that had the focus."""

    __tablename__ = "draft"

    form: str = Field(primary_key=True, max_length=40)
    record_id: UUID = Field(sa_column=Column(TextId(), primary_key=True))
    staff_id: UUID = Field(sa_type=TextId)
    values: bytes = Field(sa_type=LargeBinary)
    place: str | None = Field(default=None, max_length=60)
    updated_at: datetime = Field(sa_type=UtcTime)


class SearchEntry(LaptopRow, table=True):
    """The folded words of a resident, content of the full-text index `search_index`."""

    __tablename__ = "search_entry"

    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    resident_id: UUID = Field(sa_type=TextId, unique=True)
    words: str


class Receipt(LaptopRow, table=True):
    """What the centre signed for having received: numbers `first_seq` to `last_seq` of this device. Kept for ever."""

    __tablename__ = "receipt"
    __table_args__ = ({"sqlite_autoincrement": True},)

    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    device_id: UUID = Field(sa_type=TextId)
    epoch: UUID = Field(sa_type=TextId)
    first_seq: int
    last_seq: int
    digest: str = Field(max_length=64)
    """SHA-256, hexadecimal, of the verdicts it covers (`sync.protocol.attestation`)."""
    received_at: datetime = Field(sa_type=UtcTime)
    """By the centre's clock."""
    signature: str = Field(max_length=86)


class Eviction(LaptopRow, table=True):
    """A record that left this laptop's area: it goes once nothing open here speaks of it any more."""

    __tablename__ = "eviction"

    record_type: str = Field(primary_key=True, max_length=40)
    record_id: UUID = Field(sa_column=Column(TextId(), primary_key=True))


class RowDigest(LaptopRow, table=True):
    """How many rows of a type the centre has given, and the sum of their hashes (`sync.protocol.digests`)."""

    __tablename__ = "row_digest"

    record_type: str = Field(primary_key=True, max_length=40)
    row_count: int = 0
    hash_sum: int = Field(default=0, sa_column=Column(Integer, nullable=False))


class BlobState(StrEnum):
    """Where the content of an attachment stands."""

    TO_SEND = "to_send"
    SENT = "sent"
    WANTED = "wanted"
    RECEIVED = "received"
    MISSING = "missing"
    """The centre has not got it either, for the time being."""


class Blob(LaptopRow, table=True):
    """The content of an attachment, by its SHA-256: a file of its own, encrypted, in the folder `attachments`."""

    __tablename__ = "blob"

    sha256: str = Field(primary_key=True, max_length=64)
    byte_count: int
    state: str = Field(max_length=20, index=True)
    moved: int = 0
    """Bytes sent or received so far."""
    reason: str | None = Field(default=None, max_length=60)
    """Why it did not go through at the last try: a key of the sentences."""
    tried_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """When the centre was last found not to have it."""


class ImportRun(LaptopRow, table=True):
    """A file brought in on this laptop. Neither its name nor its content is kept: `sha256` recognises it."""

    __tablename__ = "import_run"

    id: UUID = Field(sa_column=Column(TextId(), primary_key=True))
    sha256: str = Field(max_length=64, index=True)
    sheet_place: int
    origin: str = Field(max_length=40)
    """Where the file comes from: a code of `import_origin`."""
    notice_mode: str = Field(max_length=40)
    notice_version: str = Field(max_length=20)
    notice_language: str = Field(max_length=8)
    informed_on: date
    row_count: int
    """Rows of the file, whatever became of them."""
    started_at: datetime = Field(sa_type=UtcTime)
    started_by: UUID = Field(sa_type=TextId)
    finished_at: datetime | None = Field(default=None, sa_type=UtcTime)
    """None while it runs, and for ever when it was interrupted."""
    undone_at: datetime | None = Field(default=None, sa_type=UtcTime)


class ImportRow(LaptopRow, table=True):
    """What became of one row of the file. `resident_id` is whom it added, completed or was found to be."""

    __tablename__ = "import_row"

    run_id: UUID = Field(sa_column=Column(TextId(), primary_key=True))
    number: int = Field(primary_key=True)
    state: str = Field(max_length=20)
    resident_id: UUID | None = Field(default=None, sa_type=TextId, index=True)
    reason: str | None = Field(default=None, max_length=120)
    """Why it was refused or stays: a field and the key of a sentence."""
    filled: str | None = None
    """The fields that were filled in of somebody known, separated by spaces."""
    fingerprint: str | None = Field(default=None, max_length=64)
    """SHA-256, hexadecimal, of what the row wrote: undoing leaves alone what has changed since."""
