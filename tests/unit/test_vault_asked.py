"""Slots that wait for the organisation's answer: what opens them, what hands make of them, and what a kill leaves."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.asked_slot import FILE_NAME, forget_asked, make_asked, read_asked
from intake_app.storage.keys import Keys
from intake_app.storage.organisation_slot import open_by_organisation
from intake_app.storage.vault_slot import seal_root
from tests.unit.test_vault_organisation import (
    LATER_PRIVATE,
    LATER_PUBLIC,
    PRIVATE,
    PUBLIC,
    by_organisation,
    disk,
    opened,
)
from tests.unit.test_vault_writing import struck
from tests.unit.vault_setting import (
    CHEAP,
    COPY,
    FILE,
    FOLDER,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    Killed,
    MemoryDisk,
    Seeded,
    database_key,
    loaded,
    parsed,
)

__all__ = ["disk"]
NEW = "une phrase toute neuve"
NOW = datetime(2026, 11, 22, 5, 1, 2, tzinfo=UTC)
Body = dict[str, Any]


def ask(disk: MemoryDisk, passphrase: str = NEW) -> None:
    make_asked(FOLDER, loaded(disk), NADIA.staff_id, passphrase, CHEAP, NOW, random=Seeded("asked"), disk=disk)


def answer(disk: MemoryDisk, private: bytes = PRIVATE) -> bytes:
    """What the holders of the key would answer to what was asked."""
    vault, asked = loaded(disk), read_asked(FOLDER, NADIA.staff_id, CHEAP, disk)
    assert asked is not None
    root = open_by_organisation(vault.sealed_for_organisation, private, vault.vault_id)
    return seal_root(root, asked.slot.public_key, vault.vault_id, asked.slot.slot_id, asked.slot.staff_id)


def open_answered(disk: MemoryDisk, sealed: bytes, passphrase: str = NEW) -> Keys:
    asked = read_asked(FOLDER, NADIA.staff_id, CHEAP, disk)
    assert asked is not None
    return loaded(disk).unlock_answered(msgspec.structs.replace(asked.slot, sealed=sealed), passphrase)


def adopt(disk: MemoryDisk, sealed: bytes) -> None:
    asked = read_asked(FOLDER, NADIA.staff_id, CHEAP, disk)
    assert asked is not None
    with open_answered(disk, sealed) as keys:
        loaded(disk).adopt(keys, asked.slot)
    forget_asked(FOLDER, NADIA.staff_id, disk)


def test_an_answer_opens_with_the_passphrase_chosen_when_it_was_asked_and_with_no_other(disk: MemoryDisk) -> None:
    ask(disk)
    sealed = answer(disk)
    with pytest.raises(KnownError, match="wrong_passphrase"):
        open_answered(disk, sealed, PHRASE)
    with open_answered(disk, sealed) as keys:
        assert bytes(keys.database_key) == database_key(disk)
    # until it is adopted, the passphrase before holds
    adopt(disk, sealed)
    assert database_key(disk, NEW) == database_key(disk, OTHER_PHRASE, YANN) == by_organisation(disk)
    with pytest.raises(KnownError, match="wrong_passphrase"):
        database_key(disk, PHRASE)
    assert not loaded(disk).sheet_holders
    assert loaded(disk).owners == (NADIA, YANN)
    assert read_asked(FOLDER, NADIA.staff_id, CHEAP, disk) is None
    assert FOLDER / FILE_NAME not in disk.files


def test_an_answer_to_another_request_or_from_anybody_else_opens_nothing(disk: MemoryDisk) -> None:
    ask(disk)
    before = answer(disk)
    make_asked(FOLDER, loaded(disk), NADIA.staff_id, NEW, CHEAP, NOW, random=Seeded("asked again"), disk=disk)
    with pytest.raises(KnownError, match="vault_altered"):
        open_answered(disk, before)
    asked = read_asked(FOLDER, NADIA.staff_id, CHEAP, disk)
    assert asked is not None
    forged = seal_root(bytearray(b"x" * 32), asked.slot.public_key, asked.vault_id, asked.slot.slot_id, NADIA.staff_id)
    with pytest.raises(KnownError, match="vault_altered"):
        open_answered(disk, forged)


def test_wrong_passphrases_are_waited_for_here_too(disk: MemoryDisk) -> None:
    ask(disk)
    sealed = answer(disk)
    vault, asked = loaded(disk), read_asked(FOLDER, NADIA.staff_id, CHEAP, disk)
    assert asked is not None
    slot = msgspec.structs.replace(asked.slot, sealed=sealed)
    for said in (*["wrong_passphrase"] * 5, "too_many_tries"):
        with pytest.raises(KnownError, match=said):
            vault.unlock_answered(slot, PHRASE)


def test_without_the_organisation_nobody_can_ask(disk: MemoryDisk) -> None:
    with opened(disk) as keys:
        loaded(disk).put_organisation(keys, b"")
    with pytest.raises(KnownError, match="recovery_not_given"):
        ask(disk)
    with pytest.raises(KnownError, match="passphrase_too_short"):
        ask(disk, "court")


def test_two_people_ask_beside_each_other(disk: MemoryDisk) -> None:
    ask(disk)
    make_asked(FOLDER, loaded(disk), YANN.staff_id, NEW, CHEAP, NOW, random=Seeded("his"), disk=disk)
    forget_asked(FOLDER, NADIA.staff_id, disk)
    assert read_asked(FOLDER, NADIA.staff_id, CHEAP, disk) is None
    assert read_asked(FOLDER, YANN.staff_id, CHEAP, disk) is not None


def weaken(asked: Body) -> None:
    asked["slot"]["kdf"]["memory_kib"] = 31


def hang(asked: Body) -> None:
    asked["slot"]["kdf"]["memory_kib"] = 2**40


def be_a_sheet(asked: Body) -> None:
    asked["slot"]["kind"] = "recovery_sheet"


def lose_key(asked: Body) -> None:
    asked["slot"]["public_key"] = ""


@pytest.mark.parametrize("change", [weaken, hang, be_a_sheet, lose_key])
def test_what_hands_have_made_of_a_request_is_none(disk: MemoryDisk, change: Callable[[Body], None]) -> None:
    ask(disk)
    body = parsed(disk.files[FOLDER / FILE_NAME])
    change(body["asked"][0])
    disk.files[FOLDER / FILE_NAME] = msgspec.json.encode(body)
    assert read_asked(FOLDER, NADIA.staff_id, CHEAP, disk) is None
    # and asking anew makes it good
    ask(disk)
    assert read_asked(FOLDER, NADIA.staff_id, CHEAP, disk) is not None


def test_a_request_made_on_a_newer_vault_file_is_not_adopted_by_an_older_one(disk: MemoryDisk) -> None:
    older = dict(disk.files)
    with opened(disk) as keys:
        for _ in range(2):
            loaded(disk).put_organisation(keys, LATER_PUBLIC)
            loaded(disk).put_organisation(keys, PUBLIC)
    ask(disk)
    sealed = answer(disk)
    disk.files.update({path: older[path] for path in (FILE, COPY)})
    with pytest.raises(KnownError, match="vault_altered"):
        adopt(disk, sealed)
    assert database_key(disk)


@pytest.mark.parametrize("step", ["ask", "adopt", "follow"])
def test_killed_between_any_two_writes_one_passphrase_opens_and_it_can_be_gone_on_with(
    disk: MemoryDisk, step: str
) -> None:
    ask(disk)
    sealed, key = answer(disk), by_organisation(disk)

    def work(after: MemoryDisk) -> None:
        if step == "ask":
            ask(after, "encore une autre phrase")
        elif step == "adopt":
            adopt(after, sealed)
        else:
            with opened(after) as keys:
                loaded(after).put_organisation(keys, LATER_PUBLIC)

    for killed in struck(Killed, work, dict(disk.files)):  # type: ignore[arg-type]
        after = MemoryDisk(killed.files)
        ways = []
        for phrase in (PHRASE, NEW):
            with suppress(KnownError):
                ways.append(database_key(after, phrase))
        assert ways == [key]
        assert key in (by_organisation(after), by_organisation(after, LATER_PRIVATE))
        if step == "adopt" and read_asked(FOLDER, NADIA.staff_id, CHEAP, after) is not None:
            with open_answered(after, sealed) as keys:
                assert bytes(keys.database_key) == key
