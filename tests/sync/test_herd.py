"""The Monday morning: many laptops at once at a server with few places. Nobody waits for nothing, nothing is lost."""

from __future__ import annotations

import time

from sqlalchemy import func, select

from intake_app.domain.record_types import table_of
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE
from tests.common.servers import MadeSpace, RunningServer
from tests.common.thin_laptops import ThinLaptop, enrol_cards, send_at_once, total

LAPTOPS, CHANGES = 20, 20


def test_a_herd_is_told_to_come_back_and_loses_nothing(server: Server, space: MadeSpace) -> None:
    cards = enrol_cards(server, space, LAPTOPS)
    before = rows_and_receipts(server)
    narrow = Server(server.centre.database.engine, admitted=3)
    with RunningServer(narrow) as running:
        herd = [ThinLaptop(running.address, card, CHANGES, seed, size=10) for seed, card in enumerate(cards)]
        told = send_at_once(herd, sleep=lambda _seconds: time.sleep(0.05))
    assert total(one.verdicts for one in told) == {"applied": LAPTOPS * CHANGES}
    assert set(total(one.refusals for one in told)) == {"503 server_busy, Retry-After 3"}
    after = rows_and_receipts(server)
    assert [later - earlier for earlier, later in zip(before, after, strict=True)] == [LAPTOPS * CHANGES] * 2


def rows_and_receipts(server: Server) -> list[int]:
    """How many residents the centre has, and how many changes it gave a receipt for."""
    with server.centre.database.read() as connection:
        tables = (table_of("resident"), RECEIVED_CHANGE)
        return [connection.scalars(select(func.count()).select_from(table)).one() for table in tables]
