"""From a folder and its keys to a usable store: checks, migrations, and an honest word when something saved is
missing.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage import blob_rows, outbox
from intake_app.storage.blobs import FOLDER_NAME as BLOBS_NAME
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.change_capture import guard, keep_old_values
from intake_app.storage.engine import WRITE, open_engine
from intake_app.storage.failures import translated_failures
from intake_app.storage.high_water import FILE_NAME, RECEIVED_NAME, HighWaterMark, MarkState
from intake_app.storage.keys import Keys
from intake_app.storage.migrate import LAPTOP_LINEAGE, SHARED_LINEAGE, STORE_VERSION, upgrade
from intake_app.storage.rotation import finish_rotation
from intake_app.storage.store import Store
from intake_app.storage.swap import DATABASE_NAME, finish_swap, forget_first_pages, is_damage_noted

__all__ = ["DATABASE_NAME", "RECEIVED_NAME", "open_store"]


def open_store(folder: Path, keys: Keys) -> Store:
    """Open (or make) the store of `folder` under the vault's keys; a repair that was killed at its end is gone through
    with first.

    Raises KnownError: plaintext_database, database_damaged, database_newer, folder_read_only, disk_full…, and
    `saved_changes_missing` (details: `count`) when the file holds fewer changes than were saved.
    """
    finish_swap(folder)
    finish_rotation(folder, keys)
    if is_damage_noted(folder):
        raise KnownError("database_damaged")
    with translated_failures():
        engine = open_engine(folder / DATABASE_NAME, keys.database_key)
        keep_old_values()
        try:
            bring_up_to_date(engine, lambda: forget_first_pages(folder))
        except KnownError as error:
            raise _of_another_key(folder, keys, error) from error
        guard(engine)
        mark, received = open_marks(folder, keys)
        _check_nothing_missing(engine, mark, received.value() or 0)
        blobs = BlobFolder(folder / BLOBS_NAME, keys)
        _sweep_blobs(engine, blobs)
        return Store(engine, blobs, mark, received, folder)


def _of_another_key(folder: Path, keys: Keys, error: KnownError) -> KnownError:
    """Not damage but an older vault file, from before the data key was changed, when the mark is not of these keys
    either: nothing is to be repaired.
    """
    if error.key != "database_damaged":
        return error
    mark, _received = open_marks(folder, keys)
    return KnownError("vault_put_back") if mark.state is MarkState.DAMAGED else error


def open_marks(folder: Path, keys: Keys) -> tuple[HighWaterMark, HighWaterMark]:
    """How far the changes of this laptop had come, and how far the centre has signed for them."""
    names = (FILE_NAME, RECEIVED_NAME)
    mark, received = (HighWaterMark(folder / name, keys.sidecar_mac_key, keys.vault_id) for name in names)
    return mark, received


def bring_up_to_date(engine: Engine, before: Callable[[], None] = lambda: None) -> None:
    """Give the database the shape this version of the program works with; `before` is done before it is changed.
    Raises KnownError database_newer.
    """
    with engine.connect() as connection:
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > STORE_VERSION:
        engine.dispose()
        raise KnownError("database_newer")
    if version < STORE_VERSION:
        before()
        _migrate(engine)


def _migrate(engine: Engine) -> None:
    """Run the missing revisions as one transaction: foreign keys off (tables may be rebuilt), then checked."""
    with engine.execution_options(**{WRITE: True}).connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise BugError("the pool gave a connection without its driver")
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                upgrade(connection, SHARED_LINEAGE)
                upgrade(connection, LAPTOP_LINEAGE)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise BugError("a migration left a row without its parent")
                connection.exec_driver_sql(f"PRAGMA user_version = {STORE_VERSION}")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _sweep_blobs(engine: Engine, blobs: BlobFolder) -> None:
    """Delete contents that a kill left without the row they were added for."""
    if blobs.names():
        with engine.connect() as connection:
            blobs.sweep(blob_rows.names(connection))


def _check_nothing_missing(engine: Engine, mark: HighWaterMark, received: int) -> None:
    """Numbers have no gaps: what is missing among those behind `received` was lost like what is missing at the end. A
    page put back to what it was once is found so: it is as authentic as it ever was.
    """
    with engine.connect() as connection:
        present = outbox.last_number(connection)
        holes = max(0, present - received) - outbox.count_after(connection, received)
    missing = mark.check(present)
    count = max(0, holes) + (missing.count if missing is not None else 0)
    if count:
        engine.dispose()
        raise KnownError("saved_changes_missing", count=count)
