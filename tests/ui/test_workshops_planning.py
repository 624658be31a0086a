"""Planning a workshop in the window: what is worth a second look, its language."""

from __future__ import annotations

from datetime import date

from intake_app.services.workshop_lists import list_upcoming, read_workshop
from tests.ui.test_workshops_form import Screen, desk, screen
from tests.ui.workshop_scenes import TUESDAY, plan

__all__ = ["desk", "screen"]


def test_what_is_worth_a_second_look_is_said_and_stops_nobody(screen: Screen) -> None:
    plan(screen.desk, "Point emploi", TUESDAY, place="Salle 2")
    vm = screen.plan()
    screen.write("title", "Atelier budget")
    screen.write("place", "salle 2")
    screen.write("slots.0.day", "24/11")
    screen.write("slots.0.start", "12")
    screen.write("slots.0.end", "17")
    screen.desk.settle()
    assert screen.form.cautions.isVisible()
    said = screen.form.cautions.accessibleName()
    assert "Mardi 24 novembre 2026\u202f: plus de quatre heures" in said
    assert "la personne qui anime est déjà prise par «\u202fPoint emploi\u202f»" in said
    assert "le lieu est déjà pris par «\u202fPoint emploi\u202f»" in said
    screen.write("slots.0.day", "25/12")
    screen.write("slots.0.end", "14")
    screen.desk.settle()
    assert [one.words for one in vm.outlook.cautions] == ["Noël"]
    screen.save()
    assert vm.problems == {}
    assert date(2026, 12, 25) in {row.held_on for row in screen.desk.store.read(list_upcoming, TUESDAY)}


def test_the_language_is_french_unless_another_is_chosen(screen: Screen) -> None:
    vm = screen.plan()
    assert screen.form.what.values()["language"] == "fr"
    screen.write("title", "Conversation")
    screen.write("slots.0.day", "demain")
    screen.write("slots.0.start", "9")
    screen.write("slots.0.end", "11")
    screen.form.what.set_values({"language": "en"})
    screen.form.what.values_changed.emit()
    screen.save()
    assert screen.desk.store.read(read_workshop, vm.record_id).fields.language == "en"
