"""The vault file over time: two copies that mend each other, later versions, and a format that is a promise."""

from __future__ import annotations

import base64
import errno
import hmac
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake_app.domain.errors import KnownError
from tests.unit.vault_setting import (
    COPY,
    FILE,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    MemoryDisk,
    canonical,
    database_key,
    loaded,
    made,
    parsed,
    with_checksum,
)

FROZEN = Path(__file__).parent / "vault_v1.json"
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
    keys.wipe()
    return disk.files[FILE]


@pytest.mark.parametrize("newer", [{"version": 4}, {"cipher_compat": 5}, {"version": 5, "all": ["else", "differs"]}])
def test_a_later_version_is_told_from_damage_and_left_alone(whole: bytes, newer: Body) -> None:
    later = with_checksum({**parsed(whole), **newer})
    assert opened_or_refused(later) == "vault_newer"
    for files in ({FILE: later, COPY: whole}, {FILE: whole, COPY: later}):
        disk = MemoryDisk(files)
        with pytest.raises(KnownError) as error:
            loaded(disk)
        assert error.value.key == "vault_newer"
        assert disk.files == files
    # and a version number that fell over by accident is damage
    assert opened_or_refused(whole.replace(b'"version":2}', b'"version":3}')) == "vault_damaged"


def test_a_vault_with_only_slots_of_a_later_kind_is_newer(whole: bytes) -> None:
    body = parsed(whole)
    body["slots"] = [{"kind": "keyring", "sealed": "AAAA"}]
    assert opened_or_refused(with_checksum(body)) == "vault_newer"


def test_a_damaged_file_opens_from_its_copy_and_is_mended(whole: bytes) -> None:
    key = database_key(MemoryDisk({FILE: whole, COPY: whole}))
    for position in range(0, len(whole), 7):
        touched = bytearray(whole)
        touched[position] ^= 0xFF
        for files in (
            {FILE: bytes(touched), COPY: whole},
            {FILE: whole, COPY: bytes(touched)},
            {FILE: whole},
            {COPY: whole},
        ):
            disk = MemoryDisk(files)
            assert database_key(disk) == key
            assert disk.files[FILE] == disk.files[COPY] == whole


def test_reading_alone_mends_nothing(whole: bytes) -> None:
    disk = MemoryDisk({COPY: whole})
    assert loaded(disk).owners == (NADIA, YANN)
    assert disk.files == {COPY: whole}


def test_nothing_is_mended_by_who_has_not_typed_the_passphrase(whole: bytes) -> None:
    disk = MemoryDisk({COPY: whole})
    with pytest.raises(KnownError):
        database_key(disk, "une mauvaise phrase")
    assert FILE not in disk.files


def test_the_newer_of_two_sound_files_counts(whole: bytes) -> None:
    disk = MemoryDisk({FILE: whole, COPY: whole})
    loaded(disk).change_passphrase(NADIA.staff_id, PHRASE, "une phrase plus récente")
    recent = disk.files[FILE]
    for files in ({FILE: whole, COPY: recent}, {FILE: recent, COPY: whole}):
        disk = MemoryDisk(files)
        with pytest.raises(KnownError) as error:
            database_key(disk, PHRASE)
        assert error.value.key == "wrong_passphrase"
        assert database_key(disk, "une phrase plus récente")
        assert disk.files[FILE] == disk.files[COPY] == recent


def test_no_file_at_all_is_missing_and_not_damaged() -> None:
    with pytest.raises(KnownError) as error:
        loaded(MemoryDisk())
    assert error.value.key == "vault_missing"
    with pytest.raises(KnownError) as error:
        loaded(MemoryDisk({COPY: b"damaged"}))
    assert error.value.key == "vault_damaged"


def test_a_bad_sector_under_the_file_opens_from_the_copy(whole: bytes) -> None:
    class BadSector(MemoryDisk):
        def read(self, path: Path) -> bytes:
            if path == FILE:
                raise OSError(errno.EIO, "bad sector")
            return super().read(path)

    assert database_key(BadSector({FILE: whole, COPY: whole}))
    with pytest.raises(KnownError) as error:
        loaded(BadSector({FILE: whole}))
    assert error.value.key == "folder_unreachable"


def test_slots_of_a_kind_we_do_not_know_survive_our_rewriting() -> None:
    # as a later version would write it: same file version, one more slot, and a MAC that fits
    disk = MemoryDisk()
    keys = made(disk)
    body = parsed(disk.files[FILE])
    recovery = {"kind": "recovery", "sealed": "AAAA", "z": {"b": 1, "a": [2.50, None]}}
    body["slots"].insert(0, recovery)
    zeros = base64.b64encode(bytes(32)).decode()
    mac = hmac.digest(keys.vault_mac_key, canonical({**body, "mac": zeros, "checksum": zeros}), "sha256")
    disk.files = {FILE: with_checksum({**body, "mac": base64.b64encode(mac).decode()})}
    keys.wipe()
    loaded(disk).change_passphrase(NADIA.staff_id, PHRASE, OTHER_PHRASE)
    assert parsed(disk.files[FILE])["slots"][0] == recovery
    assert database_key(disk, OTHER_PHRASE)


def test_a_file_written_by_the_first_version_still_opens() -> None:
    content = FROZEN.read_bytes()
    disk = MemoryDisk({FILE: content})
    assert database_key(disk).hex() == "5da15fa472a713904703447ef78fdbeeb571888542912379902ec957c6b70cd2"
    assert (
        database_key(disk, OTHER_PHRASE, YANN).hex()
        == "5da15fa472a713904703447ef78fdbeeb571888542912379902ec957c6b70cd2"
    )
    # and becomes one of the second with the next passphrase
    with loaded(disk).unlock(NADIA.staff_id, PHRASE) as keys:
        before = bytes(keys.database_key)
        loaded(disk).renew_slot(keys, NADIA, PHRASE)
    written = parsed(disk.files[FILE])
    assert (written["version"], len(written["slots"])) == (2, 2)
    assert "public_key" in written["slots"][0]
    assert "public_key" not in written["slots"][1]
    assert [database_key(disk), database_key(disk, OTHER_PHRASE, YANN)] == [before, before]


def test_the_file_opens_by_the_published_recipe_alone() -> None:
    """The recipe of the decision record, written once more with nothing of ours: the way out for whoever leaves."""
    body = json.loads(FROZEN.read_bytes())
    assert database_by_recipe(body).hex() == "5da15fa472a713904703447ef78fdbeeb571888542912379902ec957c6b70cd2"


def test_a_file_of_the_second_version_opens_by_its_recipe_alone(whole: bytes) -> None:
    assert database_by_recipe(parsed(whole)) == database_key(MemoryDisk({FILE: whole}))


def database_by_recipe(body: Body) -> bytes:
    """The database key behind the first slot."""
    slot = body["slots"][0]
    cost = slot["kdf"]
    stretched = Argon2id(
        salt=base64.b64decode(slot["salt"]),
        length=32,
        iterations=cost["iterations"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    ).derive(PHRASE.encode())
    kek = HKDF(SHA256(), 32, None, f"palier/kek/v1|{body['vault_id']}|{slot['staff_id']}".encode()).derive(stretched)
    wrapped = base64.b64decode(slot["wrapped"])
    bare = {name: value for name, value in {**slot, "wrapped": ""}.items() if name != "sealed"}
    aad = canonical({"purpose": "palier/slot/v1", "slot": bare, "vault_id": body["vault_id"]})
    root = AESGCM(kek).decrypt(wrapped[:12], wrapped[12:], aad)
    if "sealed" in slot:
        info = f"palier/slot-root/v2|{body['vault_id']}|{slot['slot_id']}|{slot['staff_id']}".encode()
        suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
        own = X25519PrivateKey.from_private_bytes(root)
        root = suite.decrypt(base64.b64decode(slot["sealed"]), own, info)
    return HKDF(SHA256(), 32, None, f"palier/database/v1|{body['vault_id']}".encode()).derive(root)
