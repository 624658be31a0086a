"""Many laptops at once: numbers become visible in their order, nothing is done twice, nobody is refused for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from sync.protocol.messages import ExchangeReply, VerdictKind
from sync.server.accept import accept_batch
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.judge import judge_batch
from sync.server.settled import Sender
from sync.server.tables import DEVICE, RECEIVED_CHANGE
from tests.common.devices import Device
from tests.common.servers import MadeSpace
from tests.sync.residents import edited, made_resident, registered

PATIENCE = 20


@pytest.fixture
def second_worker(database_url: str, server: Server) -> Iterator[Server]:
    """Another worker on the same database, as another process would be."""
    engine = open_engine(database_url)
    yield Server(engine, clock=server.centre.clock)
    engine.dispose()


def at_once(*deeds: Callable[[], ExchangeReply]) -> list[ExchangeReply]:
    """What each gives, all started at the same moment."""
    gate = threading.Barrier(len(deeds))

    def run(deed: Callable[[], ExchangeReply]) -> ExchangeReply:
        gate.wait(PATIENCE)
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds, timeout=PATIENCE))


def test_the_same_batch_sent_twice_at_once_is_done_once(
    server: Server, second_worker: Server, space: MadeSpace
) -> None:
    device = Device(server, space.code)
    batch = device.number([registered(space) for _ in range(50)])
    assert device.token
    twin = Device.__new__(Device)
    twin.__dict__.update(device.__dict__, server=second_worker, rows={})
    replies = at_once(*((lambda laptop=laptop: laptop.exchange(batch)) for laptop in (device, twin)))
    kinds = [{verdict.kind for verdict in reply.verdicts} for reply in replies]
    receipts = [reply.receipt for reply in replies if reply.receipt is not None]
    assert [(one.first_seq, one.last_seq) for one in receipts] == [(1, 50)] * 2
    assert sorted(map(sorted, kinds)) == [[VerdictKind.APPLIED], [VerdictKind.DUPLICATE]]
    with server.centre.database.read() as connection:
        kept = connection.scalars(select(RECEIVED_CHANGE.c.server_seq).order_by(RECEIVED_CHANGE.c.server_seq)).all()
    assert kept == list(range(1, 54))


def test_edits_of_one_record_at_once_are_merged_one_after_the_other(
    server: Server, second_worker: Server, space: MadeSpace
) -> None:
    resident = made_resident(space)
    first, second = Device(server, space.code), Device(second_worker, space.another_code(server))
    first.send(registered(space, resident))
    replies = at_once(
        lambda: first.send(edited(space, resident, first_name=("Awa", "Aïcha"), phone=("+33639980001", None))),
        lambda: second.send(edited(space, resident, first_name=("Aminata", "Aïcha"), address=("2 rue Volga", None))),
    )
    assert sorted(reply.verdicts[0].kind for reply in replies) == [VerdictKind.APPLIED, VerdictKind.CONFLICT]
    reader = Device(server, space.another_code(server))
    reader.catch_up()
    row = reader.rows["resident", str(resident.id)]
    assert (row["phone"], row["address"]) == ("+33639980001", "2 rue Volga")


def test_a_reader_never_steps_over_a_number_that_commits_late(
    server: Server, second_worker: Server, space: MadeSpace
) -> None:
    writers = [Device(second_worker if number % 2 else server, space.another_code(server)) for number in range(4)]
    reader = Device(server, space.code)
    sent: set[str] = set()
    for writer in writers:
        assert writer.token
    gaps: list[tuple[int, int]] = []
    done = threading.Event()

    def write(writer: Device) -> None:
        for _ in range(12):
            batch = [registered(space) for _ in range(5)]
            writer.send(*batch)
            sent.update(change.record_id for change in batch)

    def watch() -> None:
        while not done.is_set():
            reader.exchange()
            with server.centre.database.read() as connection:
                query = select(func.count(RECEIVED_CHANGE.c.server_seq), func.max(RECEIVED_CHANGE.c.server_seq))
                gaps.extend((seen, last) for seen, last in connection.execute(query) if seen != last)

    with ThreadPoolExecutor(len(writers) + 1) as pool:
        watching = pool.submit(watch)
        try:
            list(pool.map(write, writers, timeout=60))
        finally:
            done.set()
        watching.result(PATIENCE)
    reader.catch_up()
    assert gaps == []
    assert {record_id for record_type, record_id in reader.rows if record_type == "resident"} == sent
    assert len(sent) == 4 * 12 * 5


def test_who_comes_second_waits_for_the_first_to_commit(
    server: Server, second_worker: Server, space: MadeSpace
) -> None:
    first, second = Device(server, space.code), Device(second_worker, space.another_code(server))
    assert second.token
    with server.centre.database.read() as connection:
        devices = dict(connection.execute(select(DEVICE.c.id, DEVICE.c.space_id)).all())
    first_id = next(one for one in devices if str(one) == first.enrolment.device_id)
    started, finished = threading.Event(), threading.Event()
    replies: list[ExchangeReply] = []

    def push() -> None:
        started.set()
        replies.append(second.send(registered(space)))
        finished.set()

    waiting = threading.Thread(target=push)
    with server.centre.database.write() as connection:
        sender = Sender(space.space_id, first_id)
        judged = judge_batch(first.number([registered(space)]))
        (mine,) = accept_batch(connection, sender, judged, server.centre.clock())
        waiting.start()
        started.wait(PATIENCE)
        # long enough for a push that did not wait, short enough for the test
        assert not finished.wait(0.5)
    waiting.join(PATIENCE)
    (theirs,) = replies[0].verdicts
    assert (mine.server_seq, theirs.server_seq) == (4, 5)


def test_a_read_sees_one_moment_however_many_statements_look(
    server: Server, second_worker: Server, space: MadeSpace
) -> None:
    device = Device(second_worker, space.code)
    count = select(func.count()).select_from(RECEIVED_CHANGE)
    with server.centre.database.read() as connection:
        before = connection.scalars(count).one()
        device.send(registered(space))
        assert connection.scalars(count).one() == before
    with server.centre.database.read() as connection:
        assert connection.scalars(count).one() == before + 1


def test_every_admitted_laptop_is_served_however_many_come(server: Server, space: MadeSpace) -> None:
    laptops = [Device(server, space.another_code(server)) for _ in range(24)]
    for laptop in laptops:
        assert laptop.token
    began = time.monotonic()
    replies = at_once(*((lambda laptop=laptop: laptop.send(registered(space))) for laptop in laptops))
    assert {reply.verdicts[0].kind for reply in replies} == {VerdictKind.APPLIED}
    assert time.monotonic() - began < PATIENCE
