"""A caretaker plans, told in `prevoir.feature` and played through a real window."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from pytest_bdd import scenarios, then, when

from intake_app.played_day import resident_gestures, workshop_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.services.workshop_lists import WorkshopRow
from tests.stories.conftest import Stage
from ui.navigation import Place
from ui.workshops.roll_view import RollView
from ui.workshops.workshop_form_view import WorkshopFormView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage

scenarios("prevoir.feature")

TITLE = "Atelier jardin"
NAMES = ("Kerdoncuff", "Quéméneur", "Guivarch")


@pytest.fixture
def planned() -> list[UUID]:
    """The workshops of the series, by their dates."""
    return []


@when("elle prévoit une séance de deux places dans une semaine, répétée quatre fois")
def plan_series(stage: Stage, planned: list[UUID]) -> None:
    laptop = stage.laptop
    form = workshop_gestures.begin_workshop(laptop)
    day = laptop.work.desk.today() + timedelta(days=7)
    form.what.set_values({"title": TITLE, "capacity": "2"})
    form.what.values_changed.emit()
    form.slots.focus_field("0.day")
    laptop.hands.type(f"{day:%d/%m/%Y}")
    form.slots.lines[0].form.set_values({"start": "14:00", "end": "17:00"})
    form.slots.changed.emit()
    form.repetition.form.set_values({"every_weeks": "1", "times_over": "4"})
    form.repetition.changed.emit()
    laptop.settle()
    chosen = [day for day, box in form.repetition.boxes.items() if box.isChecked()]
    assert len(form.repetition.boxes) == 4
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: laptop.pages.workshops.page is WorkshopPage.LIST, "l’enregistrement de la série")
    laptop.settle()
    planned.extend(row.workshop_id for row in rows(laptop))
    assert [row.held_on for row in rows(laptop)] == chosen


@then("chaque date cochée est une séance à venir, que le calendrier dit aussi")
def said_twice(stage: Stage, planned: list[UUID]) -> None:
    month = view(stage.laptop).list.month
    assert len(planned) >= 2
    for row in rows(stage.laptop):
        month.vm.go_to(row.held_on)
        stage.laptop.settle()
        assert row.workshop_id in [one.workshop_id for one in month.vm.rows_of(row.held_on)]


@when("elle inscrit trois personnes à la première")
def add_three(stage: Stage, planned: list[UUID]) -> None:
    laptop = stage.laptop
    for place, name in enumerate(NAMES):
        resident_gestures.register(laptop, name, "Annick", "1984", f"063998012{place}")
    workshop_gestures.open_roll(laptop, planned[0])
    for name in NAMES:
        workshop_gestures.add_known(laptop, name.lower())


@then("deux sont inscrites, et la troisième attend une place")
def one_waits(stage: Stage) -> None:
    roll = roll_of(stage)
    assert sorted(expected(roll)) == sorted(NAMES[:2])
    assert [row.family_name for row in roll.vm.waiting.waiting] == [NAMES[2]]
    assert roll.side.waiting.isVisible()


@when("une personne se décommande, et que Nadia donne sa place")
def give_place(stage: Stage) -> None:
    roll = roll_of(stage)
    line = next(line for line in roll.vm.marks.sheet.lines() if line.family_name == NAMES[0])
    roll.vm.waiting.take_off(line.resident_id)
    stage.laptop.wait(lambda: roll.vm.waiting.free == 1, "une place libre")
    stage.laptop.hands.click(roll.side.waiting.give)
    stage.laptop.wait(lambda: not roll.vm.waiting.waiting, "la place donnée")


@then("celle qui attendait est inscrite, et plus personne n'attend")
def nobody_waits(stage: Stage) -> None:
    assert sorted(expected(roll_of(stage))) == sorted(NAMES[1:])


@when("elle annule la dernière, où trop peu de personnes sont inscrites")
def cancel_last(stage: Stage, planned: list[UUID]) -> None:
    laptop = stage.laptop
    laptop.pages.open_workshop(planned[-1])
    laptop.wait(lambda: laptop.pages.workshops.page is WorkshopPage.ROLL, "l’appel de la dernière")
    laptop.settle()
    laptop.hands.click(roll_of(stage).edit)
    form = view(laptop).form
    laptop.wait(lambda: laptop.pages.workshops.page is WorkshopPage.FORM, "le formulaire")
    cancel(form)
    laptop.settle()
    laptop.go(Place.WORKSHOPS)


@then("la liste dit qu'elle est annulée, et pourquoi")
def said_cancelled(stage: Stage, planned: list[UUID]) -> None:
    (row,) = [row for row in stage.laptop.pages.workshops.list.upcoming if row.workshop_id == planned[-1]]
    assert (row.status, row.cancel_reason) == ("cancelled", "too_few")


def cancel(form: WorkshopFormView) -> None:
    """Choose « Trop peu d’inscriptions » in the menu of the button."""
    next(action for action in form.reasons.actions() if "peu" in action.text()).trigger()


def view(laptop: PlayedLaptop) -> WorkshopsView:
    return laptop.page(Place.WORKSHOPS, WorkshopsView)


def roll_of(stage: Stage) -> RollView:
    return view(stage.laptop).roll


def expected(roll: RollView) -> list[str]:
    return [line.family_name for line in roll.vm.marks.sheet.lines() if line.is_on_roll]


def rows(laptop: PlayedLaptop) -> list[WorkshopRow]:
    """What is to come of the series."""
    return [row for row in laptop.pages.workshops.list.upcoming if row.title == TITLE]
