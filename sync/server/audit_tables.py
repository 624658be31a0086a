"""Who did what at the centre by its command line: lines that are added and never changed (triggers see to it)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import JSON, BigInteger, Column, Table
from sqlmodel import Field

from intake_app.domain.base import UtcTime
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


AUDIT_LINE: Final[Table] = AuditLine.__table__  # type: ignore[attr-defined]
