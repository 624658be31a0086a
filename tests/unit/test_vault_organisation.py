"""The organisation's way into a vault: what it opens, what hands do to it, and slots that wait for its answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.asked_slot import FILE_NAME, forget_asked, make_asked, read_asked
from intake_app.storage.keys import Keys
from intake_app.storage.organisation_slot import open_by_organisation
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.vault_slot import SlotKind, seal_root
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
    made,
    parsed,
    with_checksum,
)

PRIVATE, LATER_PRIVATE = Seeded("organisation")(32), Seeded("another organisation")(32)
PUBLIC, LATER_PUBLIC = (
    X25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw() for key in (PRIVATE, LATER_PRIVATE)
)
NEW = "une phrase toute neuve"
NOW = datetime(2026, 11, 22, 5, 1, 2, tzinfo=UTC)


@pytest.fixture
def disk() -> MemoryDisk:
    """Nadia and Yann, a sheet of Nadia's, and the organisation."""
    disk = MemoryDisk()
    with made(disk) as keys:
        loaded(disk).add_owner(keys, YANN, OTHER_PHRASE)
        loaded(disk).put_sheet(keys, NADIA.staff_id, new_code(Seeded("sheet")))
        loaded(disk).put_organisation(keys, PUBLIC)
    return disk


def opened(disk: MemoryDisk) -> Keys:
    return loaded(disk).unlock(NADIA.staff_id, PHRASE)


def by_organisation(disk: MemoryDisk, private: bytes = PRIVATE) -> bytes | str:
    """The database key that the private key opens, or why it does not."""
    vault = loaded(disk)
    try:
        root = open_by_organisation(vault.sealed_for_organisation, private, vault.vault_id)
    except KnownError as error:
        return error.key
    with Keys(vault.vault_id, root) as keys:
        return bytes(keys.database_key)


def test_the_organisation_opens_what_a_passphrase_opens_and_no_other_key_does(disk: MemoryDisk) -> None:
    assert by_organisation(disk) == database_key(disk)
    assert by_organisation(disk, LATER_PRIVATE) == "recovery_key_other"
    assert len(loaded(disk).sealed_for_organisation) == 80
    # everybody else's way is as it was
    assert database_key(disk, OTHER_PHRASE, YANN) == database_key(disk)


def test_what_is_sealed_for_one_vault_opens_no_other(disk: MemoryDisk) -> None:
    sealed = loaded(disk).sealed_for_organisation
    with pytest.raises(KnownError, match="recovery_key_other"):
        open_by_organisation(sealed, PRIVATE, uuid4())
    with pytest.raises(KnownError, match="recovery_key_other"):
        open_by_organisation(sealed[:-1] + bytes([sealed[-1] ^ 1]), PRIVATE, loaded(disk).vault_id)


def test_another_key_takes_the_place_of_the_one_before_and_none_takes_it_away(disk: MemoryDisk) -> None:
    with opened(disk) as keys:
        loaded(disk).put_organisation(keys, LATER_PUBLIC)
        assert (by_organisation(disk), by_organisation(disk, LATER_PRIVATE)) == (
            "recovery_key_other",
            database_key(disk),
        )
        assert len(parsed(disk.files[FILE])["slots"]) == 4
        loaded(disk).put_organisation(keys, b"")
    assert (loaded(disk).organisation_key, len(parsed(disk.files[FILE])["slots"])) == (b"", 3)


@pytest.mark.parametrize("key", [bytes(32), b"\x01" + bytes(31), b"short"])
def test_a_key_that_everybody_could_open_is_refused(disk: MemoryDisk, key: bytes) -> None:
    before = disk.files[FILE]
    with opened(disk) as keys, pytest.raises(KnownError, match="recovery_key_malformed"):
        loaded(disk).put_organisation(keys, key)
    assert disk.files[FILE] == before


def test_a_new_data_key_is_sealed_to_the_organisation_too(disk: MemoryDisk) -> None:
    before = by_organisation(disk)
    with opened(disk) as keys, Keys(keys.vault_id, bytearray(Seeded("fresh")(32))) as fresh:
        loaded(disk).change_root(keys, fresh)
    assert by_organisation(disk) == database_key(disk) != before


def test_whoever_leaves_leaves_the_organisation_its_way(disk: MemoryDisk) -> None:
    with opened(disk) as keys:
        loaded(disk).remove_owner(keys, YANN.staff_id)
    assert by_organisation(disk) == database_key(disk)


def test_keys_of_another_vault_and_wiped_ones_seal_nothing(disk: MemoryDisk) -> None:
    before = disk.files[FILE]
    with made(MemoryDisk(), seed="elsewhere") as foreign, pytest.raises(KnownError, match="vault_altered"):
        loaded(disk).put_organisation(foreign, LATER_PUBLIC)
    wiped = opened(disk)
    wiped.wipe()
    with pytest.raises(BugError):
        loaded(disk).put_organisation(wiped, LATER_PUBLIC)
    assert disk.files[FILE] == before


Body = dict[str, Any]


def take_out(body: Body) -> None:
    del body["slots"][3]


def put_another(body: Body) -> None:
    body["slots"][3]["public_key"] = "A" * 43 + "="


def swap_sealed(body: Body) -> None:
    body["slots"][3]["sealed"], body["slots"][0]["sealed"] = body["slots"][0]["sealed"], body["slots"][3]["sealed"]


def stand_twice(body: Body) -> None:
    body["slots"].append(body["slots"][3])


def come_from_later(body: Body) -> None:
    body["slots"][3]["generation"] = body["generation"] + 1


def grow(body: Body) -> None:
    body["slots"][3]["more"] = 1


@pytest.mark.parametrize(
    "change,said",
    [
        (take_out, "vault_altered"),
        (put_another, "vault_altered"),
        (swap_sealed, "vault_altered"),
        (stand_twice, "vault_altered"),
        (come_from_later, "vault_altered"),
        (grow, "vault_damaged"),
    ],
)
def test_hands_in_the_organisations_slot_are_seen_when_a_passphrase_opens(
    disk: MemoryDisk, change: Callable[[Body], None], said: str
) -> None:
    body = parsed(disk.files[FILE])
    change(body)
    with pytest.raises(KnownError, match=said):
        opened(MemoryDisk({FILE: with_checksum(body), COPY: with_checksum(body)}))


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


def test_a_kind_of_slot_that_an_older_version_does_not_know_is_kept_by_it(disk: MemoryDisk) -> None:
    # what an older version does: rewrite the slots it knows, leave the others as they are
    body = parsed(disk.files[FILE])
    body["slots"].append({"kind": "of a later version", "whatever": [1, 2]})
    with opened(disk) as keys:
        vault = loaded(disk)
        vault._write(keys, tuple(msgspec.Raw(msgspec.json.encode(slot)) for slot in body["slots"]))
        loaded(disk).put_organisation(keys, LATER_PUBLIC)
    assert [slot["kind"] for slot in parsed(disk.files[FILE])["slots"]] == [
        *(str(kind) for kind in (SlotKind.PASSPHRASE, SlotKind.PASSPHRASE, SlotKind.SHEET)),
        "of a later version",
        "organisation",
    ]
