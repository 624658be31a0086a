"""What every synced row has in common, how a field says it merges, and who may receive it.

A field is declared once, in the row class of its noun: table, wire format, form and export derive from it. Rows
refer to one another by explicit ids (no ORM relationships): a change is captured row by row, and a relationship
would write behind its back.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import JSON, BigInteger, Column, DateTime, Dialect, ForeignKey, MetaData, String, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC. Passed in, so that a whole fleet can be simulated from a seed."""

NewId = Callable[[], UUID]
"""Gives a fresh UUIDv7. Passed in, for the same reason."""

NAMING: Final = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
SHARED: Final = SQLModel.metadata
"""Tables that live on laptops and on the server alike."""
SHARED.naming_convention = NAMING
LAPTOP: Final = MetaData(naming_convention=NAMING)
"""Tables that never leave the laptop: outbox, drafts, settings, audit, search."""
SERVER: Final = MetaData(naming_convention=NAMING)
"""Tables only the server has: devices, accepted changes, receipts."""


class Merge(StrEnum):
    """How two values of one field, written apart, become one (see `sync.merge`)."""

    SCALAR = "scalar"
    SET = "set"
    APPEND_ONLY = "append_only"
    RATCHET = "ratchet"
    DERIVED = "derived"


class Audience(StrEnum):
    """The widest circle that may ever receive a field. A laptop of a narrower class never gets the column."""

    FIELD = "field"
    """Caretakers, outreach workers and everybody above."""
    ADVISER = "adviser"
    """Advisers' laptops and the centre."""
    CENTRE = "centre"
    """The server alone."""


class UtcTime(TypeDecorator[datetime]):
    """A moment in whole seconds: `timestamptz` on PostgreSQL, the text `2026-11-22T05:01:02Z` on SQLite.

    The text is what travels between laptop and server, so that a laptop stores a received page without converting
    it, and it sorts as it should. Whole seconds suffice: no order ever depends on a clock.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(20))

    def process_bind_param(self, value: datetime | str | None, dialect: Dialect) -> Any:
        if value is None or isinstance(value, str):
            return value
        if value.tzinfo is None:
            raise ValueError("a moment must carry its time zone")
        whole = value.astimezone(UTC).replace(microsecond=0)
        return whole if dialect.name == "postgresql" else whole.strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if isinstance(value, datetime) else datetime.fromisoformat(value)


class CodeSet(TypeDecorator[list[str]]):
    """A set of reference codes, kept sorted: `jsonb` on PostgreSQL, JSON text on SQLite."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(JSONB() if dialect.name == "postgresql" else JSON())

    def process_bind_param(self, value: Any, dialect: Dialect) -> list[str]:
        return sorted(set(value or ()))


class TextId(TypeDecorator[UUID]):
    """An identifier: `uuid` on PostgreSQL, its 36 characters on SQLite, as it travels."""

    impl = String(36)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if dialect.name == "postgresql" else String(36))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        if dialect.name == "postgresql":
            return value if isinstance(value, UUID) else UUID(value)
        return str(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        return value if value is None or isinstance(value, UUID) else UUID(value)


def synced(
    merge: Merge, audience: Audience, *, refers_to: str | None = None, codes: str | None = None, **field: Any
) -> Any:
    """Declare a field of a synced row.

    `refers_to` names the table whose `id` the field holds (checked at commit, so that a page may bring parent and
    child in any order); `codes` names the reference list its value comes from. The rest goes to SQLModel's `Field`.
    """
    marks = {"merge": merge, "audience": audience, "codes": codes, "refers_to": refers_to}
    column = field.pop("column", None)
    if column is None and refers_to is not None:
        target = ForeignKey(f"{refers_to}.id", deferrable=True, initially="DEFERRED")
        nullable = field.get("default", ...) is None
        column = Column(TextId(), target, nullable=nullable, index=field.pop("index", False), info=marks)
    if column is not None:
        column.info.update(marks)
        return Field(sa_column=column, **field)
    return Field(sa_column_kwargs={"info": marks}, **field)


def reference(table: str, *, optional: bool = False, index: bool = False, audience: Audience = Audience.FIELD) -> Any:
    """Declare the id of a row of `table`."""
    default: dict[str, Any] = {"default": None} if optional else {}
    return synced(Merge.SCALAR, audience, refers_to=table, index=index, **default)


def loose_reference(*may_name: str) -> Any:
    """Declare the id of a record that need not be here: nothing waits for it. `may_name` are the types it may be of
    that are somebody's: then they are the same person's.
    """
    column: Column[UUID] = Column(TextId(), nullable=True, info={"may_name": may_name})
    return synced(Merge.APPEND_ONLY, Audience.FIELD, column=column, default=None)


def moment(merge: Merge, audience: Audience = Audience.FIELD, *, optional: bool = True) -> Any:
    """Declare a moment (`…_at`, UTC)."""
    default: dict[str, Any] = {"default": None} if optional else {}
    return synced(merge, audience, column=Column(UtcTime(), nullable=optional), **default)


def code(
    list_name: str, *, default: Any = ..., merge: Merge = Merge.SCALAR, audience: Audience = Audience.FIELD
) -> Any:
    """Declare a text code of the reference list `list_name`; optional when `default` is None."""
    extra: dict[str, Any] = {} if default is ... else {"default": default}
    return synced(merge, audience, codes=list_name, max_length=40, **extra)


def code_set(list_name: str, *, audience: Audience = Audience.FIELD, is_late: bool = False) -> Any:
    """Declare a set of codes of the reference list `list_name`, merged element by element. `is_late`: the table was
    there before the field, and its rows hold an empty set.
    """
    column: Column[list[str]] = Column(CodeSet(), nullable=False, server_default="[]" if is_late else None)
    return synced(Merge.SET, audience, codes=list_name, column=column, default_factory=list)


def _common(merge: Merge) -> dict[str, Any]:
    return {"info": {"merge": merge, "audience": Audience.FIELD}}


class SyncedRow(SQLModel):
    """What every row that travels carries. `revision` is the server's number of its last accepted change, 0 while
    only on this laptop.
    """

    id: UUID = Field(sa_type=TextId, primary_key=True, sa_column_kwargs=_common(Merge.DERIVED))
    space_id: UUID = Field(sa_type=TextId, sa_column_kwargs=_common(Merge.DERIVED))
    revision: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_common(Merge.DERIVED))
    created_at: datetime = Field(sa_type=UtcTime, sa_column_kwargs=_common(Merge.APPEND_ONLY))
    created_by: UUID | None = Field(default=None, sa_type=TextId, sa_column_kwargs=_common(Merge.APPEND_ONLY))
    archived_at: datetime | None = Field(default=None, sa_type=UtcTime, sa_column_kwargs=_common(Merge.SCALAR))


IDENTITY: Final = frozenset({"id", "space_id", "revision"})
"""Columns that name a row rather than say something of it: never part of a change's fields."""

Day = date
"""A civil day, without time or zone (`…_on`)."""
