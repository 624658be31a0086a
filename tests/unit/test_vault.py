"""Making a vault, opening it, changing passphrases, letting colleagues in."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_stretching import FLOOR, KdfParams
from intake_app.storage.vault import Vault, create_vault
from intake_app.storage.vault_file import COPY_NAME, FILE_NAME
from tests.unit.vault_setting import (
    CHEAP,
    COPY,
    FILE,
    FOLDER,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    MemoryDisk,
    Seeded,
    ToldClock,
    database_key,
    loaded,
    made,
    parsed,
)


def refusal(error: pytest.ExceptionInfo[KnownError]) -> str:
    return error.value.key


@pytest.fixture
def disk() -> MemoryDisk:
    disk = MemoryDisk()
    made(disk).wipe()
    return disk


def test_the_same_passphrase_gives_the_same_keys_again() -> None:
    disk = MemoryDisk()
    with made(disk) as first, loaded(disk).unlock(NADIA.staff_id, PHRASE) as again:
        for name in ("root", "database_key", "device_key_wrap", "backup_key", "sidecar_mac_key", "attachment_key"):
            assert getattr(first, name) == getattr(again, name)


def test_another_passphrase_opens_nothing(disk: MemoryDisk) -> None:
    for wrong in (PHRASE + " ", PHRASE.upper(), PHRASE[:-1], ""):
        with pytest.raises(KnownError) as error:
            database_key(disk, wrong)
        assert refusal(error) == "wrong_passphrase"


def test_accents_typed_on_another_keyboard_are_the_same_passphrase() -> None:
    disk = MemoryDisk()
    made(disk, passphrase="cafe\u0301 creme bru\u0302le\u0301e").wipe()
    assert database_key(disk, "café creme brûlée")


def test_a_very_long_passphrase_is_not_cut() -> None:
    disk = MemoryDisk()
    made(disk, passphrase="mot " * 500 + "fin").wipe()
    with pytest.raises(KnownError) as error:
        database_key(disk, "mot " * 500 + "fil")
    assert refusal(error) == "wrong_passphrase"
    assert database_key(disk, "mot " * 500 + "fin")


def test_two_vaults_with_one_passphrase_have_nothing_in_common() -> None:
    one, other = MemoryDisk(), MemoryDisk()
    made(one).wipe()
    made(other, seed="elsewhere").wipe()
    assert database_key(one) != database_key(other)
    first, second = parsed(one.files[FILE]), parsed(other.files[FILE])
    for name in ("salt", "wrapped", "slot_id"):
        assert first["slots"][0][name] != second["slots"][0][name]


def test_the_file_tells_who_and_nothing_secret(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    assert vault.owners == (NADIA,)
    assert vault.created == "2026-11-22T05:01:02Z"
    assert vault.generation == 1
    body = parsed(disk.files[FILE])
    assert body["cipher_compat"] == 4
    with vault.unlock(NADIA.staff_id, PHRASE) as keys:
        assert str(keys.vault_id) == body["vault_id"]
        for secret in (keys.root, keys.database_key, PHRASE.encode()):
            assert bytes(secret) not in disk.files[FILE]
            assert bytes(secret).hex().encode() not in disk.files[FILE]


def test_a_new_vault_never_replaces_one(disk: MemoryDisk) -> None:
    before = dict(disk.files)
    for missing in (None, FILE, COPY):
        disk.files = {path: content for path, content in before.items() if path != missing}
        kept = dict(disk.files)
        with pytest.raises(KnownError) as error:
            made(disk)
        assert refusal(error) == "vault_already_there"
        assert disk.files == kept


def test_a_short_passphrase_makes_no_vault() -> None:
    disk = MemoryDisk()
    with pytest.raises(KnownError) as error:
        made(disk, passphrase="quatorze carac")
    assert refusal(error) == "passphrase_too_short"
    assert disk.files == {}
    # fifteen typed characters of which one is an accent of its own are fourteen
    with pytest.raises(KnownError):
        made(disk, passphrase="quatorze carae\u0301")


def test_parameters_below_the_floor_are_a_bug_when_writing() -> None:
    disk = MemoryDisk()
    with pytest.raises(BugError):
        create_vault(FOLDER, NADIA, PHRASE, CHEAP, Seeded(), disk=disk)
    assert disk.files == {}
    made(disk).wipe()
    with pytest.raises(BugError):
        loaded(disk).change_passphrase(NADIA.staff_id, PHRASE, OTHER_PHRASE, KdfParams(16, 1, 1))
    assert database_key(disk)


def test_a_changed_passphrase_opens_the_same_database(disk: MemoryDisk) -> None:
    before = database_key(disk)
    vault = loaded(disk)
    vault.change_passphrase(NADIA.staff_id, PHRASE, OTHER_PHRASE, KdfParams(64, 2, 4))
    assert database_key(disk, OTHER_PHRASE) == before
    assert vault.generation == 2
    assert parsed(disk.files[FILE])["slots"][0]["kdf"] == {"memory_kib": 64, "iterations": 2, "lanes": 4}
    for each in (loaded(disk), vault):
        with pytest.raises(KnownError) as error:
            each.unlock(NADIA.staff_id, PHRASE)
        assert refusal(error) == "wrong_passphrase"


def test_changing_without_parameters_keeps_those_in_force(disk: MemoryDisk) -> None:
    before = parsed(disk.files[FILE])["slots"][0]
    loaded(disk).change_passphrase(NADIA.staff_id, PHRASE, PHRASE)
    after = parsed(disk.files[FILE])["slots"][0]
    assert after["kdf"] == before["kdf"]
    # even for the same passphrase nothing can be compared with an older copy of the file
    assert after["salt"] != before["salt"]
    assert after["wrapped"] != before["wrapped"]


def test_changing_a_passphrase_needs_the_old_one(disk: MemoryDisk) -> None:
    before = dict(disk.files)
    with pytest.raises(KnownError) as error:
        loaded(disk).change_passphrase(NADIA.staff_id, OTHER_PHRASE, PHRASE)
    assert refusal(error) == "wrong_passphrase"
    with pytest.raises(KnownError) as error:
        loaded(disk).change_passphrase(NADIA.staff_id, PHRASE, "trop court")
    assert refusal(error) == "passphrase_too_short"
    assert disk.files[FILE] == before[FILE]


def test_a_change_made_meanwhile_is_built_upon(disk: MemoryDisk) -> None:
    early, late = loaded(disk), loaded(disk)
    late.change_passphrase(NADIA.staff_id, PHRASE, OTHER_PHRASE)
    with late.unlock(NADIA.staff_id, OTHER_PHRASE) as keys:
        early.add_owner(keys, YANN, PHRASE)
    assert database_key(disk, OTHER_PHRASE) == database_key(disk, PHRASE, YANN)


def test_another_vault_put_in_the_place_is_not_written_to(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    elsewhere = MemoryDisk()
    made(elsewhere, seed="elsewhere").wipe()
    disk.files = dict(elsewhere.files)
    with pytest.raises(KnownError) as error:
        vault.change_passphrase(NADIA.staff_id, PHRASE, OTHER_PHRASE)
    assert refusal(error) == "vault_altered"
    assert disk.files == elsewhere.files


def test_too_little_free_memory_says_so_and_costs_no_try(disk: MemoryDisk, monkeypatch: pytest.MonkeyPatch) -> None:
    class Starved:
        def __init__(self, **_: object) -> None:
            raise MemoryError

    vault = loaded(disk)
    with monkeypatch.context() as patch:
        patch.setattr("cryptography.hazmat.primitives.kdf.argon2.Argon2id", Starved)
        for _ in range(9):
            with pytest.raises(KnownError) as error:
                vault.unlock(NADIA.staff_id, PHRASE)
            assert refusal(error) == "not_enough_memory"
    vault.unlock(NADIA.staff_id, PHRASE).wipe()


def test_on_a_real_disk_with_the_real_floor(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    with create_vault(folder, NADIA, PHRASE, FLOOR) as first:
        for name in (FILE_NAME, COPY_NAME):
            if sys.platform != "win32":
                assert (folder / name).stat().st_mode & 0o077 == 0
        assert sorted(path.name for path in folder.iterdir()) == [FILE_NAME, COPY_NAME]
        vault = Vault.load(folder)
        assert vault.tries.wait(NADIA.staff_id) == 0
        with vault.unlock(NADIA.staff_id, PHRASE) as again:
            assert again.database_key == first.database_key


def test_cheap_parameters_in_the_file_are_refused_by_the_real_floor() -> None:
    disk = MemoryDisk()
    made(disk).wipe()
    with pytest.raises(KnownError) as error:
        loaded(disk, floor=FLOOR)
    assert refusal(error) == "vault_altered"


def test_the_clock_of_the_laptop_is_only_asked_for_the_date_of_making() -> None:
    disk, clock = MemoryDisk(), ToldClock()
    clock.advance(-40 * 365 * 86_400)
    create_vault(FOLDER, NADIA, PHRASE, CHEAP, Seeded(), clock=clock, floor=CHEAP, disk=disk).wipe()
    assert loaded(disk).created == "1986-12-02T05:01:02Z"
    assert database_key(disk)
