"""With somebody's path, by the keyboard alone: the steps of their file, a meeting without a name, things to do. Each
gesture waits until it is done, or raises UnmetError.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError
from intake_app.services.follow_up_lists import FollowUpRow
from ui.follow_ups.follow_ups_view import GROUPS, FollowUpsView
from ui.navigation import Place
from ui.path.add_step_view import AddStepView
from ui.path.step_content import FORM as STEP
from ui.path.step_form_view import StepFormView
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.residents_view import ResidentsView
from ui.shell.where import ADD_STEP, FILE
from ui.widgets.chips import ChipGroup
from ui.widgets.fields import ChoiceField
from ui.widgets.form_view import FormView

_FARTHEST: Final = 90
"""Keys after which what one looks for is not there."""

Answer = str | tuple[str, ...]


def reach(laptop: PlayedLaptop, widget: QWidget) -> None:
    """Go to a widget by the Tab key."""
    for _key in range(_FARTHEST):
        if widget.hasFocus() or widget.isAncestorOf(laptop.hands.focus()):
            return
        laptop.hands.press("Tab")
    raise UnmetError("On n’arrive pas au clavier là où il faudrait.")


def choose_step(laptop: PlayedLaptop) -> None:
    """From the file shown, go to the steps that can be added."""
    reach(laptop, laptop.page(FILE, ResidentFileView).add_button)
    laptop.hands.press("Space")
    laptop.wait(lambda: laptop.window.frame.current_page() is laptop.window.frame.page(ADD_STEP), "les étapes")
    laptop.settle()


def begin_step(laptop: PlayedLaptop, kind: str) -> None:
    """From the file shown, open the form of a new step of this kind."""
    choose_step(laptop)
    kinds = [one.key for one in laptop.pages.add_step.kinds]
    if kind not in kinds:
        raise UnmetError("Cette étape n’est pas proposée.")
    reach(laptop, laptop.page(ADD_STEP, AddStepView).buttons[kinds.index(kind)])
    laptop.hands.press("Space")
    _await_step(laptop, kind)


def follow_link(laptop: PlayedLaptop, card: str, words: str, kind: str) -> None:
    """From the file shown, follow a link of one of the cards of the path to the form it leads to."""
    links = laptop.page(FILE, ResidentFileView).path_cards.cards[card].links
    found = next((link for link in links if link.text() == words), None)
    if found is None:
        raise UnmetError(f"Il n’y a pas de lien « {words} ».")
    reach(laptop, found)
    laptop.hands.press("Space")
    _await_step(laptop, kind)


def answer_step(laptop: PlayedLaptop, **answers: Answer) -> None:
    """Answer these questions of the form shown, in its order."""
    answer(laptop, laptop.page(STEP, StepFormView).form, **answers)


def answer(laptop: PlayedLaptop, form: FormView, **answers: Answer) -> None:
    """Answer these questions of a form: codes where it offers a choice, else what one types."""
    for name, said in answers.items():
        field = form.field(name)
        reach(laptop, form.box(name))
        if isinstance(field, ChipGroup):
            for code in (said,) if isinstance(said, str) else said:
                tick(laptop, field, code)
        elif isinstance(field, ChoiceField):
            _go_down_to(laptop, field, str(said))
        else:
            laptop.hands.press("Ctrl+A")
            laptop.hands.type(str(said))


def save_step(laptop: PlayedLaptop) -> None:
    """Save the form of a step (Ctrl+S) and wait for what it came from."""
    step = laptop.pages.step
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: not step.is_open or step.problems, "l’enregistrement de l’étape")
    if step.is_open:
        faults = ", ".join(f"{problem.field}\u202f: {problem.key}" for problem in step.problems)
        raise UnmetError(f"L’étape n’a pas été enregistrée ({faults}).")
    laptop.settle()


def add_step(laptop: PlayedLaptop, kind: str, **answers: Answer) -> None:
    """From the file shown, add a step and come back to the file."""
    begin_step(laptop, kind)
    answer_step(laptop, **answers)
    save_step(laptop)


def count_meeting(laptop: PlayedLaptop, **answers: Answer) -> None:
    """Count a meeting with somebody who gives no name."""
    laptop.go(Place.RESIDENTS)
    reach(laptop, laptop.page(Place.RESIDENTS, ResidentsView).anonymous_button)
    laptop.hands.press("Space")
    _await_step(laptop, "anonymous")
    answer_step(laptop, **answers)
    save_step(laptop)


def deal_with(laptop: PlayedLaptop, family_name: str, purpose: str, **answers: Answer) -> FollowUpRow:
    """Choose what is to be done for somebody, write what came of it, and wait until it is off the list."""
    laptop.go(Place.FOLLOW_UPS)
    view, vm = laptop.page(Place.FOLLOW_UPS, FollowUpsView), laptop.pages.follow_ups
    row = next((one for one in vm.rows if (one.family_name, one.purpose) == (family_name, purpose)), None)
    if row is None:
        raise UnmetError("Ce suivi n’est pas sur la liste.")
    group = next(name for name in GROUPS if row in getattr(vm.groups, name))
    reach(laptop, view.lists[group])
    laptop.hands.press("Home")
    for _key in getattr(vm.groups, group):
        if vm.chosen is not None and vm.chosen.id == row.id:
            break
        laptop.hands.press("Down")
    laptop.wait(lambda: vm.chosen and vm.chosen.id == row.id, "le suivi choisi")
    laptop.hands.press("Return")
    answer(laptop, view.dealing.form, **answers)
    laptop.hands.press("Ctrl+S")
    laptop.wait(lambda: all(one.id != row.id for one in vm.rows) or vm.dealing.problems, "le suivi fait")
    if vm.dealing.problems:
        faults = ", ".join(f"{field}\u202f: {key}" for field, key in vm.dealing.problems.items())
        raise UnmetError(f"Le suivi n’a pas été enregistré ({faults}).")
    laptop.settle()
    return row


def _await_step(laptop: PlayedLaptop, kind: str) -> None:
    step = laptop.pages.step
    laptop.wait(lambda: step.is_open and step.content and step.content.kind.key == kind, "le formulaire de l’étape")
    laptop.settle()


def tick(laptop: PlayedLaptop, chips: ChipGroup, code: str) -> None:
    """Choose an answer of a group that has the keyboard."""
    chip = chips.chip(code)
    for _key in range(_FARTHEST):
        if chip.hasFocus():
            break
        laptop.hands.press("Right")
    if not chip.isChecked():
        laptop.hands.press("Space")


def _go_down_to(laptop: PlayedLaptop, field: ChoiceField, code: str) -> None:
    laptop.hands.press("Home")
    for _key in range(_FARTHEST):
        if field.value() == code:
            return
        laptop.hands.press("Down")
    raise UnmetError("Cette réponse n’est pas proposée.")
