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
from intake_app.services.quarantine import discard
from sync.client.erase import follow_verdicts
from sync.client.outbound import next_batch, settle
from sync.client.place import SyncPlace, write_place
from sync.protocol.messages import Verdict, VerdictKind
from sync.server.handle import Response, Server
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one, tick
from tests.sync.erasing import assert_same_rows, hire_dpo, meanwhile, order


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


def meet_somebody(first: SyncedLaptop, second: SyncedLaptop) -> None:
    """A meeting with nobody, known to both."""
    met = {"neighbourhood_id": first.space.neighbourhood_id, "channel": "doorstep", "outcome": "informed"}
    first.store.run(record_encounter, first.actor, **met)
    for laptop in (first, second):
        laptop.exchange()


def say(laptop: SyncedLaptop, who: UUID) -> None:
    """Somebody says of whom the meeting was."""

    def link(session: Session, _actor: Actor) -> None:
        session.exec(select(Encounter)).one().resident_id = who

    laptop.store.run(link, laptop.actor)


def of_whom(laptop: SyncedLaptop) -> UUID | None:
    """Of whom the meeting is, on this laptop."""
    [meeting] = laptop.rows("encounter").values()
    found: UUID | None = meeting["resident_id"]
    return found


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
    meet_somebody(*laptops)
    say(first, other)
    first.exchange()
    # said after the answer was written that says whose it is, and before it came
    meanwhile(second, lambda: say(second, erased))
    second.exchange()
    order(first, dpo_id, erased)
    first.exchange()
    second.exchange()
    assert_same_rows(server, *laptops)
    assert of_whom(second) == other


@pytest.fixture
def corrected(
    server: Server, space: MadeSpace, laptops: tuple[SyncedLaptop, SyncedLaptop]
) -> tuple[UUID, UUID, list[UUID]]:
    """A meeting that the second laptop said to be of one person, then of another: the officer, whoever was named
    first, and whom it is of after all with somebody else.
    """
    first, second = laptops
    dpo_id = hire_dpo(server, space)
    named_first, *others = (first.register(name) for name in ("DIALLO", "MOREL", "NGUYEN"))
    meet_somebody(*laptops)
    for who in (named_first, others[0]):
        say(second, who)
        second.exchange()
    return dpo_id, named_first, others


def test_whom_a_meeting_is_of_after_all_stays_when_its_answers_come_again_one_by_one(
    server: Server, laptops: tuple[SyncedLaptop, SyncedLaptop], corrected: tuple[UUID, UUID, list[UUID]]
) -> None:
    first, second = laptops
    dpo_id, named_first, (other, _) = corrected
    with second.store.direct() as connection:
        # as for a restored centre: everything is offered again and read afresh
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'pending', server_seq = NULL")
        write_place(connection, SyncPlace())
    order(first, dpo_id, named_first)
    first.exchange()
    second.engine._batch_size = 1
    second.exchange()
    assert of_whom(second) == other
    assert_same_rows(server, *laptops)


def test_what_was_said_last_of_a_meeting_stays_when_whoever_was_named_first_is_erased(
    server: Server, laptops: tuple[SyncedLaptop, SyncedLaptop], corrected: tuple[UUID, UUID, list[UUID]]
) -> None:
    first, second = laptops
    dpo_id, named_first, (_, last) = corrected
    order(first, dpo_id, named_first)
    first.exchange()
    # the answer brings the order, and lies under what is said meanwhile
    meanwhile(second, lambda: say(second, last))
    second.engine.run_once(is_stopped=lambda: True)
    assert of_whom(second) == last
    second.exchange()
    first.exchange()
    assert of_whom(second) == last
    assert_same_rows(server, *laptops)


def test_a_meeting_whose_correction_is_given_up_is_not_again_of_whoever_is_erased(
    server: Server, space: MadeSpace, laptops: tuple[SyncedLaptop, SyncedLaptop]
) -> None:
    first, second = laptops
    dpo_id = hire_dpo(server, space)
    named_first, other = first.register("DIALLO"), first.register("MOREL")
    for laptop in laptops:
        laptop.exchange()

    def meet_and_correct() -> None:
        met = {"neighbourhood_id": space.neighbourhood_id, "channel": "doorstep", "outcome": "informed"}
        second.store.run(record_encounter, second.actor, resident_id=named_first, **met)
        say(second, other)

    order(first, dpo_id, named_first)
    first.exchange()
    # the answer brings the order, and nothing of the meeting has been sent yet
    meanwhile(second, meet_and_correct)
    second.engine.run_once(is_stopped=lambda: True)
    second.engine._batch_size = 1
    second.engine.run_once(is_stopped=lambda: True)
    with second.store.direct() as connection:
        (sent,) = batch = next_batch(connection, 1)
        refused = [Verdict(sent.change_id, sent.device_seq, VerdictKind.REFUSED, reason="author_disabled")]
        settle(connection, batch, refused, second.clock())
    second.store.run(discard, second.actor, "encounter", UUID(sent.record_id))
    assert of_whom(second) is None
    first.exchange()
    assert_same_rows(server, *laptops)


@pytest.mark.parametrize("ticked_again", [0, 1])
def test_a_presence_refused_of_somebody_erased_stands_as_the_centre_counts_it(
    laptops: tuple[SyncedLaptop, SyncedLaptop], ticked_again: int
) -> None:
    laptop, _ = laptops
    slot_id = plan_one(laptop)
    resident_id = laptop.register("DIALLO")
    tick(laptop, slot_id, resident_id)
    laptop.exchange()
    laptop.store.run(undo_mark, laptop.actor, slot_id, resident_id)
    for _ in range(ticked_again):
        tick(laptop, slot_id, resident_id)
        laptop.store.run(undo_mark, laptop.actor, slot_id, resident_id)
    for _ in range(1 + 2 * ticked_again):
        with laptop.store.direct() as connection:
            (sent,) = batch = next_batch(connection, 1)
            verdicts = [Verdict(sent.change_id, sent.device_seq, VerdictKind.REFUSED, reason="erased")]
            settle(connection, batch, verdicts, laptop.clock())
            follow_verdicts(connection, batch, verdicts)
    assert [row["archived_at"] for row in laptop.rows("attendance").values()] == [None]
