"""A transport that remembers what was asked and may change what is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sync.protocol.messages import ExchangeRequest
from sync.server.handle import Server
from tests.common.direct_transport import DirectTransport

Reply = TypeVar("Reply")


class SpyTransport(DirectTransport):
    """`before` is called with each question and may raise in place of the server; `alter` gives what is answered
    instead of the server's own reply.
    """

    def __init__(self, server: Server) -> None:
        super().__init__(server)
        self.asked: list[tuple[str, Any]] = []
        self.before: Callable[[str, Any], None] = lambda _path, _message: None
        self.alter: Callable[[Any], Any] = lambda reply: reply

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """See sync.client.transport.Transport."""
        self.asked.append((path, message))
        self.before(path, message)
        answered: Reply = self.alter(super().call(path, message, reply, token))
        return answered

    def batches(self) -> list[list[Any]]:
        """The changes of each exchange that carried any."""
        sent = [message.changes for _, message in self.asked if isinstance(message, ExchangeRequest)]
        return [changes for changes in sent if changes]
