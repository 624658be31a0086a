"""A centre put back from a backup, and laptops with areas: what one has let go of, it may be the one to bring."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.encounter import Encounter
from intake_app.domain.errors import KnownError
from intake_app.services.encounters import record_encounter
from intake_app.services.resident_merges import merge_residents
from sync.server.administration.laptops import change_scope
from sync.server.handle import Server
from tests.common.areas import Made, MadeAreas, counts, move
from tests.common.backups import Backups
from tests.common.laptops import FakeClock


@pytest.fixture
def server(light_server: Server) -> Server:
    return light_server


@pytest.fixture
def backups(server: Server, tmp_path: Path, server_clock: FakeClock) -> Iterator[Backups]:
    made = Backups(server, tmp_path, server_clock)
    yield made
    made.server.centre.database.engine.dispose()


def test_whoever_left_an_area_comes_back_with_the_laptop_that_brings_her_again(
    made: Made, areas: MadeAreas, backups: Backups
) -> None:
    whole, north = made(), made(areas.north)
    backups.keep()
    who = north.register("PARTIE")
    north.exchange()
    whole.exchange()
    other = whole.register("RESTÉE", neighbourhood_id=areas.south)
    whole.store.run(merge_residents, whole.actor, other, who)
    whole.exchange()
    move(north, who, areas.south)
    assert north.ids("resident") == set()
    server = backups.put_back(whole, north)
    with pytest.raises(KnownError, match="removal_after_restore"):
        whole.exchange()
    # in this life it has the whole space, and what she was joined with waits for her
    change_scope(server.centre, north.enrolment.device_id, None)
    north.exchange()
    assert north.ids("resident") == {who, other}
    assert len(north.ids("resident_merge")) == 1
    whole.exchange()
    north.exchange()
    for laptop in (whole, north):
        laptop.server = server
        laptop.assert_right()


def test_a_meeting_offered_again_does_not_refer_to_whom_this_laptop_has_let_go_of(
    made: Made, areas: MadeAreas, backups: Backups
) -> None:
    whole, north = made(), made(areas.north)
    backups.keep()
    who = whole.register("PARTIE")
    whole.exchange()
    met = {"neighbourhood_id": areas.north, "channel": "doorstep", "outcome": "informed"}
    meeting_id = north.store.run(record_encounter, north.actor, **met)
    north.exchange()
    north.store.run(say_who_it_was, north.actor, meeting_id, who)
    north.exchange()
    move(whole, who, areas.south)
    north.exchange()
    assert counts(north, "resident", "encounter") == [0, 0]
    server = backups.put_back(whole, north)
    change_scope(server.centre, north.enrolment.device_id, None)
    # the meeting comes back with the first batch, and who it was waits for whoever registered her
    north.engine._batch_size = 1
    north.exchange()
    assert north.rows("encounter")[meeting_id]["resident_id"] is None
    whole.exchange()
    north.exchange()
    for laptop in (whole, north):
        laptop.server = server
        assert laptop.rows("encounter")[meeting_id]["resident_id"] == who
        laptop.assert_right()


def say_who_it_was(session: Session, _actor: Actor, meeting_id: UUID, resident_id: UUID) -> None:
    meeting = session.get(Encounter, meeting_id)
    assert meeting is not None
    meeting.resident_id = resident_id
