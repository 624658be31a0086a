"""What must hold between a laptop and the centre once everything was exchanged."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.storage.outbox import OUTBOX
from intake_app.storage.store import Store
from sync.server.handle import Server
from sync.server.tables import DEVICE, RECEIVED_CHANGE


def rows_here(store: Store, record_type: str) -> dict[UUID, dict[str, Any]]:
    """The rows of a type on a laptop, by id, with their revisions."""

    def look(session: Session) -> dict[UUID, dict[str, Any]]:
        found = session.connection().execute(select(table_of(record_type))).mappings()
        return {row["id"]: dict(row) for row in found}

    return store.read(look)


def rows_there(server: Server, record_type: str) -> dict[UUID, dict[str, Any]]:
    """The same at the centre."""
    with server.centre.database.read() as connection:
        found = connection.execute(select(table_of(record_type))).mappings()
        return {row["id"]: dict(row) for row in found}


def outbox_of(store: Store) -> list[Any]:
    """Every change a laptop ever captured, in its order."""
    query = select(OUTBOX).order_by(OUTBOX.c.device_seq)
    return store.read(lambda session: list(session.connection().execute(query)))


def receipts_of(server: Server, device_id: str) -> list[Any]:
    """Every change the centre ever answered to a laptop, in the laptop's order."""
    kept = RECEIVED_CHANGE.c
    query = select(RECEIVED_CHANGE).where(kept.device_id == device_id).order_by(kept.device_seq)
    with server.centre.database.read() as connection:
        return list(connection.execute(query))


def assert_converged(server: Server, store: Store) -> None:
    """The laptop has the centre's rows, to the last field and number."""
    for record_type in RECORD_TYPES:
        here, there = rows_here(store, record_type), rows_there(server, record_type)
        assert here.keys() == there.keys(), record_type
        for record_id, row in here.items():
            assert row == there[record_id], (record_type, record_id)


def assert_received_once(server: Server, store: Store, device_id: str) -> None:
    """One receipt for each change the laptop ever saved, none missing, none twice, and the laptop was told each."""
    sent, answered = outbox_of(store), receipts_of(server, device_id)
    assert [(row.device_seq, row.change_id) for row in sent] == [(row.device_seq, row.change_id) for row in answered]
    assert [row.server_seq for row in sent] == [row.server_seq for row in answered]
    assert {row.state for row in sent} <= {"acknowledged", "conflict"}
    with server.centre.database.read() as connection:
        last = connection.scalars(select(DEVICE.c.last_seq).where(DEVICE.c.id == device_id)).one()
    assert last == len(sent)


def assert_numbered_without_holes(server: Server) -> None:
    """The centre's numbers follow one another from 1."""
    with server.centre.database.read() as connection:
        numbers = list(connection.scalars(select(RECEIVED_CHANGE.c.server_seq).order_by(RECEIVED_CHANGE.c.server_seq)))
    assert numbers == list(range(1, len(numbers) + 1))
