"""« Réparer »: a new database of what a damaged one, its copies and this laptop's other files still have, and a receipt
of what is gone.

What the centre has signed for is never lost: it comes back at the next exchange. What it had not received is first
looked for in the outbox, then in the records themselves: a record that was never numbered, or that differs from the
centre's version with nothing to show for it, is said again as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine

from intake_app.domain.actor import utc_now
from intake_app.domain.base import Clock
from intake_app.domain.errors import BugError, KnownError
from intake_app.storage import audit, swap
from intake_app.storage.backup import is_sound, list_copies, open_copy
from intake_app.storage.blobs import FOLDER_NAME, BlobFolder
from intake_app.storage.engine import WRITE, _connect, open_engine
from intake_app.storage.failures import translated_failures
from intake_app.storage.first_pages import forget_graft, graft
from intake_app.storage.keys import Keys
from intake_app.storage.local_setting import write_setting
from intake_app.storage.opening import bring_up_to_date, open_marks
from intake_app.storage.safe_file import LAPTOP_DISK, Disk
from intake_app.storage.salvage import Rescue, Source, fill
from intake_app.storage.trail_repair import REPAIRED
from sync.client.enrolment import read_enrolment, read_intent_of
from sync.client.loss_receipt import RECEIPT, LossReceipt
from sync.client.place import SyncPlace, write_place
from sync.client.rescued import put_in_order


def repair(folder: Path, keys: Keys, staff_id: UUID, clock: Clock = utc_now, disk: Disk = LAPTOP_DISK) -> LossReceipt:
    """Put a new database in the place of the damaged one, which stays aside, encrypted. A kill at any step leaves the
    one or the other.

    Raises KnownError: nothing_to_repair_from, disk_full, folder_read_only…; then all is as before.
    """
    swap.finish_swap(folder, disk)
    moment = clock()
    aside = swap.name_aside(folder, moment.date().isoformat())
    with translated_failures():
        try:
            receipt = _make_fresh(folder, keys, staff_id, moment, aside)
            disk.force_file(folder / swap.FRESH_NAME)
            swap.begin_swap(folder, aside, disk)
        except BaseException:
            with suppress(OSError):
                if not disk.exists(folder / swap.MARKER):
                    swap.clear_fresh(folder, disk)
            raise
        swap.finish_swap(folder, disk)
    swap.forget_oldest_aside(folder, disk)
    return receipt


def _make_fresh(folder: Path, keys: Keys, staff_id: UUID, moment: datetime, aside: str) -> LossReceipt:
    engine = open_engine(folder / swap.FRESH_NAME, keys.database_key)
    try:
        bring_up_to_date(engine)
        sources = _sources(folder, keys)
        try:
            given = max((source.last_number() for source in sources), default=0)
            rescue = _fill(engine, sources)
        finally:
            for source in sources:
                source.close()
            forget_graft(folder)
        receipt = _complete(engine, folder, keys, staff_id, moment, rescue, given, aside)
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            if driver is None or not is_sound(driver):
                raise BugError("what was rescued does not hold together")
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            # of one file: what is renamed into place has no log beside it
            driver.execute("PRAGMA journal_mode = DELETE")
    finally:
        engine.dispose()
    return receipt


def _sources(folder: Path, keys: Keys) -> list[Source]:
    """What opens, the one that had come farthest first; of two that had come as far, the file itself."""
    path = folder / swap.DATABASE_NAME
    found = [Source(lambda: _connect(path, keys.database_key), is_copy=False)] if path.exists() else []
    if found and not found[0].open() and (grafted := graft(folder, keys.database_key)) is not None:
        found = [Source(lambda: _connect(grafted, keys.database_key), is_copy=False)]
    found += [
        Source(lambda copy=copy: open_copy(copy.path, keys), is_copy=True)  # type: ignore[misc]
        for copy in list_copies(folder)
    ]
    opened = [source for source in found if source.open()]
    return sorted(opened, key=lambda source: -source.last_number())


def _fill(engine: Engine, sources: Sequence[Source]) -> Rescue:
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise BugError("the pool gave a connection without its driver")
        driver.execute("PRAGMA foreign_keys = OFF")
        driver.execute("BEGIN IMMEDIATE")
        rescue = fill(driver, sources)
        driver.execute("COMMIT")
        driver.execute("PRAGMA foreign_keys = ON")
    return rescue


def _complete(
    engine: Engine, folder: Path, keys: Keys, staff_id: UUID, moment: datetime, rescue: Rescue, given: int, aside: str
) -> LossReceipt:
    """Put in order what was rescued, and keep the receipt with it, in one transaction."""
    mark, received = open_marks(folder, keys)
    with engine.execution_options(**{WRITE: True}).connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                if read_enrolment(connection) is None and read_intent_of(connection) is None:
                    raise KnownError("nothing_to_repair_from")
                numbers = (max(given, mark.value() or 0), received.value() or 0)
                blobs = BlobFolder(folder / FOLDER_NAME, keys)
                receipt = put_in_order(connection, rescue, numbers, staff_id, moment, aside, blobs)
                if receipt.lost:
                    # what a lost change had written is in no outbox: every record is read afresh
                    write_place(connection, SyncPlace())
                audit.note_repair(connection, audit.Entry(moment, staff_id, REPAIRED, None, None))
                write_setting(connection, RECEIPT, receipt)
        finally:
            driver.execute("PRAGMA foreign_keys = ON")
    return receipt
