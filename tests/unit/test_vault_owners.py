"""Who may open a vault: several members of staff, what the lock screen shows of them, and what it costs to know."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_stretching import KdfParams
from intake_app.storage.safe_file import LAPTOP_DISK
from intake_app.storage.vault_slot import SlotOwner, short_label
from tests.unit.vault_setting import (
    CHEAP,
    FILE,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    MemoryDisk,
    database_key,
    loaded,
    made,
    parsed,
)

HEAVY = ("sqlmodel", "sqlalchemy", "requests", "PySide6", "cryptography", "zxcvbn", "filelock", "sqlcipher3")


def refusal(error: pytest.ExceptionInfo[KnownError]) -> str:
    return error.value.key


@pytest.fixture
def disk() -> MemoryDisk:
    disk = MemoryDisk()
    made(disk).wipe()
    return disk


def test_two_colleagues_open_one_database_each_with_a_passphrase(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    with vault.unlock(NADIA.staff_id, PHRASE) as keys:
        vault.add_owner(keys, YANN, OTHER_PHRASE)
    assert loaded(disk).owners == (NADIA, YANN)
    assert database_key(disk, PHRASE) == database_key(disk, OTHER_PHRASE, YANN)
    with pytest.raises(KnownError) as error:
        database_key(disk, PHRASE, YANN)
    assert refusal(error) == "wrong_passphrase"
    loaded(disk).change_passphrase(YANN.staff_id, OTHER_PHRASE, "encore une phrase")
    assert database_key(disk, PHRASE) == database_key(disk, "encore une phrase", YANN)
    assert loaded(disk).owners == (NADIA, YANN)


def test_a_new_colleague_is_protected_like_the_best_protected_one(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    vault.change_passphrase(NADIA.staff_id, PHRASE, PHRASE, KdfParams(128, 2, 4))
    with vault.unlock(NADIA.staff_id, PHRASE) as keys:
        vault.add_owner(keys, YANN, OTHER_PHRASE)
        third = SlotOwner(uuid4(), "Léa P.", "adviser")
        vault.add_owner(keys, third, "la troisième phrase", CHEAP)
    assert [slot["kdf"]["memory_kib"] for slot in parsed(disk.files[FILE])["slots"]] == [128, 128, 32]


def test_nobody_is_let_in_twice_nor_with_the_keys_of_another_vault(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    with vault.unlock(NADIA.staff_id, PHRASE) as keys, pytest.raises(KnownError) as error:
        vault.add_owner(keys, NADIA, OTHER_PHRASE)
    assert refusal(error) == "owner_already_there"
    with made(MemoryDisk(), seed="elsewhere") as foreign, pytest.raises(KnownError) as error:
        vault.add_owner(foreign, YANN, OTHER_PHRASE)
    assert refusal(error) == "vault_altered"


def test_a_colleagues_passphrase_must_be_long_enough_too(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    with vault.unlock(NADIA.staff_id, PHRASE) as keys, pytest.raises(KnownError) as error:
        vault.add_owner(keys, YANN, "trop court")
    assert refusal(error) == "passphrase_too_short"
    assert loaded(disk).owners == (NADIA,)


def test_a_vault_has_room_for_sixty_four(disk: MemoryDisk) -> None:
    vault = loaded(disk)
    with vault.unlock(NADIA.staff_id, PHRASE) as keys:
        for _ in range(63):
            vault.add_owner(keys, SlotOwner(uuid4(), "Une collègue", "caretaker"), OTHER_PHRASE)
        with pytest.raises(KnownError) as error:
            vault.add_owner(keys, YANN, OTHER_PHRASE)
    assert refusal(error) == "vault_full"
    assert database_key(disk)


def test_asking_for_nobody_of_this_vault_is_a_bug(disk: MemoryDisk) -> None:
    with pytest.raises(BugError):
        loaded(disk).unlock(YANN.staff_id, PHRASE)


@pytest.mark.parametrize("label", ["", "   ", "x" * 41, "Nadia\nM.", "Nadia\u202eM.", "Nadia\x00"])
def test_a_label_that_would_deceive_the_lock_screen_is_a_bug(label: str) -> None:
    with pytest.raises(BugError):
        SlotOwner(NADIA.staff_id, label, "caretaker")


@pytest.mark.parametrize("role", ["", "Care Taker", "x" * 41, "gardien·ne", "1st"])
def test_a_role_is_a_code(role: str) -> None:
    with pytest.raises(BugError):
        SlotOwner(NADIA.staff_id, "Nadia M.", role)


@pytest.mark.parametrize(
    "given,family,label",
    [
        ("Nadia", "Martin", "Nadia M."),
        (" Élodie ", "étienne", "Élodie É."),
        ("Anne-Marie", "", "Anne-Marie"),
        ("Na\u202edia", "\tMartin", "Nadia M."),
        ("A" * 60, "B", "A" * 37 + " B."),
        ("Uwe", "ßmann", "Uwe SS."),
    ],
)
def test_the_lock_screen_shows_a_first_name_and_an_initial(given: str, family: str, label: str) -> None:
    assert short_label(given, family) == label
    SlotOwner(NADIA.staff_id, label, "caretaker")


def test_somebody_without_a_first_name_is_a_bug() -> None:
    with pytest.raises(BugError):
        short_label(" ", "Martin")


def test_reading_who_may_open_loads_nothing_heavy(tmp_path: Path) -> None:
    made(LAPTOP_DISK, folder=tmp_path).wipe()
    code = (
        "import sys; from pathlib import Path; from intake_app.storage.key_stretching import KdfParams\n"
        "from intake_app.storage.vault import Vault\n"
        f"print(len(Vault.load(Path({str(tmp_path)!r}), floor=KdfParams(32, 1, 4)).owners))\n"
        f"print(*[name for name in {HEAVY} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert run.stdout.split() == ["1"]
