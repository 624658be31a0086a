"""The web server around the core: bodies bounded as they arrive, every refusal in its form, its routes documented."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
import requests

from sync.protocol.errors import CATALOGUE
from sync.protocol.joining import Hello
from sync.protocol.messages import ExchangeRequest, Refusal
from sync.protocol.version import MAX_BODY
from sync.server.app import create_app
from sync.server.documentation import schema_of
from sync.server.endpoints import ENDPOINTS
from sync.server.handle import Server
from tests.common.servers import RunningServer

HURRY = 20


@pytest.fixture
def running(light_server: Server) -> Iterator[RunningServer]:
    with RunningServer(light_server) as running:
        yield running


@pytest.fixture
def described(light_server: Server) -> dict[str, Any]:
    return create_app(light_server).openapi()


def test_the_greeting_travels(running: RunningServer) -> None:
    response = requests.get(running.address + "/v1/hello", timeout=HURRY)
    assert msgspec.json.decode(response.content, type=Hello).name == "Rennes"
    assert "server" not in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["/", "/docs", "/redoc", "/v1/nothing", "/v1/hello/", "/v1/%00", "/v1/h\u00e9llo"])
def test_what_has_no_route_is_refused_like_the_rest(running: RunningServer, path: str) -> None:
    response = requests.get(running.address + path, timeout=HURRY, allow_redirects=False)
    assert (response.status_code, response.json()["error"]) == (404, "not_found")
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
def test_a_wrong_method_is_refused_like_the_rest(running: RunningServer, method: str) -> None:
    response = requests.request(method, running.address + "/v1/hello", timeout=HURRY)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET")


def test_a_body_announced_too_large_is_refused_before_it_is_sent(running: RunningServer) -> None:
    connection = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=HURRY)
    connection.putrequest("POST", "/v1/exchange")
    connection.putheader("Content-Length", str(MAX_BODY + 1))
    connection.endheaders()
    response = connection.getresponse()
    assert (response.status, msgspec.json.decode(response.read(), type=Refusal).error) == (413, "body_too_large")
    connection.close()


def test_a_body_without_end_is_cut_off(running: RunningServer) -> None:
    connection = http.client.HTTPConnection(urlsplit(running.address).netloc, timeout=HURRY)
    connection.putrequest("POST", "/v1/exchange")
    connection.putheader("Transfer-Encoding", "chunked")
    connection.endheaders()
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    sent = 0
    try:
        while sent < 20 * MAX_BODY:
            connection.send(chunk)
            sent += 0x10000
    except OSError:
        # the server closed the door
        pass
    assert sent < 20 * MAX_BODY
    connection.close()


def test_a_refusal_keeps_its_status_and_nonce(running: RunningServer) -> None:
    request = {"protocol": 1, "schema_version": 1, "cursor": {"epoch": "", "server_seq": 0}}
    response = requests.post(running.address + "/v1/exchange", json=request, timeout=HURRY)
    assert (response.status_code, response.json()["error"]) == (401, "token_expired")
    assert response.json()["nonce"]


def test_only_the_description_is_answered_besides_the_routes(running: RunningServer) -> None:
    response = requests.get(running.address + "/openapi.json", timeout=HURRY)
    assert set(response.json()["paths"]) == {endpoint.path for endpoint in ENDPOINTS}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
def test_every_refusal_of_a_route_is_described(described: dict[str, Any], endpoint: Any) -> None:
    operation = described["paths"][endpoint.path][endpoint.method.lower()]
    statuses = {str(CATALOGUE[key]) for key in endpoint.refusals}
    assert set(operation["responses"]) == {"200"} | statuses
    for key in endpoint.refusals:
        assert key in operation["responses"][str(CATALOGUE[key])]["description"]
    assert ("requestBody" in operation) == (endpoint.message is not None)


def test_every_refusal_of_the_catalogue_belongs_to_a_route() -> None:
    assert {key for endpoint in ENDPOINTS for key in endpoint.refusals} == set(CATALOGUE)


def test_a_described_message_is_complete_in_itself() -> None:
    schema = schema_of(ExchangeRequest)
    assert "$ref" not in repr(schema)
    assert schema["properties"]["changes"]["items"]["properties"]["fields"]["type"] == "object"
