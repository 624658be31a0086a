"""What the server keeps of erasures besides the rows that travel: those it was told of without its own signature, and
the tables in whose files words of somebody erased may still stand.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Table
from sqlmodel import Field

from intake_app.domain.base import TextId, UtcTime
from sync.server.tables import ServerRow


class ToldErasure(ServerRow, table=True):
    """An erasure that a laptop says was accepted, and that this server, restored from a backup, neither knows nor has
    signed: nobody is erased on a laptop's bare word, somebody looks at it.
    """

    __tablename__ = "told_erasure"
    __table_args__ = (ForeignKeyConstraint(["space_id"], ["space.id"]),)

    space_id: UUID = Field(sa_type=TextId, primary_key=True)
    erasure_id: UUID = Field(sa_type=TextId, primary_key=True)
    resident_id: UUID = Field(sa_type=TextId)
    reason: str = Field(max_length=40)
    device_id: UUID = Field(sa_type=TextId)
    """The first laptop that said so."""
    told_at: datetime = Field(sa_type=UtcTime)


class RewriteDue(ServerRow, table=True):
    """A table of PostgreSQL whose file is to be written anew: what was deleted from it is still legible there."""

    __tablename__ = "rewrite_due"

    table_name: str = Field(primary_key=True, max_length=63)
    mark: UUID = Field(sa_type=TextId)
    """Another one each time it is asked for: a rewriting that was under way then does not count."""


TOLD_ERASURE: Final[Table] = ToldErasure.__table__  # type: ignore[attr-defined]
REWRITE_DUE: Final[Table] = RewriteDue.__table__  # type: ignore[attr-defined]
