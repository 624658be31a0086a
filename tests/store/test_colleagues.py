"""To whom somebody may be handed over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import table_of
from intake_app.services.colleagues import list_colleagues
from intake_app.services.residents import update_resident
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, NADIA, SPACE, VILLEJEAN, register

KITCHEN = UUID("01900000-0000-7000-8000-000000000201")
YANN = UUID("01900000-0000-7000-8000-000000000202")
PAUL = UUID("01900000-0000-7000-8000-000000000203")
LEFT = UUID("01900000-0000-7000-8000-000000000204")


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    """Somebody of Maurepas; Yann works at Villejean, Paul everywhere without seeing anybody, Sonia has left."""
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z"}
    staff: list[dict[str, Any]] = [
        {"id": YANN, "first_name": "Yann", "family_name": "Corre", "role": "outreach", "site_id": KITCHEN},
        {"id": PAUL, "first_name": "Paul", "family_name": "Oger", "role": "evaluator", "site_id": None},
        {"id": LEFT, "first_name": "Sonia", "family_name": "Abel", "role": "adviser", "site_id": None},
    ]
    with store.direct("site", "staff_member") as connection:
        site = {"id": KITCHEN, "name": "Cuisine", "neighbourhood_id": VILLEJEAN}
        connection.execute(insert(table_of("site")).values(**common, **site))
        for row in staff:
            connection.execute(insert(table_of("staff_member")).values(**common, **row, is_active=row["id"] != LEFT))
    return register(store, actor)


def offered(store: Store, resident_id: UUID, current_id: UUID | None = None) -> list[str]:
    """Their first names, in order."""
    return [row.first_name for row in store.read(list_colleagues, resident_id, current_id)]


def test_those_who_work_there_or_anywhere_and_may_follow_somebody_up(store: Store, karim: UUID) -> None:
    assert offered(store, karim) == ["Claire", "Nadia"]


def test_whoever_has_it_now_comes_first(store: Store, karim: UUID) -> None:
    assert offered(store, karim, NADIA) == ["Nadia", "Claire"]
    assert offered(store, karim, YANN) == ["Yann", "Claire", "Nadia"]


def test_nobody_without_access_even_if_they_have_it_now(store: Store, karim: UUID) -> None:
    assert offered(store, karim, LEFT) == ["Claire", "Nadia"]
    assert offered(store, karim, PAUL) == ["Claire", "Nadia"]


def test_who_looks_after_somebody_of_the_neighbourhood_works_there_too(store: Store, actor: Actor, karim: UUID) -> None:
    other = register(store, actor, "Traoré", "Aïcha", referent_id=YANN)
    assert offered(store, karim) == ["Claire", "Nadia", "Yann"]
    store.run(update_resident, actor, other, {"referent_id": CLAIRE})
    assert offered(store, karim) == ["Claire", "Nadia"]
    away = register(store, actor, "Le Goff", "Sylvie", neighbourhood_id=VILLEJEAN)
    # Nadia registered her
    assert offered(store, away) == ["Claire", "Nadia", "Yann"]
