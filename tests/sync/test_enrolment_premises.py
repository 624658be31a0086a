"""The first start of a program on a computer, from the vault to the first exchange, with everything that may cut it
short.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.server.handle import Server
from tests.common.direct_transport import DirectTransport
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, make_space

PHRASE = "quatre marches puis la loge"
ADDRESS = "https://palier.exemple.fr"


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def transport(server: Server) -> DirectTransport:
    """The laptop's way to the server, which the test can cut."""
    return DirectTransport(server)


@pytest.fixture
def premises(tmp_path: Path, transport: DirectTransport) -> Premises:
    """A folder without a vault."""
    return Premises(tmp_path / "Palier", lambda _address: transport, FLOOR)


def start(premises: Premises, code: str, phrase: str = PHRASE) -> Workplace:
    """What the first start does, step by step."""
    invitation = premises.ask_invitation(ADDRESS, code)
    return premises.create(ADDRESS, code, invitation, phrase, "Loge Volga")


def test_after_the_first_start_the_vault_opens_without_network(
    premises: Premises, transport: DirectTransport, space: MadeSpace
) -> None:
    workplace = start(premises, space.code)
    workplace.exchange()
    workplace.close()
    transport.is_cut = True
    assert [owner.staff_id for owner in premises.owners()] == [space.staff_id]
    again = premises.unlock(space.staff_id, PHRASE)
    assert (again.actor.space_id, again.actor.role) == (space.space_id, "caretaker")
    with pytest.raises(KnownError, match="server_unreachable"):
        again.exchange()
    again.close()


def test_a_first_start_cut_short_by_the_network_is_simply_repeated(
    premises: Premises, transport: DirectTransport, space: MadeSpace
) -> None:
    invitation = premises.ask_invitation(ADDRESS, space.code)
    transport.is_cut = True
    for _ in range(2):
        with pytest.raises(KnownError, match="server_unreachable"):
            premises.create(ADDRESS, space.code, invitation, PHRASE, "Loge Volga")
    transport.is_cut = False
    with pytest.raises(KnownError, match="wrong_passphrase"):
        premises.create(ADDRESS, space.code, invitation, "une autre phrase entièrement", "Loge Volga")
    workplace = premises.create(ADDRESS, space.code, invitation, PHRASE, "Loge Volga")
    assert workplace.exchange().received > 0
    workplace.close()


def test_a_vault_whose_first_start_was_cut_short_joins_when_it_is_next_opened(
    premises: Premises, transport: DirectTransport, space: MadeSpace
) -> None:
    invitation = premises.ask_invitation(ADDRESS, space.code)
    transport.is_cut = True
    with pytest.raises(KnownError, match="server_unreachable"):
        premises.create(ADDRESS, space.code, invitation, PHRASE, "Loge Volga")
    with pytest.raises(KnownError, match="server_unreachable"):
        premises.unlock(space.staff_id, PHRASE)
    transport.is_cut = False
    workplace = premises.unlock(space.staff_id, PHRASE)
    assert workplace.enrolment is not None
    workplace.close()


def test_a_code_that_died_meanwhile_is_replaced_by_a_new_one_in_the_same_vault(
    premises: Premises, transport: DirectTransport, space: MadeSpace, server: Server, server_clock: FakeClock
) -> None:
    invitation = premises.ask_invitation(ADDRESS, space.code)
    transport.is_cut = True
    with pytest.raises(KnownError, match="server_unreachable"):
        premises.create(ADDRESS, space.code, invitation, PHRASE, "Loge Volga")
    transport.is_cut = False
    server_clock.advance(hours=25)
    with pytest.raises(KnownError, match="code_expired"):
        premises.unlock(space.staff_id, PHRASE)
    workplace = start(premises, space.another_code(server))
    workplace.exchange()
    workplace.close()


def test_a_vault_killed_before_its_intent_was_kept_starts_again(
    premises: Premises, space: MadeSpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    invitation = premises.ask_invitation(ADDRESS, space.code)
    monkeypatch.setattr("sync.client.workplace.keep_intent", killed)
    with pytest.raises(KeyboardInterrupt):
        premises.create(ADDRESS, space.code, invitation, PHRASE, "Loge Volga")
    monkeypatch.undo()
    with pytest.raises(KnownError, match="not_joined"):
        premises.unlock(space.staff_id, PHRASE)
    workplace = premises.create(ADDRESS, space.code, invitation, PHRASE, "Loge Volga")
    workplace.exchange()
    workplace.close()


def test_a_vault_that_has_joined_is_never_started_again(premises: Premises, space: MadeSpace, server: Server) -> None:
    start(premises, space.code).close()
    with pytest.raises(KnownError, match="vault_already_there"):
        start(premises, space.another_code(server))
    assert premises.unlock(space.staff_id, PHRASE).enrolment is not None


def test_nobody_starts_in_the_vault_of_somebody_else(premises: Premises, space: MadeSpace, server: Server) -> None:
    start(premises, space.code).close()
    other = make_space(server)
    with pytest.raises(KnownError, match="vault_already_there"):
        start(premises, other.code)


def test_a_laptop_keeps_its_token_from_one_exchange_to_the_next(
    premises: Premises, transport: DirectTransport, space: MadeSpace
) -> None:
    workplace = start(premises, space.code)
    workplace.exchange()
    transport.calls.clear()
    workplace.exchange()
    assert transport.calls == ["/v1/exchange"]
    workplace.close()
