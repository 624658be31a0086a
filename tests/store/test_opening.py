"""Opening the encrypted file: every promise holds, or it is refused with a sentence, and nothing is written."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.actor import Actor
from intake_app.domain.errors import BugError, KnownError
from intake_app.domain.likeness.keys import _skeletons, keys_of
from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.likeness.sounds import skeleton, sound
from intake_app.services.resident_lists import find_residents
from intake_app.storage import engine
from intake_app.storage.high_water import FILE_NAME
from intake_app.storage.keys import KEY_LENGTH, Keys
from intake_app.storage.migrate import STORE_VERSION
from intake_app.storage.opening import DATABASE_NAME, open_store
from intake_app.storage.store import Store
from tests.store.conftest import VAULT_ID
from tests.store.world import outbox_of, register

_AS_LETTERS = str.maketrans("0123456789", "abcdefghij")


def refusal_of(folder: Path, keys: Keys) -> KnownError:
    """Why the store of this folder does not open."""
    with pytest.raises(KnownError) as refusal:
        open_store(folder, keys)
    return refusal.value


@pytest.fixture
def connection(folder: Path, keys: Keys) -> Iterator[sqlcipher.Connection]:
    """A bare connection, opened as the store opens its own."""
    opened = engine._connect(folder / DATABASE_NAME, keys.database_key)
    yield opened
    opened.close()


def test_an_empty_folder_becomes_a_store(tmp_path: Path, keys: Keys) -> None:
    store = open_store(tmp_path, keys)
    assert store.read(find_residents) == []
    store.close()
    assert (tmp_path / DATABASE_NAME).read_bytes()[:16] != engine.PLAINTEXT_HEADER


def test_what_was_saved_is_there_when_it_opens_again(folder: Path, keys: Keys, actor: Actor) -> None:
    for name in ("Benali", "Riou"):
        store = open_store(folder, keys)
        register(store, actor, name, "Alix")
        store.close()
    store = open_store(folder, keys)
    assert len(store.read(find_residents)) == 2
    store.close()


def test_a_plaintext_file_in_the_place_of_ours_is_refused(folder: Path, keys: Keys) -> None:
    path = folder / DATABASE_NAME
    path.unlink()
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE resident(id TEXT)")
    plain.close()
    before = path.read_bytes()
    assert refusal_of(folder, keys).key == "plaintext_database"
    assert path.read_bytes() == before


def test_another_vault_s_key_opens_nothing(folder: Path) -> None:
    other = Keys(VAULT_ID, bytearray(b"\x09" * KEY_LENGTH))
    assert refusal_of(folder, other).key == "database_damaged"


def test_a_file_of_noise_is_refused_and_left_alone(folder: Path, keys: Keys) -> None:
    noise = bytes(range(256)) * 64
    (folder / DATABASE_NAME).write_bytes(noise)
    assert refusal_of(folder, keys).key == "database_damaged"
    assert (folder / DATABASE_NAME).read_bytes() == noise


def test_a_damaged_page_is_noticed_when_it_is_read(folder: Path, keys: Keys, actor: Actor) -> None:
    store = open_store(folder, keys)
    for number in range(60):
        register(store, actor, f"Nom{number}", "Alix")
    store.close()
    path = folder / DATABASE_NAME
    content = bytearray(path.read_bytes())
    for page in range(4096 * 2, len(content), 4096):
        content[page + 100] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(KnownError, match="database_damaged"):
        open_store(folder, keys).read(find_residents)


def test_a_newer_database_is_refused_and_left_alone(folder: Path, keys: Keys, connection: sqlcipher.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {STORE_VERSION + 1}")
    assert refusal_of(folder, keys).key == "database_newer"
    assert connection.execute("PRAGMA user_version").fetchone()[0] == STORE_VERSION + 1


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path, keys: Keys) -> None:
    assert refusal_of(tmp_path / "nowhere", keys).key == "database_unreachable"


@pytest.mark.parametrize(
    "broken,promise",
    [
        ("temp_store = FILE", "temp_store"),
        ("journal_mode = DELETE", "journal_mode"),
        ("synchronous = NORMAL", "synchronous"),
        ("synchronous = OFF", "synchronous"),
        ("foreign_keys = OFF", "foreign_keys"),
        ("secure_delete = OFF", "secure_delete"),
    ],
)
def test_each_promise_broken_is_noticed(connection: sqlcipher.Connection, broken: str, promise: str) -> None:
    engine.assert_promises(connection)
    connection.execute(f"PRAGMA {broken}")
    with pytest.raises(BugError, match=promise):
        engine.assert_promises(connection)


def test_a_forgotten_key_is_noticed(tmp_path: Path) -> None:
    """SQLCipher without a key quietly makes a file that anybody can read."""
    bare = sqlcipher.connect(str(tmp_path / "bare.db"), isolation_level=None)
    for name, value in engine._SETTINGS:
        bare.execute(f"PRAGMA {name} = {value}")
    with pytest.raises(BugError, match="cipher_use_hmac"):
        engine.assert_promises(bare)
    bare.close()


def test_pages_without_authentication_are_noticed(tmp_path: Path) -> None:
    bare = sqlcipher.connect(str(tmp_path / "bare.db"), isolation_level=None)
    bare.execute("PRAGMA key = \"x'" + "11" * 32 + "'\"")
    bare.execute("PRAGMA cipher_use_hmac = OFF")
    for name, value in engine._SETTINGS:
        bare.execute(f"PRAGMA {name} = {value}")
    with pytest.raises(BugError, match="cipher_use_hmac"):
        engine.assert_promises(bare)
    bare.close()


def test_a_library_without_encryption_is_noticed(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db", isolation_level=None)
    with pytest.raises(BugError, match="cipher_version"):
        engine.assert_promises(plain)
    plain.close()


@pytest.mark.parametrize(
    "oldest,promise", [("OLDEST_SQLITE", "sqlite_version"), ("OLDEST_SQLCIPHER", "cipher_version")]
)
def test_an_old_library_is_noticed(
    connection: sqlcipher.Connection, monkeypatch: pytest.MonkeyPatch, oldest: str, promise: str
) -> None:
    monkeypatch.setattr(engine, oldest, (99,))
    with pytest.raises(BugError, match=promise):
        engine.assert_promises(connection)


def test_an_older_file_put_back_is_noticed_and_counted(folder: Path, keys: Keys, actor: Actor) -> None:
    store = open_store(folder, keys)
    register(store, actor, "Benali", "Karim")
    store.close()
    older = shutil.copy(folder / DATABASE_NAME, folder.parent / "older.db")
    store = open_store(folder, keys)
    register(store, actor, "Riou", "Gwenaël")
    store.close()
    shutil.copy(older, folder / DATABASE_NAME)
    refusal = refusal_of(folder, keys)
    assert (refusal.key, refusal.details) == ("saved_changes_missing", {"count": 2})
    assert refusal_of(folder, keys).key == "saved_changes_missing"
    # without the mark nobody knows
    (folder / FILE_NAME).unlink()
    store = open_store(folder, keys)
    assert [row.family_name for row in store.read(find_residents)] == ["Benali"]
    store.close()
    open_store(folder, keys).close()


def test_a_flipped_byte_of_the_log_that_loses_commits_is_noticed(folder: Path, keys: Keys, actor: Actor) -> None:
    store = open_store(folder, keys)
    for number in range(6):
        register(store, actor, f"Nom{number}", "Alix")
    crashed = folder.parent / "crashed"
    shutil.copytree(folder, crashed)
    store.close()
    log = crashed / f"{DATABASE_NAME}-wal"
    content = bytearray(log.read_bytes())
    content[len(content) // 2] ^= 0x01
    log.write_bytes(content)
    refusal = refusal_of(crashed, keys)
    assert refusal.key == "saved_changes_missing"
    assert 0 < int(refusal.details["count"]) < 12
    (crashed / FILE_NAME).unlink()
    survived = open_store(crashed, keys)
    assert len(outbox_of(survived)) == 12 - int(refusal.details["count"])
    survived.close()


def test_a_database_that_vanished_is_noticed(folder: Path, keys: Keys, actor: Actor) -> None:
    store = open_store(folder, keys)
    register(store, actor)
    store.close()
    (folder / DATABASE_NAME).unlink()
    assert refusal_of(folder, keys).details == {"count": 2}


def test_a_store_without_its_mark_opens_and_marks_again(folder: Path, keys: Keys, actor: Actor) -> None:
    store = open_store(folder, keys)
    register(store, actor)
    store.close()
    (folder / FILE_NAME).unlink()
    store = open_store(folder, keys)
    register(store, actor, "Riou", "Gwenaël")
    store.close()
    assert (folder / FILE_NAME).exists()


def test_closing_folds_the_log_into_the_database(folder: Path, keys: Keys, actor: Actor, store: Store) -> None:
    register(store, actor)
    assert (folder / f"{DATABASE_NAME}-wal").stat().st_size > 0
    store.close()
    assert not (folder / f"{DATABASE_NAME}-wal").exists()


def test_however_much_is_read_and_written_little_of_it_is_kept_in_memory(
    connection: sqlcipher.Connection,
) -> None:
    """A first download goes through both: the pages of the file, and the names that it makes keys of."""
    assert connection.execute("PRAGMA cache_size").fetchone() == (-engine.CACHE_KIB,)
    assert engine.CACHE_KIB <= 8192
    for number in range(5000):
        keys_of(Portrait("n" + str(number).translate(_AS_LETTERS), "Awa"))
    kept = [known.cache_info().currsize for known in (_skeletons, skeleton, sound)]
    assert all(0 < count <= 4096 for count in kept), kept


def test_a_page_put_back_to_what_it_was_is_noticed_and_counted(folder: Path, keys: Keys, actor: Actor) -> None:
    """It is authentic: only the numbers that it holds no more tell."""
    path = folder / DATABASE_NAME
    store = open_store(folder, keys)
    for number in range(3):
        register(store, actor, f"Nom{number}", "Alix")
    store.close()
    before = path.read_bytes()
    store = open_store(folder, keys)
    register(store, actor, "Riou", "Alix")
    store.close()
    after = path.read_bytes()
    told = []
    for start in range(0, len(before), 4096):
        page = before[start : start + 4096]
        if page != after[start : start + 4096]:
            path.write_bytes(after[:start] + page + after[start + 4096 :])
            try:
                open_store(folder, keys).close()
            except KnownError as refusal:
                told.append((refusal.key, refusal.details.get("count")))
    # the leaf of the outbox, and the page that counts its numbers
    assert told.count(("saved_changes_missing", 2)) == 2
