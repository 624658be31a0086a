"""A list of residents goes on piece by piece to its end, and says how many it holds."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.badge import badge_code
from intake_app.services.erasures import erase_resident
from intake_app.services.resident_counts import count_residents
from intake_app.services.resident_filters import Asking
from intake_app.services.resident_lists import find_page
from intake_app.services.resident_merges import merge_residents
from intake_app.services.residents import archive_resident
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, NADIA, TODAY, VILLEJEAN, StillClock, actor_of, register

ASKED: tuple[tuple[str, dict[str, Any]], ...] = (
    ("", {}),
    ("b", {}),
    ("be", {}),
    ("ben", {}),
    ("ben ali", {}),
    ("lin", {}),
    ("0639", {}),
    ("rue", {}),
    ("zz", {}),
    ("!", {}),
    ("", {"neighbourhood_id": VILLEJEAN}),
    ("ben", {"neighbourhood_id": VILLEJEAN}),
    ("", {"filters": ("mine",)}),
    ("ben", {"filters": ("mine", "contact")}),
    ("ben", {"filters": ("participant",)}),
    ("ben", {"filters": ("archived",)}),
    ("", {"filters": ("archived",)}),
    ("ben", {"filters": ("mine",), "neighbourhood_id": MAUREPAS}),
)


@pytest.fixture
def crowd(store: Store, actor: Actor, adviser: Actor) -> Store:
    """Forty people; one put away, one to be erased, two files of one person."""
    ids = []
    for number in range(40):
        family_name = ("Ben Ali", "Benali", "Lin", "Lina", "Benoît")[number % 5]
        place = VILLEJEAN if number % 3 else MAUREPAS
        details = {"phone": f"06 39 98 00 {number:02}", "address": f"{number} rue du Gros-Chêne"}
        ids.append(register(store, actor, family_name, f"Ben{number}", neighbourhood_id=place, **details))
    store.run(archive_resident, adviser, ids[5])
    store.run(merge_residents, adviser, ids[6], ids[7])
    store.run(merge_residents, adviser, ids[12], ids[6])
    return store


def pieces(store: Store, text: str, limit: int, asked: dict[str, Any]) -> list[UUID]:
    """Everybody, piece by piece; whoever comes again is kept once."""
    found: dict[UUID, None] = {}
    after = None
    for _piece in range(100):
        page = store.read(find_page, text, limit=limit, asking=Asking(NADIA, TODAY), after=after, **asked)
        found.update(dict.fromkeys(row.id for row in page.rows))
        after = page.after
        if after is None:
            return list(found)
    raise AssertionError("no end")


@pytest.mark.parametrize("text,asked", ASKED)
def test_piece_by_piece_the_same_people_come_as_at_once(crowd: Store, text: str, asked: dict[str, Any]) -> None:
    at_once = [row.id for row in crowd.read(find_page, text, limit=500, asking=Asking(NADIA, TODAY), **asked).rows]
    assert sorted(pieces(crowd, text, 7, asked)) == sorted(at_once)
    assert pieces(crowd, text, 1, asked)[:3] == at_once[:3]


@pytest.mark.parametrize("text,asked", ASKED)
def test_the_count_says_how_many_come(crowd: Store, text: str, asked: dict[str, Any]) -> None:
    counted = crowd.read(count_residents, text, asking=Asking(NADIA, TODAY), **asked)
    assert counted == len(pieces(crowd, text, 7, asked))


def test_whoever_is_to_be_erased_is_not_counted(crowd: Store, clock: StillClock) -> None:
    before = crowd.read(count_residents, "ben"), crowd.read(count_residents)
    gone = crowd.read(find_page, "ben", limit=1).rows[0].id
    crowd.run(erase_resident, actor_of(clock, role="dpo", seed=5), gone, "request")
    assert (crowd.read(count_residents, "ben"), crowd.read(count_residents)) == (before[0] - 1, before[1] - 1)


def test_a_badge_counts_as_one(crowd: Store) -> None:
    somebody = crowd.read(find_page, "lina", limit=1).rows[0].id
    assert crowd.read(count_residents, badge_code(somebody)) == 1
