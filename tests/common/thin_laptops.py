"""Laptops by the hundred, reduced to what they say to the centre: they sign in, send what they have, and when the
centre is busy come back as real ones do.
"""

from __future__ import annotations

import http.client
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from intake_app.domain.record_types import blank_values
from sync.client.identity import Identity
from sync.client.schedule import Schedule
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, Cursor, ExchangeReply, ExchangeRequest, Refusal
from sync.protocol.packing import pack, unpack
from sync.protocol.version import PAGE_ROWS, PROTOCOL
from sync.server.handle import Server
from tests.common.devices import Device, new_change
from tests.common.people import invent_residents
from tests.common.servers import MadeSpace

Reply = TypeVar("Reply")
BATCH = 100
"""Changes of one request: what a laptop begins with."""
PATIENCE = 120
"""Seconds to wait for an answer."""


class Card(msgspec.Struct, frozen=True):
    """An enrolled laptop as it is handed to another process: who it is, and the space it writes into."""

    device_id: str
    key: bytes
    space_id: UUID
    neighbourhood_id: UUID
    staff_id: UUID
    cursor: Cursor


def enrol_cards(server: Server, space: MadeSpace, count: int) -> list[Card]:
    """So many laptops of the space's caretaker, all having read everything there is."""
    devices = [Device(server, space.another_code(server)) for _ in range(count)]
    cursor = devices[0].exchange(max_rows=PAGE_ROWS).cursor
    ids = (space.space_id, space.neighbourhood_id, space.staff_id)
    return [Card(device.enrolment.device_id, device.key.private_bytes_raw(), *ids, cursor) for device in devices]


@dataclass
class Told:
    """What one laptop has to tell afterwards: seconds until its last verdict, verdicts and refusals by kind."""

    seconds: float = 0.0
    verdicts: dict[str, int] = field(default_factory=Counter)
    refusals: dict[str, int] = field(default_factory=Counter)
    """`503 server_busy, Retry-After 3`, and how often."""


class ThinLaptop:
    """One laptop with `count` new residents to send, numbered from 1; `seed` makes its people and its chance."""

    def __init__(
        self, address: str, card: Card, count: int, seed: int, *, size: int = BATCH, max_rows: int = PAGE_ROWS
    ) -> None:
        self.told = Told()
        self._max_rows, self._cursor = max_rows, card.cursor
        self._batches = _batches(card, count, seed, size)
        # signatures are the business of laptops that keep receipts
        self._identity = Identity(card.device_id, Ed25519PrivateKey.from_private_bytes(card.key), server_key=b"")
        self._schedule = Schedule(random.Random(seed).uniform)
        self._http = http.client.HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)

    def send_everything(self, sleep: Callable[[float], object] = time.sleep) -> None:
        """Go on until every change has its verdict, coming back later when the centre is busy. Raises RefusedError
        for any other refusal.
        """
        started = time.perf_counter()
        while self._batches:
            try:
                self._send_batch()
            except RefusedError as refusal:
                if refusal.key != "server_busy":
                    raise
                # nobody keeps a line open to wait
                self._http.close()
                sleep(self._schedule.after_failure(float(refusal.details["retry_after"])))
        self.told.seconds = time.perf_counter() - started
        self._http.close()

    def _send_batch(self) -> None:
        request = ExchangeRequest(PROTOCOL, 1, self._cursor, self._batches[0], self._max_rows)
        reply = self.call("/v1/exchange", request, ExchangeReply, self._identity.token(self))
        for verdict in reply.verdicts:
            self.told.verdicts[str(verdict.kind)] += 1
        self._cursor = reply.cursor
        del self._batches[0]

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """See sync.client.transport.Transport."""
        body, encoding = pack(message)
        headers = {"Accept-Encoding": "zstd", "Content-Encoding": encoding or "identity"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        try:
            response, packed = self._post(path, body, headers)
        except ConnectionError:
            # the server lets go of a line that rested some seconds; a new one is opened
            self._http.close()
            response, packed = self._post(path, body, headers)
        if response.status == http.HTTPStatus.OK:
            return unpack(packed, response.headers["Content-Encoding"], reply)
        refusal, patience = unpack(packed, None, Refusal), response.headers["Retry-After"]
        self.told.refusals[f"{response.status} {refusal.error}, Retry-After {patience}"] += 1
        raise RefusedError(refusal.error, nonce=refusal.nonce, **{**refusal.details, "retry_after": int(patience or 0)})

    def _post(self, path: str, body: bytes, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        self._http.request("POST", path, body, headers)
        response = self._http.getresponse()
        return response, response.read()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()


def total(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    """What many laptops tell, added up."""
    return sum(map(Counter, counts), Counter())


def send_at_once(laptops: Sequence[ThinLaptop], sleep: Callable[[float], object] = time.sleep) -> list[Told]:
    """Have them all start at the same moment, each on a thread of its own, and wait for the last."""
    gate = threading.Barrier(len(laptops))
    failures: list[BaseException] = []

    def run(laptop: ThinLaptop) -> None:
        gate.wait()
        try:
            laptop.send_everything(sleep)
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=run, args=(laptop,)) for laptop in laptops]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return [laptop.told for laptop in laptops]


def _batches(card: Card, count: int, seed: int, size: int) -> list[list[Change]]:
    blanks = blank_values("resident")
    people = invent_residents(count, card.neighbourhood_id, card.space_id, card.staff_id, seed)
    changes = []
    for number, row in enumerate(people, 1):
        fields = {name: (row[name], blank) for name, blank in blanks.items() if row[name] != blank}
        changes.append(new_change("resident", row["id"], fields, card.staff_id, number))
    return [changes[start : start + size] for start in range(0, count, size)]
