"""Leaving a vault, and recovery sheets: what opens, what opens no more, and what hands do to such a slot."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.recovery_sheet import (
    ASKED_GROUPS,
    GROUPS,
    choose_groups,
    groups_of,
    new_code,
    require_copied,
    tidy_code,
)
from intake_app.storage.vault_slot import SlotKind, SlotOwner
from tests.unit.test_vault_writing import struck
from tests.unit.vault_setting import (
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

CODE, LATER_CODE = new_code(Seeded("sheet")), new_code(Seeded("later sheet"))


@pytest.fixture
def disk() -> MemoryDisk:
    """Nadia and Yann, and a sheet of Nadia's."""
    disk = MemoryDisk()
    with made(disk) as keys:
        loaded(disk).add_owner(keys, YANN, OTHER_PHRASE)
        loaded(disk).put_sheet(keys, NADIA.staff_id, CODE)
    return disk


def by_sheet(disk: MemoryDisk, code: str = CODE, owner: SlotOwner = NADIA) -> bytes | str:
    """The database key that the code opens, or why it does not."""
    try:
        with loaded(disk).unlock(owner.staff_id, code, SlotKind.SHEET) as keys:
            return bytes(keys.database_key)
    except KnownError as error:
        return error.key


def by_phrase(disk: MemoryDisk, phrase: str = PHRASE, owner: SlotOwner = NADIA) -> bytes | str:
    try:
        return database_key(disk, phrase, owner)
    except KnownError as error:
        return error.key


def test_the_code_opens_what_the_passphrase_opens_and_neither_is_the_other(disk: MemoryDisk) -> None:
    assert by_sheet(disk) == by_phrase(disk)
    assert by_sheet(disk, PHRASE) == by_phrase(disk, CODE) == "wrong_passphrase"
    assert loaded(disk).sheet_holders == {NADIA.staff_id}
    with pytest.raises(BugError):
        by_sheet(disk, CODE, YANN)


def test_another_sheet_takes_the_place_of_the_one_before(disk: MemoryDisk) -> None:
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        loaded(disk).put_sheet(keys, NADIA.staff_id, LATER_CODE)
    assert by_sheet(disk) == "wrong_passphrase"
    assert by_sheet(disk, LATER_CODE) == by_phrase(disk)
    assert len(parsed(disk.files[FILE])["slots"]) == 3


def test_a_passphrase_forgotten_is_replaced_and_the_sheet_goes_on_working(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    with vault.unlock(NADIA.staff_id, CODE, SlotKind.SHEET) as keys:
        vault.reset_passphrase(keys, NADIA.staff_id, "une phrase toute neuve")
    assert by_phrase(disk) == "wrong_passphrase"
    assert by_phrase(disk, "une phrase toute neuve") == by_sheet(disk)
    assert by_phrase(disk, OTHER_PHRASE, YANN) == by_sheet(disk)


def test_whoever_leaves_leaves_with_their_sheet(disk: MemoryDisk) -> None:
    with loaded(disk).unlock(YANN.staff_id, OTHER_PHRASE) as keys:
        loaded(disk).remove_owner(keys, NADIA.staff_id)
        assert loaded(disk).owners == (YANN,)
        assert not loaded(disk).sheet_holders
        with pytest.raises(KnownError, match="last_owner"):
            loaded(disk).remove_owner(keys, YANN.staff_id)
    with pytest.raises(BugError):
        by_phrase(disk)
    assert len(parsed(disk.files[FILE])["slots"]) == 1


def test_somebody_who_is_not_there_cannot_leave_nor_have_a_sheet(disk: MemoryDisk) -> None:
    with loaded(disk).unlock(YANN.staff_id, OTHER_PHRASE) as keys:
        with pytest.raises(BugError):
            loaded(disk).remove_owner(keys, uuid4())
        with pytest.raises(BugError):
            loaded(disk).put_sheet(keys, uuid4(), CODE)


def test_keys_of_another_vault_change_nothing(disk: MemoryDisk) -> None:
    before = disk.files[FILE]
    with made(MemoryDisk(), seed="elsewhere") as foreign:
        for change in (
            lambda: loaded(disk).remove_owner(foreign, YANN.staff_id),
            lambda: loaded(disk).put_sheet(foreign, NADIA.staff_id, LATER_CODE),
            lambda: loaded(disk).reset_passphrase(foreign, NADIA.staff_id, OTHER_PHRASE),
        ):
            with pytest.raises(KnownError, match="vault_altered"):
                change()
    assert disk.files[FILE] == before


def test_wrong_codes_are_waited_for_like_wrong_passphrases(disk: MemoryDisk) -> None:
    assert [by_sheet(disk, LATER_CODE) for _ in range(5)] == ["wrong_passphrase"] * 5
    assert by_sheet(disk) == "too_many_tries"


Body = dict[str, Any]


def make_passphrase(body: Body) -> None:
    body["slots"][0], body["slots"][2]["kind"] = body["slots"][2], "passphrase"


def give_away(body: Body) -> None:
    body["slots"][2]["staff_id"] = str(YANN.staff_id)


def relabel(body: Body) -> None:
    body["slots"][2]["label"] = "Nadia X."


def weaken(body: Body) -> None:
    body["slots"][2]["kdf"]["memory_kib"] = 31


def come_from_later(body: Body) -> None:
    body["slots"][2]["generation"] = body["generation"] + 1


def belong_to_nobody(body: Body) -> None:
    body["slots"][2]["staff_id"] = str(uuid4())


def stand_twice(body: Body) -> None:
    body["slots"].append(body["slots"][2])


def swap_secrets(body: Body) -> None:
    body["slots"][0]["wrapped"], body["slots"][2]["wrapped"] = body["slots"][2]["wrapped"], body["slots"][0]["wrapped"]


@pytest.mark.parametrize(
    "change,said",
    [
        (give_away, "wrong_passphrase"),
        (relabel, "wrong_passphrase"),
        (swap_secrets, "wrong_passphrase"),
        (weaken, "vault_altered"),
        (come_from_later, "vault_altered"),
        (belong_to_nobody, "vault_altered"),
        (stand_twice, "vault_altered"),
    ],
)
def test_a_sheet_that_hands_have_changed_does_not_open(
    disk: MemoryDisk, change: Callable[[Body], None], said: str
) -> None:
    body = parsed(disk.files[FILE])
    change(body)
    touched = MemoryDisk({FILE: with_checksum(body)})
    holder = YANN if change is give_away else NADIA
    assert by_sheet(touched, CODE, holder) == said


def test_a_sheet_dressed_up_as_a_passphrase_does_not_open(disk: MemoryDisk) -> None:
    body = parsed(disk.files[FILE])
    make_passphrase(body)
    del body["slots"][2]
    assert by_phrase(MemoryDisk({FILE: with_checksum(body)}), CODE) == "wrong_passphrase"


def test_a_sheet_that_was_taken_out_or_put_back_is_seen(disk: MemoryDisk) -> None:
    body = parsed(disk.files[FILE])
    del body["slots"][2]
    assert by_phrase(MemoryDisk({FILE: with_checksum(body)})) == "vault_altered"
    older = parsed(disk.files[FILE])["slots"][2]
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        loaded(disk).put_sheet(keys, NADIA.staff_id, LATER_CODE)
    body = parsed(disk.files[FILE])
    body["slots"][2] = older
    assert by_sheet(MemoryDisk({FILE: with_checksum(body)})) == "vault_altered"


def leave(disk: MemoryDisk) -> None:
    with loaded(disk).unlock(YANN.staff_id, OTHER_PHRASE) as keys:
        loaded(disk).remove_owner(keys, NADIA.staff_id)


def replace(disk: MemoryDisk) -> None:
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        loaded(disk).put_sheet(keys, NADIA.staff_id, LATER_CODE)


def join(disk: MemoryDisk) -> None:
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        loaded(disk).add_owner(keys, SlotOwner(uuid4(), "Léa P.", "caretaker"), "la troisième phrase")


@pytest.mark.parametrize("work", [leave, replace, join])
def test_killed_between_any_two_writes_the_old_or_the_new_stands_whole(
    disk: MemoryDisk, work: Callable[[MemoryDisk], None]
) -> None:
    files: dict[Path, bytes] = dict(disk.files)
    key = by_phrase(disk, OTHER_PHRASE, YANN)
    seen = []
    for killed in struck(Killed, work, files):  # type: ignore[arg-type]
        after = MemoryDisk(killed.files)
        assert by_phrase(after, OTHER_PHRASE, YANN) == key
        vault = loaded(after)
        state = (
            len(vault.owners),
            len(vault.sheet_holders),
            by_sheet(after, LATER_CODE) == key if work is replace else 0,
        )
        seen.append(state)
        # whatever was left is mended, and the work can be done again
        assert vault.is_healthy or after.files[FILE]
        with suppress(KnownError, BugError):
            work(after)
        assert by_phrase(after, OTHER_PHRASE, YANN) == key
    assert len(set(seen)) == 2
    assert seen == sorted(seen, key=lambda state: state != seen[0])


def test_a_code_is_as_strong_as_it_says_and_survives_a_hand() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(groups_of(code)) for code in codes} == {GROUPS}
    assert tidy_code(" - ".join(groups_of(CODE)).lower()) == CODE
    assert tidy_code("ABCD EFGH 01 8A JKLM NOPQ RSTU") == "ABCDEFGHOIBAJKLMNOPQRSTU"


@pytest.mark.parametrize("typed", ["", CODE[:-1], CODE + "A", "9" + CODE[1:], PHRASE])
def test_what_cannot_be_a_code_is_told_before_any_work(typed: str) -> None:
    with pytest.raises(KnownError, match="sheet_code_malformed"):
        tidy_code(typed)


def test_two_groups_are_asked_back_any_two() -> None:
    asked = {choose_groups() for _ in range(300)}
    assert {len(places) for places in asked} == {ASKED_GROUPS}
    assert len(asked) == 15
    groups = groups_of(CODE)
    require_copied(CODE, (1, 4), [groups[1].lower(), f" {groups[4]} "])
    for typed in ([groups[4], groups[1]], [groups[1], ""], [groups[1]]):
        with pytest.raises(KnownError, match="sheet_not_copied"):
            require_copied(CODE, (1, 4), typed)


def test_a_root_key_wiped_meanwhile_is_never_wrapped(disk: MemoryDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = disk.files[FILE]
    keys = loaded(disk).unlock(NADIA.staff_id, PHRASE)

    def wiped_meanwhile(*_: object) -> bytearray:
        keys.wipe()
        return bytearray(32)

    monkeypatch.setattr("intake_app.storage.vault_slot._key_encryption_key", wiped_meanwhile)
    with pytest.raises(BugError):
        loaded(disk).put_sheet(keys, NADIA.staff_id, LATER_CODE)
    assert disk.files[FILE] == before
