"""Whether two sides have the same rows, told by a count and a sum: kept up to date by both, compared at the end of each
run, repaired by parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import delete, func, select

from intake_app.domain.base import Audience
from intake_app.domain.conflict import Conflict
from intake_app.domain.record_types import RECORD_TYPES, table_of
from sync.client.digests import Digests, count_rows, read_digests
from sync.client.place import SyncPlace, read_last_success, write_place
from sync.protocol.digests import BUCKETS, Tally, bucket_of, row_hash
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Cursor, Digest, RepairReply, RepairRequest
from sync.server.digests import digests_for, forget_digests
from sync.server.handle import Server
from sync.server.scope import Reader
from sync.server.spaces import seed_rows
from sync.server.tables import SPACE_DIGEST
from tests.common.devices import Device, ask
from tests.common.direct_transport import DirectTransport
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.sync.residents import edited, made_resident, registered


@pytest.fixture
def laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    made = SyncedLaptop(tmp_path / "laptop", server, space)
    yield made
    made.close()


def kept_at_centre(server: Server, space: MadeSpace, audience: Audience = Audience.FIELD) -> dict[str, Digest]:
    with server.centre.database.read() as connection:
        return digests_for(connection, Reader(space.space_id, audience, None))


def counted_at_centre(server: Server) -> dict[str, Digest]:
    """Told by the rows, without the code that keeps the sums."""
    found: dict[str, Digest] = {}
    with server.centre.database.read() as connection:
        for record_type in RECORD_TYPES:
            table = table_of(record_type)
            rows = connection.execute(select(table.c.id, table.c.revision)).all()
            if rows:
                hashes = [row_hash(str(row.id), row.revision) for row in rows]
                found[record_type] = Digest(len(rows), sum(hashes) % 2**62)
    return found


def kept_here(laptop: SyncedLaptop) -> Digests:
    return laptop.store.read(lambda session: read_digests(session.connection()))


def damage(laptop: SyncedLaptop, statement: str, *values: Any) -> None:
    """Change rows behind everybody's back."""
    with laptop.store.direct() as connection:
        connection.exec_driver_sql(statement, values)


def repairs(laptop: SyncedLaptop) -> int:
    assert isinstance(laptop.transport, DirectTransport)
    return laptop.transport.calls.count("/v1/repair")


def assert_same(laptop: SyncedLaptop, server: Server) -> None:
    for record_type in RECORD_TYPES:
        assert laptop.rows(record_type) == server_rows(server, record_type), record_type
    assert kept_here(laptop) == kept_at_centre(server, laptop.space) == counted_at_centre(server)


def test_both_sides_say_what_their_rows_say(laptop: SyncedLaptop, server: Server, space: MadeSpace) -> None:
    resident_id = laptop.register("PERRON")
    laptop.exchange()
    laptop.update(resident_id, first_name="Aïcha")
    assert kept_here(laptop) == kept_at_centre(server, space)
    laptop.exchange()
    assert_same(laptop, server)
    assert kept_here(laptop)["resident"] == Digest(1, row_hash(str(resident_id), 6))
    assert repairs(laptop) == 0


def test_what_was_never_counted_is_counted_when_it_is_asked_for_and_kept_with_the_next_batch(
    server: Server, space: MadeSpace
) -> None:
    device = Device(server, space.code)
    device.send(registered(space), registered(space))
    with server.centre.database.write() as connection:
        connection.execute(delete(SPACE_DIGEST))
    assert kept_at_centre(server, space) == counted_at_centre(server)
    device.send(registered(space))
    assert kept_at_centre(server, space) == counted_at_centre(server)
    with server.centre.database.read() as connection:
        kept = connection.scalars(select(func.count()).select_from(SPACE_DIGEST)).one()
    assert kept == len(RECORD_TYPES) + len(Audience) - 1


def test_a_refused_unit_changes_no_sum(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    somebody = made_resident(space)
    device.send(registered(space, somebody))
    before = kept_at_centre(server, space)
    unit = str(uuid4())
    good = edited(space, somebody, unit=unit, first_name=("Nadia", "Aïcha"))
    bad = edited(space, somebody, unit=unit, phone=("x" * 30, None))
    assert [verdict.reason for verdict in device.send(good, bad).verdicts] == ["unit_refused", "value_too_long"]
    assert kept_at_centre(server, space) == before == counted_at_centre(server)


def test_only_the_last_reply_of_a_run_says_how_many_rows_there_are(server: Server, space: MadeSpace) -> None:
    Device(server, space.code).send(*(registered(space) for _ in range(4)))
    other = Device(server, space.another_code(server))
    assert other.exchange((), max_rows=2).digests is None
    other.catch_up()
    assert other.exchange().digests == kept_at_centre(server, space)


def test_conflicts_of_fields_a_laptop_may_not_see_are_not_counted_for_it(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    somebody = made_resident(space)
    about = {"resident_id": somebody.id, "record_type": "resident", "record_id": somebody.id, "field": "phone"}
    conflicts = [space.actor().create(Conflict, circle=circle, **about) for circle in Audience]
    device.send(registered(space, somebody))
    seed_rows(server.centre, space.space_id, conflicts)
    counts = {audience: kept_at_centre(server, space, audience)["conflict"].row_count for audience in Audience}
    assert list(counts.values()) == [1, 2, 3]
    # nor sent by a repair
    request = RepairRequest(1, 1, device.cursor, "conflict", [Digest(0, 0)] * BUCKETS)
    reply = ask(server, "/v1/repair", request, RepairReply, device.token)
    assert [row[0] for page in reply.pages for row in page.rows] == [str(conflicts[0].id)]


def test_a_row_deleted_behind_our_back_comes_back(laptop: SyncedLaptop, server: Server) -> None:
    lost, kept = laptop.register("PERDUE"), laptop.register("GARDÉE")
    laptop.exchange()
    for table in ("situation", "notice_delivery"):
        damage(laptop, f"DELETE FROM {table} WHERE resident_id = ?", str(lost))
    damage(laptop, "DELETE FROM resident WHERE id = ?", str(lost))
    # the sums do not know: they are counted again at each start
    assert laptop.exchange().repaired == 0
    outcome = laptop.exchange(is_thorough=True)
    assert outcome.repaired >= 2
    assert lost in laptop.rows("resident")
    assert kept in laptop.rows("resident")
    assert_same(laptop, server)
    assert laptop.exchange(is_thorough=True).repaired == 0


def test_a_row_altered_to_another_revision_is_put_right(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = laptop.register("EXACTE")
    laptop.exchange()
    damage(laptop, "UPDATE resident SET family_name = 'FAUSSE', revision = revision - 1")
    assert laptop.exchange(is_thorough=True).repaired == 1
    assert laptop.rows("resident")[resident_id]["family_name"] == "EXACTE"
    assert_same(laptop, server)


def test_a_row_the_centre_never_had_goes(laptop: SyncedLaptop, server: Server, space: MadeSpace) -> None:
    laptop.register("PERRON")
    laptop.exchange()
    stranger = str(uuid4())
    columns = "space_id, revision, created_at, family_name, first_name, has_no_phone, neighbourhood_id"
    damage(laptop, f"INSERT INTO resident(id, {columns}) SELECT ?, {columns} FROM resident", stranger)
    outcome = laptop.exchange(is_thorough=True)
    assert (outcome.repaired, outcome.removed) == (1, 1)
    assert UUID(stranger) not in laptop.rows("resident")
    assert_same(laptop, server)


def test_what_somebody_is_editing_stays_on_top_of_a_repair(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = laptop.register("AVANT")
    laptop.exchange()
    damage(laptop, "UPDATE resident SET revision = 1")
    wire = laptop.transport
    assert isinstance(wire, DirectTransport)

    def type_meanwhile(path: str, _response: Any) -> None:
        if path == "/v1/repair":
            wire.fault = None
            laptop.update(resident_id, first_name="Tapé")

    wire.fault = type_meanwhile
    assert laptop.exchange(is_thorough=True).repaired == 1
    assert laptop.rows("resident")[resident_id]["first_name"] == "Tapé"
    assert laptop.exchange().sent == 1
    assert server_rows(server, "resident")[resident_id]["first_name"] == "Tapé"
    assert_same(laptop, server)


def test_sums_gone_wrong_here_are_counted_again_and_ask_for_nothing(laptop: SyncedLaptop) -> None:
    laptop.register("PERRON")
    damage(laptop, "UPDATE row_digest SET hash_sum = 5 WHERE record_type = 'staff_member'")
    outcome = laptop.exchange()
    assert (outcome.repaired, repairs(laptop)) == (0, 0)
    assert kept_here(laptop) == laptop.store.read(lambda session: count_rows(session.connection()))
    assert laptop.store.read(lambda session: read_last_success(session.connection())) == laptop.clock()


def test_sums_gone_wrong_at_the_centre_are_counted_again_once_a_laptop_agrees_with_its_rows(
    laptop: SyncedLaptop, server: Server, space: MadeSpace
) -> None:
    laptop.register("PERRON")
    laptop.exchange()
    with server.centre.database.write() as connection:
        connection.execute(SPACE_DIGEST.update().values(hash_sum=5).where(SPACE_DIGEST.c.record_type == "resident"))
    assert laptop.exchange().repaired == 0
    assert repairs(laptop) == 1
    assert kept_at_centre(server, space) == counted_at_centre(server)
    laptop.exchange()
    assert repairs(laptop) == 1


def test_a_large_difference_is_repaired_page_by_page(
    laptop: SyncedLaptop, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.repair.PAGE_ROWS", 3)
    monkeypatch.setattr("sync.client.apply.ROWS_AT_ONCE", 2)
    for place in range(12):
        laptop.register(f"PERSONNE {place}")
    laptop.exchange()
    damage(laptop, "UPDATE resident SET revision = revision + 1000")
    assert laptop.exchange(is_thorough=True).repaired == 12
    assert repairs(laptop) >= 4
    assert_same(laptop, server)


def test_a_repair_cut_short_goes_on_with_the_next_run(laptop: SyncedLaptop, server: Server) -> None:
    laptop.register("PERRON")
    laptop.exchange()
    noted = laptop.store.read(lambda session: read_last_success(session.connection()))
    laptop.clock.advance(hours=1)
    damage(laptop, "UPDATE resident SET revision = 1")
    wire = laptop.transport
    assert isinstance(wire, DirectTransport)

    def cut(path: str, _response: Any) -> None:
        if path == "/v1/repair":
            raise RefusedError("server_busy")

    wire.fault = cut
    with pytest.raises(RefusedError, match="server_busy"):
        laptop.exchange(is_thorough=True)
    # not a success: this laptop does not have what it should
    assert laptop.store.read(lambda session: read_last_success(session.connection())) == noted
    wire.fault = None
    assert laptop.exchange().repaired == 1
    assert_same(laptop, server)


def test_a_repair_is_refused_where_an_exchange_would_be(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    device.exchange()
    parts = [Digest(0, 0)] * BUCKETS
    wrong = [
        (RepairRequest(1, 1, device.cursor, "spaceship", parts), "body_malformed"),
        (RepairRequest(1, 1, device.cursor, "resident", parts[1:]), "body_malformed"),
        (RepairRequest(1, 1, Cursor(str(uuid4()), 0), "resident", parts), "epoch_changed"),
        (RepairRequest(0, 1, device.cursor, "resident", parts), "protocol_too_old"),
    ]
    for request, key in wrong:
        with pytest.raises(RefusedError, match=key):
            ask(server, "/v1/repair", request, RepairReply, device.token)


def test_rows_removed_at_the_centre_are_counted_again(server: Server, space: MadeSpace) -> None:
    device = Device(server, space.code)
    device.send(registered(space), registered(space))
    with server.centre.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM resident WHERE revision = 5")
        forget_digests(connection, space.space_id, ["resident"])
    assert kept_at_centre(server, space) == counted_at_centre(server)


def test_a_laptop_that_reads_everything_afresh_agrees(laptop: SyncedLaptop, server: Server) -> None:
    laptop.register("PERRON")
    laptop.exchange()
    with laptop.store.direct() as connection:
        write_place(connection, SyncPlace())
    laptop.exchange()
    assert_same(laptop, server)
    assert repairs(laptop) == 0


def test_parts_are_told_apart_by_the_end_of_an_id() -> None:
    assert {bucket_of(str(UUID(int=number))) for number in range(1000)} == set(range(BUCKETS))
    tally = Tally()
    tally.add(str(UUID(int=1)), 0)
    assert not tally
    tally.add(str(UUID(int=1)), 4)
    tally.remove(str(UUID(int=1)), 4)
    assert not tally
