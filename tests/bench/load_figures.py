"""What a server of two workers bears: all that a few laptops can send, and five hundred laptops at the same moment."""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import func, select

from intake_app.domain.record_types import table_of
from sync.protocol.version import PAGE_ROWS
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE
from tests.bench.figure import Figure, percentile
from tests.bench.furnished import copy_and_upsert, furnished_server
from tests.bench.thin_process import Order, ThinProcess
from tests.common.servers import MadeSpace
from tests.common.thin_laptops import BATCH, Card, Told, enrol_cards, total

PROCESSES = 4
TWO_WORKERS = ("--workers", "2")
LARGE_BATCH = 500
LONGEST_DRAIN, LONGEST_P95 = 60.0, 30.0
"""Seconds."""


def measure_server_push(changes: int = 20_000) -> list[Figure]:
    """`server_push`: operations per second that two workers take in, merge and receipt, from four laptops that send
    and hardly read.
    """
    with furnished_server(0, *TWO_WORKERS) as (address, space, url):
        # both workers have to have done it before
        _send(address, _enrol(url, space, PROCESSES), 200, size=20, max_rows=1)
        cards = _enrol(url, space, PROCESSES)
        took, _ = _send(address, cards, changes // PROCESSES, size=LARGE_BATCH, max_rows=1, first_seed=1000)
        copied = copy_and_upsert(url, changes, space)
    versus = "COPY and upsert of the same rows"
    return [Figure("server_push", changes / took, "operations/s", versus, changes / copied)]


def measure_herd(laptops: int = 500, changes: int = 200) -> list[Figure]:
    """`herd`: seconds until every change of every laptop has its verdict, all starting at once, and `herd_p95` of
    one laptop's time. Fails when anything is lost, or refused otherwise than by a 503 that says when to come back.
    """
    with furnished_server(0, *TWO_WORKERS) as (address, space, url):
        cards = _enrol(url, space, laptops)
        before = _rows_and_receipts(url)
        took, told = _send(address, cards, changes, size=BATCH, max_rows=PAGE_ROWS)
        after = _rows_and_receipts(url)
    arrived = [later - earlier for earlier, later in zip(before, after, strict=True)]
    assert arrived == [laptops * changes] * 2, f"rows and receipts: {arrived}"
    assert total(one.verdicts for one in told) == {"applied": laptops * changes}
    refusals = total(one.refusals for one in told)
    assert all(said.startswith("503 server_busy, Retry-After ") for said in refusals), refusals
    times = [one.seconds for one in told]
    return [
        Figure("herd", took, "s", f"the longest it may take ({refusals.total()} told to wait)", LONGEST_DRAIN),
        Figure("herd_p95", percentile(times, 0.95), "s", "the longest it may take", LONGEST_P95),
    ]


def _enrol(url: str, space: MadeSpace, count: int) -> list[Card]:
    engine = open_engine(url)
    cards = enrol_cards(Server(engine), space, count)
    engine.dispose()
    return cards


def _send(address: str, cards: list[Card], changes: int, first_seed: int = 1, **how: Any) -> tuple[float, list[Told]]:
    """Seconds until the last verdict, and what each laptop has to tell."""
    shares = [cards[first::PROCESSES] for first in range(PROCESSES)]
    seeds = [first_seed + number * len(cards) for number in range(PROCESSES)]
    orders = [Order(address, share, changes, seed, **how) for share, seed in zip(shares, seeds, strict=True)]
    processes = [ThinProcess(order) for order in orders]
    for process in processes:
        process.wait_until_ready()
    started = time.perf_counter()
    for process in processes:
        process.go()
    told = [one for process in processes for one in process.told()]
    return time.perf_counter() - started, told


def _rows_and_receipts(url: str) -> list[int]:
    engine = open_engine(url)
    with engine.connect() as connection:
        tables = (table_of("resident"), RECEIVED_CHANGE)
        found = [connection.scalars(select(func.count()).select_from(table)).one() for table in tables]
    engine.dispose()
    return found
