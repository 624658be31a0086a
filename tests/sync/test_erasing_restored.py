"""Somebody erased comes back neither with a backup of the centre, nor with the laptops that send again what it lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine

from intake_app.domain.errors import KnownError
from intake_app.services.conflicts import list_conflicted_files, settle_conflicts
from intake_app.services.resident_lists import find_residents
from sync.server import erasures
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from sync.server.signed_erasures import unproven
from tests.common.direct_transport import DirectTransport
from tests.common.laptops import FakeClock
from tests.common.servers import make_space
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.sync.erasing import BIRTH, FAMILY, NOTE, assert_gone, hire_dpo, order, register_canary, settle, write_of


class Restorable:
    """A centre on a SQLite file that can be put back to what it was."""

    def __init__(self, url: str, clock: FakeClock, folder: Path) -> None:
        self.url, self.clock = url, clock
        self.file, self.backup = Path(url.removeprefix("sqlite:///")), folder / "backup.db"
        self.engine: Engine = open_engine(url)
        self.server = Server(self.engine, name="Rennes", clock=clock)

    def save(self) -> None:
        """Take a backup."""
        self._close()
        shutil.copy(self.file, self.backup)
        self._open()

    def put_back(self) -> None:
        """Put the backup in place of everything since, as the administration does it."""
        self._close()
        shutil.copy(self.backup, self.file)
        self._open()
        begin_new_life(self.server.centre.database, self.server.centre.new_id)
        self.engine.dispose()
        self._open()

    def _close(self) -> None:
        with self.engine.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.engine.dispose()

    def _open(self) -> None:
        self.engine = open_engine(self.url)
        self.server = Server(self.engine, name="Rennes", clock=self.clock)


@pytest.fixture
def centre(sqlite_url: str, server_clock: FakeClock, tmp_path: Path) -> Iterator[Restorable]:
    made = Restorable(sqlite_url, server_clock, tmp_path)
    yield made
    made.engine.dispose()


def reconnect(centre: Restorable, *laptops: SyncedLaptop) -> None:
    for laptop in laptops:
        assert isinstance(laptop.transport, DirectTransport)
        laptop.transport.server = centre.server


def test_erased_then_server_restored_from_a_backup_before_the_erasure(centre: Restorable, tmp_path: Path) -> None:
    space = make_space(centre.server)
    dpo_id = hire_dpo(centre.server, space)
    laptops = [SyncedLaptop(tmp_path / str(seed), centre.server, space, seed=seed) for seed in (1, 2, 3)]
    first, second, away = laptops
    resident_id = register_canary(first)
    settle(*laptops)
    centre.save()
    reconnect(centre, *laptops)
    write_of(second, resident_id)
    after = register_canary(first)
    settle(first, second)
    for one in (resident_id, after):
        order(first, dpo_id, one)
    settle(first, second)
    public_key = centre.server.centre.identity.public_key
    centre.put_back()
    assert centre.server.centre.identity.public_key == public_key
    reconnect(centre, *laptops)
    # the one that never heard of it comes first, with more
    write_of(away, resident_id)
    away.exchange()
    with pytest.raises(KnownError, match="removal_after_restore"):
        # the first has not sent again whom it registered after the backup
        second.exchange()
    first.exchange()
    second.exchange()
    settle(second, first, away)
    assert_gone(centre.server, resident_id, *laptops)
    # of every meeting, those sent again after the erasure too, the count is left
    assert [row["resident_id"] for row in server_rows(centre.server, "encounter").values()] == [None] * 4
    assert {one.confirmed for one in erasures.list_erasures(centre.server.centre, space.space_id)} == {3}
    for laptop in laptops:
        laptop.close()


def forgotten_and_told(centre: Restorable, folder: Path, *, is_proven: bool) -> tuple[UUID, SyncedLaptop, UUID]:
    """An erasure that the centre has forgotten and that whoever ordered it will not send again, told by the one laptop
    that is left: the person, the laptop, the space.
    """
    space = make_space(centre.server)
    dpo_id = hire_dpo(centre.server, space)
    lost, knows = laptops = [SyncedLaptop(folder / str(seed), centre.server, space, seed=seed) for seed in (1, 2)]
    resident_id = register_canary(lost)
    settle(*laptops)
    centre.save()
    reconnect(centre, *laptops)
    order(lost, dpo_id, resident_id)
    settle(*laptops)
    lost.close()
    if not is_proven:
        with knows.store.direct("erasure") as connection:
            connection.exec_driver_sql("UPDATE erasure SET signature = NULL")
    centre.put_back()
    reconnect(centre, *laptops)
    knows.exchange(accept_removal=True)
    return resident_id, knows, space.space_id


def test_an_erasure_told_with_its_proof_is_carried_out_again(centre: Restorable, tmp_path: Path) -> None:
    resident_id, knows, space_id = forgotten_and_told(centre, tmp_path, is_proven=True)
    settle(knows)
    assert_gone(centre.server, resident_id, knows)
    with centre.server.centre.database.read() as connection:
        assert unproven(connection, space_id) == []
    knows.close()


def test_an_erasure_told_without_proof_waits_for_somebody(centre: Restorable, tmp_path: Path) -> None:
    """A program accepted it that did not sign."""
    resident_id, knows, space_id = forgotten_and_told(centre, tmp_path, is_proven=False)
    with centre.server.centre.database.read() as connection:
        (told,) = unproven(connection, space_id)
    assert (told.resident_id, str(told.device_id)) == (resident_id, knows.enrolment.device_id)
    assert len(knows.store.read(find_residents, FAMILY)) == 1
    erasures.erase_residents(centre.server.centre, space_id, [told.resident_id], told.reason)
    settle(knows)
    assert_gone(centre.server, resident_id, knows)
    knows.close()


def test_an_erasure_whose_answer_nobody_had_read_is_ordered_again_by_whoever_ordered_it(
    centre: Restorable, tmp_path: Path
) -> None:
    """The centre accepted it and signed; the answer was lost, then the centre's database."""
    space = make_space(centre.server)
    dpo_id = hire_dpo(centre.server, space)
    first, second = laptops = [SyncedLaptop(tmp_path / str(seed), centre.server, space, seed=seed) for seed in (1, 2)]
    resident_id = register_canary(first)
    settle(*laptops)
    centre.save()
    reconnect(centre, *laptops)
    order(first, dpo_id, resident_id)
    first.engine.run_once(is_stopped=lambda: True)
    with first.store.direct("erasure") as connection:
        # of the answer the verdict was written, and not the page
        connection.exec_driver_sql("UPDATE erasure SET signature = NULL")
    centre.put_back()
    reconnect(centre, *laptops)
    settle(second, first, second)
    assert_gone(centre.server, resident_id, *laptops)
    with centre.server.centre.database.read() as connection:
        assert unproven(connection, space.space_id) == []
    for laptop in laptops:
        laptop.close()


def test_a_choice_about_a_conflict_that_a_restore_took_away_keeps_no_word(centre: Restorable, tmp_path: Path) -> None:
    space = make_space(centre.server)
    dpo_id = hire_dpo(centre.server, space)
    first, second = laptops = [SyncedLaptop(tmp_path / str(seed), centre.server, space, seed=seed) for seed in (1, 2)]
    resident_id = register_canary(first)
    settle(*laptops)
    centre.save()
    reconnect(centre, *laptops)
    first.update(resident_id, address=NOTE)
    second.update(resident_id, address=BIRTH)
    settle(*laptops)
    (file,) = second.store.read(list_conflicted_files, second.actor)
    second.store.run(settle_conflicts, second.actor, {one.conflict_id: BIRTH for one in file.fields})
    settle(*laptops)
    centre.put_back()
    reconnect(centre, *laptops)
    # whoever came second then comes first now: it is another conflict, if any
    settle(second, first, second)
    assert second.rows("conflict").keys().isdisjoint({one.conflict_id for one in file.fields})
    order(first, dpo_id, resident_id)
    settle(first, second)
    assert_gone(centre.server, resident_id, *laptops)
    for laptop in laptops:
        laptop.close()
