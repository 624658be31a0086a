"""Killed at any step of coming back in, it is gone on with."""

from __future__ import annotations

from typing import Any

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.asked_slot import FILE_NAME as ASKED
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.vault import Vault
from sync.client import key_change, laptop_people
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.protocol.recovery import (
    spoken_code,
    write_request,
)
from tests.common.servers import MadeSpace
from tests.sync.emptying import PHRASE, KilledError
from tests.sync.recovery_ceremony import Ceremony
from tests.sync.recovery_scene import NEW, ask, ceremony, hers, names_on, premises, server

__all__ = ["ceremony", "hers", "premises", "server"]


OWNERS: dict[str, Any] = {"adopt": Vault, "ask_for": key_change, "forget_asked": laptop_people}


@pytest.mark.parametrize("name", sorted(OWNERS))
@pytest.mark.parametrize("is_done", [False, True])
def test_killed_at_any_step_of_coming_back_in_it_is_gone_on_with(
    premises: Premises,
    hers: Workplace,
    space: MadeSpace,
    ceremony: Ceremony,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    *,
    is_done: bool,
) -> None:
    seen = Keys(hers.keys.vault_id, bytearray(hers.keys.root))
    hers.close()
    request = ask(premises, space)
    answer, _ = ceremony.answer(write_request(request), spoken_code(request))
    owner = OWNERS[name]
    original = getattr(owner, name)

    def killed(*given: object) -> None:
        if is_done:
            original(*given)
        raise KilledError

    with monkeypatch.context() as dying:
        dying.setattr(owner, name, killed)
        # a process that is killed closes nothing, and changes no key
        dying.setattr(Workplace, "close", lambda workplace: (workplace.store.close(), workplace.keys.wipe()))
        with pytest.raises(KilledError):
            premises.open_answered(space.staff_id, NEW, answer)
    is_adopted = name != "adopt" or is_done
    if is_adopted:
        back = premises.unlock(space.staff_id, NEW)
    else:
        premises.unlock(space.staff_id, PHRASE).close()
        back = premises.open_answered(space.staff_id, NEW, answer)
    assert names_on(back) == ["Kerdoncuff"]
    back.close()
    with pytest.raises(KnownError):
        open_store(premises.folder, seen)
    assert not (premises.folder / ASKED).exists()
    premises.unlock(space.staff_id, NEW).close()
