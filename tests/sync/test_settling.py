"""A field that two people wrote apart, from the two laptops to the decision: seen by both, settled by either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.actor import Actor
from intake_app.domain.staff import StaffMember
from intake_app.domain.wire import Wire
from intake_app.services.conflicts import ConflictField, list_conflicted_files, settle_conflicts
from intake_app.services.residents import archive_resident
from intake_app.services.settled_conflicts import list_settled_fields
from sync.server.handle import Server
from sync.server.spaces import seed_rows
from sync.server.tables import RECEIVED_CHANGE
from tests.common.at_rest import assert_converged, rows_there
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop

Pair = tuple[SyncedLaptop, SyncedLaptop]


@pytest.fixture
def pair(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[Pair]:
    """Claire's laptop, and Yann's."""
    yann = Actor(space.staff_id, space.space_id, "adviser").create(
        StaffMember, family_name="Corre", first_name="Yann", role="caretaker", is_active=True
    )
    seed_rows(server.centre, space.space_id, [yann])
    one = SyncedLaptop(tmp_path / "one", server, space, seed=1)
    other = SyncedLaptop(tmp_path / "other", server, space, seed=2)
    other.actor = Actor(yann.id, space.space_id, "adviser", other.clock)
    yield one, other
    one.close()
    other.close()


def to_settle(laptop: SyncedLaptop) -> list[ConflictField]:
    """What a laptop asks to choose between."""
    files = laptop.store.read(list_conflicted_files, laptop.actor)
    return [field for file in files for field in file.fields]


def shown(laptop: SyncedLaptop) -> list[tuple[Wire, str, Wire, str]]:
    """The two values with their authors: the one that stands, and the one that waits."""
    return [(one.standing, one.standing_author, one.other, one.other_author) for one in to_settle(laptop)]


def settle(laptop: SyncedLaptop, value: Wire) -> None:
    laptop.store.run(settle_conflicts, laptop.actor, {one.conflict_id: value for one in to_settle(laptop)})


def exchange_all(*laptops: SyncedLaptop) -> None:
    for _ in range(2):
        for laptop in laptops:
            laptop.exchange()


def disagree(pair: Pair) -> UUID:
    """Claire writes tour A, Yann tour B, and both learn of it."""
    one, other = pair
    resident_id = one.register("DIALLO")
    exchange_all(one, other)
    one.update(resident_id, address="tour A")
    other.update(resident_id, address="tour B", language="fr")
    exchange_all(one, other)
    return resident_id


def assert_address(server: Server, pair: Pair, resident_id: UUID, address: str) -> None:
    assert rows_there(server, "resident")[resident_id]["address"] == address
    for laptop in pair:
        assert_converged(server, laptop.store)


def test_same_field_different_value_both_laptops_see_both_values_and_authors(server: Server, pair: Pair) -> None:
    resident_id = disagree(pair)
    for laptop in pair:
        assert shown(laptop) == [("tour A", "Claire M.", "tour B", "Yann C.")]
        assert laptop.status().to_review == 1
    (file,) = pair[1].store.read(list_conflicted_files, pair[1].actor)
    assert (file.resident, file.merged_fields, file.concerns_me) == ("DIALLO Alix", ("language",), True)
    assert_address(server, pair, resident_id, "tour A")


def test_same_field_same_value_is_no_conflict(server: Server, pair: Pair) -> None:
    one, other = pair
    resident_id = one.register("DIALLO")
    exchange_all(one, other)
    for laptop in pair:
        laptop.update(resident_id, address="tour A")
    exchange_all(one, other)
    assert shown(one) == shown(other) == []
    assert one.status().to_review == other.status().to_review == 0


@pytest.mark.parametrize("value", ["tour A", "tour B"])
def test_one_settles_offline_and_both_are_done(server: Server, pair: Pair, value: str) -> None:
    resident_id = disagree(pair)
    one, other = pair
    settle(other, value)
    assert (shown(other), other.status().to_review) == ([], 0)
    exchange_all(one, other)
    assert shown(one) == []
    assert one.status().to_review == 0
    assert_address(server, pair, resident_id, value)
    left = {"tour A": ("tour B", "Yann C."), "tour B": ("tour A", "Claire M.")}[value]
    for laptop in pair:
        (field,) = laptop.store.read(list_settled_fields, laptop.actor)
        assert (field.kept, field.dropped, field.settled_by) == (value, (left,), "Yann C.")
    (row,) = rows_there(server, "conflict").values()
    assert (row["chosen_value"], row["settled_by"]) == (f'"{value}"', other.actor.staff_id)
    # made by the centre, settled by the laptop: the centre adds nothing
    with server.centre.database.read() as connection:
        log = connection.execute(select(RECEIVED_CHANGE.c.record_id).where(RECEIVED_CHANGE.c.record_type == "conflict"))
        assert list(log.scalars()) == [row["id"], row["id"]]


def test_conflict_settled_twice_alike_is_settled(server: Server, pair: Pair) -> None:
    resident_id = disagree(pair)
    for laptop in pair:
        settle(laptop, "tour B")
    outcomes = [laptop.exchange() for laptop in pair]
    exchange_all(*pair)
    assert [outcome.conflicts for outcome in outcomes] == [0, 0]
    assert [shown(laptop) for laptop in pair] == [[], []]
    assert len(rows_there(server, "conflict")) == 1
    assert_address(server, pair, resident_id, "tour B")


@pytest.mark.parametrize(
    "first,second,stands,waits",
    [
        # whoever keeps what stands writes the choice alone; whoever takes the other value, the record too
        ("tour B", "tour A", ("tour B", "Claire M."), ("tour A", "Yann C.")),
        ("tour A", "tour B", ("tour B", "Yann C."), ("tour A", "Claire M.")),
        ("tour B", "tour C", ("tour B", "Claire M."), ("tour C", "Yann C.")),
    ],
)
def test_conflict_settled_twice_differently_is_a_new_conflict_not_a_loop(
    server: Server, pair: Pair, first: str, second: str, stands: tuple[str, str], waits: tuple[str, str]
) -> None:
    resident_id = disagree(pair)
    one, other = pair
    settle(one, first)
    settle(other, second)
    exchange_all(one, other)
    for laptop in pair:
        assert shown(laptop) == [(*stands, *waits)]
        assert laptop.status().to_review == 1
    # they talk, and one of them settles it for good
    settle(one, second)
    exchange_all(one, other)
    assert shown(one) == shown(other) == []
    assert len(rows_there(server, "conflict")) == 2
    assert_address(server, pair, resident_id, second)


def test_a_later_edit_by_somebody_who_had_both_before_their_eyes_settles_it(server: Server, pair: Pair) -> None:
    resident_id = disagree(pair)
    one, other = pair
    one.update(resident_id, address="tour C")
    exchange_all(one, other)
    assert shown(one) == shown(other) == []
    assert_address(server, pair, resident_id, "tour C")


def test_an_edit_made_before_the_conflict_was_known_settles_nothing(server: Server, pair: Pair) -> None:
    one, other = pair
    resident_id = one.register("DIALLO")
    exchange_all(one, other)
    one.update(resident_id, address="tour A")
    one.exchange()
    other.update(resident_id, address="tour B")
    other.exchange()
    one.update(resident_id, address="tour A bis")
    exchange_all(one, other)
    assert shown(other) == [("tour A bis", "", "tour B", "Yann C.")]


def test_settling_goes_on_while_the_field_is_written_elsewhere(server: Server, pair: Pair) -> None:
    resident_id = disagree(pair)
    one, other = pair
    settle(one, "tour B")
    one.update(resident_id, address="tour D")
    exchange_all(one, other)
    assert shown(one) == shown(other) == []
    assert_address(server, pair, resident_id, "tour D")


def put_away(laptop: SyncedLaptop, resident_id: UUID) -> None:
    laptop.store.run(archive_resident, laptop.actor, resident_id)


def test_edit_vs_archive_an_edit_by_somebody_who_did_not_know_reopens_the_file_for_review(
    server: Server, pair: Pair
) -> None:
    one, other = pair
    resident_id = one.register("DIALLO")
    exchange_all(one, other)
    put_away(one, resident_id)
    other.update(resident_id, address="tour B")
    one.exchange()
    assert other.exchange().conflicts == 1
    exchange_all(one, other)
    for laptop in pair:
        (field,) = to_settle(laptop)
        assert (field.field, field.standing_author, field.other, field.other_author) == (
            "archived_at",
            "Claire M.",
            None,
            "Yann C.",
        )
    # what was written is kept, whatever is decided
    assert_address(server, pair, resident_id, "tour B")
    settle(other, None)
    exchange_all(one, other)
    assert rows_there(server, "resident")[resident_id]["archived_at"] is None
    assert shown(one) == shown(other) == []


def test_edit_vs_archive_whoever_knew_of_the_archive_is_not_asked(server: Server, pair: Pair) -> None:
    one, other = pair
    resident_id = one.register("DIALLO")
    exchange_all(one, other)
    put_away(one, resident_id)
    # offline too, and sent apart: one's own deeds count as seen
    one.update(resident_id, address="tour A")
    one.engine._batch_size = 1
    exchange_all(one, other)
    one.update(resident_id, language="fr")
    other.update(resident_id, address="tour B")
    exchange_all(one, other)
    assert rows_there(server, "conflict") == {}
    assert_address(server, pair, resident_id, "tour B")
