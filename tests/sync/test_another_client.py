"""sync/README.md is enough to write another client from: one was, and works against a real centre. And the page names
whatever a client may meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from intake_app.storage.change_capture import SCHEMA_VERSION
from sync.protocol.errors import CATALOGUE, CHANGE_REASONS
from sync.protocol.version import PROTOCOL
from sync.server.administration.laptops import approve
from sync.server.endpoints import ENDPOINTS
from sync.server.handle import Server
from tests.common.servers import ROOT, MadeSpace, RunningServer, make_space
from tests.sync import another_client
from tests.sync.another_client import AnotherLaptop, RefusedError, new_id

PAGE = (ROOT / "sync" / "README.md").read_text(encoding="utf-8")
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "sync").rglob("*.py")))


@pytest.fixture
def space(light_server: Server) -> MadeSpace:
    return make_space(light_server, needs_approval=True)


@pytest.fixture
def address(light_server: Server) -> Iterator[str]:
    with RunningServer(light_server) as running:
        yield running.address


def joined(server: Server, address: str, code: str) -> AnotherLaptop:
    """A laptop of that kind, approved by its six digits, with everything read."""
    laptop = AnotherLaptop(address, code)
    if not laptop.joined["is_approved"]:
        with pytest.raises(RefusedError, match="device_pending"):
            laptop.download()
        approve(server.centre, laptop.fingerprint)
    laptop.download()
    return laptop


def test_a_client_written_from_the_page_sends_receives_disagrees_and_agrees(
    light_server: Server, space: MadeSpace, address: str
) -> None:
    one = joined(light_server, address, space.code)
    other = joined(light_server, address, space.another_code(light_server))
    resident = new_id()
    named = {"family_name": "MARTIN", "first_name": "Awa", "neighbourhood_id": str(space.neighbourhood_id)}
    made = one.new_record("resident", resident, **named)
    assert one.exchange(made)[0]["kind"] == "applied"
    assert one.exchange(made)[0]["kind"] == "duplicate"

    for laptop in (one, other):
        laptop.exchange()
        assert laptop.rows["resident", resident].items() >= named.items()
    mine, theirs = one.edit("resident", resident, address="tour A"), other.edit("resident", resident, address="tour B")
    assert one.exchange(mine)[0]["kind"] == "applied"
    assert other.exchange(theirs)[0] | {"server_seq": 0} == {
        "change_id": theirs["change_id"], "device_seq": 1, "kind": "conflict", "server_seq": 0, "reason": None,
        "fields": ["address"],
    }  # fmt: skip
    for laptop in (one, other):
        laptop.exchange()
        (conflict,) = (row for (record_type, _), row in laptop.rows.items() if record_type == "conflict")
        assert (conflict["standing_value"], conflict["other_value"]) == ('"tour A"', '"tour B"')
        assert {name: digest for name, digest in laptop.digests.items() if digest[0]} == laptop.own_digests()


def test_what_is_said_of_a_record_that_nobody_made_is_held(
    light_server: Server, space: MadeSpace, address: str
) -> None:
    laptop = joined(light_server, address, space.code)
    change = laptop.new_record("resident", new_id(), family_name="MARTIN")
    del change["fields"]["created_at"]
    assert laptop.exchange(change)[0]["kind"] == "held"


@pytest.mark.parametrize("path", [endpoint.path for endpoint in ENDPOINTS])
def test_the_page_names_every_route(path: str) -> None:
    assert path in PAGE


@pytest.mark.parametrize("key", sorted({*CATALOGUE, *CHANGE_REASONS}))
def test_the_page_names_every_refusal(key: str) -> None:
    assert f"`{key}`" in PAGE


def test_the_page_says_which_shape_of_rows_is_in_force() -> None:
    assert f"({SCHEMA_VERSION} today)" in PAGE
    assert another_client.PROTOCOL == PROTOCOL
    assert another_client.SCHEMA == SCHEMA_VERSION


def test_the_page_says_whatever_is_signed() -> None:
    signed = set(re.findall(r"palier/[a-z-]+/v1\|", SOURCES))
    assert len(signed) >= 10
    # what the centre hashes an invitation's code with is nobody else's business
    assert {text for text in signed if text not in PAGE} == {"palier/invitation/v1|"}
