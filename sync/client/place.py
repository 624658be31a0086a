"""Where this laptop stands with the centre: kept with the rows it speaks of, in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection

from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.local_setting import read_setting, write_setting
from sync.protocol.messages import Cursor, DownloadPlace

PLACE: Final = "sync_place"
EPOCH: Final = "sync_epoch"
RESTORED: Final = "sync_is_restored"
OFFERED: Final = "sync_offered_from"
LAST_SUCCESS: Final = "sync_last_success"


class SyncPlace(msgspec.Struct, frozen=True):
    """The cursor up to which this laptop has read, or how far its first download got."""

    cursor: Cursor | None = None
    download: DownloadPlace | None = None
    received: int = 0
    """Rows of the first download received so far."""
    schema_version: int = SCHEMA_VERSION
    """The shape of the rows that were read: a newer program reads afresh what an older one had no column for."""
    is_unchecked: bool = False
    """An area was read afresh, or rows left it: the centre's count is to be asked for. (That of a whole space always
    comes.)
    """


def read_place(connection: Connection) -> SyncPlace:
    """The present place; a fresh one before the first download, and after an update that brought new fields."""
    place = read_setting(connection, PLACE, SyncPlace)
    return place if place is not None and place.schema_version >= SCHEMA_VERSION else SyncPlace()


def write_place(connection: Connection, place: SyncPlace) -> None:
    """Keep the place, in the transaction that wrote its rows."""
    write_setting(connection, PLACE, place)
    cursor = place.cursor or (place.download and place.download.cursor)
    if cursor and cursor.epoch != read_epoch(connection):
        write_epoch(connection, cursor.epoch)


def read_epoch(connection: Connection) -> str:
    """The life of the centre that has been offered everything: remembered when the place is forgotten, so that a
    restored centre is noticed all the same. Empty before the first download.
    """
    return read_setting(connection, EPOCH, str) or ""


def write_epoch(connection: Connection, epoch: str) -> None:
    """Keep which life of the centre this laptop knows."""
    write_setting(connection, EPOCH, epoch)


def note_restored(connection: Connection, epoch: str, first_number: int) -> None:
    """The centre came back from a backup, under a new life: what it lacks of this laptop's, from `first_number` on, was
    put back into the queue, in this transaction. Remembered until it has again all that this laptop has.
    """
    write_epoch(connection, epoch)
    write_setting(connection, RESTORED, True)
    write_setting(connection, OFFERED, first_number)


def read_offered(connection: Connection) -> int | None:
    """The lowest number from which on changes were ever offered again, None: never. What became of those this laptop
    knows from a life of the centre's that the next backup may not come from.
    """
    return read_setting(connection, OFFERED, int)


def note_agreed(connection: Connection) -> None:
    """The centre has all that this laptop has."""
    if is_after_restore(connection):
        write_setting(connection, RESTORED, False)


def is_after_restore(connection: Connection) -> bool:
    """Whether the centre may still lack what other laptops have not sent it again."""
    return read_setting(connection, RESTORED, bool) or False


def read_last_success(connection: Connection) -> datetime | None:
    """When everything was last exchanged: never the time of an attempt."""
    return read_setting(connection, LAST_SUCCESS, datetime)


def write_last_success(connection: Connection, moment: datetime) -> None:
    """Note a complete exchange."""
    write_setting(connection, LAST_SUCCESS, moment)
