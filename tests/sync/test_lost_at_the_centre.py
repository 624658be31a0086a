"""A centre put back from a backup lacks what a laptop that is away had sent: nobody else lets go of it unasked. What it
then answers otherwise than in the life that is lost, everybody hears.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from intake_app.domain.errors import KnownError
from sync.client.place import is_after_restore
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from tests.common.backups import Backups
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.common.workplaces import copy_of, workplace_of

NewLaptop = Callable[..., SyncedLaptop]


@pytest.fixture
def server(light_server: Server) -> Server:
    return light_server


@pytest.fixture
def new_laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[NewLaptop]:
    made: list[SyncedLaptop] = []

    def make(name: str) -> SyncedLaptop:
        made.append(SyncedLaptop(tmp_path / name, server, space, seed=len(made) + 1))
        return made[-1]

    yield make
    for laptop in made:
        laptop.close()


@pytest.fixture
def backups(server: Server, tmp_path: Path, server_clock: FakeClock) -> Iterator[Backups]:
    made = Backups(server, tmp_path, server_clock)
    yield made
    made.server.centre.database.engine.dispose()


def lost_with_a_laptop_away(new_laptop: NewLaptop, backups: Backups) -> tuple[SyncedLaptop, SyncedLaptop, object]:
    """A colleague's file, received here and lost at the centre, while the colleague is on leave."""
    here, away = new_laptop("here"), new_laptop("away")
    backups.keep()
    resident_id = away.register("PARTIE")
    away.exchange()
    here.exchange()
    assert resident_id in here.rows("resident")
    backups.put_back(here, away)
    return here, away, resident_id


def last_state(laptop: SyncedLaptop) -> object:
    """What became of the last change that was saved on the laptop."""
    last = "SELECT state FROM outbox_change ORDER BY device_seq DESC LIMIT 1"
    return laptop.store.read(lambda session: session.connection().exec_driver_sql(last).scalar_one())


def test_what_a_restored_centre_lacks_stays_until_it_was_sent_again(new_laptop: NewLaptop, backups: Backups) -> None:
    here, away, resident_id = lost_with_a_laptop_away(new_laptop, backups)
    for _ in range(2):
        with pytest.raises(KnownError, match="removal_after_restore") as asked:
            here.exchange()
        assert asked.value.details["count"] == 2
        assert resident_id in here.rows("resident")
    # what is written meanwhile goes in
    mine = here.register("NOUVELLE")
    with pytest.raises(KnownError, match="removal_after_restore"):
        here.exchange()
    assert mine in server_rows(backups.server, "resident")
    away.exchange()
    assert here.exchange().removed == 0
    assert resident_id in here.rows("resident")
    assert not here.store.read(lambda session: is_after_restore(session.connection()))


def test_whoever_was_asked_may_let_go_of_it(new_laptop: NewLaptop, backups: Backups) -> None:
    here, _, resident_id = lost_with_a_laptop_away(new_laptop, backups)
    assert here.exchange(accept_removal=True).removed == 2
    assert resident_id not in here.rows("resident")
    assert here.exchange().removed == 0


@pytest.mark.parametrize("is_put_back_again", [False, True])
def test_a_copied_laptop_hears_what_its_other_self_was_answered_since(
    new_laptop: NewLaptop, backups: Backups, tmp_path: Path, is_put_back_again: bool
) -> None:
    laptop, colleague = new_laptop("here"), new_laptop("colleague")
    who = laptop.register("AVANT")
    for one in (laptop, colleague):
        one.exchange()
    backups.keep()
    laptop.update(who, family_name="ICI")
    laptop.exchange()
    twin = copy_of(laptop, tmp_path / "twin")
    backups.put_back(laptop, colleague)
    # in the life that is lost nobody contradicted
    colleague.update(who, family_name="AILLEURS")
    for one in (colleague, laptop):
        one.exchange()
    if is_put_back_again:
        # from a backup of that very moment
        begin_new_life(backups.server.centre.database, backups.server.centre.new_id)
    workplace_of(twin).exchange()
    assert last_state(laptop) == last_state(twin) == "conflict"
    twin.close()


def test_what_a_life_answered_that_was_begun_on_the_wrong_backup_is_asked_again(
    new_laptop: NewLaptop, backups: Backups
) -> None:
    laptop, colleague = new_laptop("here"), new_laptop("colleague")
    who = laptop.register("AVANT")
    for one in (laptop, colleague):
        one.exchange()
    backups.keep("older")
    laptop.update(who, family_name="ICI")
    laptop.exchange()
    backups.keep("newer")
    backups.put_back(laptop, colleague, name="older")
    colleague.update(who, family_name="AILLEURS")
    for one in (colleague, laptop):
        one.exchange()
    assert (last_state(laptop), last_state(colleague)) == ("conflict", "acknowledged")
    # somebody finds that there is a later one, in which nobody had contradicted
    backups.put_back(laptop, colleague, name="newer")
    for one in (laptop, colleague, laptop):
        one.exchange()
    assert (last_state(laptop), last_state(colleague)) == ("acknowledged", "conflict")
