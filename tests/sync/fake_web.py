"""A web server that answers whatever a test wants: captive portals, proxies and servers that are not ours."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = Callable[["Visit"], None]


class Visit(BaseHTTPRequestHandler):
    """One request. `answer` of the server decides what becomes of it."""

    protocol_version = "HTTP/1.1"
    server: FakeWeb

    def do_GET(self) -> None:
        self._note(b"")

    def do_POST(self) -> None:
        self._note(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _note(self, body: bytes) -> None:
        self.server.requests.append((self.command, self.path, dict(self.headers), body))
        self.server.lines.add(self.client_address)
        self.server.answer(self)

    def send(self, status: int, body: bytes = b"", content_type: str = "application/json", **headers: str) -> None:
        """A whole answer; `Retry_After="3"` is the header Retry-After."""
        self.send_response(status)
        if content_type:
            self.send_header("Content-Type", content_type)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def cut(self, promised: int, body: bytes) -> None:
        """An answer that breaks off."""
        self.send(200, body, Content_Length=str(promised))
        self.close_connection = True

    def hang_up(self) -> None:
        """Close the line without a word."""
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


class FakeWeb(ThreadingHTTPServer):
    """Answers on a free loopback port until closed: use as a context manager. `requests` are those it was sent."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, answer: Answer, tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.answer = answer
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.lines: set[Any] = set()
        self._is_secure = tls is not None
        self.released = threading.Event()
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"{'https' if self._is_secure else 'http'}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is no news."""

    def __enter__(self) -> FakeWeb:
        self._thread.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self.released.set()
        self.shutdown()
        self.server_close()
        self._thread.join()
