"""Two people say of whom a meeting was, and one of the two is erased: nobody is asked any more, and both sides keep
what was answered.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlmodel import Session
from sqlmodel import select as select_row

from intake_app.domain.actor import Actor
from intake_app.domain.encounter import Encounter
from intake_app.services.conflicts import list_conflicted_files, settle_conflicts
from intake_app.services.encounters import record_encounter
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.sync.erasing import assert_same_rows, hire_dpo, meanwhile, order, settle
from tests.sync.fleet_checks import GoneWithErased


class Dispute:
    """A meeting that `first` says to be of `standing` and then, not knowing, `second` of `other`."""

    def __init__(self, server: Server, space: MadeSpace, folder: Path) -> None:
        self.server, self.dpo_id = server, hire_dpo(server, space)
        self.first, self.second = (SyncedLaptop(folder / f"{seed}", server, space, seed=seed) for seed in (1, 2))
        self.laptops = (self.first, self.second)
        self.standing, self.other = self.first.register("MOREL"), self.first.register("DIALLO")
        met = {"neighbourhood_id": space.neighbourhood_id, "channel": "doorstep", "outcome": "informed"}
        self.first.store.run(record_encounter, self.first.actor, **met)
        settle(*self.laptops)
        self.say(self.first, self.standing)
        self.say(self.second, self.other)
        self.first.exchange()

    def say(self, laptop: SyncedLaptop, who: UUID) -> None:
        """Somebody says of whom the meeting was."""

        def link(session: Session, _actor: Actor) -> None:
            session.exec(select_row(Encounter)).one().resident_id = who

        laptop.store.run(link, laptop.actor)

    def choose(self, laptop: SyncedLaptop, who: UUID) -> None:
        """Somebody decides of whom it was."""
        [file] = laptop.store.read(list_conflicted_files, laptop.actor)
        laptop.store.run(settle_conflicts, laptop.actor, {file.fields[0].conflict_id: str(who)})

    def erase(self, laptop: SyncedLaptop, who: UUID) -> None:
        """Somebody at this laptop orders that this person be erased."""
        order(laptop, self.dpo_id, who)

    def asked(self) -> list[int]:
        """How many files each laptop has to settle."""
        return [len(laptop.store.read(list_conflicted_files, laptop.actor)) for laptop in self.laptops]

    def of_whom(self) -> UUID | None:
        """Of whom the meeting is, everywhere."""
        assert_same_rows(self.server, *self.laptops)
        [meeting] = server_rows(self.server, "encounter").values()
        found: UUID | None = meeting["resident_id"]
        return found

    def assert_same_answers(self) -> None:
        """The laptop knows as not taken what the centre has answered so."""
        kept = RECEIVED_CHANGE.c
        with self.server.centre.database.read() as connection:
            waiting = connection.scalars(select(kept.server_seq).where(kept.conflict_fields.is_not(None))).all()
        with self.second.store.direct() as connection:
            told = connection.exec_driver_sql("SELECT server_seq FROM outbox_change WHERE state = 'conflict'")
            assert told.scalars().all() == waiting


@pytest.fixture
def dispute(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[Dispute]:
    made = Dispute(server, space, tmp_path)
    yield made
    for laptop in made.laptops:
        laptop.close()


def test_between_somebody_and_whoever_is_erased_nobody_is_asked(dispute: Dispute) -> None:
    settle(*dispute.laptops)
    assert dispute.asked() == [1, 1]
    dispute.erase(dispute.first, dispute.other)
    settle(*dispute.laptops)
    assert dispute.asked() == [0, 0]
    assert server_rows(dispute.server, "conflict") == {}
    assert dispute.of_whom() == dispute.standing
    dispute.assert_same_answers()


def test_a_meeting_of_whoever_is_erased_is_nobodys_and_nobody_is_asked(dispute: Dispute) -> None:
    settle(*dispute.laptops)
    dispute.erase(dispute.second, dispute.standing)
    settle(*dispute.laptops)
    assert dispute.asked() == [0, 0]
    assert dispute.of_whom() is None
    dispute.assert_same_answers()


@pytest.mark.parametrize("is_standing", [False, True])
def test_an_order_sent_together_with_what_is_not_taken_changes_no_answer(dispute: Dispute, is_standing: bool) -> None:
    dispute.erase(dispute.second, dispute.standing if is_standing else dispute.other)
    dispute.second.exchange()
    settle(*dispute.laptops)
    assert dispute.asked() == [0, 0]
    assert dispute.of_whom() == (None if is_standing else dispute.standing)
    dispute.assert_same_answers()


@pytest.mark.parametrize("is_heard_first", [False, True])
def test_whom_a_meeting_was_of_after_all_stays_when_whoever_was_named_first_is_erased(
    dispute: Dispute, is_heard_first: bool
) -> None:
    settle(*dispute.laptops)
    dispute.choose(dispute.second, dispute.other)
    settle(*dispute.laptops)
    dispute.erase(dispute.first, dispute.other)
    dispute.first.exchange()
    if is_heard_first:
        # said while the answer is on its way that brings the order
        meanwhile(dispute.second, lambda: dispute.say(dispute.second, dispute.standing))
    else:
        dispute.say(dispute.second, dispute.standing)
    settle(*reversed(dispute.laptops))
    assert dispute.asked() == [0, 0]
    assert dispute.of_whom() == dispute.standing
    dispute.assert_same_answers()


def test_two_who_say_the_same_are_in_one_conflict_which_goes_with_whoever_is_erased(
    dispute: Dispute, server: Server, space: MadeSpace, tmp_path: Path
) -> None:
    third = SyncedLaptop(tmp_path / "3", server, space, seed=3)
    with third.store.direct("encounter") as connection:
        # as it knew the meeting before anybody had said of whom it was
        connection.exec_driver_sql("UPDATE encounter SET resident_id = NULL")
    dispute.say(third, dispute.other)
    settle(*dispute.laptops, third)
    assert len(server_rows(server, "conflict")) == 1
    dispute.erase(dispute.first, dispute.other)
    settle(*dispute.laptops, third)
    third.close()
    assert server_rows(server, "conflict") == {}
    with server.centre.database.read() as connection:
        log = list(connection.execute(select(RECEIVED_CHANGE)).mappings())
    gone, waiting = GoneWithErased(log), [row for row in log if row["conflict_fields"]]
    assert [gone.has_told(row, row["record_id"], "resident_id") for row in waiting] == [True, True]
    # nothing of another field, nor of what came before it
    strange = {**waiting[1], "change_id": uuid4()}
    assert not gone.has_told(strange, strange["record_id"], "outcome")
    assert not gone.has_told({**strange, "server_seq": 1}, strange["record_id"], "resident_id")


def test_an_answer_given_again_after_the_order_is_the_same(dispute: Dispute) -> None:
    settle(dispute.second)
    dispute.erase(dispute.first, dispute.other)
    settle(dispute.first)
    with dispute.second.store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'pending', server_seq = NULL")
    settle(*dispute.laptops)
    assert dispute.asked() == [0, 0]
    assert dispute.of_whom() == dispute.standing
    dispute.assert_same_answers()
