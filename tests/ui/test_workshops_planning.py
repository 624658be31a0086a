"""Planning a workshop in the window: what is worth a second look, its language."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from intake_app.services.workshop_lists import WorkshopRow, list_upcoming, read_workshop
from tests.ui.test_workshops_form import Screen, desk, screen
from tests.ui.workshop_scenes import TUESDAY, plan
from ui.widgets.chips import Chip

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


def test_a_template_fills_the_form_and_overwrites_nothing_typed(screen: Screen) -> None:
    vm = screen.plan()
    assert screen.form.model.focused_field() == "template"
    choose(screen, "template", "kitchen")
    assert (vm.content.fields["title"], vm.content.fields["capacity"]) == ("Rennes aux Fourneaux", "8")
    assert (vm.content.slots[0].start, vm.content.slots[0].end) == ("09:30", "12:00")
    assert (vm.content.fields["every_weeks"], vm.content.fields["times_over"]) == ("1", "8")
    screen.write("capacity", "10")
    choose(screen, "template", "caretaker_cap")
    assert (vm.content.fields["title"], vm.content.fields["capacity"]) == ("CAP gardien d’immeuble", "10")
    assert [(slot.start, slot.end) for slot in vm.content.slots] == [("09:00", "12:00"), ("13:30", "16:30")]
    screen.write("slots.0.day", "1/12")
    assert [slot.day for slot in vm.content.slots] == ["2026-12-01", "2026-12-01"]
    choose(screen, "template", "three_hours")
    assert [(slot.start, slot.end) for slot in vm.content.slots] == [("14:00", "17:00")]
    assert (vm.content.fields["title"], vm.content.fields["every_weeks"]) == ("3h pour l’emploi", "")


def test_a_workshop_is_repeated_without_the_holidays_which_are_said(screen: Screen) -> None:
    vm = screen.plan()
    choose(screen, "template", "kitchen")
    screen.write("slots.0.day", "11/12")
    screen.write("times_over", "4")
    screen.desk.settle()
    boxes = screen.form.repetition.boxes
    assert [box.text() for box in boxes.values()] == [
        "Vendredi 11 déc.",
        "Vendredi 18 déc.",
        "Vendredi 25 déc.\u202f: férié (Noël), sauté",
        "Vendredi 1er janv. 2027\u202f: férié (Jour de l’an), sauté",
    ]
    assert screen.form.repetition.summary.text() == "2 séances à prévoir, 2 dates sautées."
    assert not screen.form.cautions.isVisible()
    QTest.keyClick(boxes[date(2026, 12, 25)], Qt.Key.Key_Space)
    screen.desk.settle()
    assert boxes[date(2026, 12, 25)].text() == "Vendredi 25 déc.\u202f: férié (Noël)"
    assert "Vendredi 25 décembre 2026\u202f: férié (Noël)." in screen.form.cautions.accessibleName()
    screen.save()
    assert vm.problems == {}
    assert screen.desk.wished("told") == ["3 séances prévues."]
    planned = screen.desk.store.read(list_upcoming, TUESDAY)
    assert [row.held_on for row in planned] == [date(2026, 12, 11), date(2026, 12, 18), date(2026, 12, 25)]
    assert len({row.workshop_id for row in planned}) == 3


def test_a_number_of_times_that_is_none_is_refused(screen: Screen) -> None:
    vm = screen.plan()
    choose(screen, "template", "kitchen")
    screen.write("slots.0.day", "11/12")
    screen.write("times_over", "1")
    screen.save()
    assert vm.problems == {"times_over": "number_out_of_range"}
    assert screen.form.repetition.form.focused_field() == "times_over"


def test_a_change_is_for_this_one_or_for_those_that_follow_too(screen: Screen) -> None:
    first, second, third = repeated(screen)
    vm = screen.view.vm.form
    vm.edit(second.workshop_id)
    screen.desk.settle()
    assert not screen.form.repetition.isVisible()
    chips = screen.form.reach.field("reach").findChildren(Chip)
    assert [chip.text() for chip in chips] == ["Cette séance", "Celle-ci et les suivantes"]
    chips[1].click()
    screen.write("place", "Salle 3")
    screen.write("slots.0.day", "17/12")
    screen.save()
    rows = screen.desk.store.read(list_upcoming, TUESDAY)
    assert [(row.held_on.day, row.place) for row in rows] == [(10, first.place), (17, "Salle 3"), (24, "Salle 3")]
    vm.edit(second.workshop_id)
    screen.desk.settle()
    assert not vm.reaches_following
    screen.write("place", "Salle 4")
    screen.save()
    assert [row.place for row in screen.desk.store.read(list_upcoming, TUESDAY)] == [first.place, "Salle 4", "Salle 3"]
    vm.edit(third.workshop_id)
    screen.desk.settle()
    assert not screen.form.reach.isVisible()


def test_cancelling_those_that_follow_is_undone_at_once(screen: Screen) -> None:
    _first, second, _third = repeated(screen)
    vm = screen.view.vm.form
    vm.edit(second.workshop_id)
    screen.desk.settle()
    vm.reach(True)
    vm.cancel("place_unavailable")
    screen.desk.settle()
    assert len(screen.desk.store.read(list_upcoming, TUESDAY)) == 1
    said, undo = screen.desk.wished("undo_offered")[0]
    assert said == "2 séances annulées."
    undo()
    screen.desk.settle()
    assert len(screen.desk.store.read(list_upcoming, TUESDAY)) == 3


def choose(screen: Screen, name: str, code: str) -> None:
    """Choose in a list, as the arrow keys do."""
    form = screen.form.model if name == "template" else screen.form.repetition.form
    form.set_values({name: code})
    form.values_changed.emit()
    screen.desk.settle()


def repeated(screen: Screen) -> list[WorkshopRow]:
    """Three workshops on Thursdays, the first on 10 December."""
    screen.plan()
    choose(screen, "template", "kitchen")
    screen.write("slots.0.day", "10/12")
    screen.write("times_over", "3")
    screen.desk.settle()
    screen.save()
    return screen.desk.store.read(list_upcoming, TUESDAY)
