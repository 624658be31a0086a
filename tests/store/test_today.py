"""The first page, the synchronisation page, and what there is to choose from."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import table_of
from intake_app.services.actions import list_actions
from intake_app.services.attendances import add_walk_in
from intake_app.services.changes import list_unsent, read_summary
from intake_app.services.drafts import save_draft
from intake_app.services.encounters import record_encounter
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.places import list_buildings, list_neighbourhoods, list_sites
from intake_app.services.record_states import RecordState, read_standing
from intake_app.services.resident_lists import find_residents
from intake_app.services.staff import list_staff, read_staff_member
from intake_app.services.today import read_today
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, NADIA, SPACE, TODAY, VILLEJEAN, StillClock, plan, register


def test_the_first_page_tells_what_there_is_to_do(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    plan(store, actor)
    plan(store, actor, title="Café des ambassadeurs", held_on=TODAY + timedelta(days=3))
    for days in (-4, 0, 0, 2, 5, 9):
        due_on = TODAY + timedelta(days=days)
        store.run(schedule_follow_up, actor, karim, purpose="call_back", due_on=due_on)
    store.run(save_draft, actor, "resident", actor.new_id(), {"family_name": "Diallo"})
    page = store.read(read_today, TODAY, NADIA)
    assert page.staff is not None
    assert (page.staff.short_name, page.staff.neighbourhood, page.staff.town) == ("Nadia M.", "Maurepas", "Rennes")
    assert [row.title for row in page.upcoming] == ["3h pour l’emploi", "Café des ambassadeurs"]
    assert [row.days_late for row in page.follow_ups] == [4, 0, 0, -2]
    assert page.due.total == 5
    assert [draft.family_name for draft in page.drafts] == ["Diallo"]
    assert page.outbox.pending_files == 3


def test_what_is_only_here_is_listed_file_by_file(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor, "Benali", "Karim")
    clock.advance(hours=1)
    workshop_id, slot_id = plan(store, actor)
    store.run(add_walk_in, actor, slot_id, karim)
    store.run(record_encounter, actor, neighbourhood_id=MAUREPAS, channel="lobby", outcome="informed")
    resident, workshop, encounter = store.read(list_unsent)
    assert (resident.record_type, resident.record_id, resident.resident) == ("resident", karim, "BENALI Karim")
    assert (resident.parts, resident.changes) == (("resident", "notice_delivery"), 2)
    assert (workshop.record_type, workshop.record_id, workshop.workshop) == (
        "workshop",
        workshop_id,
        "3h pour l’emploi",
    )
    assert (workshop.parts, workshop.changes) == (("workshop", "slot", "attendance"), 4)
    assert (encounter.record_type, encounter.resident, encounter.workshop) == ("encounter", "", "")
    assert (resident.since, resident.state) == (clock() - timedelta(hours=1), RecordState.ONLY_HERE)
    summary = store.read(read_summary)
    assert (summary.pending_files, summary.oldest_at) == (3, resident.since)
    assert len(store.read(list_unsent, limit=2)) == 2


def test_a_part_alone_is_listed_under_the_file_it_belongs_to(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged'")
    store.run(schedule_follow_up, actor, karim, purpose="call_back", due_on=TODAY)
    (row,) = store.read(list_unsent)
    assert (row.record_type, row.record_id, row.resident) == ("resident", karim, "BENALI Karim")
    assert row.parts == ("follow_up",)


def test_what_the_centre_refused_comes_first_with_its_reason(store: Store, actor: Actor) -> None:
    register(store, actor, "Benali", "Karim")
    refused = register(store, actor, "Riou", "Gwenaël")
    with store.direct() as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_change SET state = 'quarantined', reason = 'out_of_scope' WHERE record_id = ?",
            (str(refused),),
        )
    first = store.read(list_unsent)[0]
    assert (first.record_id, first.state, first.reason) == (refused, RecordState.TO_REVIEW, "out_of_scope")
    assert store.read(read_summary).to_review == 1
    assert store.read(read_standing, "resident", refused).reason == "out_of_scope"


def test_what_the_centre_received_is_no_longer_listed(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor)
    clock.advance(hours=2)
    with store.direct() as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_change SET state = 'acknowledged', settled_at = '2026-11-22T12:00:00Z'"
        )
    assert store.read(list_unsent) == []
    assert [row.is_only_here for row in store.read(find_residents)] == [False]
    standing = store.read(read_standing, "resident", karim)
    assert (standing.state, standing.sent_at) == (RecordState.SENT, clock())
    assert store.read(read_standing, "neighbourhood", MAUREPAS).sent_at is None


def test_there_are_places_and_colleagues_to_choose_from(store: Store) -> None:
    assert [row.name for row in store.read(list_neighbourhoods)] == ["Larkman", "Maurepas", "Villejean"]
    (building,) = store.read(list_buildings)
    assert (building.label, building.neighbourhood) == ("Tour B", "Maurepas")
    assert store.read(list_buildings, VILLEJEAN) == []
    assert [row.name for row in store.read(list_sites)] == ["Local Gros-Chêne"]
    assert [row.short_name for row in store.read(list_staff)] == ["Claire D.", "Nadia M."]
    assert store.read(read_staff_member, MAUREPAS) is None


def test_actions_hide_the_name_of_a_partner_whose_name_tells_too_much(store: Store, actor: Actor) -> None:
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z"}
    with store.direct("organisation", "action") as connection:
        for name, is_sensitive in (("WeKer", False), ("Foyer d’accueil", True)):
            partner_id, action_id = actor.new_id(), actor.new_id()
            partner = {"id": partner_id, "name": name, "kind": "other", "country": "FR"}
            action = {"id": action_id, "title_fr": f"Action {name}", "title_en": "Action", "kind": "workshop"}
            connection.execute(
                insert(table_of("organisation")).values(**common, **partner, has_sensitive_name=is_sensitive)
            )
            connection.execute(
                insert(table_of("action")).values(**common, **action, organisation_id=partner_id, is_certified=False)
            )
    assert [row.partner for row in store.read(list_actions)] == [None, "WeKer"]
