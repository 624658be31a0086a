"""An answer is lost, somebody is erased meanwhile, and the answer is given again: nobody has to be repaired."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlmodel import Session, select

from intake_app.domain.actor import Actor
from intake_app.domain.encounter import Encounter
from intake_app.domain.errors import KnownError
from intake_app.services.attendances import undo_mark
from intake_app.services.encounters import record_encounter
from sync.client.erase import follow_verdicts
from sync.client.outbound import next_batch, settle
from sync.client.place import SyncPlace, write_place
from sync.protocol.messages import Verdict, VerdictKind
from sync.server.handle import Response, Server
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one, tick
from tests.sync.erasing import assert_same_rows, hire_dpo, order


@pytest.fixture
def laptops(light_server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[tuple[SyncedLaptop, SyncedLaptop]]:
    first, second = (SyncedLaptop(tmp_path / name, light_server, space, seed=seed) for seed, name in enumerate("ab", 1))
    yield first, second
    first.close()
    second.close()


@pytest.fixture
def server(light_server: Server) -> Server:
    """What a laptop does with a verdict does not depend on the kind of database."""
    return light_server


def test_a_verdict_given_again_after_the_erasure_leaves_the_number_of_what_was_read(
    server: Server, space: MadeSpace, laptops: tuple[SyncedLaptop, SyncedLaptop]
) -> None:
    first, second = laptops
    dpo_id = hire_dpo(server, space)
    resident_id = first.register("DIALLO")
    for laptop in laptops:
        laptop.exchange()
    second.update(resident_id, address="tour A")
    assert isinstance(second.transport, DirectTransport)

    def lose(path: str, _response: Response) -> None:
        if path == "/v1/exchange":
            raise KnownError("server_slow")

    second.transport.fault = lose
    with pytest.raises(KnownError, match="server_slow"):
        second.exchange()
    second.transport.fault = None
    first.update(resident_id, language="fr")
    first.exchange()
    order(first, dpo_id, resident_id)
    first.exchange()
    # it reads everything afresh, and then asks for the verdict it never heard
    with second.store.direct() as connection:
        write_place(connection, SyncPlace())
    assert second.exchange().repaired == 0
    assert_same_rows(server, *laptops)


def test_a_meeting_said_to_be_of_somebody_erased_is_again_of_whom_the_centre_has(
    server: Server, space: MadeSpace, laptops: tuple[SyncedLaptop, SyncedLaptop]
) -> None:
    first, second = laptops
    dpo_id = hire_dpo(server, space)
    erased, other = first.register("DIALLO"), first.register("MOREL")
    met = {"neighbourhood_id": space.neighbourhood_id, "channel": "doorstep", "outcome": "registered"}
    first.store.run(record_encounter, first.actor, **met)
    for laptop in laptops:
        laptop.exchange()

    def say(laptop: SyncedLaptop, who: UUID) -> None:
        def link(session: Session, _actor: Actor) -> None:
            session.exec(select(Encounter)).one().resident_id = who

        laptop.store.run(link, laptop.actor)

    wire = second.transport
    assert isinstance(wire, DirectTransport)

    def say_meanwhile(path: str, _response: Response) -> None:
        # said after the answer was written that says whose it is, and before it came
        if path == "/v1/exchange":
            wire.fault = None
            say(second, erased)

    say(first, other)
    first.exchange()
    wire.fault = say_meanwhile
    second.exchange()
    order(first, dpo_id, erased)
    first.exchange()
    second.exchange()
    assert_same_rows(server, *laptops)
    [meeting] = second.rows("encounter").values()
    assert meeting["resident_id"] == other


def test_a_presence_refused_of_somebody_erased_stands_as_the_centre_counts_it(
    laptops: tuple[SyncedLaptop, SyncedLaptop],
) -> None:
    laptop, _ = laptops
    slot_id = plan_one(laptop)
    resident_id = laptop.register("DIALLO")
    tick(laptop, slot_id, resident_id)
    laptop.exchange()
    laptop.store.run(undo_mark, laptop.actor, slot_id, resident_id)
    with laptop.store.direct() as connection:
        (sent,) = batch = next_batch(connection, 10)
        verdicts = [Verdict(sent.change_id, sent.device_seq, VerdictKind.REFUSED, reason="erased")]
        settle(connection, batch, verdicts, laptop.clock())
        follow_verdicts(connection, batch, verdicts)
    assert [row["archived_at"] for row in laptop.rows("attendance").values()] == [None]
