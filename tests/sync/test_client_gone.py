"""A laptop that vanishes in the middle of what it sends: no fault of the server's."""

from __future__ import annotations

import logging
import socket
from urllib.parse import urlsplit

import pytest

from sync.client.transport import HttpTransport
from sync.protocol.joining import Hello
from sync.server.handle import Server
from tests.common.servers import RunningServer


class Heard(logging.Handler):
    """Keeps what the web server complains of."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@pytest.mark.parametrize("sent", [b"", b"{}"])
def test_a_laptop_cut_off_in_the_middle_of_a_message_troubles_nobody(light_server: Server, sent: bytes) -> None:
    heard, log = Heard(), logging.getLogger("uvicorn.error")
    with RunningServer(light_server) as running:
        log.addHandler(heard)
        try:
            with socket.create_connection(("127.0.0.1", urlsplit(running.address).port or 0)) as line:
                line.sendall(b"POST /v1/exchange HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n" + sent)
            transport = HttpTransport(running.address)
            assert transport.call("/v1/hello", None, Hello).product == "palier"
            transport.close()
        finally:
            log.removeHandler(heard)
    assert heard.said == []
