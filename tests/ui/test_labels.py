"""Fields and their values in words: codes, ids, days and moments never reach the screen as they are kept."""

from __future__ import annotations

from uuid import UUID

import pytest

from intake_app.domain.base import Merge
from intake_app.domain.record_types import merge_classes, references, table_of
from intake_app.domain.reference import codes
from intake_app.domain.wire import Wire
from ui import labels
from ui.languages import install_language

WRITTEN_BY_PEOPLE = (
    "resident", "situation", "notice_delivery", "consent", "encounter", "workshop", "slot", "attendance", "follow_up",
    "enrolment", "enrolment_return", "visibility", "barrier", "project", "wish", "micro_enterprise", "outcome",
    "trusted_contact", "referral", "mentoring", "collective_project", "collective_role", "resident_distinction",
    "cohort", "offer",
)  # fmt: skip
TOWER = UUID("01900000-0000-7000-8000-000000000021")


@pytest.mark.parametrize("record_type", WRITTEN_BY_PEOPLE)
def test_every_field_that_two_people_may_dispute_has_a_name(qapp: object, record_type: str) -> None:
    disputable = [name for name, merge in merge_classes(record_type).items() if merge is Merge.SCALAR]
    unnamed = [name for name in disputable if labels.field_label(record_type, name) == "Autre renseignement"]
    assert unnamed == []
    assert labels.record_label(record_type) != "Autre"
    assert labels.field_label(record_type, "invented") == "Autre renseignement"


@pytest.mark.parametrize(
    "record_type,field,value,said",
    [
        ("resident", "phone", "+33788102030", "07 88 10 20 30"),
        ("resident", "phone", None, "non renseigné"),
        ("resident", "phone", "", "non renseigné"),
        ("resident", "birth_date", "1988-03-14", "14 mars 1988"),
        ("resident", "birth_date", "1986~", "vers 1986"),
        ("resident", "has_no_phone", True, "oui"),
        ("resident", "has_no_phone", False, "non"),
        ("resident", "address", "tour B, appt 604", "tour B, appt 604"),
        ("resident", "building_id", str(TOWER), "Tour B"),
        ("resident", "building_id", "01900000-0000-7000-8000-0000000000ff", "fiche absente de cet ordinateur"),
        ("resident", "how_met", "caretaker", "Par la gardienne ou le gardien"),
        ("resident", "how_met", "code_of_tomorrow", "code_of_tomorrow"),
        ("resident", "archived_at", None, "fiche en cours"),
        ("resident", "archived_at", "2026-11-22T10:00:00Z", "archivée le 22/11/2026"),
        ("situation", "as_of", "2026-11-17", "mardi 17 novembre 2026"),
        ("situation", "barriers", ["mobility", "lone_parent"], "Se déplacer est difficile, Parent seul"),
        ("situation", "barriers", [], "non renseigné"),
        ("slot", "start_time", "14:30", "14\u00a0h\u00a030"),
        ("workshop", "capacity", 12, "12"),
    ],
)
def test_a_value_is_said_as_people_say_it(
    dressed: object, record_type: str, field: str, value: Wire, said: str
) -> None:
    words = labels.value_words(record_type, field, value, {TOWER: "Tour B"})
    assert words.casefold().startswith(said.casefold())


def test_a_moment_is_said_with_its_day(dressed: object) -> None:
    said = labels.value_words("follow_up", "done_at", "2026-11-17T12:00:00Z", {})
    assert said.startswith("17/11/2026, ")


def test_codes_are_said_in_the_language_in_force(dressed: object) -> None:
    install_language(dressed, "en")  # type: ignore[arg-type]
    assert labels.field_label("resident", "phone") == "Phone"
    assert labels.value_words("resident", "how_met", "caretaker", {}).isascii()
    assert labels.enumerate_fields([("resident", "phone"), ("resident", "address")]) == "Phone, address"


@pytest.mark.parametrize("record_type", WRITTEN_BY_PEOPLE)
def test_no_code_is_shown_as_it_is_kept(dressed: object, record_type: str) -> None:
    for column in table_of(record_type).columns:
        for code in codes(column.info["codes"]) if column.info.get("codes") else ():
            value: Wire = [code] if merge_classes(record_type)[column.name] is Merge.SET else code
            assert labels.value_words(record_type, column.name, value, {}) != code
    assert not any(labels.is_free_text(field) for field in references(record_type))
