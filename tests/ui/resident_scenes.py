"""A day in a fictitious estate, to look at the screens with: residents, workshops, follow-ups, an unfinished form."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import invite_residents, mark_present
from intake_app.services.drafts import save_draft
from intake_app.services.follow_ups import schedule_follow_up
from intake_app.services.residents import register_resident
from intake_app.services.situations import record_situation
from intake_app.services.workshop_lists import list_upcoming
from intake_app.services.workshops import plan_workshop
from tests.store.world import MAUREPAS, ORAL, PAPER, TODAY, TOWER_B, VILLEJEAN, someone
from tests.ui.at_desk import AtDesk

PEOPLE = (
    ("Traoré", "Aïcha", "1991-07-02", "+33639980011", MAUREPAS),
    ("Le Goff", "Sylvie", "1974", "+33639980012", VILLEJEAN),
    ("Touré", "Moussa", "1986~", "+33639980013", MAUREPAS),
    ("Petit", "Anaïs", "2001-11-30", "+33639980014", VILLEJEAN),
    ("N’Diaye", "Fatou", "1979-03", "+33639980015", MAUREPAS),
    ("Riou", "Gwenaël", None, None, MAUREPAS),
    ("Kowalska", "Zofia", "1968-01-19", "+33639980017", VILLEJEAN),
    ("Ben Ali", "Karim", "1988-03-14", "+33612345678", MAUREPAS),
    ("Hernandez-Le Bihan", "Marie-Charlotte", "1995-05-05", "+33639980018", MAUREPAS),
)
WORKSHOPS = (
    ("3h pour l’emploi", "Local Gros-Chêne, 12 tour B", 2, "14:00", "17:00", False, 9),
    ("Rennes aux Fourneaux", "Cuisine partagée, Villejean", 4, "09:30", "12:00", False, 6),
    ("Café des ambassadeurs", "Maison de quartier", 5, "10:00", "11:30", True, 0),
)


def furnish_day(desk: AtDesk) -> dict[str, UUID]:
    """Fill the store; the ids of the residents by family name."""
    ids = {row[0]: _register(desk, row) for row in PEOPLE}
    for title, place, days, start, end, is_open, expected in WORKSHOPS:
        _plan(desk, title, place, TODAY + timedelta(days=days), (start, end), is_open, list(ids.values())[:expected])
    follow_ups = (
        ("Ben Ali", "six_month_review", -4, None),
        ("Le Goff", "call_back", 0, "CAP gardien d’immeuble"),
        ("Touré", "referral_check", 0, "WeKer, sans réponse"),
        ("Petit", "exit_survey", 2, None),
        ("Kowalska", "first_contact", 3, None),
    )
    for name, purpose, days, note in follow_ups:
        due_on = TODAY + timedelta(days=days)
        desk.run(schedule_follow_up, ids[name], purpose=purpose, due_on=due_on, note=note)
    desk.clock.advance(minutes=-20)
    desk.run(save_draft, "resident", desk.actor.new_id(), {"family_name": "Diallo", "first_name": "Mariama"})
    desk.clock.advance(minutes=20)
    _walk(desk, ids["Ben Ali"])
    return ids


def _register(desk: AtDesk, row: tuple[str, str, str | None, str | None, UUID]) -> UUID:
    family_name, first_name, birth_date, phone, neighbourhood_id = row
    fields = someone(family_name, first_name, neighbourhood_id=neighbourhood_id, birth_date=birth_date)
    fields |= {"phone": phone, "has_no_phone": phone is None, "how_met": "caretaker"}
    if neighbourhood_id == MAUREPAS:
        fields |= {"building_id": TOWER_B, "address": "12 rue du Gros-Chêne, appt 604"}
    notice = ORAL if phone is None else PAPER
    return UUID(str(desk.run(register_resident, fields, resident_id=desk.actor.new_id(), notice=notice)))


def _plan(
    desk: AtDesk, title: str, place: str, day: date, hours: tuple[str, str], is_open: bool, expected: list[UUID]
) -> None:
    fields = {"title": title, "place": place, "neighbourhood_id": MAUREPAS, "is_open": is_open}
    desk.run(plan_workshop, fields, [SlotFields(day, *hours)], workshop_id=desk.actor.new_id())
    slot = next(row for row in desk.store.read(list_upcoming, TODAY) if row.title == title)
    desk.run(invite_residents, slot.slot_id, expected)


def _walk(desk: AtDesk, resident_id: UUID) -> None:
    """The path of one person: a situation, then a workshop a month later."""
    situation = {
        "labour_status": "unemployed_unregistered_seeking",
        "unemployment_duration": "12_to_23_months",
        "barriers": ["mobility", "lone_parent"],
        "interests": "Cuisine du monde, marchés",
    }
    desk.run(record_situation, resident_id, situation, stage="entry", as_of=TODAY - timedelta(days=160))
    slot_id = desk.actor.new_id()
    slot = SlotFields(TODAY - timedelta(days=5), "10:00", "11:30", slot_id)
    fields = {"title": "Café des ambassadeurs", "place": "Maison de quartier", "neighbourhood_id": MAUREPAS}
    desk.run(plan_workshop, fields, [slot], workshop_id=desk.actor.new_id())
    desk.run(mark_present, slot_id, resident_id)
