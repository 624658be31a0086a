"""Whom one may let in on a laptop, and what somebody who goes leaves there."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.reference import codes
from intake_app.domain.rules.role_class import may_share_laptop
from intake_app.services.laptop_people import (
    ADDED,
    count_unsent_of,
    list_colleagues,
    note_adding,
    note_removing,
)
from intake_app.services.residents import register_resident
from intake_app.storage.audit import read_deeds
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, NADIA, PAPER, StillClock, actor_of, someone


@pytest.fixture
def actor(clock: StillClock) -> Actor:
    return actor_of(clock)


def test_the_roles_that_may_share_a_laptop_are_those_of_one_class() -> None:
    together = {frozenset({one, other}) for one in codes("role") for other in codes("role") if one < other}
    assert {pair for pair in together if may_share_laptop(*pair)} == {
        frozenset({"caretaker", "outreach"}),
        frozenset({"site_manager", "programme_officer"}),
        frozenset({"site_manager", "admin"}),
        frozenset({"programme_officer", "admin"}),
        frozenset({"evaluator", "auditor"}),
    }
    assert all(may_share_laptop(role, role) for role in codes("role"))
    assert not may_share_laptop("unheard_of", "unheard_of")


def test_a_list_of_colleagues_leaves_out_who_is_there_and_says_whose_role_is_another(store: Store) -> None:
    found = store.read(list_colleagues, {NADIA}, "caretaker")
    assert NADIA not in {one.member.id for one in found}
    assert {one.member.id: one.may_share for one in found}[CLAIRE] is False


@pytest.mark.parametrize("staff_id,key", [(CLAIRE, "role_needs_own_laptop"), (uuid4(), "record_gone")])
def test_somebody_who_may_not_share_or_whom_nobody_knows_is_refused_and_nothing_is_told(
    store: Store, actor: Actor, staff_id: UUID, key: str
) -> None:
    with pytest.raises(KnownError, match=key):
        store.run(note_adding, actor, staff_id)
    assert store.read(read_deeds, [ADDED]) == []


def test_somebody_whose_access_was_closed_is_refused(store: Store, clock: StillClock) -> None:
    with store.direct("staff_member") as connection:
        connection.exec_driver_sql("UPDATE staff_member SET is_active = 0 WHERE id = ?", (str(CLAIRE),))
    with pytest.raises(KnownError, match="access_closed"):
        store.run(note_adding, actor_of(clock, role="adviser"), CLAIRE)


def test_what_somebody_wrote_and_the_centre_has_not_got_is_counted_by_file(store: Store, clock: StillClock) -> None:
    nadia, claire = actor_of(clock), actor_of(clock, staff_id=CLAIRE, role="adviser", seed=2)
    for author, names in ((nadia, ("Riou", "Petit")), (claire, ("Morvan",))):
        for name in names:
            store.run(register_resident, author, someone(name), resident_id=author.new_id(), notice=PAPER)
    assert store.read(count_unsent_of, NADIA) == 2
    assert store.run(note_removing, nadia, CLAIRE) == 1
    assert store.read(count_unsent_of, uuid4()) == 0
