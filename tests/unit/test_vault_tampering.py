"""What hands and accidents do to the vault file: always a sentence, never a wrong key, and one good copy is enough."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import Keys
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.safe_file import LARGEST
from tests.unit.vault_setting import (
    FILE,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    MemoryDisk,
    Seeded,
    database_key,
    loaded,
    made,
    parsed,
    with_checksum,
)

Body = dict[str, Any]


def opened_or_refused(content: bytes) -> bytes | str:
    """The database key that Nadia's passphrase gives with that file, or the key of the sentence."""
    disk = MemoryDisk({FILE: content})
    try:
        owners = loaded(disk).owners
        return database_key(disk, PHRASE, NADIA if NADIA in owners else owners[0])
    except KnownError as error:
        return error.key


@pytest.fixture(scope="module")
def whole() -> bytes:
    disk = MemoryDisk()
    keys = made(disk)
    loaded(disk).add_owner(keys, YANN, OTHER_PHRASE)
    loaded(disk).put_sheet(keys, YANN.staff_id, new_code(Seeded("sheet")))
    keys.wipe()
    return disk.files[FILE]


def test_every_flipped_byte_is_noticed_before_any_passphrase_is_typed(whole: bytes) -> None:
    for position in range(len(whole)):
        for mask in (0x01, 0x20, 0x80, 0xFF):
            touched = bytearray(whole)
            touched[position] ^= mask
            with pytest.raises(KnownError) as error:
                loaded(MemoryDisk({FILE: bytes(touched)}))
            assert error.value.key == "vault_damaged"


def test_every_cut_is_noticed_and_so_is_what_was_added(whole: bytes) -> None:
    for content in [whole[:length] for length in range(len(whole))] + [whole + b" ", b"\n" + whole, whole + whole]:
        assert opened_or_refused(content) == "vault_damaged"


def test_whoever_changes_a_byte_and_repairs_the_checksum_gets_no_wrong_key(whole: bytes) -> None:
    answers = set()
    for position in range(len(whole)):
        touched = bytearray(whole)
        touched[position] ^= 0x01
        try:
            body = json.loads(touched)
        except ValueError:
            continue
        if body.get("checksum") != parsed(whole)["checksum"]:
            continue  # the repair undoes a change of the checksum itself
        answer = opened_or_refused(with_checksum(body))
        assert isinstance(answer, str), f"byte {position}"
        answers.add(answer)
    assert answers == {"vault_damaged", "vault_altered", "vault_newer", "wrong_passphrase"}


def change_label(body: Body) -> None:
    body["slots"][0]["label"] = "Nadia X."


def change_role(body: Body) -> None:
    body["slots"][0]["role"] = "adviser"


def change_owner(body: Body) -> None:
    body["slots"][0]["staff_id"] = "0192f5c0-0000-7000-8000-000000000009"


def swap_staff(body: Body) -> None:
    first, second, _sheet = body["slots"]
    first["staff_id"], second["staff_id"] = second["staff_id"], first["staff_id"]


def change_generation(body: Body) -> None:
    body["generation"] += 1
    body["slots"][0]["generation"] += 1


def change_salt(body: Body) -> None:
    body["slots"][0]["salt"] = base64.b64encode(bytes(16)).decode()


def raise_cost(body: Body) -> None:
    body["slots"][0]["kdf"]["iterations"] += 1


def change_vault(body: Body) -> None:
    body["vault_id"] = "0192f5c0-0000-4000-8000-000000000009"


OWN_SLOT_CHANGES = [change_label, change_role, change_generation, change_salt, raise_cost, change_vault]


@pytest.mark.parametrize("change", [*OWN_SLOT_CHANGES, swap_staff])
def test_a_changed_slot_does_not_open(whole: bytes, change: Callable[[Body], None]) -> None:
    body = parsed(whole)
    change(body)
    assert opened_or_refused(with_checksum(body)) == "wrong_passphrase"


def test_a_slot_given_to_somebody_else_does_not_open_for_them(whole: bytes) -> None:
    body = parsed(whole)
    change_owner(body)
    disk = MemoryDisk({FILE: with_checksum(body)})
    stranger = loaded(disk).owners[0]
    with pytest.raises(KnownError) as error:
        database_key(disk, PHRASE, stranger)
    assert error.value.key == "wrong_passphrase"


def relabel_other(body: Body) -> None:
    body["slots"][1]["label"] = "Yann X."


def drop_other(body: Body) -> None:
    del body["slots"][1]


def drop_sheet(body: Body) -> None:
    del body["slots"][2]


def relabel_sheet(body: Body) -> None:
    body["slots"][2]["label"] = "Yann X."


def turn_round(body: Body) -> None:
    body["slots"].reverse()


def add_unknown(body: Body) -> None:
    body["slots"].append({"kind": "recovery", "sealed": "AAAA"})


def change_made(body: Body) -> None:
    body["created"] = "2020-01-01T00:00:00Z"


def raise_generation(body: Body) -> None:
    body["generation"] += 1


def zero_mac(body: Body) -> None:
    body["mac"] = base64.b64encode(bytes(32)).decode()


OTHER_SLOT_CHANGES = [relabel_other, drop_other, drop_sheet, relabel_sheet, turn_round, add_unknown]


@pytest.mark.parametrize("change", [*OTHER_SLOT_CHANGES, change_made, raise_generation, zero_mac])
def test_the_right_passphrase_sees_what_was_changed_around_its_slot(
    whole: bytes, change: Callable[[Body], None]
) -> None:
    body = parsed(whole)
    change(body)
    assert opened_or_refused(with_checksum(body)) == "vault_altered"


def test_the_slot_of_another_vault_does_not_open_here(whole: bytes) -> None:
    elsewhere = MemoryDisk()
    made(elsewhere, seed="elsewhere").wipe()
    body = parsed(whole)
    body["slots"] = parsed(elsewhere.files[FILE])["slots"]
    body["slots"][0]["generation"] = 1
    assert opened_or_refused(with_checksum(body)) == "wrong_passphrase"


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 31, "iterations": 1, "lanes": 4},
        {"memory_kib": 32, "iterations": 0, "lanes": 4},
        {"memory_kib": 32, "iterations": 1, "lanes": 3},
        {"memory_kib": 512 * 1024 + 1, "iterations": 1, "lanes": 4},
        {"memory_kib": 32, "iterations": 13, "lanes": 4},
        {"memory_kib": 32, "iterations": 1, "lanes": 9},
        {"memory_kib": 2**70, "iterations": 1, "lanes": 4},
        {"memory_kib": -1, "iterations": -1, "lanes": -1},
    ],
)
@pytest.mark.parametrize("slot", [0, 1, 2])
def test_a_cost_outside_the_limits_is_refused_before_any_work(whole: bytes, cost: dict[str, int], slot: int) -> None:
    body = parsed(whole)
    body["slots"][slot]["kdf"] = cost
    assert opened_or_refused(with_checksum(body)) == "vault_altered"


@pytest.mark.parametrize("label", ["", "x" * 41, "Nadia\u202eM."])
def test_a_label_that_would_deceive_the_lock_screen_is_refused(whole: bytes, label: str) -> None:
    body = parsed(whole)
    body["slots"][0]["label"] = label
    assert opened_or_refused(with_checksum(body)) == "vault_altered"


def test_one_person_with_two_slots_is_refused(whole: bytes) -> None:
    body = parsed(whole)
    body["slots"][1]["staff_id"] = body["slots"][0]["staff_id"]
    with pytest.raises(KnownError) as error:
        loaded(MemoryDisk({FILE: with_checksum(body)}))
    assert error.value.key == "vault_altered"


def test_keys_of_an_altered_vault_are_wiped_and_not_given(whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Keys] = []

    class Watched(Keys):
        def __init__(self, vault_id: UUID, root: bytearray) -> None:
            super().__init__(vault_id, root)
            kept.append(self)

    monkeypatch.setattr("intake_app.storage.vault.Keys", Watched)
    body = parsed(whole)
    change_made(body)
    assert opened_or_refused(with_checksum(body)) == "vault_altered"
    assert [keys.is_wiped for keys in kept] == [True]


def test_a_slot_from_the_future_of_its_file_is_refused(whole: bytes) -> None:
    body = parsed(whole)
    body["slots"][0]["generation"] = body["generation"] + 1
    assert opened_or_refused(with_checksum(body)) == "vault_altered"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"null",
        b"[" * 100_000,
        b'{"version":' + b"[" * 100_000,
        b"\xff\xfe\x00",
        b'{"version":1,"checksum":"\\ud800"}',
        b'{"version":true,"checksum":""}',
        b'{"version":2}',
        b'{"version":2,"checksum":""}',
        b'{"version":2,"checksum":3}',
        b'{"version":99999999999999999999999999,"checksum":"AAAA"}',
        b'{"version":1,"slots":[]}',
        b"SQLite format 3\x00" + bytes(4096),
        b" " * (LARGEST + 1),
    ],
)
def test_a_file_that_is_not_ours_is_damaged(content: bytes) -> None:
    assert opened_or_refused(content) == "vault_damaged"


@pytest.mark.parametrize("name", ["format", "slots", "mac", "vault_id", "created", "generation"])
def test_a_missing_or_mistyped_part_is_damage(whole: bytes, name: str) -> None:
    values: tuple[object, ...] = (None, 7.5, "x", [], {}, -1)
    for value in values:
        body = parsed(whole)
        body[name] = value
        assert opened_or_refused(with_checksum(body)) == "vault_damaged"
    body = parsed(whole)
    del body[name]
    assert opened_or_refused(with_checksum(body)) == "vault_damaged"


def test_an_unknown_part_is_damage_in_this_version(whole: bytes) -> None:
    assert opened_or_refused(with_checksum({**parsed(whole), "extra": 1})) == "vault_damaged"


def test_a_slot_without_a_kind_is_damage(whole: bytes) -> None:
    for slot in ({}, {"kind": 3}, 7, None):
        body = parsed(whole)
        body["slots"][1] = slot
        assert opened_or_refused(with_checksum(body)) == "vault_damaged"
