"""Starts the web server and says when it is ready."""

from __future__ import annotations

import gc
import os
import socket
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import structlog
import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from intake_app.domain.errors import KnownError
from intake_app.storage.crash_dumps import forbid_crash_dumps
from sync.server.app import create_app
from sync.server.centre import open_centre
from sync.server.content_rows import drop_all_taken_away
from sync.server.database import open_engine
from sync.server.demonstrate import prepare_demonstration
from sync.server.handle import Server
from sync.server.migrate import upgrade_database
from sync.server.signed_erasures import sign_older

_DATABASE: Final = "PALIER_DATABASE"
_NAME: Final = "PALIER_SERVER_NAME"


def make_app() -> FastAPI:
    """The application of one worker, from the environment its parent left it."""
    log_to_stderr()
    forbid_crash_dumps()
    app = create_app(Server(open_engine(os.environ[_DATABASE]), name=os.environ[_NAME]))
    # the 140,000 objects of the program stay: to look through them for garbage stops a worker for 80 ms at a time
    gc.collect()
    gc.freeze()
    return app


@dataclass(frozen=True)
class Serving:
    """What to serve and where. Port 0 takes a free one. With `ends_with_parent` the server stops when its standard
    input closes: a program that dies takes its server with it.
    """

    database: str
    host: str
    port: int
    name: str
    workers: int = 1
    is_demonstration: bool = False
    ends_with_parent: bool = False


def serve(asked: Serving) -> None:
    """Serve until told to stop. The line `ready http://host:port` says when and where; for the demonstration it goes
    on with a one-time code for each member of staff, `Nadia=CODE`. Raises KnownError port_taken.
    """
    codes = _prepare(asked)
    os.environ[_DATABASE], os.environ[_NAME] = asked.database, asked.name
    listener = _listen(asked.host, asked.port)
    ready = " ".join([_address(asked.host, listener), *(f"{name}={code}" for name, code in codes.items())])
    config = uvicorn.Config(
        "sync.server.serve:make_app",
        factory=True,
        workers=asked.workers,
        server_header=False,
        log_level="warning",
        access_log=False,
    )
    if asked.workers > 1:
        _serve_together(config, listener, ready, asked.ends_with_parent)
    else:
        _serve_alone(config, listener, ready, asked.ends_with_parent)


def log_to_stderr() -> None:
    """One JSON object a line, on standard error: standard output says `ready`, and may be read no further."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def _prepare(asked: Serving) -> dict[str, str]:
    """Bring the database up to date, the demonstration's people and codes included."""
    engine = open_engine(asked.database)
    try:
        upgrade_database(engine)
        centre = open_centre(engine, name=asked.name)
        sign_older(centre)
        with centre.database.write() as connection:
            drop_all_taken_away(connection)
        return prepare_demonstration(centre) if asked.is_demonstration else {}
    finally:
        engine.dispose()


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named TCP: asyncio switches Nagle's delay off only on sockets that say so, and it costs 40 ms a request
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name != "nt":
        # there it would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as failure:
        listener.close()
        raise KnownError("port_taken") from failure
    listener.set_inheritable(True)
    return listener


def _serve_alone(config: uvicorn.Config, listener: socket.socket, ready: str, ends_with_parent: bool) -> None:
    web = _Announcing(config, ready)
    if ends_with_parent:
        _when_parent_ends(lambda: setattr(web, "should_exit", True))
    web.run(sockets=[listener])


def _serve_together(config: uvicorn.Config, listener: socket.socket, ready: str, ends_with_parent: bool) -> None:
    supervisor = Multiprocess(config, sockets=[listener])
    if ends_with_parent:
        _when_parent_ends(supervisor.should_exit.set)
    # connections wait in the listening socket until the first worker takes them
    listener.listen(config.backlog)
    _announce(ready)
    supervisor.run()


class _Announcing(uvicorn.Server):
    """Says `ready` once it answers."""

    def __init__(self, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            _announce(self._ready)


def _announce(ready: str) -> None:
    """Tell whoever started this program where to reach it."""
    print(f"ready {ready}", flush=True)


def _when_parent_ends(stop: Callable[[], None]) -> None:
    """Call `stop` once standard input closes."""

    def wait() -> None:
        # not sys.stdin: its lock would still be held when the interpreter ends
        while os.read(0, 4096):
            pass
        stop()

    threading.Thread(target=wait, daemon=True).start()


def _address(host: str, listener: Any) -> str:
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{listener.getsockname()[1]}"
