"""What the centre refused and somebody gave up: the centre's version comes back, and what it never had goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import msgspec
import pytest

from intake_app.domain.wire import to_wire
from intake_app.services.quarantine import discard
from intake_app.services.resident_lists import find_residents
from intake_app.services.workshops import tick_step
from intake_app.storage.quarantine import gather
from sync.client.copies import forget_numbers
from sync.client.evict import types_to_go
from sync.client.outbound import offer_again
from sync.server.handle import Server
from tests.common.at_rest import assert_converged
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one, tick
from tests.sync.refusals import copies, outbox, refused, spoil


@pytest.fixture
def server(light_server: Server) -> Server:
    """What a laptop does with a refusal does not depend on the kind of database."""
    return light_server


@pytest.fixture
def laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    made = SyncedLaptop(tmp_path / "laptop", server, space)
    yield made
    made.close()


def test_giving_up_a_refused_edit_leaves_the_file_as_the_centre_has_it(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = laptop.register("PERRON", address="tour A")
    laptop.exchange()
    laptop.update(resident_id, family_name="PERRONNE")
    spoil(laptop, resident_id, address="x" * 300)
    laptop.exchange()
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    assert [found.id for found in laptop.store.read(find_residents, "perron")] == [resident_id]
    assert laptop.store.read(find_residents, "perronne") == []
    assert copies(laptop) == 0
    assert_converged(server, laptop.store)


def test_giving_up_a_step_keeps_the_steps_still_to_be_sent(laptop: SyncedLaptop, server: Server) -> None:
    plan_one(laptop)
    laptop.exchange()
    (workshop_id,) = laptop.rows("workshop")
    laptop.store.run(tick_step, laptop.actor, workshop_id, "cv_reviewed", True)
    laptop.store.run(tick_step, laptop.actor, workshop_id, "next_meeting", True)
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'quarantined' WHERE device_seq = 3")
    laptop.store.run(discard, laptop.actor, "workshop", workshop_id)
    assert laptop.rows("workshop")[workshop_id]["checklist"] == ["next_meeting"]


def test_giving_up_somebody_the_centre_never_had_removes_them_from_this_laptop(
    laptop: SyncedLaptop, server: Server
) -> None:
    slot_id = plan_one(laptop)
    resident_id = refused(laptop)
    tick(laptop, slot_id, resident_id)
    told: list[frozenset[str]] = []
    laptop.store.listen(told.append)
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    assert {"resident", "notice_delivery", "attendance"} <= set().union(*told)
    assert laptop.rows("resident") == laptop.rows("attendance") == laptop.rows("notice_delivery") == {}
    assert laptop.store.read(find_residents, "perron") == []
    assert laptop.status().to_review == 0
    # the tick was not sent yet: its number goes, its words do not
    outcome = laptop.exchange()
    assert outcome.refused >= 1
    assert {state for kind, state in outbox(laptop) if kind != "workshop" and kind != "slot"} == {"discarded"}
    assert_converged(server, laptop.store)


def keep_lost_copy(laptop: SyncedLaptop, record_type: str, record_id: UUID) -> None:
    """Let a life of the centre that was lost since have known a record as it stands here."""
    words = {**{name: to_wire(value) for name, value in laptop.rows(record_type)[record_id].items()}, "revision": 0}
    with laptop.store.direct() as connection:
        copy = "INSERT OR REPLACE INTO server_copy(record_type, record_id, row) VALUES (?, ?, ?)"
        connection.exec_driver_sql(copy, (record_type, str(record_id), msgspec.json.encode(words)))


@pytest.mark.parametrize("known", ["resident", "attendance"])
def test_whoever_the_centre_has_not_got_goes_though_a_lost_life_of_it_knew(laptop: SyncedLaptop, known: str) -> None:
    slot_id = plan_one(laptop)
    resident_id = refused(laptop)
    tick(laptop, slot_id, resident_id)
    keep_lost_copy(laptop, known, *laptop.rows(known))
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    assert laptop.rows("resident") == laptop.rows("attendance") == laptop.rows("notice_delivery") == {}


def test_what_goes_together_is_found_wherever_the_search_begins(laptop: SyncedLaptop) -> None:
    slot_id = plan_one(laptop)
    resident_id = refused(laptop)
    tick(laptop, slot_id, resident_id)
    (presence_id,) = laptop.rows("attendance")
    keep_lost_copy(laptop, "attendance", presence_id)
    start = [("resident", resident_id), ("attendance", presence_id)]
    with laptop.store.direct() as connection:
        for keys in (start, start[::-1]):
            assert gather(connection, keys).new >= set(start)


def test_whoever_only_a_lost_life_of_the_centre_knew_goes_with_the_last_words_given_up(laptop: SyncedLaptop) -> None:
    """Somebody else had registered them, and what is refused here is an edit."""
    resident_id = laptop.register("PERRON")
    laptop.exchange()
    laptop.update(resident_id, family_name="PERRONNE")
    spoil(laptop, resident_id, address="x" * 300)
    laptop.exchange()
    with laptop.store.direct() as connection:
        forget_numbers(connection)
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    with laptop.store.direct() as connection:
        assert types_to_go(connection) == ["resident"]


def test_giving_up_an_edit_brings_the_centres_version_back_under_what_is_still_to_be_sent(
    laptop: SyncedLaptop, server: Server
) -> None:
    resident_id = laptop.register("PERRON", address="tour A")
    laptop.exchange()
    laptop.update(resident_id, address="tour B", family_name="PERRONNE")
    spoil(laptop, resident_id, address="x" * 300)
    laptop.exchange()
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged' WHERE state = 'quarantined'")
    laptop.update(resident_id, language="fr")
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'quarantined' WHERE device_seq = 3")
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    row = laptop.rows("resident")[resident_id]
    assert (row["address"], row["family_name"], row["language"]) == ("tour A", "PERRON", "fr")
    laptop.exchange()
    assert laptop.status().to_review == laptop.status().pending_files == copies(laptop) == 0
    assert [found.id for found in laptop.store.read(find_residents, "perron")] == [resident_id]


def test_what_was_given_up_stays_given_up_when_the_centre_is_restored(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = refused(laptop)
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    with laptop.store.direct() as connection:
        assert offer_again(connection, 1) == 2
        words = connection.exec_driver_sql("SELECT DISTINCT fields FROM outbox_change").scalars().all()
    assert words == [b"{}"]


def test_giving_up_a_later_edit_keeps_a_file_whose_registration_was_received(
    laptop: SyncedLaptop, server: Server
) -> None:
    """Registered and corrected before the first exchange: the centre had no version yet for what was refused."""
    resident_id = laptop.register("PERRON", address="tour A")
    laptop.update(resident_id, address="tour B")
    laptop.update(resident_id, family_name="PERRONNE")
    spoil(laptop, resident_id, birth_name="x" * 300)
    laptop.exchange()
    assert laptop.status().to_review == 1
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    row = laptop.rows("resident")[resident_id]
    assert (row["address"], row["family_name"]) == ("tour B", "PERRON")
    assert copies(laptop) == 0
    assert_converged(server, laptop.store)


def test_giving_up_an_edit_leaves_what_was_received_of_the_same_field_before(
    laptop: SyncedLaptop, server: Server
) -> None:
    resident_id = laptop.register("PERRON", address="tour A")
    laptop.exchange()
    laptop.update(resident_id, address="tour B")
    laptop.update(resident_id, address="tour C")
    spoil(laptop, resident_id, birth_name="x" * 300)
    laptop.exchange()
    laptop.store.run(discard, laptop.actor, "resident", resident_id)
    assert laptop.rows("resident")[resident_id]["address"] == "tour B"
    assert copies(laptop) == 0
    assert_converged(server, laptop.store)


def test_a_presence_refused_of_somebody_erased_is_offered_again_to_a_restored_centre(laptop: SyncedLaptop) -> None:
    """It has no words to take back, and in this life the centre may have whom it counts."""
    slot_id = plan_one(laptop)
    tick(laptop, slot_id, laptop.register("PERRON"))
    laptop.exchange()
    with laptop.store.direct() as connection:
        refused_it = "UPDATE outbox_change SET state = 'discarded', reason = 'erased' WHERE record_type = 'attendance'"
        connection.exec_driver_sql(refused_it)
        offer_again(connection, 1)
        said = "SELECT fields, state FROM outbox_change WHERE record_type = 'attendance'"
        ((fields, state),) = connection.exec_driver_sql(said).all()
    assert b"slot_id" in fields
    assert state == "pending"
