"""What the form of a resident holds, on its way to and from records and drafts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.resident import ResidentFields
from intake_app.domain.situation import SituationFields
from intake_app.services.notices import NoticeGiven, NoticeStanding, NoticeState
from intake_app.services.places import BuildingRow, NeighbourhoodRow
from intake_app.services.record_states import RecordState, Standing
from intake_app.services.resident_files import ResidentFile, SituationRow
from intake_app.storage.draft import Draft
from tests.store.world import MAUREPAS, NADIA, NORWICH, TODAY, TOWER_B, VILLEJEAN
from ui.residents import form_fields as fields
from ui.residents.form_content import FormContent
from ui.residents.form_specs import coded_choices
from ui.residents.opened_form import FormChoices, OpenedForm
from ui.residents.words import age

RECORD = UUID("01900000-0000-7000-8000-0000000000f1")
CHOICES = FormChoices(
    neighbourhoods=(
        NeighbourhoodRow(MAUREPAS, "Maurepas", "Rennes", "FR"),
        NeighbourhoodRow(NORWICH, "Larkman", "Norwich", "GB"),
    ),
    buildings=(BuildingRow(TOWER_B, "Tour B", None, MAUREPAS, "Maurepas"),),
    usual_neighbourhood_id=VILLEJEAN,
)


def file_of(situation: dict[str, Any] | None = None, **known: Any) -> ResidentFile:
    """A file with these fields."""
    resident = ResidentFields.model_validate({"family_name": "Benali", "neighbourhood_id": MAUREPAS, **known})
    snapshot = SituationFields.model_validate(situation) if situation else None
    return ResidentFile(
        id=RECORD,
        members=(RECORD,),
        joined=(),
        fields=resident,
        neighbourhood="Maurepas",
        building=None,
        referent="",
        registered_at=datetime(2026, 6, 3, tzinfo=UTC),
        registered_by="Nadia M.",
        is_archived=False,
        situation=SituationRow(RECORD, "entry", TODAY, snapshot) if snapshot else None,
        notice=NoticeStanding(NoticeState.GIVEN),
        consents=(),
        next_follow_up=None,
        standing=Standing(RecordState.SENT),
    )


def content_of(file: ResidentFile | None = None, draft: dict[str, Any] | None = None) -> FormContent:
    """A form filled in from a file, with a draft over it."""
    kept = Draft("resident", RECORD, NADIA, draft, None, datetime(2026, 11, 22, tzinfo=UTC)) if draft else None
    content = FormContent(RECORD)
    content.fill(OpenedForm(CHOICES, file, kept))
    return content


@pytest.mark.parametrize(
    "text,expected",
    [
        ("", {}),
        ("benali", {"family_name": "Benali"}),
        ("benali karim", {"family_name": "Benali", "first_name": "Karim"}),
        ("LE GOFF Marie anne", {"family_name": "LE", "first_name": "GOFF Marie Anne"}),
        ("hernandez-ruiz", {"family_name": "Hernandez-Ruiz"}),
        ("06 12 34", {"phone": "06 12 34"}),
    ],
)
def test_what_was_searched_for_begins_the_form(text: str, expected: dict[str, str]) -> None:
    assert fields.fields_from_search(text) == expected


def test_a_new_form_begins_in_the_usual_neighbourhood() -> None:
    content = content_of()
    assert content.values["neighbourhood_id"] == str(VILLEJEAN)
    assert content.touched == ()
    assert content.draft() is None


def test_choosing_a_building_fills_in_the_neighbourhood() -> None:
    content = content_of()
    assert content.change({"building_id": str(TOWER_B)})
    assert content.values["neighbourhood_id"] == str(MAUREPAS)


def test_leaving_the_building_keeps_the_neighbourhood_that_was_chosen() -> None:
    content = content_of()
    content.change({"building_id": str(TOWER_B)})
    assert not content.change({"building_id": ""})
    assert content.values["neighbourhood_id"] == str(MAUREPAS)


def test_a_draft_of_a_file_keeps_only_what_was_touched_even_when_it_was_emptied() -> None:
    content = content_of(file_of(phone="+33612345678", address="12 rue du Gros-Chêne"))
    content.change({"address": ""})
    draft = content.draft()
    assert draft is not None
    assert draft.values == {"address": "", "title": "BENALI"}
    again = content_of(file_of(phone="+33612345678", address="12 rue du Gros-Chêne"), dict(draft.values))
    assert again.values["address"] == ""
    assert again.touched == ("address",)


def test_a_change_from_elsewhere_shows_where_nothing_was_typed() -> None:
    content = content_of(file_of(phone="+33612345678", address="12 rue du Gros-Chêne"))
    content.change({"phone": "06 99 99 99 99"})
    content.follow_file(file_of(phone="+33611111111", address="3 allée des Tilleuls"))
    assert content.values["phone"] == "06 99 99 99 99"
    assert content.values["address"] == "3 allée des Tilleuls"
    assert content.touched == ("phone",)


def test_a_draft_without_place_goes_on_at_the_first_empty_field() -> None:
    assert content_of(draft={"family_name": "Diallo", "first_name": "Mariama"}).place == "birth_date"


def test_a_draft_says_whether_the_notice_was_given_and_which_roll_waits() -> None:
    content = content_of()
    content.change({"family_name": "Diallo", fields.NOTICE: "paper", fields.LANGUAGE: "en", "barriers": ("mobility",)})
    draft = content.draft()
    assert draft is not None
    assert draft.values["notice"] == "paper"
    assert fields.notice_given(content.values) == NoticeGiven("paper", "2026.1", "en")
    assert fields.from_draft(draft.values)["barriers"] == ("mobility",)


def test_numbers_are_shown_as_dialled_where_the_person_lives() -> None:
    assert fields.from_file(file_of(phone="+33612345678"), "FR")["phone"] == "06 12 34 56 78"
    assert fields.from_file(file_of(phone="+447700900123"), "GB")["phone"] == "07700 900123"
    assert fields.from_file(file_of(phone="+447700900123"), "FR")["phone"] == "+447700900123"


def test_a_situation_is_none_until_something_was_asked() -> None:
    assert fields.situation_fields(fields.blank_values()) is None
    asked = fields.situation_fields({**fields.blank_values(), "barriers": ("mobility",)})
    assert asked == {"labour_status": None, "unemployment_duration": None, "barriers": ["mobility"], "interests": None}


def test_an_answer_stored_but_offered_no_more_stays_among_the_choices() -> None:
    offered = {choice.code for choice in coded_choices("labour_status", TODAY)}
    assert "at_home_care" not in offered
    assert "refused" in offered
    assert "at_home_care" in {choice.code for choice in coded_choices("labour_status", TODAY, "at_home_care")}


def test_a_file_opened_and_left_alone_touches_nothing() -> None:
    situation = {"labour_status": "at_home_care", "barriers": ["mobility", "digital"]}
    file = file_of(situation, birth_date="1986~", has_no_phone=True, how_met="caretaker", building_id=TOWER_B)
    assert content_of(file).touched == ()


@pytest.mark.parametrize("born,said", [("1984-11-22", "42 ans"), ("1984", "41 ou 42 ans"), ("1986~", "37 à 42 ans")])
def test_ages_are_as_sure_as_the_date(born: str, said: str, qapp: object) -> None:
    assert age(born, date(2026, 11, 22)) == said
