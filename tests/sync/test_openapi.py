"""/openapi.json is the truth: whatever schemathesis sends, each answer is one that the document announces, in the form
it announces, and the only failure of the server itself is a 503 that says when to come back.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from sqlalchemy import select

from intake_app.domain.actor import new_uuid7
from sync.protocol.errors import CATALOGUE
from sync.protocol.version import PROTOCOL
from sync.server.endpoints import ENDPOINTS
from sync.server.handle import Server
from sync.server.tables import DEVICE
from tests.common.devices import Device
from tests.common.servers import RunningServer, make_space
from tests.conftest import Counts

# what is well formed may still be refused for what it says: as too new a protocol, as no nonce of ours
MEANT = [*map(str, sorted({*CATALOGUE.values()} - {503})), "2xx", "503"]
CHECKS = {
    "not_a_server_error": {"expected-statuses": ["2xx", "4xx", "503"]},
    "positive_data_acceptance": {"expected-statuses": MEANT},
    # a program too old is told so whoever it is, and who sends no token with it
    "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "405", "409", "413", "426", "503"]},
    "missing_required_header": {"enabled": False},
}
pytestmark = [
    # seconds that a nightly run may take before it counts as stuck
    pytest.mark.timeout(900),
    # Hypothesis telling schemathesis that what it invents is long
    pytest.mark.filterwarnings("ignore:Generating overly large repr"),
]


@pytest.fixture
def device(light_server: Server) -> Device:
    return Device(light_server, make_space(light_server).code)


Answered = set[tuple[str, int]]
"""Paths, and the statuses they answered with."""


def answers_not_announced(
    server: Server, seconds: int, *, seed: int | None, token: str = "", answered: Answered | None = None
) -> Iterator[str]:
    """What contradicts the document, found within `seconds`; `answered` learns who answered what."""
    known = {"seed": seed} if seed is not None else {}
    headers = {"headers": {"Authorization": f"Bearer {token}"}} if token else {}
    said = {"max-time": seconds, "max-failures": 5, "checks": CHECKS, "generation": {"database": "none"}}
    config = SchemathesisConfig.from_dict({**said, **known, **headers})
    answered = set() if answered is None else answered
    with RunningServer(server) as running:
        document = requests.get(f"{running.address}/openapi.json", timeout=20).json()
        schema = schemathesis.openapi.from_dict(without_tuples(document), config=config)
        schema.config.update(base_url=running.address)
        for event in from_schema(schema).execute():
            if isinstance(event, events.NonFatalError | events.FatalError):
                yield f"{event}"
            if isinstance(event, events.ScenarioFinished):
                answered |= answers(event)
                yield from failures(event)
    assert {path for path, _ in answered} >= {endpoint.path for endpoint in ENDPOINTS}


def answers(scenario: events.ScenarioFinished) -> Answered:
    """The answers of one scenario."""
    asked = (one for one in scenario.recorder.interactions.values() if one.response is not None)
    return {(urlsplit(one.request.uri).path, one.response.status_code) for one in asked}


def without_tuples(described: Any) -> Any:
    """The document as schemathesis can read it: it takes the members of a tuple for one schema and gives up."""
    if isinstance(described, list):
        return [without_tuples(part) for part in described]
    if isinstance(described, dict):
        return {name: without_tuples(part) for name, part in described.items() if name != "prefixItems"}
    return described


def failures(scenario: events.ScenarioFinished) -> Iterator[str]:
    """What contradicts the document in one scenario, with the request to see it again."""
    for checks in scenario.recorder.checks.values():
        for found in checks:
            if found.failure_info is not None:
                failure = found.failure_info.failure
                yield f"{failure.title}: {failure.message}\n{found.failure_info.code_sample}"


@pytest.fixture
def plausible_requests(light_server: Server) -> Iterator[None]:
    """Have well-formed requests brought as far as the real work before they are sent."""

    def before_call(_context: Any, case: Any, _kwargs: Any) -> None:
        if case.meta is not None and case.meta.generation.mode.is_positive and isinstance(case.body, dict):
            make_plausible(light_server, case.body)

    schemathesis.hook(before_call)
    yield
    schemathesis.hooks.unregister(before_call)


def make_plausible(server: Server, body: dict[str, Any]) -> None:
    """Bring what schemathesis invented as far as the real work: the right protocol and cursor, new numbers."""
    if "protocol" in body:
        body["protocol"] = PROTOCOL
    place = body.get("place") or {}
    for cursor in (body.get("cursor"), place.get("cursor")):
        if cursor is not None:
            cursor.update(epoch=str(server.centre.identity.epoch), server_seq=0, scope="")
    with server.centre.database.read() as connection:
        last = connection.scalars(select(DEVICE.c.last_seq).where(DEVICE.c.staff_id.is_not(None))).one()
    for number, change in enumerate(body.get("changes", ()), last + 1):
        change.update(change_id=str(new_uuid7()), device_seq=number)


def test_nobody_in_particular_gets_only_announced_answers(
    light_server: Server, counts: Counts, *, is_nightly: bool
) -> None:
    make_space(light_server)
    seed = None if is_nightly else 7
    assert list(answers_not_announced(light_server, counts(15, 300), seed=seed)) == []


@pytest.mark.usefixtures("plausible_requests")
def test_an_enrolled_laptop_gets_only_announced_answers(
    light_server: Server, device: Device, counts: Counts, *, is_nightly: bool
) -> None:
    answered: Answered = set()
    known = {"seed": None if is_nightly else 8, "token": device.token, "answered": answered}
    assert list(answers_not_announced(light_server, counts(35, 500), **known)) == []
    # it did get as far as the real work
    assert {("/v1/exchange", 200), ("/v1/download", 200), ("/v1/repair", 400), ("/v1/attachment/part", 404)} <= answered


def test_a_server_without_a_free_place_says_busy_and_when_to_come_back(light_server: Server) -> None:
    busy = Server(light_server.centre.database.engine, admitted=0)
    assert list(answers_not_announced(busy, 5, seed=9)) == []
