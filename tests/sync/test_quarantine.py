"""What the centre refuses stays visible and whole on its laptop, and goes again once somebody has put it right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.changes import list_unsent
from intake_app.services.notices import NoticeGiven
from intake_app.services.quarantine import discard, send_again
from intake_app.services.record_states import RecordState, read_standing
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import register_resident
from intake_app.services.situations import record_situation
from sync.server.handle import Server
from tests.common.at_rest import assert_converged
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows
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


def test_a_poison_operation_in_the_middle_stays_here_explained_and_the_rest_goes(
    laptop: SyncedLaptop, server: Server
) -> None:
    laptop.register("AVANT")
    poisoned = laptop.register("PERRON")
    spoil(laptop, poisoned, address="x" * 300)
    laptop.register("APRÈS")
    outcome = laptop.exchange()
    assert outcome.refused == 2
    assert {row["family_name"] for row in server_rows(server, "resident").values()} == {"AVANT", "APRÈS"}
    (row,) = laptop.store.read(list_unsent)
    assert (row.record_id, row.state, row.parts) == (poisoned, RecordState.TO_REVIEW, ("resident", "notice_delivery"))
    assert row.reason in ("value_too_long", "unit_refused")
    assert (laptop.status().to_review, laptop.status().pending_files) == (1, 0)
    assert [found.id for found in laptop.store.read(find_residents, "perron")] == [poisoned]


def test_a_correction_sends_the_whole_unit_again_by_itself(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = refused(laptop)
    laptop.update(resident_id, address="12 rue du Gros-Chêne")
    assert outbox(laptop)[2:] == [("resident", "pending"), ("notice_delivery", "pending")]
    assert laptop.status().to_review == 0
    outcome = laptop.exchange()
    assert (outcome.sent, outcome.refused) == (2, 0)
    assert outbox(laptop) == [
        ("resident", "replaced"),
        ("notice_delivery", "replaced"),
        ("resident", "acknowledged"),
        ("notice_delivery", "acknowledged"),
    ]
    assert laptop.store.read(read_standing, "resident", resident_id).state is RecordState.SENT
    assert_converged(server, laptop.store)


def test_refused_with_dependents_everything_goes_again_in_one_unit(laptop: SyncedLaptop, server: Server) -> None:
    slot_id = plan_one(laptop)
    resident_id = refused(laptop)
    laptop.store.run(record_situation, laptop.actor, resident_id, {"interests": "cuisine"}, stage="entry")
    tick(laptop, slot_id, resident_id)
    laptop.exchange()
    # registration and notice, a situation, a tick and with it the workshop that it says was held
    assert [state for _, state in outbox(laptop)] == ["acknowledged"] * 2 + ["quarantined"] * 5
    with laptop.store.direct() as connection:
        reasons = connection.exec_driver_sql("SELECT DISTINCT reason FROM outbox_change").scalars().all()
    assert "parent_refused" in reasons
    assert laptop.store.read(list_unsent)[0].state is RecordState.TO_REVIEW
    laptop.update(resident_id, address=None)
    laptop.exchange()
    with laptop.store.direct() as connection:
        units = connection.exec_driver_sql(
            "SELECT DISTINCT unit_id FROM outbox_change WHERE state = 'acknowledged' AND device_seq > 2"
        ).all()
    assert len(units) == 1
    assert len(server_rows(server, "attendance")) == len(server_rows(server, "situation")) == 1
    assert laptop.status().to_review == 0
    assert_converged(server, laptop.store)


def test_what_was_still_to_be_sent_of_a_refused_record_goes_with_it(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = refused(laptop)
    # written before the verdict was known
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'pending'")
    laptop.update(resident_id, language="fr")
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'quarantined' WHERE device_seq < 3")
    laptop.update(resident_id, address=None)
    outcome = laptop.exchange()
    assert outcome.refused == 1
    # its number was sent, without words, and asks nothing of anybody
    assert outbox(laptop)[2] == ("resident", "discarded")
    assert server_rows(server, "resident")[resident_id]["language"] == "fr"
    assert laptop.status().to_review == 0
    assert_converged(server, laptop.store)


def test_a_refused_edit_is_sent_again_on_the_centres_version(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = laptop.register("PERRON")
    laptop.exchange()
    laptop.update(resident_id, address="tour A")
    spoil(laptop, resident_id, address="x" * 300)
    laptop.exchange()
    assert laptop.status().to_review == 1
    laptop.update(resident_id, address="tour B")
    laptop.exchange()
    assert server_rows(server, "resident")[resident_id]["address"] == "tour B"
    assert copies(laptop) == 0
    assert_converged(server, laptop.store)


def test_sending_again_by_hand_says_the_record_as_it_stands(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = refused(laptop)
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE resident SET address = NULL")
    for _ in range(2):
        # pressed twice, it is sent once
        laptop.store.run(send_again, laptop.actor, "resident", resident_id)
    assert [state for _, state in outbox(laptop)] == ["replaced", "replaced", "pending", "pending"]
    laptop.exchange()
    assert_converged(server, laptop.store)


def test_sending_the_roll_again_takes_along_whoever_was_refused_on_it(laptop: SyncedLaptop, server: Server) -> None:
    slot_id = plan_one(laptop)
    resident_id = refused(laptop)
    tick(laptop, slot_id, resident_id)
    laptop.exchange()
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE resident SET address = NULL")
    (workshop_id,) = laptop.rows("workshop")
    laptop.store.run(send_again, laptop.actor, "workshop", workshop_id)
    laptop.exchange()
    assert laptop.status().to_review == 0
    assert_converged(server, laptop.store)


def test_a_correction_back_to_what_the_centre_says_leaves_nothing_to_send(laptop: SyncedLaptop, server: Server) -> None:
    resident_id = laptop.register("PERRON", address="tour A")
    laptop.exchange()
    laptop.update(resident_id, address="tour B")
    spoil(laptop, resident_id, address="x" * 300)
    laptop.exchange()
    laptop.update(resident_id, address="tour A")
    assert (laptop.status().pending_files, laptop.status().to_review, copies(laptop)) == (0, 0, 0)
    assert_converged(server, laptop.store)


def test_what_is_refused_again_asks_again(laptop: SyncedLaptop) -> None:
    resident_id = refused(laptop)
    laptop.store.run(send_again, laptop.actor, "resident", resident_id)
    laptop.exchange()
    assert [state for _, state in outbox(laptop)] == ["replaced", "replaced", "quarantined", "quarantined"]
    assert laptop.status().to_review == 1


def test_two_staff_on_one_laptop_either_may_put_it_right(
    laptop: SyncedLaptop, server: Server, space: MadeSpace
) -> None:
    resident_id = refused(laptop)
    evaluator = type(laptop.actor)(laptop.actor.staff_id, space.space_id, "evaluator", laptop.clock)
    for deed in (send_again, discard):
        with pytest.raises(KnownError, match="not_allowed"):
            laptop.store.run(deed, evaluator, "resident", resident_id)
    assert [state for _, state in outbox(laptop)] == ["quarantined", "quarantined"]


def test_a_double_click_on_save_registers_once(laptop: SyncedLaptop, server: Server) -> None:
    resident_id, place = uuid4(), laptop.space.neighbourhood_id
    form = {"family_name": "Perron", "first_name": "Alix", "has_no_phone": True, "neighbourhood_id": place}
    for _ in range(2):
        notice = NoticeGiven("paper", "2026.1")
        laptop.store.run(register_resident, laptop.actor, form, resident_id=resident_id, notice=notice)
    assert [kind for kind, _ in outbox(laptop)] == ["resident", "notice_delivery"]
    laptop.exchange()
    assert_converged(server, laptop.store)
