"""Nothing writes a synced table behind the capture's back."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import BugError
from intake_app.domain.resident import Resident
from intake_app.services.residents import register_resident
from intake_app.storage.store import Store
from tests.store.world import PAPER, outbox_of, register, someone

STATEMENTS = (
    "UPDATE neighbourhood SET name = 'X'",
    "update Neighbourhood set name = 'X'",
    "UPDATE \"neighbourhood\" SET name = 'X'",
    "UPDATE OR IGNORE neighbourhood SET name = 'X'",
    "UPDATE main.neighbourhood SET name = 'X'",
    "DELETE FROM neighbourhood",
    "INSERT INTO neighbourhood(id) VALUES ('x')",
    "INSERT OR REPLACE INTO neighbourhood(id) VALUES ('x')",
    "REPLACE INTO neighbourhood(id) VALUES ('x')",
    "WITH x AS (SELECT 1) UPDATE neighbourhood SET name = 'X'",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_a_statement_behind_the_capture_is_refused(store: Store, actor: Actor, statement: str) -> None:
    def bypass(session: Session, _actor: Actor) -> None:
        session.connection().execute(text(statement))

    with pytest.raises(BugError, match="neighbourhood"):
        store.run(bypass, actor)
    with pytest.raises(BugError, match="neighbourhood"):
        store.read(lambda session: session.connection().execute(text(statement)))
    with store.direct() as connection:
        names = connection.exec_driver_sql("SELECT name FROM neighbourhood ORDER BY name").scalars().all()
    assert names == ["Larkman", "Maurepas", "Villejean"]


def test_core_and_bulk_statements_are_refused_too(store: Store, actor: Actor) -> None:
    table = Resident.__table__  # type: ignore[attr-defined]

    def core(session: Session, _actor: Actor) -> None:
        session.connection().execute(table.update().values(first_name="X"))

    def orm(session: Session, _actor: Actor) -> None:
        session.execute(table.delete())

    def bulk(session: Session, actor: Actor) -> None:
        session.bulk_save_objects([actor.create(Resident, **someone())])

    def after_a_flush(session: Session, actor: Actor) -> None:
        register_resident(session, actor, someone(), resident_id=actor.new_id(), notice=PAPER)
        session.flush()
        session.connection().execute(table.update().values(first_name="X"))

    for use_case in (core, orm, bulk, after_a_flush):
        with pytest.raises(BugError, match="without an operation"):
            store.run(use_case, actor)
    assert outbox_of(store) == []


def test_after_a_flush_that_failed_the_guard_stands_again(store: Store, actor: Actor) -> None:
    first = register(store, actor)

    def twice(session: Session, actor: Actor) -> None:
        session.add(actor.create(Resident, id=first, **someone()))
        session.flush()

    def bypass(session: Session, _actor: Actor) -> None:
        session.connection().execute(text("UPDATE resident SET first_name = 'X'"))

    for _ in range(5):
        with pytest.raises(Exception, match="UNIQUE"):
            store.run(twice, actor)
        with pytest.raises(BugError):
            store.run(bypass, actor)


def test_a_query_cannot_write_rows(store: Store, actor: Actor) -> None:
    def sneak(session: Session) -> None:
        session.add(actor.create(Resident, **someone()))
        session.flush()

    with pytest.raises(BugError):
        store.read(sneak)


def test_the_own_tables_of_the_laptop_may_be_written_directly(store: Store, actor: Actor) -> None:
    def settle(session: Session, _actor: Actor) -> None:
        session.connection().execute(text("UPDATE outbox_change SET state = 'acknowledged'"))

    register(store, actor)
    store.run(settle, actor)
    assert {change.state for change in outbox_of(store)} == {"acknowledged"}
