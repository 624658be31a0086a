"""Changes that the centre refuses, made on purpose, and what a laptop says of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec

from tests.common.synced_laptop import SyncedLaptop


def outbox(laptop: SyncedLaptop) -> list[tuple[str, str]]:
    """Record type and state of every change, in order."""
    with laptop.store.direct() as connection:
        found = connection.exec_driver_sql("SELECT record_type, state FROM outbox_change ORDER BY device_seq").all()
    return [(row.record_type, row.state) for row in found]


def copies(laptop: SyncedLaptop) -> int:
    """How many of the centre's versions this laptop keeps beside its own."""
    with laptop.store.direct() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM server_copy").scalar_one())


def spoil(laptop: SyncedLaptop, record_id: UUID, **fields: Any) -> None:
    """Let a record and its last change say what this program would never let anybody write."""
    with laptop.store.direct() as connection:
        query = "SELECT device_seq, fields FROM outbox_change WHERE record_id = ? ORDER BY device_seq DESC LIMIT 1"
        number, said = connection.exec_driver_sql(query, (str(record_id),)).one()
        wrong = {**msgspec.json.decode(said), **{name: [value, None] for name, value in fields.items()}}
        update = "UPDATE outbox_change SET fields = ? WHERE device_seq = ?"
        connection.exec_driver_sql(update, (msgspec.json.encode(wrong), number))
        for name, value in fields.items():
            connection.exec_driver_sql(f"UPDATE resident SET {name} = ? WHERE id = ?", (value, str(record_id)))


def refused(laptop: SyncedLaptop, family_name: str = "PERRON") -> UUID:
    """Somebody new whose registration the centre has refused."""
    resident_id = laptop.register(family_name)
    spoil(laptop, resident_id, address="x" * 300)
    laptop.exchange()
    return resident_id
