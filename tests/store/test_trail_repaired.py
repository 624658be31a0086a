"""Lines of the trail that a repair could not bring back are told from lines that somebody touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.actor import Actor
from intake_app.storage import audit
from intake_app.storage.keys import Keys
from intake_app.storage.opening import DATABASE_NAME, open_store
from intake_app.storage.store import Store
from intake_app.storage.trail_repair import REPAIRED, keep_note, note_of
from tests.store.test_trail import work
from tests.store.world import StillClock, actor_of


@pytest.fixture
def actor(clock: StillClock) -> Actor:
    return actor_of(clock)


def damaged(folder: Path, keys: Keys, *statements: str) -> Store:
    """The store once this was done to its file."""
    connection = sqlcipher.connect(str(folder / DATABASE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(keys.database_key).hex()}'\"")
    freed = [f"DROP TRIGGER IF EXISTS audit_entry_never_{deed}" for deed in ("update", "delete")]
    for statement in (*freed, *statements, audit._NEVER_DELETE):
        connection.execute(statement)
    connection.close()
    return open_store(folder, keys)


def repaired(folder: Path, keys: Keys, actor: Actor, *statements: str) -> Store:
    """A store with twelve lines and more, damaged, then repaired: the trail says so, and goes on."""
    store = open_store(folder, keys)
    while work(store, actor) < 12:
        pass
    store.close()
    store = damaged(folder, keys, *statements)
    with store.direct() as connection:
        audit.note_repair(connection, audit.Entry(actor.clock(), actor.staff_id, REPAIRED, None, None))
    work(store, actor_of(actor.clock, seed=9), 1)  # type: ignore[arg-type]
    return store


LOST = {
    "one": (["DELETE FROM audit_entry WHERE number = 3"], 1),
    "two places": (["DELETE FROM audit_entry WHERE number IN (2, 5, 6)"], 3),
    "the first": (["DELETE FROM audit_entry WHERE number < 4"], 3),
    "the last": (["DELETE FROM audit_entry WHERE number > 10"], 2),
    "all of them": (["DELETE FROM audit_entry"], 12),
    "none": ([], 0),
}


@pytest.mark.parametrize("which", sorted(LOST))
def test_what_is_lost_is_counted_and_the_rest_is_still_vouched_for(
    folder: Path, keys: Keys, actor: Actor, which: str
) -> None:
    statements, lost = LOST[which]
    store = repaired(folder, keys, actor, *statements)
    found = store.read(audit.check_trail)
    assert found.is_whole
    if which in ("the last", "all of them"):
        lost = found.lost
        assert lost >= 2
    assert found.lost == lost
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET deed = 'nothing' WHERE number = 1",
        "UPDATE audit_entry SET deed = 'nothing' WHERE number = 4",
        "UPDATE audit_entry SET deed = 'nothing' WHERE number = 8",
        "DELETE FROM audit_entry WHERE number = 2",
        "DELETE FROM audit_entry WHERE number = 4",
        "DELETE FROM audit_entry WHERE number = 8",
        "DELETE FROM audit_entry WHERE number = (SELECT max(number) FROM audit_entry)",
        f"DELETE FROM audit_entry WHERE deed = '{REPAIRED}'",
        f"UPDATE audit_entry SET record_id = NULL WHERE deed = '{REPAIRED}'",
        "DELETE FROM local_setting WHERE name = 'trail_breaks'",
        "UPDATE local_setting SET value = replace(value, '\"missing\":3', '\"missing\":2') WHERE name = 'trail_breaks'",
    ],
)
def test_what_hands_do_after_a_repair_is_seen_as_before(folder: Path, keys: Keys, actor: Actor, statement: str) -> None:
    store = repaired(folder, keys, actor, "DELETE FROM audit_entry WHERE number = 3")
    assert store.read(audit.check_trail).is_whole
    store.close()
    store = damaged(folder, keys, statement)
    found = store.read(audit.check_trail)
    assert not found.is_whole
    assert found.lost == 0
    store.close()


@pytest.mark.parametrize("deed", ["UPDATE audit_entry SET deed = 'nothing' WHERE number = 5"])
def test_a_line_that_says_something_else_is_not_excused_by_a_repair(
    folder: Path, keys: Keys, actor: Actor, deed: str
) -> None:
    store = repaired(folder, keys, actor, "DELETE FROM audit_entry WHERE number = 3", deed)
    assert store.read(audit.check_trail).first_broken == 5
    store.close()


def test_a_second_repair_says_what_the_first_one_did_too(folder: Path, keys: Keys, actor: Actor) -> None:
    store = repaired(folder, keys, actor, "DELETE FROM audit_entry WHERE number = 3")
    store.close()
    store = damaged(folder, keys, "DELETE FROM audit_entry WHERE number = 7")
    with store.direct() as connection:
        audit.note_repair(connection, audit.Entry(actor.clock(), actor.staff_id, REPAIRED, None, None))
    assert store.read(audit.check_trail).lost == 2
    store.close()


def let_go(store: Store, actor: Actor, until: Callable[[audit.Entry], bool]) -> int:
    with store.direct() as connection:
        entry = audit.Entry(actor.clock() + timedelta(days=900), actor.staff_id, "x", None, None)
        assert until(entry)
        return audit.let_go(connection, replace(entry), entry.at)


def test_old_lines_go_across_what_is_lost(folder: Path, keys: Keys, actor: Actor) -> None:
    store = repaired(folder, keys, actor, "DELETE FROM audit_entry WHERE number = 3")
    before = store.read(audit.check_trail).count
    assert let_go(store, actor, lambda _entry: True) == before - 1
    found = store.read(audit.check_trail)
    assert (found.is_whole, found.lost) == (True, 0)
    store.close()


def test_a_note_written_anew_is_not_vouched_for(folder: Path, keys: Keys, actor: Actor) -> None:
    store = repaired(folder, keys, actor, "DELETE FROM audit_entry WHERE number = 3")
    store.close()
    store = damaged(folder, keys, "DELETE FROM audit_entry WHERE number = 8")
    with store.direct() as connection:
        told = connection.exec_driver_sql("SELECT number FROM audit_entry WHERE deed = ?", (REPAIRED,)).scalar_one()
        forged = note_of(audit._in_order(connection), 1, told)
        assert forged is not None
        assert [one.missing for one in forged.breaks] == [3, 8]
        keep_note(connection, forged)
    assert store.read(audit.check_trail).first_broken == 3
    store.close()
