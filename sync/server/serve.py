"""Starts the web server and says when it is ready."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Callable
from typing import Any, Final

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from sync.server.app import create_app
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.migrate import upgrade_database

_DATABASE: Final = "PALIER_DATABASE"
_NAME: Final = "PALIER_SERVER_NAME"


def make_app() -> FastAPI:
    """The application of one worker, from the environment its parent left it."""
    return create_app(Server(open_engine(os.environ[_DATABASE]), name=os.environ[_NAME]))


def serve(database: str, host: str, port: int, *, name: str, workers: int = 1, ends_with_parent: bool = False) -> None:
    """Serve until told to stop. Port 0 takes a free one; the line `ready http://host:port` says when and where.

    With `ends_with_parent`, stop when standard input closes: a program that dies takes its server with it.
    """
    engine = open_engine(database)
    upgrade_database(engine)
    engine.dispose()
    os.environ[_DATABASE], os.environ[_NAME] = database, name
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # named TCP: asyncio switches Nagle's delay off only on sockets that say so, and it costs 40 ms a request
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.set_inheritable(True)
    address = _address(host, listener)
    config = uvicorn.Config(
        "sync.server.serve:make_app",
        factory=True,
        workers=workers,
        server_header=False,
        log_level="warning",
        access_log=False,
    )
    if workers > 1:
        _serve_together(config, listener, address, ends_with_parent)
    else:
        _serve_alone(config, listener, address, ends_with_parent)


def _serve_alone(config: uvicorn.Config, listener: socket.socket, address: str, ends_with_parent: bool) -> None:
    web = _Announcing(config, address)
    if ends_with_parent:
        _when_parent_ends(lambda: setattr(web, "should_exit", True))
    web.run(sockets=[listener])


def _serve_together(config: uvicorn.Config, listener: socket.socket, address: str, ends_with_parent: bool) -> None:
    supervisor = Multiprocess(config, sockets=[listener])
    if ends_with_parent:
        _when_parent_ends(supervisor.should_exit.set)
    # connections wait in the listening socket until the first worker takes them
    listener.listen(config.backlog)
    _announce(address)
    supervisor.run()


class _Announcing(uvicorn.Server):
    """Says `ready` once it answers."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self._address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            _announce(self._address)


def _announce(address: str) -> None:
    """Tell whoever started this program where to reach it."""
    print(f"ready {address}", flush=True)


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
