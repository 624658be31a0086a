"""What became of changes, read from replies and from the tables."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from intake_app.domain.record_types import table_of
from sync.protocol.errors import CHANGE_REASONS
from sync.protocol.messages import Change, ExchangeReply
from sync.server.handle import Server
from tests.common.devices import Device
from tests.common.servers import MadeSpace
from tests.sync.residents import registered


def kinds(reply: ExchangeReply) -> list[str]:
    """The verdicts in one word each."""
    return [str(verdict.kind) for verdict in reply.verdicts]


def reasons(reply: ExchangeReply) -> list[str | None]:
    """Why each was refused, None where it was not."""
    return [verdict.reason for verdict in reply.verdicts]


def stored(server: Server, record_type: str = "resident") -> list[dict[str, Any]]:
    """The rows of a record type as they stand in the database."""
    with server.centre.database.read() as connection:
        return [dict(row) for row in connection.execute(select(table_of(record_type))).mappings()]


def refused_for(device: Device, space: MadeSpace, change: Change) -> str | None:
    """The reason a change is refused for, between two that go through whatever becomes of it."""
    reply = device.send(registered(space), change, registered(space))
    assert kinds(reply)[::2] == ["applied", "applied"]
    assert reply.verdicts[1].reason is None or reply.verdicts[1].reason in CHANGE_REASONS
    return reply.verdicts[1].reason
