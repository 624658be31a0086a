"""A caretaker's week, told in `semaine.feature`, played through the real windows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from pytest_bdd import scenarios, then, when

from intake_app.domain.rules.track import Step
from intake_app.played_day import path_gestures, resident_gestures, workshop_gestures
from tests.stories.conftest import Stage
from ui.navigation import Place
from ui.path.step_content import FORM as STEP
from ui.path.step_form_view import StepFormView
from ui.residents.resident_file_view import ResidentFileView
from ui.shell.where import FILE

scenarios("semaine.feature")

NAME, OTHER = "Kerdoncuff", "Lozachmeur"
SAID = "Vient jeudi avec sa voisine"


@when("elle enregistre deux personnes croisées dans le hall")
def register_two(stage: Stage) -> None:
    stage.resident_id = resident_gestures.register(stage.laptop, NAME, "Annick", "12/3/84", "0639980123")
    resident_gestures.register(stage.laptop, OTHER, "Hervé", "1979", "0639980124")


@when("elle compte une rencontre sans nom dans le hall")
def count_meeting(stage: Stage) -> None:
    path_gestures.count_meeting(stage.laptop, channel="lobby", outcome="informed")


@then("les deux personnes sont sur l'ordinateur, et la rencontre est comptée sans personne")
def are_there(stage: Stage) -> None:
    for name in (NAME, OTHER):
        assert resident_gestures.search(stage.laptop, name.lower()) == [name]
    [(channel, outcome, neighbourhood)] = stage.rows(
        "SELECT channel, outcome, neighbourhood_id FROM encounter WHERE resident_id IS NULL AND channel = 'lobby'"
    )
    assert (channel, outcome) == ("lobby", "informed")
    assert neighbourhood


@when("elle note de rappeler la première dans deux jours")
def plan_call(stage: Stage) -> None:
    resident_gestures.open_file(stage.laptop, NAME)
    path_gestures.add_step(stage.laptop, "follow_up", purpose="call_back", due_on="dans 2 jours")
    file = stage.laptop.pages.file.file
    assert file is not None
    assert file.next_follow_up is not None
    assert file.next_follow_up.days_late == -2


@when("elle la rappelle, et la personne viendra")
def call_back(stage: Stage) -> None:
    row = path_gestures.deal_with(stage.laptop, NAME, "call_back", result="reached", note=SAID, medium="phone")
    assert row.days_late == 0


@then("plus rien n'est à faire pour elle, et sa fiche dit ce qui s'est dit")
def nothing_left(stage: Stage) -> None:
    resident_gestures.open_file(stage.laptop, NAME)
    file = stage.laptop.pages.file
    assert file.file is not None
    assert file.file.next_follow_up is None or file.file.next_follow_up.purpose != "call_back"
    assert SAID in {part.value for entry in file.timeline for part in entry.parts}


@when("la personne rappelée y vient")
def come(stage: Stage) -> None:
    assert stage.workshop_id is not None
    workshop_gestures.open_roll(stage.laptop, stage.workshop_id)
    workshop_gestures.add_known(stage.laptop, NAME.lower())
    assert workshop_gestures.present(stage.laptop) == [NAME]


@then("sa fiche dit qu'elle est mobilisée")
def mobilised(stage: Stage) -> None:
    resident_gestures.open_file(stage.laptop, NAME)
    (track,) = stage.laptop.pages.file.path.tracks
    assert Step.ATTENDED in track.reached
    assert stage.laptop.page(FILE, ResidentFileView).state_pill.text() == "Parcours en cours"


@when("un programme enregistre une personne, commence à noter son souhait, et est tué net")
def killed(stage: Stage, run_and_kill: Callable[[str], str]) -> None:
    stage.resident_id = UUID(run_and_kill("telling_laptop"))


@then("le souhait commencé revient au même champ, et s'enregistre")
def wish_is_back(stage: Stage) -> None:
    laptop = stage.laptop
    laptop.go(Place.TODAY)
    page = laptop.pages.today.page
    assert page is not None
    [draft] = page.drafts
    assert draft.title == "Souhait ou intérêt · Rozenn Quéméneur"
    laptop.press_button("Reprendre")
    laptop.wait(lambda: laptop.pages.step.is_open, "le formulaire de l’étape")
    laptop.settle()
    form = laptop.page(STEP, StepFormView).form
    assert (form.values()["words"], form.focused_field()) == ("Travailler près de ch", "words")
    laptop.hands.type("ez moi")
    path_gestures.save_step(laptop)
    wishes = laptop.pages.file.path.wishes
    assert [wish.words for wish in wishes] == ["Travailler près de chez moi"]
