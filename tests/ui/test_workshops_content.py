"""What is typed of a workshop, and what a choice fills in by itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from intake_app.services.actions import ActionRow
from intake_app.services.places import NeighbourhoodRow, SiteRow
from intake_app.services.staff import StaffRow
from ui import formats
from ui.workshops.workshop_content import IS_OPEN, YES, SlotText, WorkshopText, checked, from_draft
from ui.workshops.workshop_opening import Opening, action_about
from ui.workshops.workshop_template import first_content, follow_choices

SUNDAY = date(2026, 11, 22)
AREA, OTHER_AREA, OFFICE, KITCHEN, THREE_HOURS, COOKING, NADIA = (UUID(int=place) for place in range(1, 8))
ACTIONS = (
    ActionRow(THREE_HOURS, "3h pour l’emploi", "3 hours for work", "workshop", None, "WeKer"),
    ActionRow(COOKING, "Rennes aux Fourneaux", "Rennes in the Kitchen", "workshop", None, None),
)
SITES = (
    SiteRow(OFFICE, "Local Gros-Chêne", None, AREA, "Maurepas"),
    SiteRow(KITCHEN, "Cuisine partagée", None, OTHER_AREA, "Villejean"),
)
STAFF = StaffRow(NADIA, "Nadia", "Morvan", "caretaker", OFFICE, "Local Gros-Chêne", AREA, "Maurepas", "Rennes")
OPENING = Opening(ACTIONS, SITES, (NeighbourhoodRow(AREA, "Maurepas", "Rennes", "FR"),), STAFF)
GOOD = WorkshopText(
    {**WorkshopText().fields, "title": " 3h  pour l’emploi ", "neighbourhood_id": str(AREA), "capacity": "12"},
    (SlotText("24/11", "14h", "17 h"),),
)


def test_what_is_typed_becomes_fields_and_slots() -> None:
    fields, slots, problems = checked(GOOD.with_fields(**{IS_OPEN: YES}), SUNDAY)
    assert problems == {}
    assert (fields["capacity"], fields["neighbourhood_id"], fields["is_open"]) == (12, AREA, True)
    assert (fields["place"], fields["site_id"]) == (None, None)
    assert [(slot.held_on, slot.start_time, slot.end_time) for slot in slots] == [
        (date(2026, 11, 24), "14:00", "17:00")
    ]


@pytest.mark.parametrize(
    "slot, problem",
    [
        *(
            (SlotText("", "14h", "17h"), ("day", "field_missing")),
            (SlotText("24/11", "", "17h"), ("start", "field_missing")),
        ),
        *(
            (SlotText("31/11", "14h", "17h"), ("day", "day_impossible")),
            (SlotText("x", "14h", "17h"), ("day", "day_not_understood")),
        ),
        *((SlotText("24/11", "25h", "17h"), ("start", "time_not_understood")),),
        *((SlotText("24/11", "17h", "14h"), ("end", "slot_ends_before_start")),),
    ],
)
def test_each_fault_of_a_date_is_said_beside_it(slot: SlotText, problem: tuple[str, str]) -> None:
    _fields, _slots, problems = checked(replace(GOOD, slots=(GOOD.slots[0], slot)), SUNDAY)
    assert problems == {f"slots.1.{problem[0]}": problem[1]}


@pytest.mark.parametrize(
    "field, value, key",
    [
        *(
            ("title", "", "field_missing"),
            ("neighbourhood_id", "", "field_missing"),
            ("capacity", "0", "number_out_of_range"),
        ),
        *(("capacity", "une", "value_not_understood"), ("place", "2 84 05 76 451 089 46", "identity_number")),
    ],
)
def test_each_fault_of_a_field_is_said_beside_it(field: str, value: str, key: str) -> None:
    _fields, _slots, problems = checked(GOOD.with_fields(**{field: value}), SUNDAY)
    assert problems == {field: key}


def test_a_draft_gives_back_what_was_typed() -> None:
    text = replace(GOOD, slots=(*GOOD.slots, SlotText("mardi", "9", "x")))
    assert from_draft(text.to_draft()) == text
    assert from_draft({}) == WorkshopText()


def test_a_new_form_begins_where_one_works() -> None:
    fields = first_content(OPENING).fields
    assert (fields["site_id"], fields["neighbourhood_id"], fields["facilitators"]) == (
        str(OFFICE),
        str(AREA),
        "Nadia M.",
    )


def test_a_new_form_begins_in_the_only_neighbourhood_there_is() -> None:
    assert first_content(replace(OPENING, staff=None)).fields["neighbourhood_id"] == str(AREA)
    assert first_content(replace(OPENING, staff=None, neighbourhoods=())).fields["neighbourhood_id"] == ""


def chosen(text: WorkshopText, action_id: UUID) -> WorkshopText:
    return follow_choices(OPENING, text, text.with_fields(action_id=str(action_id)))


def test_three_hours_for_work_fills_title_times_and_partner() -> None:
    filled = chosen(first_content(OPENING), THREE_HOURS)
    assert filled.fields["title"] == "3h pour l’emploi"
    assert filled.fields["facilitators"] == "Nadia M., WeKer"
    assert (filled.slots[0].start, filled.slots[0].end, filled.slots[0].half_day) == ("14:00", "17:00", "afternoon")


def test_another_choice_replaces_what_the_first_filled_in() -> None:
    filled = chosen(chosen(first_content(OPENING), THREE_HOURS), COOKING)
    assert (filled.fields["title"], filled.fields["facilitators"]) == ("Rennes aux Fourneaux", "Nadia M.")
    back = chosen(filled, THREE_HOURS)
    assert back.slots[0].start == "14:00"


def test_a_choice_never_overwrites_what_was_typed() -> None:
    typed = first_content(OPENING).with_fields(title="Trois heures", facilitators="Karim")
    typed = replace(typed, slots=(SlotText("", "09:30", "12:00"),))
    filled = chosen(typed, THREE_HOURS)
    assert (filled.fields["title"], filled.fields["facilitators"]) == ("Trois heures", "Karim")
    assert filled.slots[0].start == "09:30"


def test_a_site_brings_its_neighbourhood() -> None:
    text = first_content(OPENING)
    moved = follow_choices(OPENING, text, text.with_fields(site_id=str(KITCHEN)))
    assert moved.fields["neighbourhood_id"] == str(OTHER_AREA)


def test_titles_follow_the_language() -> None:
    formats.set_language("en")
    assert chosen(first_content(OPENING), THREE_HOURS).fields["title"] == "3 hours for work"


def test_a_half_day_brings_its_usual_times() -> None:
    assert SlotText("24/11").on_half_day("morning") == SlotText("24/11", "09:00", "12:00")
    assert SlotText("24/11", "le soir").half_day == ""


def test_one_more_date_is_a_week_later() -> None:
    assert SlotText("2026-11-24", "14:00", "17:00", "an id").a_week_later() == SlotText("2026-12-01", "14:00", "17:00")
    assert SlotText("mardi", "14:00", "17:00").a_week_later().day == ""


def test_an_action_says_its_approach_partner_funder_and_unit(qapp: object) -> None:
    action = ActionRow(THREE_HOURS, "3h", "3h", "workshop", "integrated", "WeKer", False, "hours", "esf_plus")
    assert action_about(action) == "Approche intégrée · proposée par WeKer · FSE+ · comptée en heures"
    assert action_about(ActionRow(COOKING, "Cuisine", "Cooking", "workshop", None, None)) == ""
    assert action_about(None) == ""
