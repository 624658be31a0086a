"""The web server: a thin shell that reads a request, bounded, and hands it to the core."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Final

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI
from fastapi import Request as WebRequest
from fastapi import Response as WebResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from sync.protocol.errors import RefusedError
from sync.protocol.version import MAX_BODY
from sync.server.documentation import ABOUT, add_security, document
from sync.server.endpoints import ENDPOINTS
from sync.server.handle import ADMITTED, Request, Response, Server
from sync.server.rewriting import Upkeep

_THREADS: Final = ADMITTED + 4
"""More than may be admitted, so that somebody is always free to say « busy »."""
Shell = Callable[[WebRequest], Awaitable[WebResponse]]


def create_app(server: Server) -> FastAPI:
    """The application around `server`. Besides the routes only /openapi.json is answered: no documentation pages."""
    pages: dict[str, Any] = {"docs_url": None, "redoc_url": None, "redirect_slashes": False}
    app = FastAPI(title="Palier", version="1", description=ABOUT, lifespan=_upkept(server), **pages)
    shell = _shell(server)
    for endpoint in ENDPOINTS:
        app.add_api_route(endpoint.path, shell, methods=[endpoint.method], **document(endpoint))
    add_security(app.openapi())
    app.add_exception_handler(HTTPException, _elsewhere(server))
    app.add_exception_handler(ClientDisconnect, _nobody_listens)
    return app


def _upkept(server: Server) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """What goes on beside the requests, as long as any are answered."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        upkeep = Upkeep(server.centre.database, server.centre.clock)
        upkeep.start()
        try:
            yield
        finally:
            await to_thread.run_sync(upkeep.stop)

    return lifespan


def _shell(server: Server) -> Shell:
    limiter: CapacityLimiter | None = None

    async def answer(request: WebRequest) -> WebResponse:
        nonlocal limiter
        if limiter is None:
            # made here because it belongs to the running event loop
            limiter = CapacityLimiter(_THREADS)
        try:
            body = await _read(request)
        except RefusedError as refusal:
            return _as_web(server.refuse(refusal))
        return _as_web(await to_thread.run_sync(server.handle, _as_request(request, body), limiter=limiter))

    return answer


def _elsewhere(server: Server) -> Callable[[WebRequest, Exception], Awaitable[WebResponse]]:
    """What has no route is refused by the core like the rest."""

    async def answer(request: WebRequest, _failure: Exception) -> WebResponse:
        return _as_web(server.handle(_as_request(request, b"")))

    return answer


async def _nobody_listens(_request: WebRequest, _failure: Exception) -> WebResponse:
    """A laptop was cut off, or killed, in the middle of what it sent: no fault of ours, and nobody to tell."""
    return WebResponse(status_code=400)


async def _read(request: WebRequest) -> bytes:
    """The body, given up as soon as it is known to be too large."""
    announced = request.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > MAX_BODY:
        raise RefusedError("body_too_large")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BODY:
            raise RefusedError("body_too_large")
    return bytes(body)


def _as_request(request: WebRequest, body: bytes) -> Request:
    peer = request.client.host if request.client else ""
    return Request(request.method, request.url.path, dict(request.headers), body, peer)


def _as_web(response: Response) -> WebResponse:
    return WebResponse(response.body, response.status, response.headers)
