"""The whole server as one function: a request in, a response out. No socket, no thread, no framework: the web server
is a thin shell around it, and a simulator can drive it as it is.
"""

from __future__ import annotations

import secrets
import threading
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

import structlog
from sqlalchemy import Engine

from intake_app.domain.actor import new_uuid7, utc_now
from intake_app.domain.base import Clock, NewId
from intake_app.domain.errors import Detail
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Refusal
from sync.protocol.packing import pack, unpack
from sync.protocol.version import MAX_BODY
from sync.server.centre import DEFAULT_NAME, open_centre
from sync.server.credentials import RandomBytes
from sync.server.endpoints import ENDPOINTS, Call, Endpoint, Nothing

ADMITTED: Final = 64
"""Requests in work or waiting at once; the next is asked to come back."""
AT_ONCE: Final = 8
"""Exchanges and downloads in work at once: more would only share the same processors and connections."""
COME_BACK_SECONDS: Final = 3
_WAIT_SECONDS: Final = 20
_SECURITY: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}
_PATHS: Final = {endpoint.path: endpoint for endpoint in ENDPOINTS}
_log = structlog.get_logger("sync.server")


@dataclass(frozen=True)
class Request:
    """What came in. Header names are in lower case; `peer` is the address it came from."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    peer: str = ""


@dataclass(frozen=True)
class Response:
    """What goes out."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server:
    """A server on a migrated database. Clock, chance and engine are given, so that a simulation can decide them."""

    def __init__(
        self,
        engine: Engine,
        *,
        name: str = DEFAULT_NAME,
        clock: Clock = utc_now,
        random_bytes: RandomBytes = secrets.token_bytes,
        new_id: NewId = new_uuid7,
        admitted: int = ADMITTED,
    ) -> None:
        self.centre = open_centre(engine, name=name, clock=clock, random_bytes=random_bytes, new_id=new_id)
        self._places = threading.BoundedSemaphore(admitted)
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def handle(self, request: Request) -> Response:
        """The answer to any request: a reply, or a refusal of the catalogue. Never raises, never answers 500."""
        try:
            return self._reply(request)
        except RefusedError as refusal:
            return self.refuse(refusal)
        except Exception as failure:
            return self.refuse(self._note_failure(request, failure))

    def refuse(self, refusal: RefusedError) -> Response:
        """A refusal as a response. One that asks to sign in again brings the nonce to do it with."""
        nonce = refusal.nonce
        if refusal.status == 401 and nonce is None:
            nonce = self.centre.nonces.make(self.centre.clock())
        body, _ = pack(Refusal(refusal.key, _whole(refusal.details), nonce), accepted="")
        headers = {"Content-Type": "application/json", **_SECURITY}
        if refusal.key in ("server_busy", "server_failed"):
            headers["Retry-After"] = str(COME_BACK_SECONDS)
        if refusal.key == "too_many_codes":
            headers["Retry-After"] = str(int(refusal.details["minutes"]) * 60)
        if refusal.key == "method_not_allowed":
            headers["Allow"] = str(refusal.details["allowed"])
        if refusal.key == "body_too_large":
            # the rest of the body is not waited for
            headers["Connection"] = "close"
        if refusal.status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return Response(refusal.status, headers, body)

    def _reply(self, request: Request) -> Response:
        endpoint = _PATHS.get(request.path)
        if endpoint is None:
            raise RefusedError("not_found")
        if request.method != endpoint.method:
            raise RefusedError("method_not_allowed", allowed=endpoint.method)
        with self._admission(endpoint):
            reply = endpoint.run(self.centre, _read_call(endpoint, request))
            body, encoding = pack(reply, request.headers.get("accept-encoding", ""))
        headers = {"Content-Type": "application/json", "Vary": "Accept-Encoding", **_SECURITY}
        if encoding is not None:
            headers["Content-Encoding"] = encoding
        return Response(200, headers, body)

    @contextmanager
    def _admission(self, endpoint: Endpoint) -> Iterator[None]:
        """A place for the request, and for a heavy one its turn. RefusedError server_busy when there is none."""
        if not self._places.acquire(blocking=False):
            raise RefusedError("server_busy")
        try:
            if not endpoint.is_heavy:
                yield
                return
            if not self._turns.acquire(timeout=_WAIT_SECONDS):
                raise RefusedError("server_busy")
            try:
                yield
            finally:
                self._turns.release()
        finally:
            self._places.release()

    def _note_failure(self, request: Request, failure: Exception) -> RefusedError:
        """Log what went wrong without a word of what was in it (an error's text may quote rows); the refusal gives
        the number to find it by.
        """
        incident = self.centre.random_bytes(4).hex()
        places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(failure.__traceback__)[-12:]]
        path = request.path if request.path in _PATHS else "?"
        _log.error("request_failed", incident=incident, path=path, kind=type(failure).__qualname__, places=places)
        return RefusedError("server_failed", incident=incident)


def _whole(details: Mapping[str, Detail]) -> dict[str, str | int]:
    return {name: int(value) if isinstance(value, float) else value for name, value in details.items()}


def _read_call(endpoint: Endpoint, request: Request) -> Call:
    message = None
    if endpoint.message is not None:
        if len(request.body) > MAX_BODY:
            raise RefusedError("body_too_large")
        body = request.body or b"{}" if endpoint.message is Nothing else request.body
        message = unpack(body, request.headers.get("content-encoding"), endpoint.message)
    return Call(message, request.headers.get("authorization", ""), request.peer)
