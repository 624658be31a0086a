"""Two people call the roll of one workshop apart, told in `emarger.feature`, played through two real windows."""

from __future__ import annotations

from pytest_bdd import given, scenarios, then, when

from intake_app.demonstration import Network
from intake_app.played_day import door_gestures, resident_gestures, workshop_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.services.sheets.open_days import OpenDay, list_open_days
from intake_app.services.sheets.sealing import list_sheets
from intake_app.services.sheets.signatures import read_signatures
from intake_app.services.workshop_lists import read_workshop
from tests.stories.conftest import Stage
from tests.ui.pen import scribble
from ui.navigation import Place
from ui.workshops.roll_view import RollView
from ui.workshops.sheets.sheet_page import SheetPage
from ui.workshops.sheets.signing_view import SigningView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage

scenarios("emarger.feature")

FIRST, SECOND = "Kerdoncuff", "Quéméneur"


@given("une séance d'aujourd'hui et deux personnes attendues, sur les ordinateurs de Nadia et de Yann")
def shared_workshop(stage: Stage, hers: PlayedLaptop, his_network: Network) -> None:
    resident_gestures.register(hers, FIRST, "Annick", "12/3/84", "0639980123")
    resident_gestures.register(hers, SECOND, "Rozenn", "1984", "0639980321")
    stage.workshop_id = workshop_gestures.plan_today(hers, "3h pour l’emploi")
    roll = roll_of(stage, hers)
    for name in (FIRST, SECOND):
        workshop_gestures.enrol(hers, roll, name)
    door_gestures.exchange(hers)
    stage.join_apart(his_network)


@when("Nadia et Yann, sans réseau, font tous les deux signer la première personne")
def sign_apart(stage: Stage, hers: PlayedLaptop, his: PlayedLaptop, his_network: Network) -> None:
    hers.press_button("Couper le réseau")
    his_network.is_cut = True
    for laptop in (hers, his):
        roll = roll_of(stage, laptop)
        workshop_gestures.tick(laptop, roll, FIRST)
        line = next(line for line in roll.vm.marks.sheet.lines() if line.family_name == FIRST)
        roll.table.signing_wished.emit(line)
        sign(laptop, roll.signing)


@when("Yann coche la seconde")
def he_ticks(stage: Stage, his: PlayedLaptop) -> None:
    workshop_gestures.tick(his, roll_of(stage, his), SECOND)


@when("Nadia fait signer la personne qui anime et scelle la feuille")
def she_seals(stage: Stage, hers: PlayedLaptop) -> None:
    seal(hers, sheet_of(stage, hers))


@when("Nadia envoie encore une fois")
def she_sends_again(hers: PlayedLaptop) -> None:
    door_gestures.exchange(hers)


@when("Nadia ouvre la feuille pour la corriger, la fait signer et la scelle de nouveau")
def she_amends(stage: Stage, hers: PlayedLaptop) -> None:
    sheet = sheet_of(stage, hers)
    sheet.sealed.correct.click()
    hers.hands.press("Down")
    sheet.sealed.confirm.click()
    hers.wait(lambda: not sheet.vm.is_sealed, "la feuille ouverte")
    seal(hers, sheet)


@then("les deux ordinateurs ont les deux personnes présentes, et les deux signatures de la première")
def one_roll(stage: Stage, hers: PlayedLaptop, his: PlayedLaptop) -> None:
    for laptop in (hers, his):
        roll = roll_of(stage, laptop)
        assert sorted(workshop_gestures.present(laptop)) == [FIRST, SECOND]
        assert roll.vm.roll is not None
        store = laptop.work.workplace.store
        signed = [one for one in store.read(read_signatures, roll.vm.roll.slot_id) if one.resident_id is not None]
        assert len(signed) == 2


@then("sur les deux l'appel dit que la feuille scellée ne dit pas tout")
def both_say_so(stage: Stage, hers: PlayedLaptop, his: PlayedLaptop) -> None:
    for laptop in (hers, his):
        roll = roll_of(stage, laptop)
        assert roll.banner.isVisible()
        assert "La feuille scellée ne dit pas tout" in roll.banner.accessibleName()
        assert [day.is_changed for day in open_days(stage, laptop)] == [True]


@then("les deux ordinateurs gardent les deux feuilles, et plus rien n'est à corriger")
def amended(stage: Stage, hers: PlayedLaptop, his: PlayedLaptop) -> None:
    assert stage.workshop_id is not None
    for laptop in (hers, his):
        assert open_days(stage, laptop) == []
        sheets = laptop.work.workplace.store.read(list_sheets, stage.workshop_id)
        assert [sheet.opened_at is None for sheet in sheets] == [True, False]


def roll_of(stage: Stage, laptop: PlayedLaptop) -> RollView:
    assert stage.workshop_id is not None
    laptop.window.activateWindow()
    laptop.wait(laptop.window.isActiveWindow, "la fenêtre devant l’autre")
    laptop.go(Place.WORKSHOPS)
    laptop.wait(lambda: laptop.pages.workshops.list.upcoming, "la liste des séances")
    return workshop_gestures.open_roll(laptop, stage.workshop_id)


def sheet_of(stage: Stage, laptop: PlayedLaptop) -> SheetPage:
    roll_of(stage, laptop).sheet.click()
    laptop.wait(lambda: laptop.pages.workshops.page is WorkshopPage.SHEET, "la feuille")
    return laptop.page(Place.WORKSHOPS, WorkshopsView).sheet


def sign(laptop: PlayedLaptop, pad: SigningView) -> None:
    laptop.wait(pad.isVisible, "le cadre à signer")
    scribble(pad.pad)
    laptop.hands.press("Return")
    laptop.wait(pad.isHidden, "la signature gardée")
    laptop.settle()


def seal(laptop: PlayedLaptop, sheet: SheetPage) -> None:
    if sheet.lead.isEnabled():
        sheet.lead.click()
        if not sheet.signing.name.value():
            sheet.signing.name.set_value("Nadia Morvan")
        sign(laptop, sheet.signing)
    laptop.wait(sheet.seal.isEnabled, "le bouton qui scelle")
    sheet.seal.click()
    laptop.wait(lambda: sheet.vm.is_sealed, "la feuille scellée")
    laptop.settle()


def open_days(stage: Stage, laptop: PlayedLaptop) -> list[OpenDay]:
    """What is left to close of the story's workshop."""
    store, desk = laptop.work.workplace.store, laptop.work.desk
    assert stage.workshop_id is not None
    slots = {slot.slot_id for slot in store.read(read_workshop, stage.workshop_id).slots}
    return [day for day in store.read(list_open_days, desk.today()) if day.slot_id in slots]
