"""A transport that calls the server's core in the same process: real bytes, no socket, and faults of the test's
choosing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from intake_app.domain.errors import KnownError
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Refusal
from sync.protocol.packing import pack, unpack
from sync.server.handle import Request, Response, Server

Reply = TypeVar("Reply")


class DirectTransport:
    """`fault` sees every answer on its way back and may drop it by raising; `is_cut` lets nothing through."""

    def __init__(self, server: Server, fault: Callable[[str, Response], None] | None = None) -> None:
        self.server = server
        self.fault = fault
        self.is_cut = False
        self.calls: list[str] = []

    def call(self, path: str, message: Any, reply: type[Reply], token: str | None = None) -> Reply:
        """See sync.client.transport.Transport."""
        if self.is_cut:
            raise KnownError("server_unreachable")
        self.calls.append(path)
        response = self.server.handle(self._request(path, message, token))
        if self.fault is not None:
            self.fault(path, response)
        encoding = response.headers.get("Content-Encoding")
        if response.status == 200:
            return unpack(response.body, encoding, reply)
        refusal = unpack(response.body, encoding, Refusal)
        raise RefusedError(refusal.error, nonce=refusal.nonce, **refusal.details)

    def close(self) -> None:
        """There is nothing to let go of."""

    def _request(self, path: str, message: Any, token: str | None) -> Request:
        headers = {"accept-encoding": "zstd"}
        if token:
            headers["authorization"] = f"Bearer {token}"
        if message is None:
            return Request("GET", path, headers, b"", "127.0.0.1")
        body, encoding = pack(message)
        if encoding:
            headers["content-encoding"] = encoding
        return Request("POST", path, headers, body, "127.0.0.1")
