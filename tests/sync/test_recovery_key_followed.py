"""The vault follows the organisation's key that the centre gave last, and nobody else's."""

from __future__ import annotations

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.vault import Vault
from sync.client.premises import Premises
from sync.client.recovery_terms import KEY_FOLLOWED, keep_recovery_terms, read_recovery_terms
from sync.client.workplace import Workplace
from sync.protocol.recovery import (
    spoken_code,
    write_request,
)
from sync.server.handle import Server
from sync.server.recovery_terms import give_recovery_key
from tests.common.servers import MadeSpace
from tests.sync.emptying import PHRASE, begin
from tests.sync.recovery_ceremony import Ceremony
from tests.sync.recovery_scene import NEW, ask, ceremony, deeds, hers, premises, public_of, server

__all__ = ["ceremony", "hers", "premises", "server"]


def test_another_key_of_the_organisation_is_followed_and_the_one_before_opens_no_more(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    ceremony.make("later")
    give_recovery_key(server.centre, space.space_id, public_of(ceremony, "later"))
    hers.exchange()
    hers.close()
    request = ask(premises, space)
    assert ceremony.answer(write_request(request), spoken_code(request))[0] == ""
    answer, _ = ceremony.answer(write_request(request), spoken_code(request), "later")
    back = premises.open_answered(space.staff_id, NEW, answer)
    assert deeds(back, KEY_FOLLOWED) == [KEY_FOLLOWED, KEY_FOLLOWED]
    give_recovery_key(server.centre, space.space_id, None)
    back.exchange()
    back.close()
    assert not premises.may_ask()
    with pytest.raises(KnownError, match="recovery_not_given"):
        ask(premises, space)
    assert premises.asked(space.staff_id) is None


def test_a_laptop_killed_before_it_followed_follows_at_the_next_opening(
    premises: Premises, hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    ceremony.make("later")
    give_recovery_key(server.centre, space.space_id, public_of(ceremony, "later"))
    hers.exchange()
    hers.store.close()
    hers.keys.wipe()
    assert Vault.load(premises.folder).organisation_key == public_of(ceremony)
    workplace = premises.unlock(space.staff_id, PHRASE)
    assert Vault.load(premises.folder).organisation_key == public_of(ceremony, "later")
    workplace.close()


def test_a_laptop_that_joined_before_there_was_a_key_gets_it_by_an_exchange(
    premises: Premises, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    workplace = begin(premises, space)
    assert not premises.may_ask()
    give_recovery_key(server.centre, space.space_id, public_of(ceremony))
    workplace.exchange()
    workplace.close()
    assert Vault.load(premises.folder).organisation_key == public_of(ceremony)


def test_only_the_centre_gives_a_key_to_each_laptop_its_own_and_an_older_one_changes_nothing(
    hers: Workplace, space: MadeSpace, ceremony: Ceremony, server: Server
) -> None:
    def kept() -> str:
        terms = hers.store.read(lambda session: read_recovery_terms(session.connection()))
        assert terms is not None
        return terms.public_key

    first = hers.store.read(lambda session: read_recovery_terms(session.connection()))
    assert first is not None
    ceremony.make("later")
    give_recovery_key(server.centre, space.space_id, public_of(ceremony, "later"))
    hers.exchange()
    after = kept()
    assert after != first.public_key
    with hers.store.direct() as connection:
        keep_recovery_terms(connection, hers._known_self(), first)
    assert kept() == after
    for forged in (
        msgspec.structs.replace(first, public_key=after),
        msgspec.structs.replace(first, given_at="2099-01-01T00:00:00Z"),
        msgspec.structs.replace(first, device_id=str(space.staff_id)),
    ):
        with hers.store.direct() as connection, pytest.raises(KnownError, match="receipt_wrong"):
            keep_recovery_terms(connection, hers._known_self(), forged)
    assert kept() == after
