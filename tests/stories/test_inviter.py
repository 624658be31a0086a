"""A caretaker invites, told in `inviter.feature` and played through a real window."""

from __future__ import annotations

from pytest_bdd import given, scenarios, then, when

from intake_app.played_day import resident_gestures, workshop_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.services.follow_up_lists import list_follow_ups
from tests.stories.conftest import Stage
from ui.navigation import Place
from ui.workshops.invitations.invitations_page import InvitationsPage
from ui.workshops.roll_view import RollView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage

scenarios("inviter.feature")

NAMES = ("Guivarch", "Kerdoncuff", "Quéméneur")
"""In the order of the list: the first comes, the second says yes and stays away, the third says no."""


@given("une séance prévue aujourd'hui")
def plan_today(stage: Stage) -> None:
    laptop = stage.laptop
    for place, name in enumerate(NAMES):
        resident_gestures.register(laptop, name, "Annick", "1984", f"063998012{place}")
    form = workshop_gestures.begin_workshop(laptop)
    form.what.set_values({"title": "Atelier jardin"})
    form.what.values_changed.emit()
    form.slots.focus_field("0.day")
    laptop.hands.type(f"{laptop.work.desk.today():%d/%m/%Y}")
    form.slots.lines[0].form.set_values({"start": "14:00", "end": "17:00"})
    form.slots.changed.emit()
    laptop.settle()
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: laptop.pages.workshops.page is WorkshopPage.LIST, "l’enregistrement de la séance")
    laptop.settle()
    (row,) = [row for row in laptop.pages.workshops.list.upcoming if row.title == "Atelier jardin"]
    stage.workshop_id = row.workshop_id


@when("Nadia invite trois personnes en tapant leur nom")
def invite_three(stage: Stage) -> None:
    laptop = stage.laptop
    assert stage.workshop_id is not None
    workshop_gestures.open_roll(laptop, stage.workshop_id)
    laptop.hands.click(view(laptop).roll.invitations)
    laptop.wait(lambda: laptop.pages.workshops.page is WorkshopPage.INVITATIONS, "les invitations")
    laptop.settle()
    for place, name in enumerate(NAMES, 1):
        laptop.hands.type(name.lower())
        laptop.settle()
        laptop.hands.press("Return")
        laptop.wait(lambda: len(page(stage).vm.rows) == place, "la personne invitée")  # noqa: B023


@then("trois personnes sont à joindre")
def all_to_reach(stage: Stage) -> None:
    listed = page(stage).vm.listed
    assert listed is not None
    assert (len(listed.rows), listed.to_reach) == (3, 3)


@when("elle les appelle l'une après l'autre, et note leur réponse d'une touche")
def call_them(stage: Stage) -> None:
    laptop = stage.laptop
    laptop.hands.press("Down")
    assert page(stage).table.hasFocus()
    for letter in "VVN":
        laptop.hands.type(letter)
        laptop.settle()


@then("deux viennent, une ne vient pas, et plus personne n'est à joindre")
def answers_noted(stage: Stage) -> None:
    listed = page(stage).vm.listed
    assert listed is not None
    assert {row.resident.family_name: row.answer for row in listed.rows} == dict(
        zip(NAMES, ("yes", "yes", "no"), strict=True)
    )
    assert {row.means for row in listed.rows} == {"phone"}
    assert {row.inviter for row in listed.rows} == {"Nadia M."}
    assert (listed.coming, listed.declined, listed.to_reach) == (2, 1, 0)


@when("elle fait l'appel, où une seule est là, et clôt la séance")
def call_roll(stage: Stage) -> None:
    laptop = stage.laptop
    page(stage).back_wished.emit()
    laptop.wait(lambda: laptop.pages.workshops.page is WorkshopPage.ROLL, "l’appel")
    laptop.settle()
    roll = roll_of(stage)
    assert [line.family_name for line in roll.vm.marks.sheet.lines()] == list(NAMES)
    workshop_gestures.add_known(laptop, NAMES[0].lower())
    laptop.settle()
    laptop.hands.click(roll.side.close_button)
    laptop.settle()
    laptop.hands.press("Return")
    laptop.wait(lambda: roll.vm.roll is not None and roll.vm.roll.status == "closed", "la clôture")
    laptop.settle()


@then("celle qui avait dit oui est à recontacter, et celle qui avait dit non est excusée")
def followed_up(stage: Stage) -> None:
    roll = roll_of(stage)
    statuses = {line.family_name: line.status for line in roll.vm.marks.sheet.lines()}
    expected = ("present", "absent_unexcused", "absent_excused")
    assert statuses == dict(zip(NAMES, expected, strict=True))
    store, today = stage.laptop.work.workplace.store, stage.laptop.work.desk.today()
    planned = store.read(list_follow_ups, today)
    missed = [
        row.family_name
        for row in (*planned.week, *planned.today)
        if row.purpose == "missed_workshop" and row.family_name in NAMES
    ]
    assert missed == [NAMES[1]]


def view(laptop: PlayedLaptop) -> WorkshopsView:
    return laptop.page(Place.WORKSHOPS, WorkshopsView)


def page(stage: Stage) -> InvitationsPage:
    return view(stage.laptop).invitations


def roll_of(stage: Stage) -> RollView:
    return view(stage.laptop).roll
