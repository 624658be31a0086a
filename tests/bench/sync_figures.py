"""What the exchange does: a first download, ten thousand operations pushed, a hundred changes after that, nothing
at all.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.actor import Actor
from intake_app.domain.resident import Resident, ResidentFields
from intake_app.storage.opening import open_store
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, join, keep_intent
from sync.client.transport import HttpTransport
from sync.protocol.joining import Hello
from tests.bench.figure import Figure, median, seconds
from tests.bench.furnished import copy_and_upsert, fresh_code, furnished_server
from tests.common.laptops import made_keys
from tests.common.people import invent_residents
from tests.common.servers import MadeSpace

INCREMENTS = 9
MOST_BYTES = 150


class CountingTransport(HttpTransport):
    """Counts requests, and the bytes of their bodies each way."""

    requests = sent = received = 0

    def _send(self, path: str, message: Any, token: str | None) -> Any:
        response = super()._send(path, message, token)
        self.requests += 1
        self.sent += len(response.request.body or b"")
        self.received += int(response.headers["Content-Length"])
        return response


class BenchLaptop:
    """An enrolled laptop over real HTTP."""

    def __init__(self, folder: Path, address: str, space: MadeSpace, code: str, seed: int = 1) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.keys = made_keys(seed)
        self.store = open_store(folder, self.keys)
        keep_intent(self.store, self.keys, address, code, "bench")
        self.transport = CountingTransport(address)
        enrolment = join(self.store, self.keys, lambda _address: self.transport)
        self.actor = Actor(space.staff_id, space.space_id, "caretaker")
        self.engine = SyncEngine(self.store, self.transport, identity_of(enrolment, self.keys), self.actor.clock)

    def exchange(self) -> None:
        """One run."""
        self.engine.run_once()

    def register(self, count: int, space: MadeSpace) -> None:
        """Save `count` people, one operation each, a hundred a transaction."""

        def save(session: Any, actor: Actor, rows: list[dict[str, Any]]) -> None:
            for row in rows:
                values = {name: row[name] for name in ResidentFields.model_fields}
                session.add(actor.create(Resident, **values))

        rows = list(invent_residents(count, space.neighbourhood_id, space.space_id, space.staff_id, seed=count))
        for start in range(0, count, 100):
            self.store.run(save, self.actor, rows[start : start + 100])

    def close(self) -> None:
        """Let go of everything."""
        self.transport.close()
        self.store.close()


def measure_sync(residents: int = 100_000, pushed: int = 10_000) -> list[Figure]:
    """`first_sync`, `push`, `incremental_sync`, `nothing_to_exchange` of one laptop with a server on PostgreSQL."""
    with furnished_server(residents) as (address, space, url), tempfile.TemporaryDirectory() as name:
        code = fresh_code(url, space)
        first = BenchLaptop(Path(name) / "first", address, space, code)
        took = seconds(first.exchange)
        bare = _bare_insert(Path(name) / "bare.db", residents, space)
        figures = [
            Figure("first_sync", residents / took, "rows/s", "bare SQLCipher insert of the same rows", residents / bare)
        ]
        first.register(pushed, space)
        took = seconds(first.exchange)
        copied = copy_and_upsert(url, pushed, space)
        figures.append(
            Figure("push", pushed / took, "operations/s", "COPY and upsert of the same rows", pushed / copied)
        )
        hello = median([seconds(lambda: first.transport.call("/v1/hello", None, Hello)) for _ in range(50)])
        second = BenchLaptop(Path(name) / "second", address, space, fresh_code(url, space), seed=2)
        second.exchange()
        figures += _measure_increments(first, second, space, hello)
        second.exchange()
        idle = median([seconds(second.exchange) for _ in range(50)])
        figures.append(Figure("nothing_to_exchange", idle * 1000, "ms", "one request's round trip", hello * 1000))
        first.close()
        second.close()
    return figures


def _measure_increments(first: BenchLaptop, second: BenchLaptop, space: MadeSpace, hello: float) -> list[Figure]:
    """`incremental_sync`: one laptop sends and receives a hundred residents; its requests, and its bytes a row each
    way.
    """
    line, times = second.transport, []
    for _ in range(INCREMENTS):
        first.register(100, space)
        first.exchange()
        second.register(100, space)
        line.requests = line.sent = line.received = 0
        times.append(seconds(second.exchange))
    return [
        Figure("incremental_sync", median(times) * 1000, "ms", "one request's round trip", hello * 1000),
        Figure("incremental_requests", line.requests, "requests", "one for both ways", 1),
        Figure("incremental_bytes_up", line.sent / 100, "bytes/row", "the most it may take", MOST_BYTES),
        Figure("incremental_bytes_down", line.received / 100, "bytes/row", "the most it may take", MOST_BYTES),
    ]


def _bare_insert(path: Path, count: int, space: MadeSpace) -> float:
    """Seconds to insert the same rows into a bare SQLCipher table, a thousand a durable transaction."""
    rows = list(invent_residents(count, space.neighbourhood_id, space.space_id, space.staff_id))
    names = list(rows[0])
    values = [tuple(row.values()) for row in rows]
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(made_keys().database_key).hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"CREATE TABLE resident ({', '.join(f'{name} {_KEY.get(name, str())}' for name in names)})")
    text = f"INSERT INTO resident VALUES ({', '.join('?' * len(names))})"

    def insert() -> None:
        for start in range(0, count, 1000):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(text, values[start : start + 1000])
            connection.execute("COMMIT")

    took = seconds(insert)
    connection.close()
    return took


_KEY = {"id": "PRIMARY KEY"}
