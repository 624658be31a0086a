"""The organisation's way into a vault: what it opens, what hands do to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.keys import Keys
from intake_app.storage.organisation_slot import open_by_organisation
from intake_app.storage.recovery_sheet import new_code
from intake_app.storage.vault_slot import SlotKind
from tests.unit.vault_setting import (
    COPY,
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


def test_a_new_root_is_sealed_to_the_organisation_too(disk: MemoryDisk) -> None:
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
