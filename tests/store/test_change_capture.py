"""Nobody can forget the outbox: every change of a synced row is an operation, in the same transaction."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.errors import BugError, KnownError
from intake_app.domain.place import Neighbourhood
from intake_app.domain.resident import Resident
from intake_app.domain.workshop import Workshop
from intake_app.services.attendances import register_walk_in
from intake_app.services.residents import archive_resident, register_resident, restore_resident, update_resident
from intake_app.services.workshops import tick_step
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, PAPER, VILLEJEAN, outbox_of, plan, register, someone


def fields_of(change: Any) -> dict[str, list[Any]]:
    """{field: [new, base]} of an operation."""
    return dict(json.loads(change.fields))


def server_copies(store: Store) -> dict[str, dict[str, Any]]:
    """What was kept of the centre's version, by record."""
    with store.direct() as connection:
        rows = connection.exec_driver_sql("SELECT record_id, row FROM server_copy").all()
    return {record_id: json.loads(row) for record_id, row in rows}


def rename(session: Session, _actor: Actor, row_id: UUID, *names: str) -> None:
    """A use case that gives a neighbourhood several names in a row, writing each at once."""
    row = session.get(Neighbourhood, row_id)
    assert row is not None
    for name in names:
        row.name = name
        session.flush()


def rename_all(session: Session, _actor: Actor, *row_ids: UUID) -> None:
    """A use case that changes several records of a type, and writes them together."""
    rows = [session.get(Neighbourhood, row_id) for row_id in row_ids]
    for row in rows:
        assert row is not None
        row.name += " bis"


def test_records_changed_together_are_numbered_in_one_order(store: Store, actor: Actor) -> None:
    """And not by where they happen to stand in memory."""
    for _ in range(4):
        store.run(rename_all, actor, VILLEJEAN, MAUREPAS)
        store.run(rename_all, actor, MAUREPAS, VILLEJEAN)
    changed = [UUID(str(change.record_id)) for change in outbox_of(store)[-16:]]
    assert changed == sorted((MAUREPAS, VILLEJEAN)) * 8


def test_a_new_record_says_what_it_says_and_no_more(store: Store, actor: Actor) -> None:
    register(store, actor, "Benali", "Karim", phone="06 39 98 00 01")
    resident, notice = outbox_of(store)
    assert fields_of(resident) == {
        "family_name": ["Benali", None],
        "first_name": ["Karim", ""],
        "phone": ["+33639980001", None],
        "neighbourhood_id": [str(MAUREPAS), None],
        "created_at": ["2026-11-22T10:00:00Z", None],
        "created_by": [str(actor.staff_id), None],
    }
    assert (resident.kind, resident.base_revision, resident.state) == ("set", 0, "pending")
    assert resident.unit_id == notice.unit_id
    assert (resident.author_id, resident.recorded_at) == (actor.staff_id, actor.clock())


def test_numbers_follow_one_another_parents_first(store: Store, actor: Actor) -> None:
    _, slot_id = plan(store, actor)
    store.run(
        register_walk_in,
        actor,
        slot_id,
        someone(),
        resident_id=actor.new_id(),
        situation={"labour_status": "retired"},
        notice=PAPER,
    )
    changes = outbox_of(store)
    assert [change.device_seq for change in changes] == list(range(1, len(changes) + 1))
    assert [change.record_type for change in changes] == [
        "workshop",
        "slot",
        "resident",
        "situation",
        "notice_delivery",
        "workshop",
        "attendance",
    ]
    assert len({change.change_id for change in changes}) == len(changes)
    assert len({change.unit_id for change in changes}) == 2


def test_a_correction_carries_the_value_it_was_made_on(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor)
    store.run(update_resident, actor, resident_id, {"first_name": "Karima", "neighbourhood_id": VILLEJEAN})
    assert fields_of(outbox_of(store)[-1]) == {
        "first_name": ["Karima", "Karim"],
        "neighbourhood_id": [str(VILLEJEAN), str(MAUREPAS)],
    }


def test_the_old_value_of_an_expired_attribute_is_kept(store: Store, actor: Actor) -> None:
    def correct(session: Session, _actor: Actor) -> None:
        row = session.get(Neighbourhood, MAUREPAS)
        assert row is not None
        session.expire(row)
        row.name = "Maurepas-Patton"

    store.run(correct, actor)
    assert fields_of(outbox_of(store)[-1]) == {"name": ["Maurepas-Patton", "Maurepas"]}


def test_two_flushes_of_one_record_are_one_operation_on_the_first_value(store: Store, actor: Actor) -> None:
    store.run(rename, actor, MAUREPAS, "Un", "Deux", "Trois")
    (change,) = outbox_of(store)
    assert fields_of(change) == {"name": ["Trois", "Maurepas"]}


def test_a_record_made_and_changed_in_one_unit_is_one_operation(store: Store, actor: Actor) -> None:
    def make(session: Session, actor: Actor) -> None:
        row = actor.create(Workshop, title="Café", neighbourhood_id=MAUREPAS, place="Tour B")
        session.add(row)
        session.flush()
        row.title = "Café des ambassadeurs"
        row.status = "held"
        session.flush()
        row.place = None

    store.run(make, actor)
    (change,) = outbox_of(store)
    fields = fields_of(change)
    assert fields["title"] == ["Café des ambassadeurs", None]
    assert fields["status"] == ["held", "planned"]
    assert "place" not in fields


def test_a_value_put_back_is_no_change(store: Store, actor: Actor) -> None:
    told: list[frozenset[str]] = []
    store.run(rename, actor, MAUREPAS, "Autre", "Maurepas")
    assert outbox_of(store) == []
    store.listen(told.append)
    store.run(rename, actor, MAUREPAS, "Maurepas")
    assert told == []


def test_putting_away_and_taking_out_are_told_apart(store: Store, actor: Actor, adviser: Actor) -> None:
    resident_id = register(store, actor)
    store.run(archive_resident, adviser, resident_id)
    store.run(restore_resident, adviser, resident_id)
    archived, restored = outbox_of(store)[-2:]
    assert (archived.kind, fields_of(archived)) == ("archive", {"archived_at": ["2026-11-22T10:00:00Z", None]})
    assert (restored.kind, fields_of(restored)) == ("restore", {"archived_at": [None, "2026-11-22T10:00:00Z"]})


def test_a_set_travels_sorted_with_its_old_elements(store: Store, actor: Actor) -> None:
    workshop_id, _ = plan(store, actor)
    store.run(tick_step, actor, workshop_id, "next_meeting", True)
    store.run(tick_step, actor, workshop_id, "cv_reviewed", True)
    assert fields_of(outbox_of(store)[-1]) == {"checklist": [["cv_reviewed", "next_meeting"], ["next_meeting"]]}


def test_the_centre_s_version_is_kept_at_the_first_pending_change(store: Store, actor: Actor) -> None:
    register(store, actor)
    assert server_copies(store) == {}
    store.run(rename, actor, MAUREPAS, "Un")
    store.run(rename, actor, MAUREPAS, "Deux")
    (copy,) = server_copies(store).values()
    assert (copy["id"], copy["name"], copy["revision"], copy["archived_at"]) == (str(MAUREPAS), "Maurepas", 1, None)
    assert set(copy) == {column.name for column in Neighbourhood.__table__.columns}  # type: ignore[attr-defined]
    assert [change.base_revision for change in outbox_of(store)[-2:]] == [1, 1]


def test_a_unit_that_fails_leaves_nothing_and_no_hole_in_the_numbers(store: Store, actor: Actor) -> None:
    def half_done(session: Session, actor: Actor) -> None:
        register_resident(session, actor, someone("Riou"), resident_id=actor.new_id(), notice=PAPER)
        session.flush()
        raise KnownError("not_allowed")

    register(store, actor)
    with pytest.raises(KnownError, match="not_allowed"):
        store.run(half_done, actor)
    register(store, actor, "Petit", "Anaïs")
    assert [change.device_seq for change in outbox_of(store)] == [1, 2, 3, 4]
    with store.direct() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM resident").scalar() == 2
        assert connection.exec_driver_sql("SELECT count(*) FROM search_entry").scalar() == 2
        assert connection.exec_driver_sql("SELECT count(*) FROM audit_entry").scalar() == 4


def test_what_a_use_case_takes_back_is_not_sent(store: Store, actor: Actor) -> None:
    def change_one_s_mind(session: Session, actor: Actor) -> None:
        rename(session, actor, MAUREPAS, "Autre")
        session.add(actor.create(Workshop, title="Café", neighbourhood_id=MAUREPAS))
        session.flush()
        session.rollback()
        rename(session, actor, VILLEJEAN, "Villejean-Kennedy")

    store.run(change_one_s_mind, actor)
    (change,) = outbox_of(store)
    assert fields_of(change) == {"name": ["Villejean-Kennedy", "Villejean"]}


def test_a_broken_reference_is_refused_whole(store: Store, actor: Actor) -> None:
    def orphan(session: Session, actor: Actor) -> None:
        session.add(actor.create(Workshop, title="Café", neighbourhood_id=actor.new_id()))

    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.run(orphan, actor)
    assert outbox_of(store) == []
    register(store, actor)
    assert len(outbox_of(store)) == 2


def test_a_failed_statement_names_nobody(store: Store, actor: Actor) -> None:
    first = register(store, actor)

    def twice(session: Session, actor: Actor) -> None:
        session.add(actor.create(Resident, id=first, **someone("Zyxwenko")))

    with pytest.raises(Exception, match="UNIQUE") as failure:
        store.run(twice, actor)
    assert "Zyxwenko" not in f"{failure.value!s} {failure.value!r}"


def test_numbers_are_never_used_again_once_the_outbox_is_empty(store: Store, actor: Actor) -> None:
    register(store, actor)
    with store.direct() as connection:
        connection.exec_driver_sql("DELETE FROM outbox_change")
    register(store, actor, "Riou", "Gwenaël")
    assert [change.device_seq for change in outbox_of(store)] == [3, 4]


def test_how_far_the_clock_is_off_labels_each_operation(store: Store, actor: Actor) -> None:
    store.clock_offset = -90
    register(store, actor)
    assert {change.clock_offset for change in outbox_of(store)} == {-90}


def test_listeners_are_told_which_types_changed_after_the_commit(store: Store, actor: Actor) -> None:
    told: list[tuple[frozenset[str], int]] = []
    store.listen(lambda record_types: told.append((record_types, len(outbox_of(store)))))
    register(store, actor)
    assert told == [(frozenset({"resident", "notice_delivery"}), 2)]


def test_rows_are_never_deleted(store: Store, actor: Actor) -> None:
    def delete(session: Session, _actor: Actor) -> None:
        session.delete(session.get(Neighbourhood, VILLEJEAN))

    with pytest.raises(BugError, match="never deleted"):
        store.run(delete, actor)
    with store.direct() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM neighbourhood").scalar() == 3


def test_a_use_case_neither_commits_nor_saves_points(store: Store, actor: Actor) -> None:
    def commit(session: Session, actor: Actor) -> None:
        register_resident(session, actor, someone(), resident_id=actor.new_id(), notice=PAPER)
        session.commit()

    def save_point(session: Session, _actor: Actor) -> None:
        with session.begin_nested():
            pass

    for use_case in (commit, save_point):
        with pytest.raises(BugError, match="use case"):
            store.run(use_case, actor)
    assert outbox_of(store) == []
