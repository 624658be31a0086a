"""Where the contents of attachments stand on this laptop: the table beside the files of `storage.blobs`."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec
from sqlalchemy import Connection, and_, delete, exists, or_, select, update

from intake_app.domain.base import LAPTOP
from intake_app.domain.record_types import table_of
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.tables import Blob, BlobState, ChangeState

BLOB: Final = LAPTOP.tables[str(Blob.__tablename__)]
ASK_AGAIN: Final = timedelta(minutes=15)
"""How long a content that the centre had not got is left alone."""
TO_THINK_AGAIN: Final = timedelta(minutes=10)
"""How long the content of an attachment that was taken away stays on the laptop, so that it can be put back."""
_OPEN: Final = (ChangeState.PENDING, ChangeState.HELD, ChangeState.QUARANTINED, ChangeState.CONFLICT)
_COLUMNS: Final = (BLOB.c.sha256, BLOB.c.byte_count, BLOB.c.state, BLOB.c.moved, BLOB.c.reason)
DAMAGED: Final = "attachment_damaged"
"""Why a content is wanted that was lost here before the centre had it; it stays so until it comes from elsewhere."""
_NAMED: Final = "SELECT 1 FROM attachment WHERE attachment.sha256 = blob.sha256"
_TAKEN_AWAY: Final = f"(EXISTS ({_NAMED}) AND NOT EXISTS ({_NAMED} AND attachment.archived_at IS NULL))"
"""Whether whatever names a content was put away: it is neither sent, asked for nor counted."""
_OFFER: Final = (
    "UPDATE blob SET state = 'to_send', moved = 0, reason = NULL WHERE state IN ('sent', 'received') AND sha256 IN "
    "(SELECT sha256 FROM attachment WHERE archived_at IS NULL AND id IN (SELECT value FROM json_each(?)))"
)


@dataclass(frozen=True, slots=True)
class BlobRow:
    """A content to be moved."""

    sha256: str
    byte_count: int
    state: str
    moved: int
    reason: str | None


def is_empty(connection: Connection) -> bool:
    """Whether this laptop has never had to do with an attachment."""
    return not connection.exec_driver_sql(
        "SELECT EXISTS(SELECT 1 FROM blob) OR EXISTS(SELECT 1 FROM attachment)"
    ).scalar_one()


def names(connection: Connection) -> frozenset[str]:
    """Every content that belongs on this laptop, here or not."""
    return frozenset(connection.scalars(select(BLOB.c.sha256)))


def sweep(connection: Connection, blobs: BlobFolder, now: datetime) -> None:
    """Forget the contents that no attachment names any more; what was never sent stays until the centre has
    answered. Forget those whose attachments were all taken away a while ago, and the centre knows. For a transaction
    of the exchange: nothing is added meanwhile.
    """
    attachment, change = table_of("attachment").c, LAPTOP.tables["outbox_change"].c
    named = attachment.sha256 == BLOB.c.sha256
    is_untold = exists().where(change.record_id == attachment.id, change.state.in_(_OPEN))
    # one of a day to come was written by a clock that was wrong
    is_fresh = attachment.archived_at.between(now - TO_THINK_AGAIN, now)
    is_kept = exists().where(named, or_(attachment.archived_at.is_(None), is_fresh, is_untold))
    is_gone = and_(exists().where(named), ~is_kept)
    is_nobodys = and_(BLOB.c.state != BlobState.TO_SEND, ~exists().where(named))
    connection.execute(delete(BLOB).where(or_(is_nobodys, is_gone)))
    blobs.sweep(names(connection))


def note_wanted(connection: Connection) -> None:
    """Want the contents that attachments from the centre name and this laptop has nothing of."""
    connection.exec_driver_sql(
        "INSERT INTO blob(sha256, byte_count, state, moved) SELECT sha256, max(byte_count), 'wanted', 0 "
        "FROM attachment WHERE archived_at IS NULL AND sha256 NOT IN (SELECT sha256 FROM blob) GROUP BY sha256"
    )


def to_send(connection: Connection) -> list[BlobRow]:
    """What the centre has not got: contents of attachments it has numbered, and those whose attachment left again;
    nothing of what was taken away.
    """
    numbered = "SELECT 1 FROM attachment WHERE attachment.sha256 = blob.sha256 AND attachment.revision > 0"
    return _rows(
        connection,
        f"state = 'to_send' AND NOT {_TAKEN_AWAY} AND (EXISTS ({numbered}) OR NOT EXISTS ({_NAMED})) "
        "ORDER BY byte_count",
    )


def only_here(connection: Connection) -> list[BlobRow]:
    """The same, and contents of attachments that the centre has not numbered yet: all that would be lost with this
    laptop.
    """
    return _rows(connection, f"state = 'to_send' AND NOT {_TAKEN_AWAY} ORDER BY byte_count")


def wanted(connection: Connection, now: datetime) -> list[BlobRow]:
    """What is to come, the latest attachment first; then what the centre lacked a while ago."""
    latest = "(SELECT max(created_at) FROM attachment WHERE attachment.sha256 = blob.sha256) DESC"
    coming = _rows(connection, f"state = 'wanted' AND NOT {_TAKEN_AWAY} ORDER BY {latest}, sha256")
    again = or_(BLOB.c.tried_at.is_(None), BLOB.c.tried_at <= now - ASK_AGAIN, BLOB.c.tried_at > now)
    late = select(*_COLUMNS).where(BLOB.c.state == BlobState.MISSING, again).order_by(BLOB.c.tried_at, BLOB.c.sha256)
    return coming + [BlobRow(*row) for row in connection.execute(late)]


def count_to_send(connection: Connection) -> int:
    """How many contents are only on this laptop."""
    return _count(connection, BlobState.TO_SEND)


def count_waiting(connection: Connection) -> int:
    """How many contents are still to be sent or received, those apart that the centre has not got."""
    return _count(connection, BlobState.TO_SEND, BlobState.WANTED)


def note(
    connection: Connection,
    row: BlobRow,
    state: BlobState,
    *,
    reason: str | None,
    moved: int | None = None,
    tried_at: datetime | None = None,
) -> None:
    """Write where a content stands, unless somebody has added or asked for it since `row` was read."""
    values = {"state": state, "reason": reason, "tried_at": tried_at} | ({} if moved is None else {"moved": moved})
    same = (BLOB.c.sha256 == row.sha256, BLOB.c.state == row.state)
    connection.execute(update(BLOB).where(*same).values(values))


def drop(connection: Connection, sha256: str) -> None:
    """Forget a content that belongs to nothing here or at the centre; the next sweep deletes its file."""
    connection.exec_driver_sql(f"DELETE FROM blob WHERE sha256 = ? AND NOT EXISTS ({_NAMED})", (sha256,))  # noqa: S608


def offer_again(connection: Connection) -> None:
    """Ask a centre restored from a backup for each content this laptop has, whether it still has it too."""
    here = BLOB.c.state.in_((BlobState.SENT, BlobState.RECEIVED))
    connection.execute(update(BLOB).where(here).values(state=BlobState.TO_SEND, moved=0, reason=None))


def offer_once_more(connection: Connection, attachments: Collection[str]) -> None:
    """Ask the centre, for each content that this laptop has of these attachments (ids) that stand, whether it still has
    it: it lets go of what was taken away.
    """
    if attachments:
        connection.exec_driver_sql(_OFFER, (msgspec.json.encode(sorted(attachments)).decode(),))


def _count(connection: Connection, *states: BlobState) -> int:
    marks = ", ".join("?" * len(states))
    query = f"SELECT count(*) FROM blob WHERE state IN ({marks}) AND NOT {_TAKEN_AWAY}"  # noqa: S608 (question marks)
    return int(connection.exec_driver_sql(query, states).scalar_one())


def _rows(connection: Connection, condition: str) -> list[BlobRow]:
    columns = ", ".join(column.name for column in _COLUMNS)
    found = connection.exec_driver_sql(f"SELECT {columns} FROM blob WHERE {condition}")  # noqa: S608
    return [BlobRow(*row) for row in found]
