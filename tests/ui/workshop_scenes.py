"""Workshops of a fictitious estate on a Tuesday at noon, for tests of their screens and to look at them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from intake_app.domain.record_types import table_of
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import invite_residents
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.workshops import plan_workshop
from intake_app.storage.store import Store
from tests.store.world import CLAIRE, MAUREPAS, OFFICE, SPACE, register
from tests.ui.at_desk import AtDesk

TUESDAY = date(2026, 11, 24)
WEKER = UUID("01900000-0000-7000-8000-000000000041")
THREE_HOURS = UUID("01900000-0000-7000-8000-000000000042")
COOKING = UUID("01900000-0000-7000-8000-000000000043")
EXPECTED = (
    ("Traoré", "Aïcha"),
    ("Benali", "Karim"),
    ("Le Goff", "Sylvie"),
    ("Touré", "Moussa"),
    ("Petit", "Anaïs"),
    ("Riou", "Gwenaël"),
)
OTHERS = (("Diallo", "Fatou"), ("Diallo", "Amadou"), ("N’Diaye", "Awa"))


def settle_in(desk: AtDesk) -> dict[str, UUID]:
    """Make it Tuesday noon, with actions and people; their ids by family name, by first name for the Diallo."""
    _offer_actions(desk.store)
    people = {}
    for place, (family_name, first_name) in enumerate((*EXPECTED, *OTHERS)):
        named = first_name if family_name == "Diallo" else family_name
        # numbers that are given to nobody, for films and books
        people[named] = register(desk.store, desk.actor, family_name, first_name, phone=f"+336399800{place:02d}")
    desk.clock.advance(days=2, hours=2)
    desk.settle()
    return people


def plan(
    desk: AtDesk,
    title: str = "3h pour l’emploi",
    *days: date,
    hours: tuple[str, str] = ("14:00", "17:00"),
    **fields: Any,
) -> tuple[UUID, UUID]:
    """Plan a workshop on these days (this Tuesday when none is given); its id and that of its first slot."""
    base = {"title": title, "neighbourhood_id": MAUREPAS, "site_id": OFFICE, "facilitators": "Nadia M., WeKer"}
    slots = [SlotFields(day, *hours, desk.actor.new_id()) for day in days or (TUESDAY,)]
    workshop_id = desk.run(plan_workshop, {**base, **fields}, slots, workshop_id=desk.actor.new_id())
    return workshop_id, slots[0].slot_id or workshop_id


def plan_with_people(desk: AtDesk, people: dict[str, UUID], *days: date, **fields: Any) -> tuple[UUID, UUID]:
    """The same with everybody of EXPECTED on the roll of the first slot."""
    workshop_id, slot_id = plan(desk, "3h pour l’emploi", *days, **fields)
    desk.run(invite_residents, slot_id, [people[family_name] for family_name, _first_name in EXPECTED])
    return workshop_id, slot_id


def schedule(desk: AtDesk, people: dict[str, UUID]) -> dict[str, UUID]:
    """Follow-ups late, for today, for the week and later; their ids by family name."""
    wanted = (
        ("Benali", "six_month_review", -4, None),
        ("Le Goff", "call_back", 0, "CAP gardien d’immeuble"),
        ("Touré", "referral_check", 0, "WeKer, sans réponse"),
        ("Petit", "exit_survey", 2, None),
        ("Traoré", "first_contact", 7, None),
        ("Riou", "six_month_review", 40, None),
    )
    today = desk.desk.today()
    return {
        name: desk.run(
            schedule_follow_up, people[name], purpose=purpose, due_on=today + timedelta(days=days), note=note
        )
        for name, purpose, days, note in wanted
    }


def elsewhere(desk: AtDesk, use_case: Any, *args: Any, **kwargs: Any) -> Any:
    """A use case done by a colleague: what the next exchange would bring."""
    result = desk.store.run(use_case, replace(desk.actor, staff_id=CLAIRE, role="adviser"), *args, **kwargs)
    desk.settle()
    return result


def _offer_actions(store: Store) -> None:
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z"}
    partner = {"name": "WeKer", "kind": "training", "has_sensitive_name": False, "country": "FR"}
    actions = (
        (THREE_HOURS, "3h pour l’emploi", "3 hours for work"),
        (COOKING, "Rennes aux Fourneaux", "Rennes in the Kitchen"),
    )
    with store.direct("organisation", "action") as connection:
        connection.execute(insert(table_of("organisation")).values(**common, **partner, id=WEKER))
        for action_id, french, english in actions:
            values = {"title_fr": french, "title_en": english, "organisation_id": WEKER, "kind": "workshop"}
            connection.execute(insert(table_of("action")).values(**common, **values, id=action_id, is_certified=False))
