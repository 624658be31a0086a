"""With residents: the short form by the keyboard, the notice, the search. Each gesture waits until it is done, or
raises UnmetError.
"""

from __future__ import annotations

from uuid import UUID

from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError
from intake_app.services import residents
from ui.navigation import Place
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.residents_view import ResidentsView
from ui.shell.where import FILE, FORM
from ui.today.today_view import TodayView


def begin_form(laptop: PlayedLaptop) -> ResidentFormView:
    """Open the form of somebody new (F2)."""
    laptop.hands.press("F2")
    laptop.wait(lambda: laptop.pages.form.is_open, "le formulaire")
    form = laptop.page(FORM, ResidentFormView)
    laptop.wait(lambda: form.page.form.focused_field() == "family_name", "le clavier dans le nom")
    return form


def type_identity(laptop: PlayedLaptop, family_name: str, first_name: str, birth: str = "", phone: str = "") -> None:
    """Type the first line of the form, from the family name on."""
    for text in (family_name, first_name, birth, phone):
        laptop.hands.type(text)
        laptop.hands.press("Tab")


def read_notice(laptop: PlayedLaptop, form: ResidentFormView) -> None:
    """Open the notice by the keyboard, and say that it was handed over."""
    while not form.page.notice_card.read_button.hasFocus():
        laptop.hands.press("Tab")
    laptop.hands.press("Space")
    laptop.wait(form.notice.paper_button.hasFocus, "la notice")
    laptop.hands.press("Space")
    laptop.wait(lambda: form.currentWidget() is form.page, "le retour à la fiche")


def save_form(laptop: PlayedLaptop) -> UUID:
    """Save the form (Ctrl+S) and wait for the file; the resident's id."""
    resident_id = laptop.pages.form.content.record_id
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: not laptop.pages.form.is_open or laptop.pages.form.problems, "l’enregistrement")
    if laptop.pages.form.is_open:
        faults = ", ".join(f"{problem.field}\u202f: {problem.key}" for problem in laptop.pages.form.problems)
        raise UnmetError(f"La fiche n’a pas été enregistrée ({faults}).")
    laptop.settle()
    return resident_id


def register(laptop: PlayedLaptop, family_name: str, first_name: str, birth: str, phone: str) -> UUID:
    """Register somebody in the short form, by the keyboard alone."""
    form = begin_form(laptop)
    type_identity(laptop, family_name, first_name, birth, phone)
    read_notice(laptop, form)
    return save_form(laptop)


def throw_drafts_away(laptop: PlayedLaptop) -> None:
    """Take up each unfinished form of a resident from the first page, and delete its draft."""
    while True:
        laptop.go(Place.TODAY)
        page, today = laptop.pages.today.page, laptop.page(Place.TODAY, TodayView)
        forms = [row.form for row in page.drafts] if page is not None else []
        if residents.FORM not in forms:
            return
        place = forms.index(residents.FORM)
        if place >= len(today.drafts.banners):
            laptop.hands.click(today.drafts.others)
        laptop.hands.click(today.drafts.banners[place].action())
        laptop.wait(lambda: laptop.pages.form.is_open, "le formulaire")
        laptop.settle()
        laptop.hands.click(laptop.page(FORM, ResidentFormView).page.discard_button)
        laptop.wait(lambda: not laptop.pages.form.is_open, "l’effacement du brouillon")
        laptop.settle()


def search(laptop: PlayedLaptop, text: str) -> list[str]:
    """Look somebody up among all residents; the family names found."""
    laptop.hands.press("Ctrl+K")
    field = laptop.page(Place.RESIDENTS, ResidentsView).search_field
    laptop.wait(field.hasFocus, "la recherche")
    field.selectAll()
    laptop.hands.type(text)
    laptop.wait(lambda: laptop.pages.residents.found.text == text, "la réponse à la recherche")
    return [row.family_name for row in laptop.pages.residents.found.rows]


def open_file(laptop: PlayedLaptop, family_name: str) -> UUID:
    """Open somebody's file by the search; the resident's id."""
    search(laptop, family_name.lower())
    laptop.hands.press("Return")
    laptop.wait(lambda: laptop.pages.file.file, "la fiche")
    laptop.settle()
    file = laptop.pages.file.file
    if file is None or file.fields.family_name != family_name:
        raise UnmetError("La fiche ouverte n’est pas celle qu’on cherchait.")
    return file.id


def correct(laptop: PlayedLaptop, family_name: str, **texts: str) -> UUID:
    """Open somebody's file and type these fields anew; the resident's id."""
    open_file(laptop, family_name)
    laptop.hands.click(laptop.page(FILE, ResidentFileView).edit_button)
    laptop.wait(lambda: laptop.pages.form.is_open, "le formulaire")
    laptop.settle()
    form = laptop.page(FORM, ResidentFormView).page.form
    for name, text in texts.items():
        form.focus_field(name)
        laptop.hands.press("Ctrl+A")
        laptop.hands.type(text)
    return save_form(laptop)
