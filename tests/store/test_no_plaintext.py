"""The canary: names that were typed are in no file, not even while the program works, nor after it crashed."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.drafts import save_draft
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.resident_lists import find_residents
from intake_app.services.workshops import cancel_workshop
from intake_app.storage.store import Store
from tests.store.world import TODAY, plan, register

CANARIES = ("Zyxwenko", "Qwortzbach", "zyxwenko", "qwortzbach", "0639981234", "639981234", "Vrombelin", "Kestrovane")


def leaks(*folders: Path, words: Iterable[str] = CANARIES) -> list[str]:
    """The files that hold a canary, in any of the ways text is written down."""
    marks = [word.encode(encoding) for word in words for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    contents = {path: path.read_bytes() for path in files}
    return [path.name for path, content in contents.items() if any(mark in content for mark in marks)]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where SQLite and Python would put temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    return folder


def live(store: Store, actor: Actor) -> None:
    """A morning's work with people whose names are canaries."""
    resident_id = register(store, actor, "Zyxwenko", "Qwortzbach", phone="06 39 98 12 34", address="1 rue Vrombelin")
    store.run(save_draft, actor, "resident", actor.new_id(), {"family_name": "Zyxwenko", "first_name": "Qwortzbach"})
    store.run(
        schedule_follow_up, actor, resident_id, purpose="call_back", due_on=TODAY, note="Rappeler Zyxwenko à Vrombelin"
    )
    store.run(cancel_workshop, actor, plan(store, actor, title="Chez Kestrovane")[0])
    assert len(store.read(find_residents, "zyx")) == 1


def sort_much(store: Store) -> None:
    """A query that sorts far more than SQLite's cache of temporary pages holds."""
    many = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000) "
        "SELECT family_name || i AS x FROM n, resident ORDER BY x DESC"
    )
    store.read(lambda session: session.connection().exec_driver_sql(many).fetchmany(5))


def test_no_name_is_in_any_file(store: Store, actor: Actor, folder: Path, temporary: Path, tmp_path: Path) -> None:
    live(store, actor)
    sort_much(store)
    assert leaks(folder, temporary) == []
    # as a crash would leave it: database, log, index of the log, mark
    crashed = Path(shutil.copytree(folder, tmp_path / "crashed"))
    assert leaks(crashed) == []
    store.close()
    assert leaks(folder, temporary) == []
    assert not list(temporary.iterdir())


def test_the_canary_sings_where_nothing_is_encrypted(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE resident(family_name TEXT)")
    plain.execute("INSERT INTO resident VALUES ('Zyxwenko')")
    plain.commit()
    plain.close()
    assert leaks(tmp_path) == ["plain.db"]


def test_what_is_erased_from_the_outbox_is_not_left_in_the_pages(store: Store, actor: Actor) -> None:
    """`secure_delete`: freed pages are overwritten, so that whoever has the key finds no ghost either."""
    live(store, actor)
    with store.direct() as connection:
        connection.exec_driver_sql("DELETE FROM outbox_change")
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
