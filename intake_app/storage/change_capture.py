"""Nobody can forget the outbox: every change of a synced row becomes an operation in the same transaction.

Collected after each flush, told at the end of its unit, one operation per record, parents first; written at commit,
for all units of the transaction together. (Capturing before the
flush was tried: children come without their parent's id, two flushes make two operations, and the old value of an
expired attribute is lost.) A statement that would slip past, Core or text, is refused by the guard; only
`sync.client.apply` may write synced tables directly, and `storage.quarantine` what is given up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NoReturn
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Engine, event, insert, inspect, select
from sqlmodel import Session, col

from intake_app.domain.actor import Actor
from intake_app.domain.base import LAPTOP, SyncedRow
from intake_app.domain.errors import BugError
from intake_app.domain.record_types import RECORD_TYPES, blank_values, merge_classes
from intake_app.domain.wire import Wire, to_wire
from intake_app.storage import audit, quarantine, search_index
from intake_app.storage.outbox import last_number
from intake_app.storage.quarantine import DIRECT, Together
from intake_app.storage.tables import ChangeState, OutboxChange, ServerCopy

SCHEMA_VERSION: Final = 3
"""Version of the synced tables' shape, carried by every operation."""
_FLUSHING: Final = "palier_flushing"
# built once: every save runs them
_INTO_OUTBOX: Final = insert(LAPTOP.tables[str(OutboxChange.__tablename__)])
_ORDER: Final = {record_type: place for place, record_type in enumerate(RECORD_TYPES)}
# anywhere in the statement: a WITH clause may stand before it, a schema before the table's name
_WRITES: Final = re.compile(
    r"\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+"
    r"(?:[\"`\[]?\w+[\"`\]]?\s*\.\s*)?[\"`\[]?(\w+)",
    re.IGNORECASE,
)


@dataclass
class Touched:
    """A row changed in this transaction, with the values its changed fields had before."""

    row: SyncedRow
    is_new: bool
    bases: dict[str, Any] = field(default_factory=dict)


@dataclass
class Unit:
    """What one use case changes: it travels and is accepted as a whole."""

    actor: Actor
    deed: str
    clock_offset: int = 0
    touched: dict[tuple[str, UUID], Touched] = field(default_factory=dict)
    said_again: set[tuple[str, UUID]] = field(default_factory=set)
    """Refused records to say again as they stand."""
    changed_besides: set[str] = field(default_factory=set)
    """Types of records that changed without an operation: what was refused of them was given up."""

    @property
    def record_types(self) -> frozenset[str]:
        return frozenset(self.changed_besides.union(record_type for record_type, _ in self.touched))


@dataclass
class Told:
    """What units that have ended tell, still to be written: rows of the outbox, lines of the trail, residents to be
    found by what they say now.
    """

    outbox: list[dict[str, Any]] = field(default_factory=list)
    trail: list[audit.Entry] = field(default_factory=list)
    residents: dict[UUID, SyncedRow] = field(default_factory=dict)


class CapturedSession(Session):
    """A session whose changes of synced rows are captured into the unit it was opened for."""

    last_number = 0
    """Number of the last operation written by the commit."""

    def __init__(self, bind: Engine, unit: Unit) -> None:
        super().__init__(bind, expire_on_commit=False)
        self.unit = unit
        self.told = Told()
        self.refused: set[tuple[str, UUID]] | None = None
        """Every record with a refused change; None: it is to be looked up."""

    def commit(self) -> NoReturn:
        """Refused with a BugError: half of a unit would be saved, and its operations written twice."""
        raise BugError("a use case never commits: Store.run is the transaction")

    def begin_nested(self) -> NoReturn:
        """Refused with a BugError: what a rolled back savepoint undoes would still be sent."""
        raise BugError("a use case has no savepoints: it is saved whole or not at all")

    def begin_unit(self, unit: Unit) -> None:
        """Go on with another unit in the same transaction: the one before has ended. For `Store` alone."""
        if unit is not self.unit:
            _end_unit(self, self.unit)
            self.unit = unit

    def commit_unit(self) -> None:
        """Write the operations and make everything durable. For `Store` alone."""
        super().commit()


@event.listens_for(CapturedSession, "before_flush")
def _mark_flush(session: CapturedSession, *_: Any) -> None:
    session.connection().info[_FLUSHING] = True


@event.listens_for(CapturedSession, "after_flush")
def _on_flush(session: CapturedSession, *_: Any) -> None:
    session.connection().info.pop(_FLUSHING, None)
    _collect(session, session.unit)


@event.listens_for(CapturedSession, "after_soft_rollback")
def _on_rollback(session: CapturedSession, *_: Any) -> None:
    session.unit.touched.clear()


@event.listens_for(CapturedSession, "before_commit")
def _on_commit(session: CapturedSession) -> None:
    _end_unit(session, session.unit)
    _write(session)


def say_again(session: Session, records: Iterable[tuple[str, UUID]]) -> None:
    """Have refused records said again with this unit, as they stand at its end, with whatever goes with them."""
    _unit_of(session).said_again.update(records)


def note_changed(session: Session, records: Iterable[tuple[str, UUID]]) -> None:
    """Have whoever listens told of these records, which changed without an operation."""
    _unit_of(session).changed_besides.update(record_type for record_type, _ in records)


def _unit_of(session: Session) -> Unit:
    if not isinstance(session, CapturedSession):
        raise BugError("only a use case changes records")
    return session.unit


def keep_old_values() -> None:
    """Make every synced column remember its old value even when it was expired before being overwritten."""
    for row_class in RECORD_TYPES.values():
        for attribute in inspect(row_class).column_attrs:
            getattr(row_class, attribute.key).impl.active_history = True


def _collect(session: Session, unit: Unit) -> None:
    for row in session.deleted:
        if isinstance(row, SyncedRow):
            raise BugError(f"{row.__tablename__} rows are archived or erased by an operation, never deleted")
    for row in _synced(session.new):
        unit.touched.setdefault(_key(row), Touched(row, is_new=True))
    # the session gives them by their place in memory
    for row in sorted(_synced(session.dirty), key=_key):
        history = {attribute.key: attribute.history for attribute in inspect(row).attrs}
        changed = {name: seen.deleted[0] for name, seen in history.items() if seen.has_changes() and seen.deleted}
        if changed:
            touched = unit.touched.setdefault(_key(row), Touched(row, is_new=False))
            touched.bases = {**changed, **touched.bases}


def _synced(rows: Any) -> Iterator[SyncedRow]:
    return (row for row in rows if isinstance(row, SyncedRow))


def _key(row: SyncedRow) -> tuple[str, UUID]:
    return str(row.__tablename__), row.id


def _end_unit(session: CapturedSession, unit: Unit) -> None:
    session.flush()
    connection = session.connection()
    together = _join_refused(session, unit)
    moment, unit_id = unit.actor.clock(), unit.actor.new_id()
    for (record_type, record_id), change in sorted(unit.touched.items(), key=lambda entry: _ORDER[entry[0][0]]):
        if record_type == "resident":
            session.told.residents[record_id] = change.row
        fields = _fields(record_type, change)
        if not fields:
            continue
        if change.row.revision > 0:
            _keep_server_copy(connection, record_type, change)
        session.told.outbox.append(
            {
                "change_id": unit.actor.new_id(), "unit_id": unit_id, "author_id": unit.actor.staff_id,
                "record_type": record_type, "record_id": record_id, "kind": _kind(fields),
                "fields": msgspec.json.encode(fields), "base_revision": change.row.revision,
                "schema_version": SCHEMA_VERSION, "recorded_at": moment, "clock_offset": unit.clock_offset,
                "state": ChangeState.PENDING,
            }
        )  # fmt: skip
        session.told.trail.append(audit.Entry(moment, unit.actor.staff_id, unit.deed, record_type, record_id))
    if together.records:
        # what lies upon the centre's version of a refused record is seen in the outbox
        _write(session)
        quarantine.drop_copies(connection, together.records)


def _write(session: CapturedSession) -> None:
    connection, told = session.connection(), session.told
    session.told = Told()
    if told.outbox:
        connection.execute(_INTO_OUTBOX, told.outbox)
        audit.append(connection, told.trail)
        session.last_number = last_number(connection)
    search_index.refresh(connection, list(told.residents.values()))


def _join_refused(session: CapturedSession, unit: Unit) -> Together:
    """Say a refused record again, whole, when somebody corrects it or asks for it: on top of the centre's version, or
    of a blank one. The refused changes, and what was to follow them, count no more.
    """
    connection = session.connection()
    if session.refused is None:
        session.refused = quarantine.refused_records(connection)
    start = sorted(unit.said_again | (session.refused & unit.touched.keys()))
    if not start:
        return Together()
    session.refused = None
    together = quarantine.gather(connection, start)
    for key in together.records:
        row = session.get(RECORD_TYPES[key[0]], key[1])
        if row is not None:
            is_new = key in together.new
            copy = None if is_new else quarantine.read_copy(connection, key)
            unit.touched[key] = Touched(row, is_new=is_new, bases=copy or {})
    quarantine.replace_changes(connection, together)
    return together


def _fields(record_type: str, change: Touched) -> dict[str, tuple[Wire, Wire]]:
    """Field → (new value, base value) in wire form. A new record is an edit of a blank one: it names only what it
    says.
    """
    bases = blank_values(record_type) if change.is_new else {name: to_wire(base) for name, base in change.bases.items()}
    told = merge_classes(record_type)
    pairs = {name: (to_wire(getattr(change.row, name)), base) for name, base in bases.items() if name in told}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _kind(fields: dict[str, tuple[Wire, Wire]]) -> str:
    if set(fields) == {"archived_at"}:
        return "restore" if fields["archived_at"][0] is None else "archive"
    return "set"


def _keep_server_copy(connection: Connection, record_type: str, change: Touched) -> None:
    """Keep the centre's version of a record at its first pending change; later ones find it there."""
    key = (col(ServerCopy.record_type) == record_type, col(ServerCopy.record_id) == change.row.id)
    if connection.execute(select(col(ServerCopy.record_id)).where(*key)).first() is None:
        row = {name: to_wire(value) for name, value in {**change.row.model_dump(), **change.bases}.items()}
        values = {"record_type": record_type, "record_id": change.row.id, "row": msgspec.json.encode(row)}
        connection.execute(insert(ServerCopy).values(values))


def guard(engine: Engine) -> None:
    """Refuse every statement that would write a synced table behind the capture's back."""
    event.listen(engine, "before_cursor_execute", _refuse_uncaptured)
    event.listen(engine, "rollback", _forget_flush)


def _forget_flush(connection: Connection) -> None:
    # an invalidated connection (the statement was interrupted) is thrown away with its flag
    if not connection.invalidated:
        connection.info.pop(_FLUSHING, None)


@lru_cache(maxsize=2048)
def _written_table(statement: str) -> str | None:
    """The first synced table that the statement writes."""
    written = (name.lower() for name in _WRITES.findall(statement))
    return next((name for name in written if name in RECORD_TYPES), None)


def _refuse_uncaptured(
    connection: Connection, _cursor: Any, statement: str, _parameters: Any, context: Any, _many: bool
) -> None:
    table = _written_table(statement)
    if table and not connection.info.get(_FLUSHING) and not context.execution_options.get(DIRECT):
        raise BugError(f"a statement writes {table} without an operation: change rows through the session")
