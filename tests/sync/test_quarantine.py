"""What the centre refuses stays visible and whole on its laptop, and goes again once somebody has put it right."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.changes import list_unsent
from intake_app.services.notices import NoticeGiven
from intake_app.services.quarantine import discard, send_again
from intake_app.services.record_states import RecordState, read_standing
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import register_resident
from intake_app.services.situations import record_situation
from sync.client.outbound import offer_again
from sync.server.handle import Server
from tests.common.at_rest import assert_converged
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.common.workshops import plan_one, tick


@pytest.fixture
def server(light_server: Server) -> Server:
    """What a laptop does with a refusal does not depend on the kind of database."""
    return light_server


@pytest.fixture
def laptop(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    made = SyncedLaptop(tmp_path / "laptop", server, space)
    yield made
    made.close()


def outbox(laptop: SyncedLaptop) -> list[tuple[str, str]]:
    """Record type and state of every change, in order."""
    with laptop.store.direct() as connection:
        found = connection.exec_driver_sql("SELECT record_type, state FROM outbox_change ORDER BY device_seq").all()
    return [(row.record_type, row.state) for row in found]


def copies(laptop: SyncedLaptop) -> int:
    with laptop.store.direct() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM server_copy").scalar_one())


def spoil(laptop: SyncedLaptop, record_id: UUID, **fields: Any) -> None:
    """Let a record and its last change say what this program would never let anybody write."""
    with laptop.store.direct() as connection:
        query = "SELECT device_seq, fields FROM outbox_change WHERE record_id = ? ORDER BY device_seq DESC LIMIT 1"
        number, said = connection.exec_driver_sql(query, (str(record_id),)).one()
        wrong = {**msgspec.json.decode(said), **{name: [value, None] for name, value in fields.items()}}
        update = "UPDATE outbox_change SET fields = ? WHERE device_seq = ?"
        connection.exec_driver_sql(update, (msgspec.json.encode(wrong), number))
        for name, value in fields.items():
            connection.exec_driver_sql(f"UPDATE resident SET {name} = ? WHERE id = ?", (value, str(record_id)))


def refused(laptop: SyncedLaptop, family_name: str = "PERRON") -> UUID:
    """Somebody new whose registration the centre has refused."""
    resident_id = laptop.register(family_name)
    spoil(laptop, resident_id, address="x" * 300)
    laptop.exchange()
    return resident_id


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


def test_what_is_refused_again_asks_again(laptop: SyncedLaptop) -> None:
    resident_id = refused(laptop)
    laptop.store.run(send_again, laptop.actor, "resident", resident_id)
    laptop.exchange()
    assert [state for _, state in outbox(laptop)] == ["replaced", "replaced", "quarantined", "quarantined"]
    assert laptop.status().to_review == 1


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
