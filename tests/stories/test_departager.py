"""Two people change one file apart, told in `departager.feature`, played through two real windows at once."""

from __future__ import annotations

from pytest_bdd import given, parsers, scenarios, then, when

from intake_app.demonstration import Network
from intake_app.played_day import door_gestures, resident_gestures, review_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.review_gestures import HERE, RECEIVED
from tests.stories.conftest import Stage
from ui.navigation import Place
from ui.residents.resident_file_view import ResidentFileView
from ui.shell.where import FILE

scenarios("departager.feature")

PASSPHRASE = "sept marches puis un palier tranquille"
NAME = "Kerdoncuff"
HERS = {"phone": "06 39 98 01 88", "address": "12 rue du Gros-Chêne, tour B, appt 604"}
HIS = {"phone": "06 39 98 01 77", "address": "12 rue du Gros-Chêne, tour B, appt 406"}


@given("une fiche que les ordinateurs de Nadia et de Yann ont tous les deux")
def shared_file(stage: Stage, hers: PlayedLaptop, his_network: Network) -> None:
    stage.resident_id = resident_gestures.register(hers, NAME, "Annick", "12/3/84", "0639980123")
    door_gestures.exchange(hers)
    laptop = stage.join_apart(his_network)
    assert resident_gestures.search(laptop, NAME.lower()) == [NAME]


@when("Nadia et Yann, sans réseau, changent le téléphone et l'adresse de cette fiche chacun à sa façon")
def change_apart(stage: Stage, hers: PlayedLaptop, his: PlayedLaptop, his_network: Network) -> None:
    hers.press_button("Couper le réseau")
    his_network.is_cut = True
    for laptop, texts in ((hers, HERS), (his, HIS)):
        assert resident_gestures.correct(laptop, NAME, **texts) == stage.resident_id


@then(parsers.parse("les deux cartes disent « {title} »"))
def both_cards_say(hers: PlayedLaptop, his: PlayedLaptop, title: str) -> None:
    for laptop in (hers, his):
        card = laptop.sync_card()
        assert (card.title, card.tone, card.review_text) == (title, "problem", "Vérifier")


@then("la page de Nadia montre ses valeurs à gauche et celles de Yann à droite, celles de Yann retenues")
def two_columns(hers: PlayedLaptop) -> None:
    view = review_gestures.open_review(hers)
    assert review_gestures.versions(hers) == [(HERS[field], HIS[field]) for field in ("phone", "address")]
    assert [pair.kept() for pair in view.pairs] == [RECEIVED, RECEIVED]
    assert "Ici, par vous" in view.pairs[0].tiles[HERE].accessibleName()
    assert "Reçu de Yann C." in view.pairs[0].tiles[RECEIVED].accessibleName()


@then("la fiche de la personne dit sur les deux ordinateurs qu'elle a deux versions")
def files_say_so(hers: PlayedLaptop, his: PlayedLaptop) -> None:
    for laptop in (hers, his):
        resident_gestures.open_file(laptop, NAME)
        banner = laptop.page(FILE, ResidentFileView).disputed
        assert banner.isVisible()
        assert "Téléphone, adresse" in banner.accessibleName()


@when("le réseau de Nadia est coupé")
def cut_again(hers: PlayedLaptop) -> None:
    hers.press_button("Couper le réseau")


@when("elle garde, au clavier, le téléphone de Yann et sa propre adresse")
def settle(hers: PlayedLaptop) -> None:
    review_gestures.press_review(hers)
    review_gestures.choose(hers, RECEIVED, HERE)


@then("sa fiche est départagée, et attend d'être envoyée")
def waits_to_be_sent(hers: PlayedLaptop) -> None:
    status = hers.work.sync.status
    assert status is not None
    assert status.to_review == 0
    assert status.pending_files > 0
    assert hers.sync_card().tone == "waiting"


@then("les deux ordinateurs ont la même fiche et plus rien à vérifier")
def the_same_file(hers: PlayedLaptop, his: PlayedLaptop) -> None:
    for laptop in (hers, his):
        resident_gestures.open_file(laptop, NAME)
        file = laptop.pages.file.file
        assert file is not None
        assert (file.fields.phone, file.fields.address) == ("+33639980177", HERS["address"])
        assert not laptop.page(FILE, ResidentFileView).disputed.isVisible()
        assert laptop.sync_card().tone == "good"
        laptop.go(Place.TODAY)
