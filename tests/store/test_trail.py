"""The trail of a laptop: chained, growing only, carried over from the trail before, and checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.actor import Actor
from intake_app.domain.rules.chain import BEFORE_ALL, fingerprint
from intake_app.services.privacy import record_opening
from intake_app.services.residents import register_resident
from intake_app.storage import audit, opening
from intake_app.storage.engine import open_engine
from intake_app.storage.keys import Keys
from intake_app.storage.migrate import LAPTOP_LINEAGE, Lineage, upgrade
from intake_app.storage.opening import DATABASE_NAME, open_store
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, NADIA, PAPER, StillClock, actor_of, someone

SAID = ("number", "at", "staff_id", "deed", "record_type", "record_id")


@pytest.fixture
def actor(clock: StillClock) -> Actor:
    return actor_of(clock)


def bare(folder: Path, keys: Keys) -> Any:
    """The file, opened by somebody who has the key and knows SQL."""
    connection = sqlcipher.connect(str(folder / DATABASE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(keys.database_key).hex()}'\"")
    for deed in ("update", "delete"):
        connection.execute(f"DROP TRIGGER audit_entry_never_{deed}")
    return connection


def work(store: Store, actor: Actor, count: int = 3) -> int:
    """Some registrations, and a file opened each time; how many lines the trail then has."""
    for number in range(count):
        resident_id = actor.new_id()
        store.run(register_resident, actor, someone(f"Riou{'abc'[number % 3]}"), resident_id=resident_id, notice=PAPER)
        store.run(record_opening, actor, resident_id)
    return store.read(audit.check_trail).count


def test_every_line_follows_the_one_before(store: Store, actor: Actor) -> None:
    count = work(store, actor)
    assert count >= 6
    assert store.read(audit.check_trail) == audit.TrailCheck(count, None)
    assert store.read(audit.check_trail).is_whole


def test_no_line_says_anything_of_what_was_written(store: Store, actor: Actor) -> None:
    work(store, actor)
    with store.direct() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM audit_entry").all()
    assert "riou" not in str(rows).lower()


@pytest.mark.parametrize("statement", ["UPDATE audit_entry SET deed = 'x'", "DELETE FROM audit_entry"])
def test_a_line_is_never_changed_nor_taken_away(store: Store, actor: Actor, statement: str) -> None:
    work(store, actor)
    with pytest.raises(Exception, match="only grows"), store.direct() as connection:
        connection.exec_driver_sql(statement)
    assert store.read(audit.check_trail).is_whole


@pytest.mark.parametrize(
    "statement,place",
    [
        ("UPDATE audit_entry SET deed = 'nothing' WHERE number = 2", 2),
        ("UPDATE audit_entry SET staff_id = '01900000-0000-7000-8000-0000000000ff' WHERE number = 3", 3),
        ("UPDATE audit_entry SET at = '2020-01-01T00:00:00Z' WHERE number = 1", 1),
        ("DELETE FROM audit_entry WHERE number = 2", 2),
        ("UPDATE audit_entry SET number = 900 WHERE number = 2", 2),
        ("DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)", -1),
        ("DELETE FROM audit_entry", 1),
    ],
)
def test_what_hands_did_to_it_is_seen_and_where(
    folder: Path, keys: Keys, clock: StillClock, statement: str, place: int
) -> None:
    store = open_store(folder, keys)
    count = work(store, actor_of(clock))
    store.close()
    connection = bare(folder, keys)
    connection.execute(statement)
    connection.close()
    store = open_store(folder, keys)
    broken = place if place > 0 else count
    assert store.read(audit.check_trail).first_broken == broken
    # what comes after is chained to what is left, and the break stays
    work(store, actor_of(clock, seed=3), 1)
    assert store.read(audit.check_trail).first_broken == broken
    store.close()


def test_a_trail_from_before_is_carried_over_line_by_line(
    tmp_path: Path, keys: Keys, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [
        (
            1,
            "2026-03-01T08:00:00Z",
            str(NADIA),
            "open_file",
            "resident",
            str(keys.vault_id),
        ),
        (2, "2026-03-02T08:00:00Z", str(NADIA), "start_import", None, None),
        (
            3,
            "2026-03-02T08:00:05Z",
            str(CLAIRE),
            "open_file",
            "resident",
            str(keys.vault_id),
        ),
    ]
    older_store(tmp_path, keys, monkeypatch)
    engine = open_engine(tmp_path / DATABASE_NAME, keys.database_key)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"INSERT INTO audit_entry({', '.join(SAID)}) VALUES (?, ?, ?, ?, ?, ?)", before)
    engine.dispose()
    monkeypatch.undo()
    store = open_store(tmp_path, keys)
    with store.direct() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM audit_entry ORDER BY number").all()
    assert [tuple(row)[:6] for row in rows] == before
    assert rows[0].fingerprint == fingerprint(BEFORE_ALL, dict(zip(SAID, before[0], strict=True)))
    with store.direct() as connection:
        audit.append(connection, [audit.Entry(clock(), keys.vault_id, "unlock", None, None)])
        newest = connection.exec_driver_sql("SELECT max(number) FROM audit_entry").scalar()
    assert newest == 4
    assert store.read(audit.check_trail) == audit.TrailCheck(4, None)
    store.close()


def older_store(folder: Path, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store as it was before the trail was chained."""

    def upgrade_less(connection: Any, lineage: Lineage) -> None:
        from alembic.script import ScriptDirectory

        with monkeypatch.context() as patch:
            if lineage is LAPTOP_LINEAGE:
                whole = ScriptDirectory._upgrade_revs
                patch.setattr(
                    ScriptDirectory, "_upgrade_revs", lambda self, _head, now: whole(self, "laptop_0004", now)
                )
            upgrade(connection, lineage)

    monkeypatch.setattr(opening, "upgrade", upgrade_less)
    monkeypatch.setattr(opening, "STORE_VERSION", opening.STORE_VERSION - 1)
    open_store(folder, keys).close()


def test_lines_that_are_old_enough_go_and_the_rest_still_follows(
    store: Store, actor: Actor, clock: StillClock, folder: Path, keys: Keys
) -> None:
    old = work(store, actor)
    clock.advance(days=400)
    work(store, actor, 1)
    before = store.read(audit.check_trail).count
    entry = audit.Entry(clock(), actor.staff_id, "unlock", "staff_member", actor.staff_id)
    with store.direct() as connection:
        assert audit.let_go(connection, entry, clock() - audit.KEPT) == old
        assert audit.let_go(connection, entry, clock() - audit.KEPT) == 0
    found = store.read(audit.check_trail)
    assert found == audit.TrailCheck(before - old + 1, None)
    assert [line.deed for line in store.read(audit.read_deeds, [f"{audit.LET_GO}:{old}"])] == [f"{audit.LET_GO}:{old}"]
    with pytest.raises(Exception, match="only grows"), store.direct() as connection:
        connection.exec_driver_sql("DELETE FROM audit_entry")
    # what is altered afterwards is found, by its number
    store.close()
    connection = bare(folder, keys)
    connection.execute("UPDATE audit_entry SET deed = 'x' WHERE number = ?", (old + 2,))
    connection.close()
    again = open_store(folder, keys)
    assert again.read(audit.check_trail).first_broken == old + 2
    again.close()


def test_a_trail_without_old_lines_stays_as_it_is(store: Store, actor: Actor, clock: StillClock) -> None:
    count = work(store, actor)
    entry = audit.Entry(clock(), actor.staff_id, "unlock", None, None)
    with store.direct() as connection:
        assert audit.let_go(connection, entry, clock() - audit.KEPT) == 0
    assert store.read(audit.check_trail) == audit.TrailCheck(count, None)
