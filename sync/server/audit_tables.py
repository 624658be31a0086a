"""Who did what at the centre by its command line: lines that are added and never changed (triggers see to it)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, ForeignKeyConstraint, Table
from sqlmodel import Field

from intake_app.domain.base import TextId, UtcTime
from sync.server.tables import ServerRow


class AuditLine(ServerRow, table=True):
    """One transaction of one command. Ids only: erasing a person leaves the trail whole."""

    __tablename__ = "audit_line"

    number: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    """1, 2, 3… without a hole."""
    at: datetime = Field(sa_type=UtcTime)
    operator: str = Field(max_length=160)
    """The account of the system that ran the command, and on which computer: « anna@centre »."""
    command: str = Field(max_length=40)
    touched: dict[str, list[str]] = Field(sa_column=Column(JSON, nullable=False))
    """Kind of record, laptop, space… → ids."""
    fingerprint: str = Field(max_length=64)
    """See `domain.rules.chain`."""


class ReadingCount(ServerRow, table=True):
    """How many files somebody opened on a laptop on a day, and how many they took out of it: counts, of nobody."""

    __tablename__ = "reading_count"
    __table_args__ = (ForeignKeyConstraint(["space_id"], ["space.id"]),)

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    device_id: UUID = Field(sa_type=TextId, primary_key=True)
    staff_id: UUID = Field(sa_type=TextId, primary_key=True)
    day: date = Field(primary_key=True)
    opened: int
    taken: int


class AuditStart(ServerRow, table=True):
    """The last line that was let go of for its age: the next one follows it. One row at most."""

    __tablename__ = "audit_start"

    id: int = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    fingerprint: str = Field(max_length=64)


READING_COUNT: Final[Table] = ReadingCount.__table__  # type: ignore[attr-defined]
AUDIT_START: Final[Table] = AuditStart.__table__  # type: ignore[attr-defined]
AUDIT_LINE: Final[Table] = AuditLine.__table__  # type: ignore[attr-defined]
