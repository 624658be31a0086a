"""Referrals: sent with the person's agreement, answered or not, never lost from sight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.follow_up_lists import list_follow_ups
from intake_app.services.notices import record_consent, withdraw_consent
from intake_app.services.path.offers import close_offer, list_offers, record_offer, restore_offer
from intake_app.services.path.partners import list_partners
from intake_app.services.path.referral_lists import count_open_referrals, list_referrals, standing_values
from intake_app.services.path.referrals import (
    advance_referral,
    answer_referral,
    draft_referral,
    reopen_referral,
    send_referral,
    update_referral,
)
from intake_app.services.record_names import read_names
from intake_app.storage.store import Store
from tests.store.path_world import PARTNER, SENSITIVE, SUPPLIER, open_operation, somebody_met
from tests.store.world import TODAY, StillClock

SENT_ON = date(2026, 11, 10)


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    open_operation(store)
    return somebody_met(store, actor)


def agree(store: Store, actor: Actor, resident_id: UUID, partner: UUID = PARTNER) -> UUID:
    return store.run(
        record_consent, actor, resident_id, purpose="share_partner", state="given", evidence="oral_witness",
        organisation_id=partner,
    )  # fmt: skip


def refer(store: Store, actor: Actor, resident_id: UUID, partner: UUID = PARTNER, **more: Any) -> UUID:
    fields = {"organisation_id": partner, "theme": "creer_une_entreprise", "reasons": ["business"], **more}
    return store.run(draft_referral, actor, resident_id, fields)


def checks(store: Store, resident_id: UUID, purpose: str = "referral_check") -> list[date]:
    groups = store.read(list_follow_ups, TODAY, resident_id=resident_id)
    rows = (*groups.late, *groups.today, *groups.week, *groups.later)
    return [row.due_on for row in rows if row.purpose == purpose]


def test_nothing_goes_to_a_partner_without_agreement(store: Store, actor: Actor, karim: UUID) -> None:
    referral = refer(store, actor, karim)
    with pytest.raises(KnownError, match="consent_first"):
        store.run(send_referral, actor, referral, channel="email")
    consent = agree(store, actor, karim, SUPPLIER)
    with pytest.raises(KnownError, match="consent_first"):
        store.run(send_referral, actor, referral, channel="email")
    consent = agree(store, actor, karim)
    store.run(withdraw_consent, actor, consent)
    with pytest.raises(KnownError, match="consent_first"):
        store.run(send_referral, actor, referral, channel="email")
    agree(store, actor, karim)
    store.run(send_referral, actor, referral, channel="email")
    assert store.read(list_referrals, actor, TODAY)[0].status == "sent"


def test_a_person_may_carry_their_letter_without_our_sharing_anything(store: Store, actor: Actor, karim: UUID) -> None:
    store.run(send_referral, actor, refer(store, actor, karim), channel="letter")
    (row,) = store.read(list_referrals, actor, TODAY, resident_id=karim)
    assert (row.status, row.sent_on, row.partner, row.age) == ("sent", TODAY, "Boutique de gestion", 0)


@pytest.mark.parametrize("days,age", [(7, 0), (8, 1), (14, 1), (15, 2), (29, 2), (30, 3), (90, 3)])
def test_it_grows_older_without_news(store: Store, actor: Actor, karim: UUID, days: int, age: int) -> None:
    store.run(send_referral, actor, refer(store, actor, karim), channel="letter", sent_on=SENT_ON)
    assert store.read(list_referrals, actor, SENT_ON + timedelta(days=days))[0].age == age


def test_news_is_asked_for_after_eight_days_until_there_is_some(store: Store, actor: Actor, karim: UUID) -> None:
    referral = refer(store, actor, karim)
    store.run(send_referral, actor, referral, channel="letter", sent_on=SENT_ON)
    assert checks(store, karim) == [SENT_ON + timedelta(days=8)]
    before = store.read(standing_values, referral)
    store.run(advance_referral, actor, referral, "acknowledged", on=date(2026, 11, 12))
    assert checks(store, karim) == []
    store.run(reopen_referral, actor, referral, before=before)
    assert checks(store, karim) == [SENT_ON + timedelta(days=8)]


def test_steps_follow_one_another_and_none_goes_back(store: Store, actor: Actor, karim: UUID) -> None:
    referral = refer(store, actor, karim)
    with pytest.raises(KnownError, match="referral_step_impossible"):
        store.run(advance_referral, actor, referral, "met")
    store.run(send_referral, actor, referral, channel="letter", sent_on=SENT_ON)
    with pytest.raises(KnownError, match="referral_sent"):
        store.run(update_referral, actor, referral, {"theme": "se_former"})
    with pytest.raises(InvalidFields, match="fields_invalid"):
        store.run(advance_referral, actor, referral, "appointment_made")
    at = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    store.run(advance_referral, actor, referral, "appointment_made", appointment_at=at)
    store.run(advance_referral, actor, referral, "met")
    store.run(advance_referral, actor, referral, "accepted")
    store.run(advance_referral, actor, referral, "finished")
    with pytest.raises(KnownError, match="referral_step_impossible"):
        store.run(advance_referral, actor, referral, "met")
    (row,) = store.read(list_referrals, actor, TODAY)
    assert (row.appointment_at, row.met_on, row.accepted_on, row.closed_on, row.is_open) == (at, *[TODAY] * 3, False)


def test_a_refusal_says_why_and_no_step_comes_before_the_sending(store: Store, actor: Actor, karim: UUID) -> None:
    referral = refer(store, actor, karim)
    store.run(send_referral, actor, referral, channel="letter", sent_on=SENT_ON)
    with pytest.raises(InvalidFields):
        store.run(advance_referral, actor, referral, "refused")
    with pytest.raises(InvalidFields):
        store.run(advance_referral, actor, referral, "refused", refusal_reason="full", on=SENT_ON - timedelta(days=1))
    store.run(advance_referral, actor, referral, "refused", refusal_reason="full")
    assert store.read(list_referrals, actor, TODAY)[0].refusal_reason == "full"
    assert store.read(list_referrals, actor, TODAY, only_open=True) == []


def test_a_sensitive_name_is_for_those_near_the_person(
    store: Store, actor: Actor, adviser: Actor, karim: UUID, clock: StillClock
) -> None:
    refer(store, actor, karim, SENSITIVE)
    assert store.read(list_referrals, actor, TODAY)[0].partner == "Un lieu discret"
    assert store.read(list_referrals, adviser, TODAY)[0].partner is None


def test_the_silence_counts_from_the_last_news(store: Store, actor: Actor, karim: UUID) -> None:
    referral = refer(store, actor, karim)
    assert store.read(list_referrals, actor, TODAY)[0].silent_days is None
    store.run(send_referral, actor, referral, channel="letter", sent_on=SENT_ON)
    assert store.read(list_referrals, actor, TODAY)[0].silent_days == 12
    store.run(advance_referral, actor, referral, "acknowledged", on=date(2026, 11, 16))
    row = store.read(list_referrals, actor, TODAY)[0]
    assert (row.silent_days, row.age) == (6, 0)
    at = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    store.run(advance_referral, actor, referral, "appointment_made", appointment_at=at)
    assert store.read(list_referrals, actor, TODAY)[0].silent_days is None


def test_the_longest_silence_comes_first_and_those_closed_last(store: Store, actor: Actor, karim: UUID) -> None:
    ids = {}
    for name, days in (("young", 2), ("old", 40), ("closed", 50), ("middle", 16)):
        ids[name] = refer(store, actor, karim)
        store.run(send_referral, actor, ids[name], channel="letter", sent_on=TODAY - timedelta(days=days))
    ids["draft"] = refer(store, actor, karim)
    store.run(advance_referral, actor, ids["closed"], "expired")
    order = [row.id for row in store.read(list_referrals, actor, TODAY)]
    assert order == [ids[name] for name in ("old", "middle", "young", "draft", "closed")]
    assert store.read(count_open_referrals, actor, TODAY) == 4


def test_field_staff_see_the_referrals_they_are_near_and_advisers_all(
    store: Store, actor: Actor, adviser: Actor, karim: UUID, clock: StillClock
) -> None:
    refer(store, adviser, karim)
    assert store.read(list_referrals, actor, TODAY) == []
    assert store.read(count_open_referrals, actor, TODAY) == 0
    refer(store, actor, karim)
    assert [row.is_near for row in store.read(list_referrals, actor, TODAY)] == [True]
    assert sorted(row.is_near for row in store.read(list_referrals, adviser, TODAY)) == [False, True]


def test_offers_that_stand_are_found_suppliers_first(store: Store, adviser: Actor, karim: UUID) -> None:
    late = TODAY + timedelta(days=60)
    cook = {"organisation_id": PARTNER, "title": "Immersion en cuisine", "kind": "immersion", "valid_until": late}
    clean = {"organisation_id": SUPPLIER, "title": "Agent d’entretien", "kind": "job", "place": "Maurepas"}
    gone = {"organisation_id": SUPPLIER, "title": "Fini", "kind": "job", "valid_until": TODAY - timedelta(days=1)}
    ids = [store.run(record_offer, adviser, fields) for fields in (cook, clean, gone)]
    assert [row.title for row in store.read(list_offers, adviser, TODAY)] == [
        "Agent d’entretien",
        "Immersion en cuisine",
    ]
    assert [row.title for row in store.read(list_offers, adviser, TODAY, "maur entr")] == ["Agent d’entretien"]
    assert [row.title for row in store.read(list_offers, adviser, TODAY, kind="immersion")] == ["Immersion en cuisine"]
    store.run(close_offer, adviser, ids[0])
    assert len(store.read(list_offers, adviser, TODAY)) == 1
    store.run(restore_offer, adviser, ids[0])
    assert len(store.read(list_offers, adviser, TODAY)) == 2
    with pytest.raises(InvalidFields):
        store.run(record_offer, adviser, {**cook, "starts_on": TODAY})
    assert [row.name for row in store.read(list_partners, adviser, "bout")] == ["Boutique de gestion"]


def test_a_sensitive_partner_is_named_to_those_who_accompany_or_are_near(
    store: Store, actor: Actor, adviser: Actor, karim: UUID
) -> None:
    service = {"organisation_id": SENSITIVE, "title": "Permanence", "kind": "service"}
    store.run(record_offer, adviser, service)
    named = {row.id: row.name for row in store.read(list_partners, adviser)}
    assert named[SENSITIVE] == "Un lieu discret"
    hidden = {row.id: row for row in store.read(list_partners, actor)}
    assert (hidden[SENSITIVE].name, hidden[SENSITIVE].phone, hidden[SENSITIVE].kind) == (None, None, "other")
    assert hidden[PARTNER].name == "Boutique de gestion"
    assert store.read(list_partners, actor, "discret") == []
    assert {row.name for row in store.read(list_partners, actor, is_near=True)} >= {"Un lieu discret"}
    assert [row.partner for row in store.read(list_offers, actor, TODAY)] == [""]
    assert store.read(list_offers, actor, TODAY, "discret") == []
    assert [row.partner for row in store.read(list_offers, adviser, TODAY, "discret")] == ["Un lieu discret"]
    assert store.read(read_names, [("organisation", SENSITIVE), ("organisation", PARTNER)]) == {
        SENSITIVE: "",
        PARTNER: "Boutique de gestion",
    }


def test_whoever_did_not_go_there_is_called_and_no_longer_once_that_is_taken_back(
    store: Store, actor: Actor, karim: UUID
) -> None:
    referral = refer(store, actor, karim)
    store.run(send_referral, actor, referral, channel="letter", sent_on=SENT_ON)
    asked = checks(store, karim)
    before = store.run(answer_referral, actor, referral, "no_show", on=date(2026, 11, 18))
    assert checks(store, karim) == []
    assert checks(store, karim, "missed_appointment") == [date(2026, 11, 20)]
    store.run(reopen_referral, actor, referral, before=before)
    assert checks(store, karim) == asked
    assert checks(store, karim, "missed_appointment") == []
    store.run(answer_referral, actor, referral, "no_show", on=date(2026, 11, 19))
    assert checks(store, karim, "missed_appointment") == [date(2026, 11, 23)], "the same call, on a working day"


@pytest.mark.parametrize("status", ["refused", "expired", "withdrawn", "finished"])
def test_no_other_end_asks_for_that_call(store: Store, actor: Actor, karim: UUID, status: str) -> None:
    referral = refer(store, actor, karim)
    store.run(send_referral, actor, referral, channel="letter", sent_on=SENT_ON)
    if status == "finished":
        store.run(advance_referral, actor, referral, "accepted")
    reason = "full" if status == "refused" else None
    store.run(answer_referral, actor, referral, status, refusal_reason=reason)
    assert checks(store, karim, "missed_appointment") == checks(store, karim) == []
