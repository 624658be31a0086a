"""The pages without which no other is found: kept as they stand, believed only while they are authentic and present."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from intake_app.storage.first_pages import NAME, PAGE, forget_graft, graft, has_first_pages, keep_first_pages
from intake_app.storage.swap import DATABASE_NAME

KEY = bytes(range(32))


def opened(path: Path) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    return connection


@pytest.fixture(params=[3, 60], ids=["a schema of one page", "a schema of many"])
def connection(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sqlcipher.Connection]:
    """A database of some tables, with rows."""
    (tmp_path / "copies").mkdir()
    with closing(opened(tmp_path / DATABASE_NAME)) as made:
        for number in range(request.param):
            made.execute(f"CREATE TABLE t{number}(id INTEGER PRIMARY KEY, words TEXT NOT NULL, {'x' * 200} TEXT)")
            made.execute(f"INSERT INTO t{number}(words) VALUES ('words {number}')")
        yield made


def version_of(connection: sqlcipher.Connection) -> int:
    return int(connection.execute("PRAGMA schema_version").fetchone()[0])


def test_the_file_can_be_read_with_them_although_it_has_grown(tmp_path: Path, connection: sqlcipher.Connection) -> None:
    assert keep_first_pages(tmp_path, KEY, version_of(connection))
    assert has_first_pages(tmp_path)
    for number in range(400):
        connection.execute("INSERT INTO t1(words) VALUES (?)", (f"since {number} " * 20,))
    path = tmp_path / DATABASE_NAME
    damaged = bytes(PAGE) + path.read_bytes()[PAGE:]
    path.write_bytes(damaged)
    grafted = graft(tmp_path, KEY)
    assert grafted is not None
    with closing(opened(grafted)) as reading:
        assert reading.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert reading.execute("SELECT count(*) FROM t1").fetchone() == (401,)
        assert reading.execute("SELECT words FROM t2").fetchall() == [("words 2",)]
    assert path.read_bytes() == damaged
    forget_graft(tmp_path)
    assert [one.name for one in tmp_path.glob("*grafted*")] == []


def test_pages_of_an_older_schema_are_not_kept(tmp_path: Path, connection: sqlcipher.Connection) -> None:
    assert not keep_first_pages(tmp_path, KEY, version_of(connection) + 1)
    assert not has_first_pages(tmp_path)


def test_pages_that_are_damaged_are_not_kept_over_sound_ones(tmp_path: Path, connection: sqlcipher.Connection) -> None:
    assert keep_first_pages(tmp_path, KEY, version_of(connection))
    kept = (tmp_path / NAME).read_bytes()
    path = tmp_path / DATABASE_NAME
    content = bytearray(path.read_bytes())
    content[300] ^= 1
    path.write_bytes(bytes(content))
    assert not keep_first_pages(tmp_path, KEY, version_of(connection))
    assert not keep_first_pages(tmp_path, bytes(32), version_of(connection))
    assert (tmp_path / NAME).read_bytes() == kept


@pytest.mark.parametrize("how", ["missing", "flipped", "cut", "another key"])
def test_kept_pages_that_are_not_ours_are_not_believed(
    tmp_path: Path, connection: sqlcipher.Connection, how: str
) -> None:
    assert keep_first_pages(tmp_path, KEY, version_of(connection))
    content = (tmp_path / NAME).read_bytes()
    if how == "missing":
        (tmp_path / NAME).unlink()
    elif how == "flipped":
        (tmp_path / NAME).write_bytes(content[:99] + bytes([content[99] ^ 1]) + content[100:])
    elif how == "cut":
        (tmp_path / NAME).write_bytes(content[:900])
    assert graft(tmp_path, bytes(32) if how == "another key" else KEY) is None
