"""What a laptop does outside its area, or with those who were to leave it: the centre says what becomes of it, and no
comparison has to find it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.follow_up import FollowUp
from sync.server.administration.laptops import approve
from sync.server.handle import Server
from tests.common.areas import AreaLaptop, Made, MadeAreas, counts, full_file, move, move_workshop
from tests.common.direct_transport import DirectTransport
from tests.common.workplaces import stop_all, workplace_of
from tests.sync.erasing import hire_dpo, order


def exchange_meanwhile(laptop: AreaLaptop, deed: Callable[[], Any]) -> None:
    """Exchange, and do something once the first answer is written and before it comes."""
    wire = laptop.transport
    assert isinstance(wire, DirectTransport)

    def do(path: str, _response: Any) -> None:
        if path == "/v1/exchange":
            wire.fault = None
            deed()

    wire.fault = do
    laptop.exchange()


def exchange_unheard(laptop: AreaLaptop) -> None:
    """The centre takes in what was sent, and its answer is lost."""
    wire = laptop.transport
    assert isinstance(wire, DirectTransport)

    def lose(path: str, _response: Any) -> None:
        if path == "/v1/exchange":
            raise KnownError("server_slow")

    wire.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        laptop.exchange()
    wire.fault = None


def test_what_was_made_elsewhere_goes_though_its_verdict_comes_late(made: Made, areas: MadeAreas) -> None:
    north = made(areas.north)
    here = north.register("NORD")
    north.register("SUD", neighbourhood_id=areas.south)
    exchange_unheard(north)
    # asked again in small parts: the line has become slow
    north.engine._pace.lost()
    north.engine._batch_size = 1
    outcome = north.exchange()
    assert (outcome.repaired, outcome.removed) == (0, 2)
    assert north.ids("resident") == {here}
    north.assert_right()


def test_what_was_made_elsewhere_goes_though_its_laptop_has_another_name_since(
    server: Server, made: Made, areas: MadeAreas
) -> None:
    north = made(areas.north)
    here = north.register("NORD")
    north.register("SUD", neighbourhood_id=areas.south)
    exchange_unheard(north)
    stop_all(server)
    workplace = workplace_of(north)
    with pytest.raises(KnownError, match="device_pending"):
        workplace.exchange()
    assert workplace.enrolment is not None
    approve(server.centre, workplace.enrolment.fingerprint)
    # the rows were counted in the morning
    workplace._is_counted = True
    outcome = workplace.exchange()
    assert (outcome.repaired, outcome.removed) == (0, 2)
    assert north.ids("resident") == {here}


def test_somebody_erased_who_was_to_go_stays_when_a_presence_written_here_counts_her(
    server: Server, made: Made, areas: MadeAreas
) -> None:
    whole, north = made(), made(areas.north)
    dpo_id = hire_dpo(server, areas.space)
    who = full_file(whole, "PARTIE")
    _, slot_id = whole.plan(areas.north)
    whole.exchange()
    north.exchange()
    move(whole, who, areas.south)
    order(whole, dpo_id, who)
    whole.exchange()
    north.register("NORD")
    north.tick(slot_id, who)
    # the erasure comes with the answer to the first, the presence is sent after it
    north.engine._batch_size = 1
    assert north.exchange().repaired == 0
    assert counts(north, "attendance", "situation") == [1, 0]
    north.assert_right()


def test_a_half_day_elsewhere_that_was_to_go_stays_when_somebody_of_here_is_ticked(
    made: Made, areas: MadeAreas
) -> None:
    whole, north = made(), made(areas.north)
    stays = full_file(whole, "RESTÉE")
    workshop_id, slot_id = whole.plan(areas.north)
    whole.exchange()
    north.exchange()
    move_workshop(whole, workshop_id, areas.south)
    # ticked after the answer was written that says that the workshop goes
    exchange_meanwhile(north, lambda: north.tick(slot_id, stays))
    assert north.exchange().repaired == 0
    assert counts(north, "workshop", "slot", "attendance") == [1, 1, 1]
    north.assert_right()


def test_what_was_changed_in_a_file_that_left_goes_when_its_person_is_erased(
    server: Server, made: Made, areas: MadeAreas
) -> None:
    whole, north = made(), made(areas.north)
    dpo_id = hire_dpo(server, areas.space)
    who = full_file(whole, "PARTIE")
    whole.exchange()
    north.exchange()

    def note(session: Session, _actor: Actor) -> None:
        session.exec(select(FollowUp)).one().note = "plumage doré"

    north.store.run(note, north.actor)
    north.exchange()
    move(whole, who, areas.south)
    north.exchange()
    assert counts(north, "resident", "follow_up") == [0, 0]
    order(whole, dpo_id, who)
    whole.exchange()
    north.exchange()
    with north.store.direct() as connection:
        kept = connection.exec_driver_sql("SELECT CAST(fields AS TEXT) FROM outbox_change").scalars().all()
    assert not [fields for fields in kept if "plumage" in fields]
