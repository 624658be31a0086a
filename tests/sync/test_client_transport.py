"""What a laptop makes of the answers it meets on the way to its server: each failure has a name of its own."""

from __future__ import annotations

import gzip
import json
import socket
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
import pytest
import zstandard

from intake_app.domain.errors import KnownError
from sync.client.enrolment import greet
from sync.client.transport import HttpTransport
from sync.protocol.errors import RefusedError
from sync.protocol.joining import Challenge, Hello
from sync.protocol.version import MAX_BODY
from tests.sync.fake_web import FakeWeb, Visit

HELLO = msgspec.json.encode(Hello("palier", 1, 1, "Rennes", "e", "2026-11-22T08:00:00Z"))
PAGE = b"<html><body>Bienvenue sur le wifi de la mairie</body></html>"
BOMB = b'{"name": "' + b"0" * (300 * 1024 * 1024)


@contextmanager
def facing(answer: Callable[[Visit], None]) -> Iterator[tuple[HttpTransport, FakeWeb]]:
    """A transport, and whoever answers it."""
    with FakeWeb(answer) as web:
        transport = HttpTransport(web.address)
        try:
            yield transport, web
        finally:
            transport.close()


def told(answer: Callable[[Visit], None]) -> KnownError:
    """What a laptop is told when its question is answered so."""
    with facing(answer) as (transport, _), pytest.raises(KnownError) as caught:
        transport.call("/v1/challenge", {}, Challenge)
    return caught.value


def refused(error: str, status: int = 503, **more: Any) -> Callable[[Visit], None]:
    """An answer that refuses."""
    headers = {name: more.pop(name) for name in list(more) if name[0].isupper()}
    return lambda visit: visit.send(status, json.dumps({"error": error, **more}).encode(), **headers)


def test_a_large_message_goes_up_packed_and_a_small_one_as_it_is() -> None:
    with facing(lambda visit: visit.send(200, HELLO)) as (transport, web):
        for words in ({"code": "A" * 20_000}, {"code": "A"}):
            transport.call("/v1/invitation", words, Hello)
    (_, _, large, packed), (_, _, small, plain) = web.requests
    assert large["Content-Encoding"] == "zstd"
    assert len(packed) < 200
    assert json.loads(zstandard.ZstdDecompressor().decompressobj().decompress(packed)) == {"code": "A" * 20_000}
    assert "Content-Encoding" not in small
    assert json.loads(plain) == {"code": "A"}


@pytest.mark.parametrize(
    "answer,key",
    [
        (lambda visit: visit.send(200, PAGE, "text/html"), "not_palier"),
        (lambda visit: visit.send(302, b"", "text/html", Location="http://127.0.0.1:1/portail"), "not_palier"),
        (lambda visit: visit.send(307, b"", "application/json", Location="http://127.0.0.1:1/"), "not_palier"),
        (lambda visit: visit.send(404, PAGE, "text/html"), "not_palier"),
        (lambda visit: visit.send(511, PAGE, "text/html"), "not_palier"),
        (lambda visit: visit.send(204, b"", ""), "not_palier"),
        (lambda visit: visit.send(200, b"", ""), "not_palier"),
        (lambda visit: visit.send(200, b""), "answer_damaged"),
        (lambda visit: visit.send(200, b'{"nonce": 3}'), "answer_damaged"),
        (lambda visit: visit.send(200, b'["nonce"]'), "answer_damaged"),
        (lambda visit: visit.send(200, b'{"nonce": "\xff\xfe"}'), "answer_damaged"),
        (lambda visit: visit.send(200, b"[" * 100_000), "answer_damaged"),
        (lambda visit: visit.send(200, b'{"nonce": "a", "ser'), "answer_damaged"),
        (lambda visit: visit.send(200, b"{}", Content_Encoding="br"), "answer_damaged"),
        (lambda visit: visit.send(200, b"{}", Content_Encoding="zstd"), "answer_damaged"),
        (lambda visit: visit.send(200, gzip.compress(HELLO)[:-20], Content_Encoding="gzip"), "answer_damaged"),
        (lambda visit: visit.cut(1000, b'{"nonce": "a"'), "answer_damaged"),
        (lambda visit: visit.cut(1000, b""), "server_unreachable"),
        (lambda visit: visit.hang_up(), "server_unreachable"),
        (lambda visit: visit.send(502, PAGE, "text/html"), "server_busy"),
        (lambda visit: visit.send(504, PAGE, "text/html"), "server_busy"),
        (lambda visit: visit.send(200, b" " * (MAX_BODY + 10)), "answer_damaged"),
        (lambda visit: visit.send(500, b"{}"), "not_palier"),
        (refused("out_of_coffee", 418), "not_palier"),
        (refused("unknown_field", 400), "not_palier"),
        (refused("server_failed", 503, details={"incident": "ab12"}), "server_failed"),
    ],
)
def test_every_strange_answer_has_its_own_name(answer: Callable[[Visit], None], key: str) -> None:
    assert told(answer).key == key


def test_a_refusal_brings_its_details_and_its_nonce() -> None:
    error = told(refused("token_expired", 401, details={"most": 3, "key": "x", "nonce": "y"}, nonce="n"))
    assert isinstance(error, RefusedError)
    assert (error.key, error.nonce, error.details) == ("token_expired", "n", {"most": 3})


@pytest.mark.parametrize(
    "said,seconds",
    [("3", 3), ("0", 0), ("999999", 3600), ("Sun, 22 Nov 2026 08:00:00 GMT", None), ("-5", None), ("3.5", None)],
)
def test_a_busy_server_says_how_long_to_wait(said: str, seconds: int | None) -> None:
    ours = told(refused("server_busy", 503, Retry_After=said))
    proxys = told(lambda visit: visit.send(429, PAGE, "text/html", Retry_After=said))
    for error in (ours, proxys):
        assert error.key == "server_busy"
        assert error.details.get("retry_after") == seconds


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_an_answer_that_unpacks_without_end_is_given_up(pack: Callable[[bytes], bytes]) -> None:
    packed, encoding = pack(BOMB), pack.__module__.partition(".")[0]
    tracemalloc.start()
    error = told(lambda visit: visit.send(200, packed, Content_Encoding="zstd" if encoding == "zstandard" else "gzip"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert error.key == "answer_damaged"
    assert peak < 5 * MAX_BODY


@pytest.mark.parametrize("is_begun", [False, True])
def test_a_server_that_does_not_answer_in_time_is_slow(is_begun: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.client.transport.READ_SECONDS", 0.2)

    def hesitate(visit: Visit) -> None:
        if is_begun:
            visit.send(200, b'{"nonce"', Content_Length="100")
        visit.server.released.wait(10)
        visit.close_connection = True

    assert told(hesitate).key == "server_slow"


def test_a_closed_port_is_a_server_out_of_reach() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    transport = HttpTransport(f"http://127.0.0.1:{port}")
    with pytest.raises(KnownError, match="server_unreachable"):
        transport.call("/v1/hello", None, Hello)
    transport.close()


@pytest.mark.parametrize("host", ["palier.invalid", "127.0.0.1.invalid"])
def test_a_name_nobody_knows_is_a_server_out_of_reach(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    transport = HttpTransport(f"https://{host}")
    with pytest.raises(KnownError, match="server_unreachable"):
        transport.call("/v1/hello", None, Hello)
    transport.close()


def test_a_message_that_may_have_arrived_is_not_sent_twice() -> None:
    with facing(lambda visit: visit.hang_up()) as (transport, web):
        with pytest.raises(KnownError, match="server_unreachable"):
            transport.call("/v1/exchange", {"changes": []}, Challenge, "token")
        assert [(method, path) for method, path, _, _ in web.requests] == [("POST", "/v1/exchange")]


def test_connections_are_kept_between_calls_but_not_after_an_answer_too_large() -> None:
    answers = iter([HELLO, HELLO, b" " * (MAX_BODY + 10), HELLO])
    with facing(lambda visit: visit.send(200, next(answers))) as (transport, web):
        greet(transport)
        greet(transport)
        assert len(web.lines) == 1
        with pytest.raises(KnownError, match="not_palier"):
            greet(transport)
        assert greet(transport).name == "Rennes"
        assert len(web.lines) == 2


@pytest.mark.parametrize(
    "hello,key",
    [
        (Hello("parlier", 1, 1, "", "", ""), "not_palier"),
        (Hello("palier", 9, 9, "", "", ""), "protocol_too_old"),
        (Hello("palier", 0, 0, "", "", ""), "protocol_too_new"),
        ({"status": "ok"}, "not_palier"),
    ],
)
def test_whoever_greets_otherwise_is_not_our_server(hello: Any, key: str) -> None:
    with (
        facing(lambda visit: visit.send(200, msgspec.json.encode(hello))) as (transport, _),
        pytest.raises(KnownError, match=f"^{key}$"),
    ):
        greet(transport)


def test_neither_a_netrc_nor_a_proxy_comes_between_the_laptop_and_its_own_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login eve password guess\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with facing(lambda visit: visit.send(200, HELLO)) as (transport, web):
        transport.call("/v1/hello", None, Hello, "our-token")
        assert web.requests[0][2]["Authorization"] == "Bearer our-token"
