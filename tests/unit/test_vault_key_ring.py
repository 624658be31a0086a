"""A pepper from the key ring: what it adds to a passphrase, and that nothing takes it away unseen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.emptying import empty
from intake_app.storage.key_ring import SERVICE, PepperPlace, is_readable, make_pepper, read_pepper, system_ring
from intake_app.storage.key_stretching import stretch
from intake_app.storage.keys import Keys, derive_key, unseal
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.safe_file import LAPTOP_DISK
from intake_app.storage.vault import Vault
from intake_app.storage.vault_slot import SlotKind, _aad
from tests.common.memory_ring import MemoryRing, install_ring, take_ring_away
from tests.unit.test_vault_writing import struck
from tests.unit.vault_setting import (
    CHEAP,
    COPY,
    FILE,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    Killed,
    MemoryDisk,
    Seeded,
    database_key,
    loaded,
    made,
    parsed,
    with_checksum,
)

CODE = new_code(Seeded("sheet"))


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> MemoryRing:
    return install_ring(monkeypatch)


@pytest.fixture
def disk(ring: MemoryRing) -> MemoryDisk:
    """Nadia, whose slot needs a pepper and who has a sheet; and Yann, whose slot needs none."""
    disk = MemoryDisk()
    with made(disk) as keys:
        loaded(disk).add_owner(keys, YANN, OTHER_PHRASE)
        loaded(disk).put_sheet(keys, NADIA.staff_id, CODE)
        place = make_pepper(keys.vault_id, Seeded("pepper"))
        loaded(disk).renew_slot(keys, NADIA, PHRASE, place)
    assert len(ring.kept) == 1
    return disk


def by_phrase(disk: MemoryDisk) -> bytes | str:
    try:
        return database_key(disk)
    except KnownError as error:
        return error.key


def test_passphrase_and_pepper_open_together_and_the_other_ways_without(disk: MemoryDisk, ring: MemoryRing) -> None:
    key = by_phrase(disk)
    ring.kept.clear()
    assert by_phrase(disk) == "key_ring_missing"
    assert database_key(disk, OTHER_PHRASE, YANN) == key
    with loaded(disk).unlock(NADIA.staff_id, CODE, SlotKind.SHEET) as keys:
        assert bytes(keys.database_key) == key
    # a ring that does not answer is no wrong passphrase: no try is counted
    for _ in range(6):
        assert by_phrase(disk) == "key_ring_missing"


def test_another_pepper_is_a_wrong_passphrase_and_a_short_one_is_none(disk: MemoryDisk, ring: MemoryRing) -> None:
    (account,) = ring.kept
    ring.kept[account] = bytes(32).hex()
    assert by_phrase(disk) == "wrong_passphrase"
    for damaged in ("", "00", "no hexadecimal"):
        ring.kept[account] = damaged
        assert by_phrase(disk) == "key_ring_missing"


def test_a_locked_ring_and_none_at_all_are_said(
    disk: MemoryDisk, ring: MemoryRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    ring.is_locked = True
    assert by_phrase(disk) == "key_ring_missing"
    with pytest.raises(KnownError, match="key_ring_refused"):
        make_pepper(uuid4())
    take_ring_away(monkeypatch)
    assert by_phrase(disk) == "key_ring_missing"
    assert system_ring() is None
    with pytest.raises(KnownError, match="key_ring_absent"):
        make_pepper(uuid4())


def test_a_ring_that_keeps_nothing_is_refused_before_any_slot_needs_it(ring: MemoryRing) -> None:
    ring.forgets_at_once = True
    with pytest.raises(KnownError, match="key_ring_refused"):
        make_pepper(uuid4())


def test_the_recipe_is_what_it_says(disk: MemoryDisk, ring: MemoryRing) -> None:
    (slot,) = [slot for slot in loaded(disk)._stored.body.slots_of(SlotKind.PASSPHRASE) if slot.pepper]
    vault_id = loaded(disk).vault_id
    assert list(ring.kept) == [(SERVICE, f"{vault_id}/{slot.pepper.pepper_id}")]
    pepper = bytes.fromhex(next(iter(ring.kept.values())))
    kek = derive_key(stretch(PHRASE, slot.salt, CHEAP) + pepper, f"palier/kek/v1|{vault_id}|{NADIA.staff_id}")
    assert unseal(kek, slot.wrapped, _aad(slot, vault_id))
    assert pepper.hex() not in disk.files[FILE].decode()


Body = dict[str, Any]


def take_pepper_out(body: Body) -> None:
    del body["slots"][0]["pepper"]


def name_another_ring(body: Body) -> None:
    body["slots"][0]["pepper"]["ring"] = "windows"


def name_another_pepper(body: Body) -> None:
    body["slots"][0]["pepper"]["pepper_id"] = str(uuid4())


def give_a_sheet_one(body: Body) -> None:
    body["slots"][2]["pepper"] = body["slots"][0]["pepper"]


def say_an_older_version(body: Body) -> None:
    body["version"] = 2


@pytest.mark.parametrize(
    "change,said",
    [
        (take_pepper_out, "wrong_passphrase"),
        (name_another_ring, "key_ring_missing"),
        (name_another_pepper, "key_ring_missing"),
        (give_a_sheet_one, "vault_altered"),
        (say_an_older_version, "vault_altered"),
    ],
)
def test_nobody_has_a_slot_need_less_than_it_did(disk: MemoryDisk, change: Callable[[Body], None], said: str) -> None:
    body = parsed(disk.files[FILE])
    change(body)
    touched = with_checksum(body)
    assert by_phrase(MemoryDisk({FILE: touched, COPY: touched})) == said


def test_a_file_with_a_pepper_is_newer_to_an_older_program_and_as_before_without(disk: MemoryDisk) -> None:
    assert parsed(disk.files[FILE])["version"] == 3
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        loaded(disk).renew_slot(keys, NADIA, PHRASE)
    assert parsed(disk.files[FILE])["version"] == 2
    assert "pepper" not in parsed(disk.files[FILE])["slots"][0]
    assert not loaded(disk).peppers


def test_another_passphrase_needs_the_pepper_as_the_one_before(disk: MemoryDisk, ring: MemoryRing) -> None:
    loaded(disk).change_passphrase(NADIA.staff_id, PHRASE, "une phrase toute neuve")
    ring.kept.clear()
    with pytest.raises(KnownError, match="key_ring_missing"):
        database_key(disk, "une phrase toute neuve")


def test_a_new_root_reaches_a_slot_whose_ring_does_not_answer(disk: MemoryDisk, ring: MemoryRing) -> None:
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        kept, ring.kept = ring.kept, {}
        with Keys(keys.vault_id, bytearray(Seeded("fresh")(32))) as fresh:
            loaded(disk).change_root(keys, fresh)
    ring.kept = kept
    assert by_phrase(disk) == database_key(disk, OTHER_PHRASE, YANN)


@pytest.mark.parametrize("is_coming", [True, False])
def test_killed_between_any_two_writes_the_passphrase_opens(disk: MemoryDisk, *, is_coming: bool) -> None:
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        (place,) = loaded(disk).peppers
        if is_coming:
            loaded(disk).renew_slot(keys, NADIA, PHRASE)
        key, wanted = bytes(keys.database_key), place if is_coming else None
        killed = struck(
            Killed,
            lambda after: loaded(after).renew_slot(keys, NADIA, PHRASE, wanted),  # type: ignore[arg-type]
            dict(disk.files),
        )
    assert {by_phrase(MemoryDisk(after.files)) for after in killed} == {key}
    assert {len(loaded(MemoryDisk(after.files)).peppers) for after in killed} == {0, 1}


def test_emptying_a_laptop_destroys_its_pepper_and_no_other(
    ring: MemoryRing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with made(LAPTOP_DISK, folder=tmp_path) as keys:
        place = make_pepper(keys.vault_id)
        Vault.load(tmp_path, floor=CHEAP).renew_slot(keys, NADIA, PHRASE, place)
        other = make_pepper(uuid4())
        assert is_readable(keys.vault_id, place)
        assert empty(tmp_path)
        assert not is_readable(keys.vault_id, place)
        with pytest.raises(KnownError, match="key_ring_missing"):
            read_pepper(keys.vault_id, place)
    assert [account.endswith(str(other.pepper_id)) for _, account in ring.kept] == [True]
    # a ring that does not answer stops nothing
    with made(LAPTOP_DISK, folder=tmp_path) as keys:
        Vault.load(tmp_path, floor=CHEAP).renew_slot(keys, NADIA, PHRASE, make_pepper(keys.vault_id))
    take_ring_away(monkeypatch)
    assert empty(tmp_path)


@pytest.mark.parametrize("name", ["", "Windows", "../x", "a" * 41])
def test_a_ring_has_a_plain_name(name: str, disk: MemoryDisk) -> None:
    body = parsed(disk.files[FILE])
    body["slots"][0]["pepper"]["ring"] = name
    touched = with_checksum(body)
    assert by_phrase(MemoryDisk({FILE: touched, COPY: touched})) == "vault_damaged"
    assert PepperPlace("windows", uuid4()).ring == "windows"
