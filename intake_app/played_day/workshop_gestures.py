"""With workshops: planning one, calling its roll. Each gesture waits until it is done, or raises UnmetError."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.paper import photograph_sheet
from intake_app.played_day.patience import UnmetError
from ui.navigation import Place
from ui.workshops.roll_sheet import RollLine
from ui.workshops.roll_view import RollView
from ui.workshops.workshop_form_view import WorkshopFormView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage


def begin_workshop(laptop: PlayedLaptop) -> WorkshopFormView:
    """Open the form of a new workshop (Ctrl+N), emptied of what an earlier one left."""
    laptop.go(Place.WORKSHOPS)
    laptop.hands.press("Ctrl+N")
    vm, form = laptop.pages.workshops, laptop.page(Place.WORKSHOPS, WorkshopsView).form
    laptop.wait(lambda: vm.page is WorkshopPage.FORM, "le formulaire d’une séance")
    laptop.settle()
    if vm.form.is_resumed:
        laptop.hands.click(form.resumed.action())
        laptop.wait(lambda: not vm.form.is_resumed, "un formulaire vide")
        laptop.settle()
    return form


def choose_action(laptop: PlayedLaptop, form: WorkshopFormView, title: str = "") -> None:
    """Go down the list of actions to this one, or to the first; the rest fills in."""
    form.what.focus_field("action_id")
    for _step in range(20):
        laptop.hands.press("Down")
        chosen = laptop.pages.workshops.form.content.fields["title"]
        if chosen and title in ("", chosen):
            return
    raise UnmetError(f"L’action « {title} » n’est pas proposée.")


def plan_today(laptop: PlayedLaptop, title: str) -> UUID:
    """Plan this action for today, at its usual times; the workshop's id."""
    form = begin_workshop(laptop)
    choose_action(laptop, form, title)
    form.slots.focus_field("0.day")
    laptop.hands.type("aujourd’hui")
    vm = laptop.pages.workshops
    workshop_id = vm.form.record_id
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: vm.page is WorkshopPage.LIST or vm.form.problems, "l’enregistrement de la séance")
    if vm.page is not WorkshopPage.LIST:
        faults = ", ".join(f"{field}\u202f: {key}" for field, key in vm.form.problems.items())
        raise UnmetError(f"La séance n’a pas été enregistrée ({faults}).")
    laptop.settle()
    return workshop_id


def open_roll(laptop: PlayedLaptop, workshop_id: UUID) -> RollView:
    """Open the roll of a workshop to come by its button in the list."""
    laptop.go(Place.WORKSHOPS)
    view, vm = laptop.page(Place.WORKSHOPS, WorkshopsView), laptop.pages.workshops
    places = [row.workshop_id for row in vm.list.upcoming]
    laptop.hands.click_row(view.list.upcoming, places.index(workshop_id), "open")
    laptop.wait(lambda: vm.page is WorkshopPage.ROLL, "la feuille d’appel")
    laptop.wait(lambda: view.roll.search.hasFocus() or view.roll.table.hasFocus(), "le clavier sur l’appel")
    laptop.settle()
    return view.roll


def find_for_roll(laptop: PlayedLaptop, text: str) -> None:
    """Type a name over the roll and wait for the answer."""
    laptop.hands.type(text)
    candidates = laptop.pages.workshops.roll.candidates
    laptop.wait(lambda: candidates.text == text and candidates.is_answered(), "les personnes de ce nom")


def enrol(laptop: PlayedLaptop, roll: RollView, name: str) -> None:
    """Put somebody on the roll by the keyboard, without ticking them."""
    find_for_roll(laptop, name)
    count = len(_lines(laptop))
    laptop.hands.press("Down")
    columns = roll.candidates.list.shown_columns()
    laptop.hands.press("Right", len(columns) - 1)
    laptop.hands.press("Return")
    laptop.wait(lambda: len(_lines(laptop)) == count + 1, "une ligne de plus sur la feuille")
    roll.enter()


def tick(laptop: PlayedLaptop, roll: RollView, family_name: str) -> None:
    """Tick somebody on the roll by the keyboard."""
    wanted = next(line for line in _lines(laptop) if line.family_name == family_name)
    roll.table.setFocus()
    laptop.hands.press("Home")
    laptop.hands.press("Down", _lines(laptop).index(wanted))
    laptop.hands.press("Space")
    laptop.wait(lambda: family_name in present(laptop), "la coche")
    roll.enter()


def add_known(laptop: PlayedLaptop, name: str) -> None:
    """Tick somebody known who is not on the roll: their name, then Enter."""
    find_for_roll(laptop, name)
    laptop.hands.press("Return")
    laptop.wait(lambda: not laptop.pages.workshops.roll.candidates.text, "la coche")
    laptop.settle()


def add_stranger(laptop: PlayedLaptop, roll: RollView, family_name: str, first_name: str, phone: str) -> None:
    """Register and tick somebody nobody knows, without leaving the roll."""
    find_for_roll(laptop, f"{family_name} {first_name}")
    laptop.hands.press("Return")
    laptop.wait(lambda: roll.newcomer.form.focused_field() == "phone", "la carte d’une personne non inscrite")
    laptop.hands.type(phone)
    laptop.hands.press("Tab")
    laptop.hands.press("Space")
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: roll.newcomer.isHidden() or laptop.pages.workshops.roll.newcomer.problems, "l’ajout")
    if not roll.newcomer.isHidden():
        raise UnmetError("La personne venue sans inscription n’a pas été ajoutée.")
    laptop.settle()


def join_sheet(laptop: PlayedLaptop, roll: RollView, folder: Path) -> None:
    """Photograph the sheet that everybody present has signed, and drop the picture on the workshop's card."""
    shown = laptop.pages.workshops.roll.roll
    sheet = photograph_sheet(folder / "feuille.jpg", shown.title if shown else "", present(laptop))
    laptop.hands.drop(roll.side.attachments, sheet)
    attachments = laptop.pages.workshops.roll.attachments
    laptop.wait(lambda: attachments.rows and not attachments.adding, "le scan joint à la séance")
    laptop.settle()


def look_at_sheet(laptop: PlayedLaptop) -> None:
    """Open the scan joined to the workshop whose roll is shown."""
    attachments = laptop.pages.workshops.roll.attachments
    laptop.wait(lambda: attachments.rows, "la pièce jointe de la séance")
    (line,) = laptop.page(Place.WORKSHOPS, WorkshopsView).roll.side.attachments.lines.values()
    laptop.hands.click(line.button)
    laptop.wait(lambda: attachments.picture or attachments.problem, "l’image de la pièce jointe")
    if attachments.picture is None or attachments.picture.isNull():
        raise UnmetError("La pièce jointe ne s’affiche pas.")


def present(laptop: PlayedLaptop) -> list[str]:
    """The family names ticked on the roll shown."""
    return [line.family_name for line in _lines(laptop) if line.is_present]


def _lines(laptop: PlayedLaptop) -> tuple[RollLine, ...]:
    return laptop.pages.workshops.roll.marks.sheet.lines()
