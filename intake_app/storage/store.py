"""The laptop's encrypted store: one use case = one transaction, one process-wide writer, every commit told to
whoever listens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.storage import local_setting
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.change_capture import CapturedSession, Unit
from intake_app.storage.engine import WRITE
from intake_app.storage.failures import known_failure, translated_failures
from intake_app.storage.high_water import HighWaterMark
from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.quarantine import DIRECT
from intake_app.storage.swap import forget_first_pages, note_damage
from intake_app.storage.turns import Turns

# screens name Session in their types without knowing SQLModel
__all__ = ["Session", "Store"]

Params = ParamSpec("Params")
Result = TypeVar("Result")
Listener = Callable[[frozenset[str]], None]
Step = tuple[Callable[..., Any], tuple[Any, ...]]
"""A use case, and what it is asked besides the session and the actor."""
CLOCK_OFFSET: Final = "clock_offset"


class Store:
    """Runs use cases on the encrypted database. Safe to call from several threads; writes take turns."""

    def __init__(
        self,
        engine: Engine,
        blobs: BlobFolder,
        mark: HighWaterMark | None = None,
        received: HighWaterMark | None = None,
        folder: Path | None = None,
    ) -> None:
        self._engine = engine
        self.blobs = blobs
        """The contents of attachments, beside the database."""
        self._writing = engine.execution_options(**{WRITE: True})
        self._direct = self._writing.execution_options(**{DIRECT: True})
        self._turns = Turns()
        self._mark, self._received = mark, received
        self._folder = folder
        self._listeners: list[Listener] = []
        self.clock_offset = self.read(lambda session: read_clock_offset(session.connection()))
        """Seconds this laptop's clock is ahead of the centre's, as measured at the last exchange."""

    def listen(self, listener: Listener) -> None:
        """Have `listener` told, after each commit and on the committing thread, which record types changed."""
        self._listeners.append(listener)

    def unlisten(self, listener: Listener) -> None:
        """Tell it no more, save of a commit that is being told at this moment. ValueError when it was not listening."""
        self._listeners.remove(listener)

    def run(
        self,
        use_case: Callable[Concatenate[Session, Actor, Params], Result],
        actor: Actor,
        /,
        *args: Params.args,
        **kwargs: Params.kwargs,
    ) -> Result:
        """Run a use case that writes, as one durable transaction with its outbox, audit and index rows.

        Raises KnownError (disk full, read-only folder, damaged file) with nothing half-written, and whatever the use
        case raises.
        """
        (result,) = self._run_units(actor, [(use_case, args, kwargs)])
        return result  # type: ignore[no-any-return]

    def run_all(self, actor: Actor, steps: Sequence[Step]) -> list[Any]:
        """Run use cases that write, one after the other, each a unit of its own: all are durable together, or none is,
        where one raises. Gives their results, none where there is nothing to do. Raises as `run`.
        """
        return self._run_units(actor, [(use_case, args, {}) for use_case, args in steps])

    def _run_units(
        self, actor: Actor, steps: Sequence[tuple[Callable[..., Any], tuple[Any, ...], Mapping[str, Any]]]
    ) -> list[Any]:
        if not steps:
            return []
        units = [Unit(actor, use_case.__name__, self.clock_offset) for use_case, _args, _kwargs in steps]
        results = []
        with self._turns.window(), self._told():
            with CapturedSession(self._writing, units[0]) as session:
                for unit, (use_case, args, kwargs) in zip(units, steps, strict=True):
                    session.begin_unit(unit)
                    results.append(use_case(session, actor, *args, **kwargs))
                session.commit_unit()
            if self._mark is not None and session.last_number:
                self._mark.raise_to(session.last_number)
        self._tell(frozenset[str]().union(*(unit.record_types for unit in units)))
        return results

    def read(
        self, query: Callable[Concatenate[Session, Params], Result], /, *args: Params.args, **kwargs: Params.kwargs
    ) -> Result:
        """Run a query on a consistent picture of the database. It must not write."""
        with self._told(), Session(self._engine) as session:
            return query(session, *args, **kwargs)

    @contextmanager
    def direct(self, *record_types: str) -> Iterator[Connection]:
        """A writing transaction without capture, for pages and verdicts from the centre; `record_types` are told as
        changed.
        """
        with self._turns.exchange(), self._told(), self._direct.begin() as connection:
            yield connection
        self._tell(frozenset(record_types))

    def note_clock(self, connection: Connection, offset: int) -> None:
        """Keep the offset of this laptop's clock, in the transaction of what was exchanged."""
        write_setting(connection, CLOCK_OFFSET, offset)
        self.clock_offset = offset

    def note_received(self, last_number: int) -> None:
        """Remember outside the database, after the commit that says so, what the centre has signed for."""
        if self._received is not None and last_number:
            self._received.raise_to(last_number)

    def forget_received(self, first_number: int) -> None:
        """The centre came back from a backup: from `first_number` on it has to be given everything again."""
        if self._received is not None and (self._received.value() or 0) >= first_number:
            self._received.restart_at(first_number - 1)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Failures as sentences; a page that cannot be read is remembered for the next opening."""
        try:
            with translated_failures():
                yield
        except KnownError as failure:
            if failure.key == "database_damaged" and self._folder is not None:
                note_damage(self._folder)
            raise

    def fold(self) -> None:
        """Fold what is in the write-ahead log into the file, as far as nobody is held up by it."""
        with self._told(), self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                driver.execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Fold the write-ahead log into the database and let go of every connection. After an erasure the file is
        written anew first: what was deleted is zeroed, but pages that were rearranged may keep pieces of it.
        """
        with self._turns.window():
            try:
                self._fold()
            except (DBAPIError, sqlcipher.Error, KnownError) as failure:
                # a log that cannot be folded in is read at the next opening: locking never fails for a bad disk
                if not isinstance(failure, KnownError) and known_failure(failure) is None:
                    raise
            finally:
                self._engine.dispose()
                for mark in (self._mark, self._received):
                    if mark is not None:
                        mark.close()

    def _fold(self) -> None:
        with self._engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is not None:
                self._rewrite_if_due(driver)
                driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _rewrite_if_due(self, driver: Any) -> None:
        due = (local_setting.REWRITE_DUE,)
        if driver.execute("SELECT 1 FROM local_setting WHERE name = ?", due).fetchone() is not None:
            if self._folder is not None:
                forget_first_pages(self._folder)
            # no room for a second copy: it stays due
            with suppress(sqlcipher.OperationalError):
                driver.execute("VACUUM")
                driver.execute("DELETE FROM local_setting WHERE name = ?", due)

    def _tell(self, record_types: frozenset[str]) -> None:
        for listener in tuple(self._listeners) if record_types else ():
            listener(record_types)


def read_clock_offset(connection: Connection) -> int:
    """Seconds this laptop's clock was ahead of the centre's at the last exchange; 0 before the first."""
    return read_setting(connection, CLOCK_OFFSET, int) or 0
