"""A laptop joins a space: codes as people type them, answers lost on the way, kills at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from sync.client.enrolment import ask_invitation, identity_of, join, keep_intent, read_enrolment, tidy_code
from sync.client.identity import Enrolment
from sync.protocol.joining import Challenge
from sync.protocol.messages import DownloadReply, DownloadRequest
from sync.server.administration.laptops import approve, revoke
from sync.server.handle import Response, Server
from sync.server.tables import DEVICE
from tests.common.direct_transport import DirectTransport
from tests.common.laptops import FakeClock, made_keys, new_store
from tests.common.servers import MadeSpace, make_space
from tests.sync.fleet_faults import Killed, Saboteur

ADDRESS = "https://palier.exemple.fr"


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def keys() -> Keys:
    """The keys of an open vault."""
    return made_keys()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    opened = new_store(tmp_path)
    yield opened
    opened.close()


def try_to_join(server: Server, store: Store, keys: Keys, code: str) -> Enrolment:
    """Join with a code, in one go."""
    keep_intent(store, keys, ADDRESS, code, "Loge Volga")
    return join(store, keys, lambda _address: DirectTransport(server))


def laptops_at(server: Server) -> list[Any]:
    """The laptops that the centre knows."""
    with server.centre.database.read() as connection:
        return list(connection.execute(select(DEVICE).where(DEVICE.c.staff_id.is_not(None))))


@pytest.mark.parametrize(
    "typed",
    [
        "ABCD-EFGH-IJKL-MN23",
        "abcdefghijklmn23",
        " abcd efgh\tijkl mn23 ",
        "ABCD–EFGH–IJKL–MN23",
        "abcdefgh1jklmn23",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert tidy_code(typed) == "ABCDEFGHIJKLMN23"


@pytest.mark.parametrize("typed,meant", [("0", "O"), ("1", "I"), ("8", "B"), ("o", "O"), ("l", "L")])
def test_letters_and_digits_that_look_alike_are_told_apart_for_the_person(typed: str, meant: str) -> None:
    assert tidy_code("A" * 15 + typed) == "A" * 15 + meant


@pytest.mark.parametrize("typed", ["", "ABCD", "A" * 17, "A" * 15 + "9", "A" * 15 + "É", "A" * 15 + "٣", "-" * 16])
def test_what_cannot_be_a_code_is_refused_before_anybody_is_asked(server: Server, store: Store, typed: str) -> None:
    transport = DirectTransport(server)
    with pytest.raises(KnownError, match="code_malformed"):
        ask_invitation(transport, typed)
    with pytest.raises(KnownError, match="code_malformed"):
        keep_intent(store, made_keys(), ADDRESS, typed, "Loge Volga")
    assert transport.calls == []


def test_a_code_nobody_gave_is_refused_and_nothing_is_kept(server: Server, store: Store, keys: Keys) -> None:
    with pytest.raises(KnownError, match="code_wrong"):
        ask_invitation(DirectTransport(server), "A" * 16)
    with pytest.raises(KnownError, match="code_wrong"):
        try_to_join(server, store, keys, "A" * 16)
    assert store.read(lambda session: read_enrolment(session.connection())) is None


def test_a_code_misread_in_its_look_alikes_joins_all_the_same(
    server: Server, space: MadeSpace, store: Store, keys: Keys
) -> None:
    misread = space.code.translate(str.maketrans("OIB", "018")).lower()
    invitation = ask_invitation(DirectTransport(server), misread)
    assert (invitation.staff_first_name, invitation.space_name) == ("Claire", "Blosne")
    assert try_to_join(server, store, keys, misread).staff_id == str(space.staff_id)


def test_a_code_another_laptop_used_is_refused(server: Server, space: MadeSpace, store: Store, tmp_path: Path) -> None:
    first = new_store(tmp_path / "first", 2)
    try_to_join(server, first, made_keys(2), space.code)
    first.close()
    with pytest.raises(KnownError, match="code_used"):
        try_to_join(server, store, made_keys(), space.code)
    with pytest.raises(KnownError, match="code_used"):
        ask_invitation(DirectTransport(server), space.code)


def test_a_code_of_yesterday_is_refused_and_todays_takes_its_place(
    server: Server, space: MadeSpace, server_clock: FakeClock, store: Store, keys: Keys
) -> None:
    server_clock.advance(hours=25)
    with pytest.raises(KnownError, match="code_expired"):
        try_to_join(server, store, keys, space.code)
    joined = try_to_join(server, store, keys, space.another_code(server))
    assert joined.staff_id == str(space.staff_id)


def test_nobody_joins_who_was_not_invited(server: Server, store: Store, keys: Keys) -> None:
    with pytest.raises(KnownError, match="not_joined"):
        join(store, keys, lambda _address: DirectTransport(server))


@pytest.mark.parametrize("path", ["/v1/hello", "/v1/challenge", "/v1/enrolment"])
def test_an_answer_lost_on_the_way_wastes_neither_code_nor_key(
    server: Server, space: MadeSpace, store: Store, keys: Keys, path: str
) -> None:
    transport = DirectTransport(server)

    def lose(asked: str, _response: Response) -> None:
        if asked == path:
            raise KnownError("server_slow")

    transport.fault = lose
    keep_intent(store, keys, ADDRESS, space.code, "Loge Volga")
    for _ in range(2):
        with pytest.raises(KnownError, match="server_slow"):
            join(store, keys, lambda _address: transport)
    transport.fault = None
    joined = join(store, keys, lambda _address: transport)
    assert [str(device.id) for device in laptops_at(server)] == [joined.device_id]
    assert_can_speak(server, joined, keys)


def test_the_code_typed_again_after_its_answer_was_lost_is_the_same_laptop(
    server: Server, space: MadeSpace, store: Store, keys: Keys
) -> None:
    first = try_to_join(server, store, keys, space.code)
    again = try_to_join(server, store, keys, space.code.lower())
    assert again == first
    assert len(laptops_at(server)) == 1


def assert_can_speak(server: Server, joined: Enrolment, keys: Keys) -> None:
    """The laptop's key is the one the centre knows."""
    transport = DirectTransport(server)
    token = identity_of(joined, keys).token(transport)
    reply = transport.call("/v1/download", DownloadRequest(1, 1), DownloadReply, token)
    assert reply.pages


def test_a_laptop_killed_at_any_statement_of_joining_joins_as_one_laptop(
    server: Server, space: MadeSpace, tmp_path: Path, keys: Keys
) -> None:
    statements = 0
    while True:
        code = space.another_code(server)
        store = new_store(tmp_path / f"{statements}")
        saboteur = Saboteur(store._engine)
        saboteur.arm(statements)
        known = len(laptops_at(server))
        try:
            try_to_join(server, store, keys, code)
        except Killed:
            store.close()
            store = open_store(tmp_path / f"{statements}", keys)
            try_to_join(server, store, keys, code)
        else:
            break
        finally:
            saboteur.disarm()
            store.close()
        assert len(laptops_at(server)) == known + 1
        statements += 1
    assert statements > 8


def test_a_laptop_that_needs_approval_says_so_until_it_has_it(server: Server, store: Store, keys: Keys) -> None:
    space = make_space(server, needs_approval=True)
    joined = try_to_join(server, store, keys, space.code)
    transport, identity = DirectTransport(server), identity_of(joined, keys)
    for _ in range(2):
        with pytest.raises(KnownError, match="device_pending"):
            identity.token(transport)
    approve(server.centre, joined.fingerprint)
    assert_can_speak(server, joined, keys)
    revoke(server.centre, joined.device_id)
    with pytest.raises(KnownError, match="device_revoked"):
        identity_of(joined, keys).token(transport)


def test_the_private_key_is_sealed_under_the_vaults(server: Server, space: MadeSpace, store: Store, keys: Keys) -> None:
    joined = try_to_join(server, store, keys, space.code)
    with pytest.raises(KnownError, match="sealed_part_damaged"):
        identity_of(joined, made_keys(2))


def test_a_lost_token_costs_one_more_challenge_only(server: Server, space: MadeSpace, store: Store, keys: Keys) -> None:
    joined = try_to_join(server, store, keys, space.code)
    transport, identity = DirectTransport(server), identity_of(joined, keys)

    def lose(path: str, _response: Response) -> None:
        if path == "/v1/token":
            raise KnownError("server_slow")

    transport.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        identity.token(transport)
    transport.fault = None
    assert identity.token(transport) == identity.token(transport)
    assert transport.calls == ["/v1/challenge", "/v1/token"] * 2
    assert transport.call("/v1/challenge", {}, Challenge).nonce
