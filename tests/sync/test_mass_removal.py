"""A run that would remove much stops and asks: most likely the centre has lost its rows."""

from __future__ import annotations

import pytest

from intake_app.domain.errors import KnownError
from sync.client.place import read_last_success
from sync.server.handle import Server
from tests.common.areas import FILE, Made, MadeAreas, counts, full_file, move, move_workshop
from tests.common.synced_laptop import server_rows


def test_a_centre_that_lost_its_rows_does_not_empty_a_laptop(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    people = [whole.register(f"PERSONNE {place}") for place in range(30)]
    whole.exchange()
    north.exchange()
    success = north.store.read(lambda session: read_last_success(session.connection()))
    with server.centre.database.write() as connection:
        for table in ("situation", "notice_delivery", "resident"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql("DELETE FROM space_digest")
    north.clock.advance(hours=1)
    for laptop in (north, whole):
        laptop.clock.advance(hours=1)
        for _ in range(2):
            with pytest.raises(KnownError, match="mass_removal") as refused:
                laptop.exchange(is_thorough=True)
            assert (refused.value.details["count"], refused.value.details["total"]) == (30, 30)
            assert counts(laptop, "resident", "notice_delivery") == [30, 30]
    assert north.store.read(lambda session: read_last_success(session.connection())) == success
    # what is typed meanwhile is sent all the same
    north.register("NOUVELLE")
    with pytest.raises(KnownError, match="mass_removal"):
        north.exchange()
    assert len(server_rows(server, "resident")) == 1
    # somebody was asked, and it is meant
    assert north.exchange(accept_removal=True).removed == 60
    assert counts(north, "resident") == [1]
    assert set(people) & north.ids("resident") == set()
    north.assert_right()


def test_few_rows_go_without_asking(server: Server, made: Made, areas: MadeAreas) -> None:
    whole, north = made(), made(areas.north)
    people = [whole.register(f"PERSONNE {place}") for place in range(6)]
    whole.exchange()
    north.exchange()
    for who in people:
        whole.update(who, neighbourhood_id=areas.south)
    whole.exchange()
    assert north.exchange().removed == 12
    assert counts(north, "resident") == [0]


def test_a_removal_is_carried_out_in_parts(made: Made, areas: MadeAreas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sync.client.evict.ROWS_AT_ONCE", 4)
    whole = made()
    who = full_file(whole, "PARTIE")
    workshop_id, slot_id = whole.plan(areas.north)
    whole.tick(slot_id, who)
    whole.exchange()
    north = made(areas.north)
    move(whole, who, areas.south)
    move_workshop(whole, workshop_id, areas.south)
    assert north.exchange().removed == 8
    assert counts(north, *FILE, "workshop", "slot", "attendance") == [0] * 8
    north.assert_right()
