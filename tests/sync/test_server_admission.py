"""More at once than a server has places for: the surplus is told so at once, and whoever was let in is served."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager

import pytest

from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, ExchangeReply, VerdictKind
from sync.server import handle
from sync.server.accept import lock_space
from sync.server.handle import Request, Server
from tests.common.devices import Device, post
from tests.common.servers import MadeSpace
from tests.sync.residents import registered

ADMITTED, SURPLUS, PATIENCE = 4, 6, 20
AT_ONCE = 1.0
"""Seconds in which a full server must have answered."""


@pytest.fixture
def narrow(server: Server) -> Server:
    """A server with few places, on the same database."""
    return Server(server.centre.database.engine, clock=server.centre.clock, admitted=ADMITTED)


def laptops_of(server: Server, narrow: Server, space: MadeSpace, count: int) -> list[Device]:
    """So many laptops, signed in, that speak to the narrow server from now on."""
    made = [Device(server, space.another_code(server)) for _ in range(count)]
    for laptop in made:
        assert laptop.token
        laptop.server = narrow
    return made


@contextmanager
def everybody_kept_waiting(server: Server, space: MadeSpace) -> Iterator[None]:
    """Hold the space's lock: whoever sends changes waits meanwhile."""
    with server.centre.database.write() as connection:
        lock_space(connection, space.space_id)
        yield


def send_persistently(laptop: Device, change: Change) -> ExchangeReply:
    """Send until let in: the greeting by which the test asks whether all places are taken takes one itself."""
    batch = laptop.number([change])
    while True:
        try:
            return laptop.exchange(batch)
        except RefusedError as refusal:
            if refusal.key != "server_busy":
                raise
            time.sleep(0.01)


def wait_until_full(narrow: Server) -> None:
    """Until every place is taken: even a greeting is refused then."""
    until = time.monotonic() + PATIENCE
    while narrow.handle(Request("GET", "/v1/hello")).status != 503:
        assert time.monotonic() < until, "the places were never taken"
        time.sleep(0.01)


def test_the_surplus_is_told_at_once_when_to_come_back_and_the_admitted_finish(
    server: Server, narrow: Server, space: MadeSpace
) -> None:
    laptops = laptops_of(server, narrow, space, ADMITTED + SURPLUS)
    with ThreadPoolExecutor(ADMITTED) as pool:
        with everybody_kept_waiting(server, space):
            admitted = [pool.submit(send_persistently, laptop, registered(space)) for laptop in laptops[:ADMITTED]]
            wait_until_full(narrow)
            for laptop in laptops[ADMITTED:]:
                began = time.monotonic()
                response = post(narrow, "/v1/exchange", {}, laptop.token)
                assert (response.status, response.headers["Retry-After"]) == (503, "3")
                assert time.monotonic() - began < AT_ONCE
        replies = [sending.result(PATIENCE) for sending in admitted]
    replies += [laptop.send(registered(space)) for laptop in laptops[ADMITTED:]]
    assert [reply.verdicts[0].kind for reply in replies] == [VerdictKind.APPLIED] * len(laptops)


def test_who_was_let_in_and_never_has_a_turn_is_told_too(
    server: Server, space: MadeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handle, "AT_ONCE", 1)
    monkeypatch.setattr(handle, "_WAIT_SECONDS", 0.1)
    one_by_one = Server(server.centre.database.engine, clock=server.centre.clock)
    laptops = laptops_of(server, one_by_one, space, 2)
    with ThreadPoolExecutor(2) as pool:
        with everybody_kept_waiting(server, space):
            sending = [pool.submit(laptop.send, registered(space)) for laptop in laptops]
            refused, _ = wait(sending, PATIENCE, return_when=FIRST_COMPLETED)
        (told,) = refused
        (served,) = {*sending} - refused
    assert getattr(told.exception(), "key", None) == "server_busy"
    assert served.result().verdicts[0].kind is VerdictKind.APPLIED
