"""Filters of the list of residents, one by one and together, and the views kept of them."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.services.encounters import record_encounter
from intake_app.services.path.enrolments import enrol, leave_operation
from intake_app.services.path.visibilities import record_visibility
from intake_app.services.resident_filters import FILTERS, Asking, ResidentView, forget_view, list_views, save_view
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import archive_resident, update_resident
from intake_app.storage.store import Store
from tests.store.path_world import OPERATION, open_operation, somebody_met
from tests.store.world import CLAIRE, MAUREPAS, NADIA, TODAY, StillClock, register


@pytest.fixture
def people(store: Store, actor: Actor, adviser: Actor, clock: StillClock) -> dict[str, UUID]:
    """Old acquaintances of July, and what became of each."""
    open_operation(store)
    clock.moment = clock.moment.replace(month=7, day=1)
    names = ("Quiet", "Met", "Enrolled", "Left", "Invisible", "Seen", "Archived")
    ids = {name: register(store, actor, f"{name} Benali", name) for name in names}
    clock.moment = clock.moment.replace(month=11, day=22)
    ids["Enrolled"] = somebody_met(store, actor, family_name="Enrolled Benali", first_name="Two")
    ids["Left"] = somebody_met(store, actor, family_name="Left Benali", first_name="Two")
    store.run(enrol, adviser, ids["Enrolled"], OPERATION)
    gone = store.run(enrol, adviser, ids["Left"], OPERATION, entered_on=date(2026, 9, 1))
    store.run(leave_operation, adviser, gone, status="completed", exit_reason="job")
    met = {"neighbourhood_id": MAUREPAS, "channel": "lobby", "outcome": "informed"}
    store.run(record_encounter, actor, resident_id=ids["Met"], **met)
    store.run(record_visibility, actor, ids["Invisible"], {"is_registered": "0"})
    store.run(record_visibility, actor, ids["Seen"], {"is_registered": "0"}, as_of=TODAY - timedelta(days=30))
    store.run(record_visibility, actor, ids["Seen"], {"is_registered": "1"})
    store.run(update_resident, adviser, ids["Met"], {"referent_id": CLAIRE})
    store.run(archive_resident, adviser, ids["Archived"])
    return ids


def found(store: Store, *filters: str, text: str = "", staff_id: UUID = NADIA) -> set[str]:
    asking = Asking(staff_id, TODAY)
    rows = store.read(find_residents, text, filters=filters, asking=asking)
    return {row.family_name.split()[0] for row in rows}


def test_each_filter_keeps_those_it_names(store: Store, people: dict[str, UUID]) -> None:
    everybody = {"Quiet", "Met", "Enrolled", "Left", "Invisible", "Seen"}
    assert found(store) == everybody
    assert found(store, "mine") == everybody
    assert found(store, "mine", staff_id=CLAIRE) == {"Met"}
    assert found(store, "participant") == {"Enrolled"}
    assert found(store, "left") == {"Left"}
    assert found(store, "contact") == everybody
    assert found(store, "invisible") == {"Invisible"}
    assert found(store, "archived") == {"Archived"}
    assert found(store, "quiet") == {"Quiet", "Invisible", "Seen", "Enrolled", "Left"}


def test_filters_combine_with_one_another_and_with_what_is_typed(store: Store, people: dict[str, UUID]) -> None:
    assert found(store, "quiet", "invisible") == {"Invisible"}
    assert found(store, "participant", "left") == set()
    assert found(store, "quiet", text="benali see") == {"Seen"}
    assert found(store, "participant", text="benali") == {"Enrolled"}
    assert found(store, text="benali see") == {"Seen"}
    assert found(store, "archived", text="arch bena") == {"Archived"}
    assert found(store, "archived", text="zorro") == set()


def test_every_filter_can_be_asked_for(store: Store, people: dict[str, UUID]) -> None:
    assert found(store, *FILTERS) == set()


def test_views_are_kept_by_name_on_this_laptop(store: Store, actor: Actor) -> None:
    store.run(save_view, actor, ResidentView("Silencieux", "ben", MAUREPAS, ("quiet", "mine")))
    store.run(save_view, actor, ResidentView("Autre"))
    store.run(save_view, actor, ResidentView("Silencieux", "", None, ("quiet",)))
    assert store.read(list_views) == [ResidentView("Autre"), ResidentView("Silencieux", "", None, ("quiet",))]
    store.run(forget_view, actor, "Autre")
    assert [view.name for view in store.read(list_views)] == ["Silencieux"]
