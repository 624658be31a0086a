"""What may go wrong in a simulated fleet: programs that die between two statements, and a network that loses,
doubles and delays.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Engine, event

from intake_app.domain.errors import KnownError
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Refusal
from sync.protocol.packing import pack, unpack
from sync.server.handle import Request, Response

Reply = TypeVar("Reply")


class Killed(BaseException):
    """A program died: nothing in it may catch this and go on."""


class Saboteur:
    """Kills whoever uses `engine` at one statement, or one commit, of the test's choosing."""

    def __init__(self, engine: Engine) -> None:
        self._left: int | None = None
        event.listen(engine, "before_cursor_execute", self._count)
        event.listen(engine, "commit", self._count)

    def arm(self, statements: int) -> None:
        """Let so many statements through, and kill at the next."""
        self._left = statements

    def disarm(self) -> None:
        """Do no harm any more."""
        self._left = None

    def _count(self, *_: Any) -> None:
        if self._left is None:
            return
        if self._left == 0:
            self._left = None
            raise Killed
        self._left -= 1


class Network:
    """Every laptop's way to the server. `deliver` hands a request to the server, whichever process that is by now."""

    def __init__(
        self,
        draw: random.Random,
        deliver: Callable[[Request], Response],
        note: Callable[..., None],
        badness: float = 1.0,
    ) -> None:
        self._draw = draw
        self._badness = badness
        self._deliver = deliver
        self._note = note
        self._wandering: list[Request] = []
        self.is_calm = False

    def carry(self, request: Request) -> Response:
        """The answer to `request`, unless something happens to either. Raises KnownError as a real transport would."""
        fate = 1.0 if self.is_calm or self._draw.random() >= self._badness else self._draw.random()
        if fate < 0.06:
            self._note("lost", request.path)
            raise KnownError("server_unreachable")
        if fate < 0.10:
            self._note("delayed", request.path)
            self._wandering.append(request)
            raise KnownError("server_slow")
        if fate < 0.16:
            self._note("doubled", request.path)
            self._deliver(request)
        response = self._deliver(request)
        if fate < 0.24:
            self._note("answer lost", request.path)
            raise KnownError("server_slow")
        if fate < 0.27:
            self._note("answer cut", request.path)
            raise KnownError("answer_damaged")
        if fate < 0.32:
            self._wandering.append(request)
        return response

    def let_arrive(self, *, is_all: bool = False) -> None:
        """A request that was on its way for long arrives (or all of them); nobody waits for the answer."""
        while self._wandering:
            request = self._wandering.pop(self._draw.randrange(len(self._wandering)))
            self._note("late", request.path)
            with suppress(KnownError):
                self._deliver(request)
            if not is_all:
                return


class Link:
    """One laptop's transport over the network; `is_cut` lets nothing through. `meanwhile` is called while the request
    is under way. `asked` counts the requests by their path.
    """

    def __init__(self, network: Network) -> None:
        self._network = network
        self.is_cut = False
        self.asked: Counter[str] = Counter()
        self.meanwhile: Callable[[], None] = lambda: None

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """See sync.client.transport.Transport."""
        self.asked[path] += 1
        if self.is_cut:
            raise KnownError("server_unreachable")
        headers = {"accept-encoding": "zstd"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        body, encoding = (b"", None) if message is None else pack(message)
        if encoding:
            headers["content-encoding"] = encoding
        method = "GET" if message is None else "POST"
        self.meanwhile()
        response = self._network.carry(Request(method, path, headers, body, "127.0.0.1"))
        self.meanwhile()
        encoding = response.headers.get("Content-Encoding")
        if response.status == 200:
            return unpack(response.body, encoding, reply)
        refusal = unpack(response.body, encoding, Refusal)
        raise RefusedError(refusal.error, nonce=refusal.nonce, **refusal.details)

    def close(self) -> None:
        """See sync.client.transport.Transport."""
