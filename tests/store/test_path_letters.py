"""The letter of a referral: the least that a partner needs, for those near only, and noted when it leaves."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.services.notices import record_consent
from intake_app.services.path.letters import PRINTED, SAVED, note_printing, read_letter, save_letter
from intake_app.services.path.offers import record_offer
from intake_app.services.path.referrals import draft_referral
from intake_app.storage.audit import read_trail
from intake_app.storage.store import Store
from tests.store.path_world import PARTNER, SENSITIVE, SUPPLIER, open_operation, somebody_met
from tests.store.world import TODAY, StillClock, actor_of


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    open_operation(store)
    return somebody_met(store, actor, phone="06 12 34 56 78")


def refer(store: Store, actor: Actor, resident_id: UUID, **fields: object) -> UUID:
    return store.run(
        draft_referral, actor, resident_id, {"organisation_id": PARTNER, "reasons": ["business"], **fields}
    )


def test_it_says_who_writes_to_whom_about_whom(store: Store, actor: Actor, adviser: Actor, karim: UUID) -> None:
    job = {"organisation_id": SUPPLIER, "title": "Agent d’entretien", "kind": "job", "place": "Maurepas"}
    offer = store.run(record_offer, adviser, job)
    referral = refer(store, actor, karim, organisation_id=SUPPLIER, offer_id=offer, contact_preference="phone")
    letter = store.read(read_letter, actor, referral)
    assert (letter.partner, letter.offer, letter.place) == ("Propreté Armor", "Agent d’entretien", "Maurepas")
    assert (letter.first_name, letter.family_name, letter.phone) == ("Karim", "Benali", "+33612345678")
    author = letter.author
    assert (author.first_name, author.family_name, author.role, author.site) == (
        "Nadia", "Morvan", "caretaker", "Local Gros-Chêne",
    )  # fmt: skip
    assert letter.written_on == TODAY


@pytest.mark.parametrize("preference", [None, "email", "referent", "visit", "other"])
def test_the_phone_is_told_only_to_be_called(store: Store, actor: Actor, karim: UUID, preference: str | None) -> None:
    assert store.read(read_letter, actor, refer(store, actor, karim, contact_preference=preference)).phone == ""


def test_it_says_whether_the_person_agreed(store: Store, actor: Actor, karim: UUID) -> None:
    referral = refer(store, actor, karim)
    assert not store.read(read_letter, actor, referral).has_agreed
    store.run(
        record_consent, actor, karim, purpose="share_partner", state="given", evidence="paper", organisation_id=PARTNER
    )
    assert store.read(read_letter, actor, referral).has_agreed


def test_a_sensitive_partner_is_written_to_by_those_near_only(
    store: Store, actor: Actor, adviser: Actor, karim: UUID, clock: StillClock, tmp_path: Path
) -> None:
    referral = refer(store, actor, karim, organisation_id=SENSITIVE)
    assert store.read(read_letter, actor, referral).partner == "Un lieu discret"
    target = tmp_path / "letter.pdf"
    for use_case, args in ((read_letter, ()), (save_letter, (b"%PDF", target)), (note_printing, ())):
        with pytest.raises(KnownError, match="not_allowed"):
            store.run(use_case, adviser, referral, *args)
    assert not target.exists()


def test_another_caretaker_writes_no_letter_of_it(store: Store, actor: Actor, karim: UUID, clock: StillClock) -> None:
    referral = refer(store, actor, karim)
    other = actor_of(clock, staff_id=actor.new_id(), seed=5)
    with pytest.raises(KnownError, match="not_allowed"):
        store.read(read_letter, other, referral)


def test_leaving_the_encrypted_disk_is_noted(store: Store, actor: Actor, karim: UUID, tmp_path: Path) -> None:
    referral = refer(store, actor, karim)
    target = tmp_path / "letter.pdf"
    store.run(save_letter, actor, referral, b"%PDF-1.4", target)
    store.run(note_printing, actor, referral)
    assert target.read_bytes() == b"%PDF-1.4"
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ""] == ["letter.pdf"]
    deeds = [entry.deed for entry in store.read(read_trail, "referral", referral)]
    assert deeds[:2] == [PRINTED, SAVED]


def test_what_could_not_be_written_is_not_noted(store: Store, actor: Actor, karim: UUID, tmp_path: Path) -> None:
    referral = refer(store, actor, karim)
    with pytest.raises(KnownError):
        store.run(save_letter, actor, referral, b"%PDF", tmp_path / "nowhere" / "letter.pdf")
    assert SAVED not in [entry.deed for entry in store.read(read_trail, "referral", referral)]
