"""Two people change one file while one of them is without network: both see it, one settles it offline, and everybody
has the same file in the end.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QApplication

from intake_app.demonstration import PASSPHRASE, Demonstration
from intake_app.played_day import door_gestures, resident_gestures, review_gestures, scenes
from intake_app.played_day.album import Album
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError
from intake_app.played_day.review_gestures import HERE, RECEIVED
from ui.shell.window import Backstage

NAME: Final = "Kerdoncuff"
HIS_PHONE, HER_PHONE = "06 39 98 01 77", "06 39 98 01 88"
HIS_ADDRESS, HER_ADDRESS = "12 rue du Gros-Chêne, tour B, appt 406", "12 rue du Gros-Chêne, tour B, appt 604"
CUT, MEND = "Couper le réseau", "Rebrancher le réseau"


class Disagreement:
    """Plays on the caretaker's laptop and the colleague's, which have the same files, one after the other."""

    def __init__(
        self, app: QApplication, stage: Demonstration, colleague: Backstage, album: Album, tell: Callable[[str], None]
    ) -> None:
        self._app = app
        self._stage = stage
        self._colleague = colleague
        self._album = album
        self._tell = tell

    def play(self, colleagues_passphrase: str) -> None:
        """From the colleague's correction to the same file on both laptops."""
        self._correct_elsewhere(colleagues_passphrase)
        self._stage.network.is_cut = True
        laptop = PlayedLaptop(self._app, self._stage.backstage())
        try:
            door_gestures.unlock(laptop, PASSPHRASE)
            self._correct_without_network(laptop)
            self._album.draw(laptop, scenes.to_review(NAME))
            self._settle_without_network(laptop)
            self._album.draw(laptop, scenes.reviewed())
            door_gestures.lock(laptop)
        finally:
            laptop.close()
        self._see_the_same(colleagues_passphrase)

    def _correct_elsewhere(self, passphrase: str) -> None:
        laptop = PlayedLaptop(self._app, self._colleague)
        try:
            door_gestures.unlock(laptop, passphrase)
            resident_gestures.correct(laptop, NAME, phone=HIS_PHONE, address=HIS_ADDRESS)
            door_gestures.exchange(laptop)
            _expect(laptop.sync_card().tone == "good", "la correction du collègue envoyée")
            self._tell("Yann corrige le téléphone et l’adresse d’une personne, et envoie.")
        finally:
            laptop.close()

    def _correct_without_network(self, laptop: PlayedLaptop) -> None:
        resident_gestures.correct(laptop, NAME, phone=HER_PHONE, address=HER_ADDRESS, birth_date="12/5/84")
        self._tell("Nadia, sans réseau, corrige les mêmes lignes autrement.")
        laptop.press_button(MEND)
        door_gestures.exchange(laptop)
        status = laptop.work.sync.status
        _expect(status and (status.to_review, status.pending_files) == (1, 0), "une fiche à vérifier")
        self._tell(f"Après l’envoi, la carte dit\u202f: «\u202f{laptop.sync_card().title}\u202f».")

    def _settle_without_network(self, laptop: PlayedLaptop) -> None:
        laptop.press_button(CUT)
        review_gestures.press_review(laptop)
        both = [(HER_PHONE, HIS_PHONE), (HER_ADDRESS, HIS_ADDRESS)]
        _expect(review_gestures.versions(laptop) == both, "les deux versions côte à côte")
        review_gestures.choose(laptop, RECEIVED, HERE)
        self._tell("Départagé sans réseau, au clavier\u202f: le téléphone de Yann, l’adresse de Nadia.")
        laptop.press_button(MEND)
        door_gestures.exchange(laptop)
        _expect(laptop.sync_card().tone == "good", "plus rien à vérifier ni à envoyer")

    def _see_the_same(self, passphrase: str) -> None:
        laptop = PlayedLaptop(self._app, self._colleague)
        try:
            door_gestures.unlock(laptop, passphrase)
            door_gestures.exchange(laptop)
            resident_gestures.open_file(laptop, NAME)
            file, status = laptop.pages.file.file, laptop.work.sync.status
            _expect(file and file.fields.address == HER_ADDRESS, "la même adresse sur l’autre ordinateur")
            _expect(status and status.to_review == 0, "plus rien à vérifier sur l’autre ordinateur")
            self._tell("L’ordinateur de Yann a la même fiche, et plus rien à vérifier.")
        finally:
            laptop.close()


def _expect(is_so: object, expected: str) -> None:
    if not is_so:
        raise UnmetError(f"On attendait {expected}.")
