"""Whatever comes in, a refusal of the catalogue goes out: never a crash, never a word of what went wrong inside."""

from __future__ import annotations

import gzip
import threading
import zlib
from collections.abc import Iterator
from datetime import datetime

import msgspec
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from sync.protocol.errors import CATALOGUE, RefusedError
from sync.protocol.joining import Hello
from sync.protocol.messages import Cursor, DownloadReply, DownloadRequest, ExchangeReply, ExchangeRequest, Refusal
from sync.protocol.packing import unpack
from sync.protocol.version import MAX_BODY, MAX_CHANGES
from sync.server.database import open_engine
from sync.server.endpoints import ENDPOINTS
from sync.server.handle import Request, Response, Server
from tests.common.devices import Device, ask, new_change
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, make_space
from tests.sync.residents import registered

POSTED = [endpoint.path for endpoint in ENDPOINTS if endpoint.method == "POST"]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(), inside, max_size=4),
    max_leaves=20,
)


@pytest.fixture
def space(light_server: Server) -> MadeSpace:
    return make_space(light_server)


@pytest.fixture
def device(light_server: Server, space: MadeSpace) -> Device:
    return Device(light_server, space.code)


def refusal_of(response: Response) -> Refusal:
    assert response.headers["Content-Type"] == "application/json"
    refusal = msgspec.json.decode(response.body, type=Refusal)
    assert CATALOGUE[refusal.error] == response.status
    return refusal


def post(server: Server, path: str, body: bytes, **headers: str) -> Response:
    return server.handle(Request("POST", path, {name.replace("_", "-"): text for name, text in headers.items()}, body))


def test_the_greeting_says_who_answers(light_server: Server, server_clock: FakeClock) -> None:
    response = light_server.handle(Request("GET", "/v1/hello"))
    hello = unpack(response.body, response.headers.get("Content-Encoding"), Hello)
    assert (hello.product, hello.protocol, hello.name) == ("palier", 1, "Rennes")
    assert hello.epoch == str(light_server.centre.identity.epoch)
    assert hello.server_time == "2026-11-24T08:00:00Z"


def test_a_server_keeps_its_identity_when_it_starts_again(light_server: Server, sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)
    again = Server(engine, name="Another name")
    engine.dispose()
    before, after = light_server.centre.identity, again.centre.identity
    assert (after.name, after.epoch, after.public_key) == ("Rennes", before.epoch, before.public_key)


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/", "/v2/hello", "/v1/hello/", "/docs", "//", "/v1/../etc", "é"])
def test_an_unknown_address_is_refused(light_server: Server, path: str) -> None:
    assert refusal_of(light_server.handle(Request("GET", path))).error == "not_found"


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW", ""])
def test_a_wrong_method_is_told_the_right_one(light_server: Server, endpoint: object, method: str) -> None:
    wanted, path = endpoint.method, endpoint.path  # type: ignore[attr-defined]
    response = light_server.handle(Request(method, path))
    if method != wanted:
        assert refusal_of(response).error == "method_not_allowed"
        assert response.headers["Allow"] == wanted


@pytest.mark.parametrize("path", POSTED)
@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b"\x00" * 100,
        b"<html><body>Welcome to the hotel</body></html>",
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"code": "\\ud800"}',
    ],
    ids=["open", "null", "list", "text", "not utf-8", "nul", "html", "deep list", "deep object", "surrogate"],
)
def test_rubbish_is_refused(light_server: Server, path: str, body: bytes) -> None:
    assert refusal_of(post(light_server, path, body)).error == "body_malformed"


@pytest.mark.parametrize("path", [path for path in POSTED if path != "/v1/challenge"])
def test_an_empty_body_is_refused(light_server: Server, path: str) -> None:
    assert refusal_of(post(light_server, path, b"")).error == "body_malformed"


@pytest.mark.parametrize("path", POSTED)
@pytest.mark.parametrize("encoding", ["gzip", "zstd", "br", "deflate, gzip", "é"])
def test_a_body_packed_otherwise_than_said_is_refused(light_server: Server, path: str, encoding: str) -> None:
    assert refusal_of(post(light_server, path, b"{}", content_encoding=encoding)).error == "body_malformed"


def test_a_body_too_large_is_refused(light_server: Server) -> None:
    assert refusal_of(post(light_server, "/v1/exchange", b" " * (MAX_BODY + 1))).error == "body_too_large"


def test_a_small_body_that_unpacks_to_a_large_one_is_refused(light_server: Server) -> None:
    plain = b'{"x":"' + b"0" * (20 * MAX_BODY) + b'"}'
    bombs = {"gzip": gzip.compress(plain, 1), "zstd": zstandard.compress(plain)}
    for encoding, bomb in bombs.items():
        assert len(bomb) < MAX_BODY
        for path in POSTED:
            assert refusal_of(post(light_server, path, bomb, content_encoding=encoding)).error == "body_too_large"


def test_a_truncated_body_is_refused(light_server: Server) -> None:
    packed = gzip.compress(b'{"assertion": "' + b"a" * 500 + b'"}')
    assert refusal_of(post(light_server, "/v1/token", packed[:-12], content_encoding="gzip")).error in CATALOGUE
    half = zlib.compress(b"{}")[:4]
    assert refusal_of(post(light_server, "/v1/token", half, content_encoding="gzip")).error == "body_malformed"


@pytest.mark.parametrize("spoken,key", [(0, "protocol_too_old"), (-1, "protocol_too_old"), (2, "protocol_too_new")])
def test_another_protocol_is_refused_by_its_age(light_server: Server, device: Device, spoken: int, key: str) -> None:
    cursor = Cursor(str(light_server.centre.identity.epoch), 0)
    with pytest.raises(RefusedError, match=key):
        ask(light_server, "/v1/exchange", ExchangeRequest(spoken, 1, cursor), ExchangeReply, device.token)
    with pytest.raises(RefusedError, match=key):
        ask(light_server, "/v1/download", DownloadRequest(spoken, 1), DownloadReply, device.token)


def test_too_many_changes_at_once_are_refused(light_server: Server, space: MadeSpace, device: Device) -> None:
    change = new_change("site", space.site_id, {"name": "x"}, space.staff_id)
    with pytest.raises(RefusedError, match="batch_too_large") as refused:
        device.exchange([change] * (MAX_CHANGES + 1))
    assert refused.value.details == {"most": MAX_CHANGES}


@pytest.mark.parametrize(
    "accepted,used", [("zstd, gzip", "zstd"), ("gzip", "gzip"), ("", None), ("br", None), ("identity", None)]
)
def test_a_reply_is_packed_as_the_laptop_can_unpack(
    light_server: Server, space: MadeSpace, device: Device, accepted: str, used: str | None
) -> None:
    headers = {"accept-encoding": accepted, "authorization": f"Bearer {device.token}"}
    body = b'{"protocol":1,"schema_version":1}'
    response = light_server.handle(Request("POST", "/v1/download", headers, body))
    assert response.headers.get("Content-Encoding") == used
    assert response.headers["Vary"] == "Accept-Encoding"
    assert len(unpack(response.body, used, DownloadReply).pages) == 3


@pytest.mark.parametrize("path", ["/v1/hello", "/nowhere"])
def test_every_answer_is_kept_out_of_caches_and_frames(light_server: Server, path: str) -> None:
    headers = light_server.handle(Request("GET", path)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert not {name.lower() for name in headers} & {"server", "x-powered-by"}


class StuckClock(FakeClock):
    """A clock that stops whoever asks it, until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.is_stuck = False
        self.asked, self.let_go = threading.Event(), threading.Event()

    def __call__(self) -> datetime:
        if self.is_stuck:
            self.asked.set()
            self.let_go.wait(20)
        return super().__call__()


@pytest.fixture
def stuck(sqlite_url: str) -> Iterator[tuple[Server, StuckClock]]:
    engine, clock = open_engine(sqlite_url), StuckClock()
    yield Server(engine, clock=clock, admitted=1), clock
    engine.dispose()


def test_a_full_server_asks_to_come_back(stuck: tuple[Server, StuckClock]) -> None:
    server, clock = stuck
    clock.is_stuck = True
    thread = threading.Thread(target=post, args=(server, "/v1/challenge", b"{}"))
    thread.start()
    clock.asked.wait(20)
    response = post(server, "/v1/token", b'{"assertion":""}')
    assert (refusal_of(response).error, response.headers["Retry-After"]) == ("server_busy", "3")
    clock.let_go.set()
    thread.join(20)
    clock.is_stuck = False
    assert post(server, "/v1/challenge", b"{}").status == 200


def test_a_failure_inside_is_a_number_and_no_words(light_server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_self: object, _now: datetime) -> str:
        raise ZeroDivisionError("Aïcha Traoré, 12 rue du Gros-Chêne")

    monkeypatch.setattr(type(light_server.centre.nonces), "make", fail)
    with capture_logs() as logged:
        response = post(light_server, "/v1/challenge", b"{}")
    refusal = refusal_of(response)
    assert (refusal.error, response.headers["Retry-After"]) == ("server_failed", "3")
    (line,) = logged
    assert (line["incident"], line["kind"], line["path"]) == (
        refusal.details["incident"],
        "ZeroDivisionError",
        "/v1/challenge",
    )
    assert any("test_server_handle.py" in place for place in line["places"])
    assert "Aïcha" not in repr(line)
    assert "Aïcha" not in response.body.decode()


def test_a_database_that_is_gone_is_a_failure_like_another(
    light_server: Server, space: MadeSpace, device: Device
) -> None:
    device.exchange()
    with light_server.centre.database.write() as connection:
        connection.exec_driver_sql("DROP TABLE received_change")
    with capture_logs() as logged, pytest.raises(RefusedError, match="server_failed"):
        device.send(registered(space))
    assert logged[0]["kind"] == "OperationalError"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(path=st.sampled_from(POSTED), body=st.binary(max_size=200) | JSON.map(msgspec.json.encode))
def test_no_body_breaks_the_server(light_server: Server, path: str, body: bytes) -> None:
    assert post(light_server, path, body).status < 500


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(
    fields=st.dictionaries(st.sampled_from(["family_name", "phone", "created_at", "x"]), st.tuples(JSON, JSON)),
    kind=st.sampled_from(["set", "archive", "x"]),
    seen=st.integers(),
    rows=st.integers(),
)
def test_no_change_breaks_the_server(
    light_server: Server,
    device: Device,
    space: MadeSpace,
    fields: dict[str, tuple[object, object]],
    kind: str,
    seen: int,
    rows: int,
) -> None:
    change = new_change("resident", space.site_id, fields, space.staff_id, kind=kind, base_revision=seen)
    (numbered,) = device.number([change])
    request = ExchangeRequest(1, 1, Cursor(str(light_server.centre.identity.epoch), 0), [numbered], rows)
    headers = {"authorization": f"Bearer {device.token}"}
    response = light_server.handle(Request("POST", "/v1/exchange", headers, msgspec.json.encode(request)))
    assert response.status < 500
    if response.status != 200:
        device.next_seq -= 1
