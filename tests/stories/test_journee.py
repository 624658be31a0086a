"""The caretaker's day, told in `journee.feature`, played through the real windows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from pytest_bdd import parsers, scenarios, then, when

from intake_app.demonstration import PASSPHRASE
from intake_app.played_day import door_gestures, resident_gestures, workshop_gestures
from tests.stories.conftest import Stage
from ui.navigation import Place
from ui.residents.resident_form_view import ResidentFormView
from ui.shell.where import FORM

scenarios("journee.feature")


@then(parsers.parse("l'écran de verrouillage propose « {name} »"))
def offers(stage: Stage, name: str) -> None:
    door = stage.open_window().window.door
    assert [label for _id, label, _role in door.unlock_vm.people()] == [name]
    assert door.unlock.chosen_person()
    assert stage.laptop.window.windowTitle() == "Palier"


@then("la page « Aujourd’hui » la salue")
def greeted(stage: Stage) -> None:
    page = stage.laptop.window.frame.current_page()
    assert page is not None
    assert page.accessibleName() == "Bonjour Nadia"
    assert stage.laptop.pages.today.page is not None


@when("elle tape une mauvaise phrase de passe")
def wrong_passphrase(stage: Stage) -> None:
    laptop = stage.open_window()
    laptop.hands.type(PASSPHRASE[::-1])
    laptop.hands.press("Return")
    laptop.wait(laptop.window.door.unlock.error, "un refus")


@then("l'écran dit que ce n'est pas la bonne phrase, et reste fermé")
def still_closed(stage: Stage) -> None:
    assert stage.laptop.window.work is None
    assert "phrase de passe" in stage.laptop.window.door.unlock.error()


@when("le réseau est coupé")
def cut(stage: Stage) -> None:
    stage.laptop.press_button("Couper le réseau")


@when("le réseau revient")
def mend(stage: Stage) -> None:
    stage.laptop.press_button("Rebrancher le réseau")


@when("elle enregistre une personne par le formulaire court")
def register(stage: Stage) -> None:
    before = stage.laptop.hands.keys
    stage.resident_id = resident_gestures.register(stage.laptop, "Kerdoncuff", "Annick", "12/3/84", "0639980123")
    assert stage.laptop.hands.keys - before <= 60


@when("elle fait l'appel de trois personnes connues")
def call_roll(stage: Stage) -> None:
    assert stage.workshop_id is not None
    roll = workshop_gestures.open_roll(stage.laptop, stage.workshop_id)
    for name in ("traoré", "riou"):
        workshop_gestures.enrol(stage.laptop, roll, name)
    for name in ("Traoré", "Riou"):
        workshop_gestures.tick(stage.laptop, roll, name)
    workshop_gestures.add_known(stage.laptop, "hamidi")


@when("elle ajoute quelqu'un venu sans inscription")
def add_walk_in(stage: Stage) -> None:
    assert stage.workshop_id is not None
    roll = workshop_gestures.open_roll(stage.laptop, stage.workshop_id)
    workshop_gestures.add_stranger(stage.laptop, roll, "Lozachmeur", "Odile", "0639980456")
    assert len(workshop_gestures.present(stage.laptop)) == 4


@then(parsers.re(r"la carte dit (toujours )?« (?P<words>.+) »"))
def card_says(stage: Stage, words: str) -> None:
    stage.laptop.settle()
    assert stage.laptop.sync_card().text.startswith(words)


@when("elle demande à synchroniser")
def exchange(stage: Stage) -> None:
    door_gestures.exchange(stage.laptop)


@then("plus aucune fiche n'attend et le dernier échange est noté")
def all_sent(stage: Stage) -> None:
    status, card = stage.laptop.work.sync.status, stage.laptop.sync_card()
    assert status is not None
    assert (status.pending_files, status.to_review) == (0, 0)
    assert status.last_success_at is not None
    assert card.tone == "good"
    assert card.last_exchange


@then("un deuxième ordinateur voit les mêmes personnes et les mêmes présences")
def second_laptop(stage: Stage) -> None:
    laptop = stage.join("Yann")
    for name in ("Kerdoncuff", "Lozachmeur"):
        assert resident_gestures.search(laptop, name.lower()) == [name]
    assert stage.workshop_id is not None
    workshop_gestures.open_roll(laptop, stage.workshop_id)
    assert len(workshop_gestures.present(laptop)) == 4


@when("un programme enregistre une personne, en commence une autre, et est tué net")
def killed(stage: Stage, run_and_kill: Callable[[str], str]) -> None:
    stage.resident_id = UUID(run_and_kill("typing_laptop"))


@then("la personne enregistrée est là")
def still_there(stage: Stage) -> None:
    assert resident_gestures.search(stage.laptop, "quemeneur") == ["Quéméneur"]
    assert [row.id for row in stage.laptop.pages.residents.found.rows] == [stage.resident_id]


@then("la fiche commencée revient au même champ, avec ce qui était tapé")
def draft_is_back(stage: Stage) -> None:
    laptop = stage.laptop
    laptop.go(Place.TODAY)
    page = laptop.pages.today.page
    assert page is not None
    [draft] = page.drafts
    assert (draft.first_name, draft.family_name) == ("Mael", "Guivarch")
    laptop.press_button("Reprendre")
    laptop.wait(lambda: laptop.pages.form.is_open, "le formulaire")
    laptop.settle()
    form = laptop.page(FORM, ResidentFormView)
    values = form.page.form.values()
    assert (values["family_name"], values["first_name"]) == ("Guivarch", "Mael")
    assert form.page.form.focused_field() == "first_name"
