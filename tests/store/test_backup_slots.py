"""The slots go with the copies: when both files of the vault are gone, the third opens it, and no older one does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.backup import DailyCopies, list_copies
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.keys import Keys
from intake_app.storage.newest_vault import require_newest
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from intake_app.storage.vault import Vault, create_vault
from intake_app.storage.vault_file import COPY_NAME, FILE_NAME, THIRD_NAME
from intake_app.storage.vault_slot import SlotOwner

NADIA = SlotOwner(UUID("01900000-0000-4000-8000-000000000001"), "Nadia M.", "caretaker")
OLD, NEW = "le banc devant la fontaine", "sept pommes sur la table"


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Keys]:
    with create_vault(tmp_path, NADIA, OLD, FLOOR) as opened:
        yield opened


@pytest.fixture
def store(tmp_path: Path, keys: Keys) -> Iterator[Store]:
    opened = open_store(tmp_path, keys)
    DailyCopies(tmp_path, keys, opened).make(date(2026, 11, 23))
    yield opened
    opened.close()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("how", ["deleted", "spoilt"])
def test_the_third_file_opens_the_vault_and_mends_the_two_others(tmp_path: Path, keys: Keys, how: str) -> None:
    whole = (tmp_path / FILE_NAME).read_bytes()
    for name in (FILE_NAME, COPY_NAME):
        if how == "deleted":
            (tmp_path / name).unlink()
        else:
            (tmp_path / name).write_bytes(whole[:-9])
    vault = Vault.load(tmp_path)
    assert vault.owners == (NADIA,)
    with pytest.raises(KnownError, match="vault_already_there"):
        create_vault(tmp_path, NADIA, OLD, FLOOR)
    with vault.unlock(NADIA.staff_id, OLD) as again:
        assert again.database_key == keys.database_key
    assert (tmp_path / FILE_NAME).read_bytes() == (tmp_path / COPY_NAME).read_bytes() == whole


def test_a_changed_passphrase_reaches_the_third_file(tmp_path: Path, store: Store) -> None:
    before = (tmp_path / THIRD_NAME).read_bytes()
    vault = Vault.load(tmp_path)
    require_newest(store, vault)
    vault.change_passphrase(NADIA.staff_id, OLD, NEW)
    require_newest(store, vault)
    assert (tmp_path / THIRD_NAME).read_bytes() == (tmp_path / FILE_NAME).read_bytes()
    for name in (FILE_NAME, COPY_NAME):
        (tmp_path / name).unlink()
    with pytest.raises(KnownError, match="wrong_passphrase"):
        Vault.load(tmp_path).unlock(NADIA.staff_id, OLD)
    # an older one put back in its place opens nothing that the store has moved on from
    (tmp_path / THIRD_NAME).write_bytes(before)
    older = Vault.load(tmp_path)
    older.unlock(NADIA.staff_id, OLD).wipe()
    with pytest.raises(KnownError, match="vault_put_back"):
        require_newest(store, older)


@pytest.mark.usefixtures("store")
def test_a_third_file_of_noise_says_no_more_than_the_two_others(tmp_path: Path) -> None:
    for name in (FILE_NAME, COPY_NAME):
        (tmp_path / name).unlink()
    (tmp_path / THIRD_NAME).write_bytes(b"noise")
    with pytest.raises(KnownError, match="vault_missing"):
        Vault.load(tmp_path)


def test_a_copy_and_its_slots_are_all_one_needs(tmp_path: Path, keys: Keys, store: Store) -> None:
    """The folder of copies alone, carried elsewhere, still opens with the passphrase."""
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "copies").rename(elsewhere)
    (elsewhere / "copies").mkdir()
    (elsewhere / FILE_NAME).rename(elsewhere / THIRD_NAME)
    (elsewhere / "palier-2026-11-23.db").rename(elsewhere / "copies" / "palier-2026-11-23.db")
    with Vault.load(elsewhere).unlock(NADIA.staff_id, OLD) as again:
        assert again.backup_key == keys.backup_key
        assert len(list_copies(elsewhere)) == 1
    assert store is not None
