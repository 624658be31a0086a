"""The key ring as a second factor of a laptop: turned on, followed, lost, left, and killed in the middle of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.domain.staff import StaffMember
from intake_app.storage import audit
from intake_app.storage.emptying import NOTICE_NAME
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.opening import open_store
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.vault import Vault
from sync.client import key_change, key_ring, laptop_people
from sync.client.key_ring import RING_LEFT, RING_USED, RingState
from sync.client.laptop_people import KEY_CHANGED
from sync.client.premises import Premises
from sync.client.workplace import Workplace
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from tests.common.memory_ring import MemoryRing, install_ring, take_ring_away
from tests.common.servers import MadeSpace
from tests.sync.emptying import PHRASE, KilledError, Line, begin
from tests.sync.test_key_change import root_of

NEW = "trois marches deux palmiers un vélo"
YANNS = "le banc devant la fontaine"
SHEET = new_code()


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryRing:
    return install_ring(monkeypatch)


@pytest.fixture
def premises(tmp_path: Path, server: Server) -> Premises:
    return Premises(tmp_path / "Palier", Line(server), FLOOR)


@pytest.fixture
def yann(server: Server, space: MadeSpace) -> UUID:
    member = space.actor().create(StaffMember, first_name="Yann", family_name="Le Bihan", role="outreach")
    seed_rows(server.centre, space.space_id, [member])
    return member.id


@pytest.fixture
def hers(premises: Premises, space: MadeSpace, yann: UUID, ring: MemoryRing) -> Iterator[Workplace]:
    """Her laptop, open; she has a sheet, Yann works here too and has none."""
    workplace = begin(premises, space)
    workplace.people().add(yann, YANNS, PHRASE)
    workplace.people().keep_sheet(SHEET)
    yield workplace
    if not workplace.keys.is_wiped:
        workplace.close()


def deeds(workplace: Workplace) -> list[str]:
    assert workplace.store.read(audit.check_trail).is_whole
    return [entry.deed for entry in workplace.store.read(audit.read_deeds, (RING_USED, RING_LEFT, KEY_CHANGED))]


def test_turned_on_it_is_needed_and_what_was_copied_before_opens_nothing_after(
    premises: Premises, hers: Workplace, space: MadeSpace, ring: MemoryRing, tmp_path: Path
) -> None:
    before, old = Path(shutil.copytree(premises.folder, tmp_path / "before")), root_of(hers.keys)
    assert hers.people().look_at_ring() == RingState(is_offered=True, is_used=False, is_lost=False)
    hers.people().use_ring(PHRASE)
    assert hers.people().look_at_ring() == RingState(is_offered=True, is_used=True, is_lost=False)
    assert len(ring.kept) == 1
    hers.close()
    kept, ring.kept = ring.kept, {}
    with pytest.raises(KnownError, match="key_ring_missing"):
        premises.unlock(space.staff_id, PHRASE)
    # the vault file of before, which needed no pepper: the key it opens to is not the key any more
    with Vault.load(before).unlock(space.staff_id, PHRASE) as keys:
        assert bytes(keys.root) == bytes(old.root)
        with pytest.raises(KnownError):
            open_store(premises.folder, keys)
    ring.kept = kept
    again = premises.unlock(space.staff_id, PHRASE)
    assert deeds(again) == [RING_USED, KEY_CHANGED]
    again.close()


def test_a_ring_that_was_emptied_leaves_the_sheet_and_can_be_used_anew(
    premises: Premises, hers: Workplace, space: MadeSpace, ring: MemoryRing
) -> None:
    hers.people().use_ring(PHRASE)
    hers.close()
    ring.kept.clear()
    back = premises.recover(space.staff_id, SHEET, NEW)
    assert back.people().look_at_ring() == RingState(is_offered=True, is_used=True, is_lost=True)
    assert not Vault.load(premises.folder).peppers
    back.close()
    again = premises.unlock(space.staff_id, NEW)
    again.people().use_ring(NEW)
    assert len(ring.kept) == len(Vault.load(premises.folder).peppers) == 1
    again.people().change_passphrase(NEW, PHRASE)
    assert len(Vault.load(premises.folder).peppers) == 1
    again.close()
    premises.unlock(space.staff_id, PHRASE).close()


def test_a_colleague_follows_once_they_have_another_way_in(
    premises: Premises, hers: Workplace, yann: UUID, ring: MemoryRing
) -> None:
    hers.people().use_ring(PHRASE)
    hers.close()

    def needs_it() -> bool:
        slots = Vault.load(premises.folder)._stored.body.slots_of("passphrase")  # type: ignore[arg-type]
        return any(slot.pepper for slot in slots if slot.staff_id == yann)

    his = premises.unlock(yann, YANNS)
    assert not needs_it()
    with pytest.raises(KnownError, match="key_ring_needs_way_back"):
        his.people().use_ring(YANNS)
    his.people().keep_sheet(new_code())
    his.close()
    premises.unlock(yann, YANNS).close()
    assert needs_it()
    premises.unlock(yann, YANNS).close()
    assert len(ring.kept) == 1


def test_left_it_goes_once_nobody_needs_it_any_more(
    premises: Premises, hers: Workplace, space: MadeSpace, yann: UUID, ring: MemoryRing
) -> None:
    hers.people().use_ring(PHRASE)
    hers.close()
    his = premises.unlock(yann, YANNS)
    his.people().keep_sheet(new_code())
    his.close()
    premises.unlock(yann, YANNS).close()
    again = premises.unlock(space.staff_id, PHRASE)
    with pytest.raises(KnownError, match="wrong_passphrase"):
        again.people().leave_ring("pas la bonne phrase")
    again.people().leave_ring(PHRASE)
    assert deeds(again)[-1] == RING_LEFT
    again.close()
    # Yann's slot needs it until he comes in
    assert len(ring.kept) == 1
    premises.unlock(yann, YANNS).close()
    assert ring.kept == {}
    for staff_id, phrase in ((space.staff_id, PHRASE), (yann, YANNS)):
        premises.unlock(staff_id, phrase).close()


def test_without_a_ring_nothing_is_offered_and_nothing_changes(
    premises: Premises, hers: Workplace, space: MadeSpace, ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.is_locked = True
    with pytest.raises(KnownError, match="key_ring_refused"):
        hers.people().use_ring(PHRASE)
    take_ring_away(monkeypatch)
    assert hers.people().look_at_ring() == RingState(is_offered=False, is_used=False, is_lost=False)
    with pytest.raises(KnownError, match="key_ring_absent"):
        hers.people().use_ring(PHRASE)
    assert deeds(hers) == []
    hers.close()
    premises.unlock(space.staff_id, PHRASE).close()


STEPS: dict[str, tuple[Any, str]] = {
    "the ring": (key_ring, "make_pepper"),
    "the store": (laptop_people, "begin_using"),
    "the slot": (Vault, "renew_slot"),
    "the key": (key_change, "ask_for"),
}


@pytest.mark.parametrize("step", sorted(STEPS))
@pytest.mark.parametrize("is_done", [False, True])
def test_killed_at_any_step_of_turning_it_on_the_passphrase_opens(
    premises: Premises,
    hers: Workplace,
    space: MadeSpace,
    ring: MemoryRing,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    *,
    is_done: bool,
) -> None:
    owner, name = STEPS[step]
    original = getattr(owner, name)

    def killed(*given: object) -> None:
        if is_done:
            original(*given)
        raise KilledError

    with monkeypatch.context() as dying:
        dying.setattr(owner, name, killed)
        with pytest.raises(KilledError):
            hers.people().use_ring(PHRASE)
    hers.store.close()
    hers.keys.wipe()
    again = premises.unlock(space.staff_id, PHRASE)
    is_wanted = again.people().look_at_ring().is_used
    assert is_wanted is (step in ("the slot", "the key") or (step == "the store" and is_done))
    assert bool(Vault.load(premises.folder).peppers) is is_wanted
    again.close()
    last = premises.unlock(space.staff_id, PHRASE)
    # whatever was killed, a slot that needs a pepper opens to a key that no copy of the slot before does
    assert deeds(last)[-1:] == ([KEY_CHANGED] if is_wanted else [])
    last.close()


def test_emptied_by_order_nothing_is_left_in_the_ring(premises: Premises, hers: Workplace, ring: MemoryRing) -> None:
    hers.people().use_ring(PHRASE)
    (premises.folder / NOTICE_NAME).write_bytes(b"{}")
    hers.close()
    assert ring.kept == {}
