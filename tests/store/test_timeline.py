"""The thread of a resident's path."""

from __future__ import annotations

from datetime import date, timedelta

from intake_app.domain.actor import Actor
from intake_app.services.attendances import add_walk_in
from intake_app.services.follow_ups import complete_follow_up, reopen_follow_up, schedule_follow_up
from intake_app.services.notices import record_consent
from intake_app.services.path.projects import tell_wish
from intake_app.services.path.referral_lists import list_referrals
from intake_app.services.path.referrals import draft_referral, send_referral
from intake_app.services.record_states import RecordState
from intake_app.services.situations import record_situation
from intake_app.services.timeline_entries import Part
from intake_app.services.timelines import read_timeline
from intake_app.storage.store import Store
from tests.store.path_world import PARTNER, SENSITIVE, open_operation
from tests.store.world import TODAY, StillClock, plan, register


def test_everything_that_happened_is_in_the_thread_newest_first(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    karim = register(store, actor, how_met="door_knocking")
    clock.advance(days=1)
    store.run(add_walk_in, actor, plan(store, actor, held_on=clock().date())[1], karim)
    clock.advance(days=1)
    store.run(record_consent, adviser, karim, purpose="recontact", state="given", evidence="paper")
    clock.advance(days=1)
    store.run(record_situation, adviser, karim, {"labour_status": "in_training"})
    clock.advance(days=1)
    follow_up_id = store.run(schedule_follow_up, adviser, karim, purpose="call_back", due_on=TODAY)
    store.run(complete_follow_up, adviser, follow_up_id, result="reached", note="Vient jeudi")
    thread = store.read(read_timeline, karim)
    order = [entry.record_type for entry in thread]
    assert order == ["follow_up", "situation", "consent", "attendance", "notice_delivery", "resident"]
    told = {entry.record_type: entry for entry in thread}
    assert told["resident"].parts == (Part("how_met", "door_knocking"),)
    assert told["attendance"].parts == (Part(None, "3h pour l’emploi"), Part("attendance_status", "present"))
    assert told["consent"].parts == (Part("consent_purpose", "recontact"), Part("consent_state", "given"))
    assert told["situation"].parts == (Part("situation_stage", "update"), Part("labour_status", "in_training"))
    assert (told["situation"].on, told["situation"].author) == (date(2026, 11, 25), "Claire D.")
    assert (told["resident"].at, told["resident"].author) == (actor.clock().replace(day=22), "Nadia M.")
    assert {entry.standing.state for entry in thread} == {RecordState.ONLY_HERE}


def test_what_the_centre_has_received_is_told_entry_by_entry(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged' WHERE record_type = 'resident'")
    states = {entry.record_type: entry.standing.state for entry in store.read(read_timeline, karim)}
    assert states == {"resident": RecordState.SENT, "notice_delivery": RecordState.ONLY_HERE}


def test_a_follow_up_taken_back_leaves_the_thread(store: Store, actor: Actor) -> None:
    karim = register(store, actor)
    follow_up_id = store.run(schedule_follow_up, actor, karim, purpose="call_back", due_on=TODAY, note="Après 17 h")
    store.run(complete_follow_up, actor, follow_up_id, result="refused", note="Fini")
    assert any(entry.record_type == "follow_up" for entry in store.read(read_timeline, karim))
    store.run(reopen_follow_up, actor, follow_up_id, due_on=TODAY, note="Après 17 h")
    assert not any(entry.record_type == "follow_up" for entry in store.read(read_timeline, karim))


def test_a_referral_is_in_the_thread_from_its_draft_on_for_those_who_may_see_it(
    store: Store, actor: Actor, adviser: Actor, clock: StillClock
) -> None:
    open_operation(store)
    karim = register(store, actor)

    def told(who: Actor) -> list[tuple[date, list[str]]]:
        seen = store.read(list_referrals, who, TODAY, resident_id=karim)
        thread = store.read(read_timeline, karim, seen)
        return [(one.on, [part.value for part in one.parts]) for one in thread if one.record_type == "referral"]

    draft = store.run(draft_referral, adviser, karim, {"organisation_id": PARTNER, "theme": "creer_une_entreprise"})
    store.run(draft_referral, adviser, karim, {"organisation_id": SENSITIVE})
    about = ["Boutique de gestion", "creer_une_entreprise"]
    assert sorted(told(adviser)) == [(TODAY, [*about, "draft"]), (TODAY, ["Un lieu discret", "draft"])]
    assert told(actor) == []
    clock.advance(days=2)
    store.run(send_referral, adviser, draft, channel="letter")
    assert told(adviser)[0] == (TODAY + timedelta(days=2), [*about, "sent"])


def test_of_one_day_the_last_noted_comes_first(store: Store, actor: Actor, clock: StillClock) -> None:
    karim = register(store, actor)
    clock.advance(minutes=5)
    store.run(record_situation, actor, karim, {"labour_status": "carer"})
    clock.advance(minutes=5)
    store.run(record_consent, actor, karim, purpose="recontact", state="given", evidence="paper")
    clock.advance(minutes=5)
    store.run(tell_wish, actor, karim, kind="wish", words="Travailler dehors")
    order = [entry.record_type for entry in store.read(read_timeline, karim)]
    assert order[:3] == ["wish", "consent", "situation"]
    # told of another day, it is only known to be of that day
    store.run(record_situation, actor, karim, {}, as_of=TODAY - timedelta(days=1))
    assert store.read(read_timeline, karim)[-1].record_type == "situation"
