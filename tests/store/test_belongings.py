"""Nobody's record names what is another person's: the form says so, field by field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import RECORD_TYPES
from intake_app.domain.rules.belonging import own_links
from intake_app.domain.rules.problem import InvalidFields
from intake_app.services.notices import record_consent
from intake_app.services.path.enrolments import enrol
from intake_app.services.path.micro_enterprises import start_micro_enterprise
from intake_app.services.path.outcomes import list_outcomes, record_outcome
from intake_app.services.path.projects import choose_project, link_wishes, read_wishes, tell_wish
from intake_app.services.path.referrals import draft_referral, update_referral
from intake_app.services.resident_merges import merge_residents
from intake_app.services.situations import record_situation
from intake_app.storage.store import Store
from tests.store.path_world import OPERATION, PARTNER, open_operation, somebody_met
from tests.store.world import TODAY

JOB = {"type": "temp", "happened_on": TODAY}
AGREED = {"purpose": "share_partner", "state": "given", "evidence": "paper"}
BY_ITSELF = {
    ("enrolment_return", "enrolment_id"),
    ("situation", "amends_id"),
    ("wish", "project_id"),
    ("follow_up", "about_id"),
}
"""What no form chooses: it follows from the record that is open."""
Save = Callable[[UUID], object]


@pytest.fixture
def karim(store: Store, actor: Actor) -> UUID:
    open_operation(store)
    return somebody_met(store, actor)


@pytest.fixture
def another(store: Store, actor: Actor, karim: UUID) -> UUID:
    """Somebody else, of whom there is one of everything."""
    return somebody_met(store, actor, family_name="Le Goff", first_name="Yvonne")


def saves(store: Store, adviser: Actor, who: UUID) -> dict[tuple[str, str], Save]:
    """(Type, field) → saves a new record of somebody's that names the record of this id."""
    run, by = store.run, adviser

    def reach(record_id: UUID) -> object:
        referral = run(draft_referral, by, who, {"organisation_id": PARTNER})
        return run(update_referral, by, referral, {"consent_id": record_id})

    return {
        ("outcome", "enrolment_id"): lambda one: run(record_outcome, by, who, JOB, enrolment_id=one),
        ("outcome", "micro_enterprise_id"): lambda one: run(record_outcome, by, who, JOB, micro_enterprise_id=one),
        ("situation", "enrolment_id"): lambda one: run(record_situation, by, who, {}, enrolment_id=one),
        ("micro_enterprise", "project_id"): lambda one: run(
            start_micro_enterprise, by, who, {"trade": "Cuisine"}, project_id=one
        ),
        ("referral", "consent_id"): reach,
    }


def record_of(store: Store, adviser: Actor, record_type: str, who: UUID) -> UUID:
    """A record of somebody's, of this type."""
    made: dict[str, Callable[[], UUID]] = {
        "enrolment": lambda: store.run(enrol, adviser, who, OPERATION),
        "micro_enterprise": lambda: store.run(start_micro_enterprise, adviser, who, {"trade": "Cuisine"}),
        "project": lambda: store.run(choose_project, adviser, who, kind="job", title="Cuisinière"),
        "consent": lambda: store.run(record_consent, adviser, who, organisation_id=PARTNER, **AGREED),
    }
    return made[record_type]()


CHOSEN = [
    (record_type, field, targets[0])
    for record_type in RECORD_TYPES
    for field, targets in own_links(record_type).items()
    if (record_type, field) not in BY_ITSELF
]


@pytest.mark.parametrize("record_type,field,target", CHOSEN)
def test_a_record_names_what_is_its_persons_and_nobody_elses(
    store: Store, adviser: Actor, karim: UUID, another: UUID, record_type: str, field: str, target: str
) -> None:
    save = saves(store, adviser, karim)[record_type, field]
    with pytest.raises(InvalidFields) as refusal:
        save(record_of(store, adviser, target, another))
    assert [(one.field, one.key) for one in refusal.value.problems] == [(field, "of_another_person")]
    save(record_of(store, adviser, target, karim))


def test_a_draft_names_no_consent_of_another_person(store: Store, adviser: Actor, karim: UUID, another: UUID) -> None:
    consent = record_of(store, adviser, "consent", another)
    with pytest.raises(InvalidFields):
        store.run(draft_referral, adviser, karim, {"organisation_id": PARTNER, "consent_id": consent})


def test_a_project_takes_no_wish_of_another_person(store: Store, adviser: Actor, karim: UUID, another: UUID) -> None:
    wish = store.run(tell_wish, adviser, another, kind="wish", words="Cuisiner")
    project = record_of(store, adviser, "project", karim)
    store.run(link_wishes, adviser, project, [wish])
    assert store.read(read_wishes, another)[0].project_id is None


def test_a_second_file_of_the_same_person_may_name_what_the_first_has(
    store: Store, adviser: Actor, karim: UUID, another: UUID
) -> None:
    enrolment = record_of(store, adviser, "enrolment", another)
    store.run(merge_residents, adviser, karim, another)
    store.run(record_outcome, adviser, karim, JOB, enrolment_id=enrolment)
    assert store.read(list_outcomes, another)[0].enrolment_id == enrolment


def test_what_is_not_on_this_laptop_may_be_named_loosely(store: Store, adviser: Actor, karim: UUID) -> None:
    values: dict[str, Any] = {"enrolment_id": uuid4()}
    store.run(record_situation, adviser, karim, {}, **values)
