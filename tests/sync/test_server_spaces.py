"""What the centre writes itself takes the road of any laptop's work, whole or not at all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from intake_app.domain.errors import KnownError
from intake_app.domain.place import Neighbourhood
from intake_app.domain.record_types import table_of
from intake_app.domain.staff import StaffMember
from sync.server.centre import open_centre
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.spaces import create_space, seed_rows
from sync.server.tables import RECEIVED_CHANGE
from tests.common.devices import Device
from tests.common.servers import MadeSpace
from tests.sync.residents import attended, made_resident, workshop_with_slot


def count(server: Server, record_type: str) -> int:
    with server.centre.database.read() as connection:
        return int(connection.scalars(select(func.count()).select_from(table_of(record_type))).one())


def test_rows_may_be_given_in_any_order(server: Server, space: MadeSpace) -> None:
    resident = made_resident(space)
    workshop, slot = workshop_with_slot(space)
    assert seed_rows(server.centre, space.space_id, [attended(space, slot, resident), slot, workshop, resident]) == 4
    device = Device(server, space.code)
    device.catch_up()
    assert len(device.rows) == 7


def test_staff_may_come_with_what_they_wrote(server: Server) -> None:
    space_id = create_space(server.centre, "Rennes", "FR")
    staff_id, now = server.centre.new_id(), server.centre.clock()
    stamp = {"space_id": space_id, "created_at": now, "created_by": staff_id}
    area = Neighbourhood.model_validate({"id": server.centre.new_id(), "name": "Maurepas", **stamp})
    named = {"family_name": "Oger", "first_name": "Paul", "role": "programme_officer"}
    staff = StaffMember.model_validate({"id": staff_id, **named, **stamp})
    assert seed_rows(server.centre, space_id, [area, staff]) == 2
    with server.centre.database.read() as connection:
        authors = connection.scalars(select(RECEIVED_CHANGE.c.author_id)).all()
    assert authors == [staff_id, staff_id]


def test_one_row_that_breaks_a_rule_keeps_all_out(server: Server, space: MadeSpace) -> None:
    rows = [made_resident(space), made_resident(space, neighbourhood_id=server.centre.new_id())]
    with pytest.raises(KnownError, match="rows_refused") as refused:
        seed_rows(server.centre, space.space_id, rows)
    assert refused.value.details == {"reason": "unknown_parent", "record_type": "resident"}
    assert count(server, "resident") == 0
    assert seed_rows(server.centre, space.space_id, rows[:1]) == 1


def test_a_space_that_does_not_exist_takes_nothing(server: Server, space: MadeSpace) -> None:
    with pytest.raises(KnownError, match="space_unknown"):
        seed_rows(server.centre, server.centre.new_id(), [made_resident(space)])


def test_more_rows_than_one_statement_takes_go_in_all_the_same(server: Server, space: MadeSpace) -> None:
    rows = [made_resident(space, family_name=f"Nom {number}") for number in range(2500)]
    assert seed_rows(server.centre, space.space_id, rows) == 2500
    assert count(server, "resident") == 2500


def test_workers_that_start_together_are_one_server(database_url: str) -> None:
    gate = threading.Barrier(4)

    def start(_number: int) -> tuple[str, str]:
        engine = open_engine(database_url)
        gate.wait(20)
        identity = open_centre(engine).identity
        engine.dispose()
        return identity.public_key, str(identity.epoch)

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(start, range(4), timeout=60))) == 1
