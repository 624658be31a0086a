"""The caretaker's day: register somebody, plan a workshop, call its roll, all without network; send; a colleague's
laptop receives the same people; and the two disagree about one of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtWidgets import QApplication

from intake_app.demonstration import PASSPHRASE, Demonstration
from intake_app.played_day import door_gestures, resident_gestures, scenes, workshop_gestures
from intake_app.played_day.album import Album
from intake_app.played_day.disagreement import CUT, MEND, Disagreement
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import UnmetError
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from ui.navigation import Place
from ui.shell.window import Backstage

ACTION: Final = "3h pour l’emploi"
FILES: Final = 3
"""What the day leaves on the laptop before it is sent: somebody registered, the workshop, somebody who just came."""
COLLEAGUES_PASSPHRASE: Final = "sept marches puis un palier tranquille"  # noqa: S105 (of a laptop that lasts a minute)

Tell = Callable[[str], None]


class Day:
    """Plays on a demonstration, drawing pages on the way and telling what happens, line by line, in French. `play`
    raises UnmetError at the first thing that is not as it should be.
    """

    def __init__(self, app: QApplication, stage: Demonstration, album: Album, tell: Tell) -> None:
        self._app = app
        self._stage = stage
        self._album = album
        self._tell = tell

    def play(self) -> None:
        """From the lock screen in the morning to the same files on the colleague's laptop."""
        laptop = PlayedLaptop(self._app, self._stage.backstage())
        try:
            self._open(laptop)
            workshop_id = self._work_without_network(laptop)
            self._album.draw(laptop, scenes.at_work(workshop_id))
            self._send(laptop)
            self._album.draw(laptop, scenes.sent())
            door_gestures.lock(laptop)
            self._tell("Verrouillé\u202f: les clés sont oubliées.")
        finally:
            laptop.close()
        backstage = self._receive(workshop_id)
        Disagreement(self._app, self._stage, backstage, self._album, self._tell).play(COLLEAGUES_PASSPHRASE)

    def _open(self, laptop: PlayedLaptop) -> None:
        self._album.draw(laptop, scenes.locked())
        door_gestures.unlock(laptop, PASSPHRASE)
        page = laptop.pages.today.page
        if page is None:
            raise UnmetError("La page « Aujourd’hui » est vide.")
        self._tell(f"Ouvert\u202f: bonjour {laptop.work.desk.first_name}, {len(page.upcoming)} séances à venir.")

    def _work_without_network(self, laptop: PlayedLaptop) -> UUID:
        laptop.press_button(CUT)
        self._tell("Réseau coupé.")
        before = laptop.hands.keys
        resident_gestures.register(laptop, "Kerdoncuff", "Annick", "12/3/84", "0639980123")
        self._tell(f"Enregistré\u202f: une personne, en {laptop.hands.keys - before} touches et sans souris.")
        workshop_id = workshop_gestures.plan_today(laptop, ACTION)
        self._tell(f"Enregistré\u202f: la séance «\u202f{ACTION}\u202f» d’aujourd’hui.")
        roll = workshop_gestures.open_roll(laptop, workshop_id)
        for name in ("traoré", "riou"):
            workshop_gestures.enrol(laptop, roll, name)
        for name in ("Traoré", "Riou"):
            workshop_gestures.tick(laptop, roll, name)
        workshop_gestures.add_known(laptop, "hamidi")
        workshop_gestures.add_stranger(laptop, roll, "Lozachmeur", "Odile", "0639980456")
        present = len(workshop_gestures.present(laptop))
        _expect(present == 4, f"4 personnes présentes, pas {present}")
        self._tell("Enregistré\u202f: 4 présences, dont une personne venue sans inscription.")
        workshop_gestures.join_sheet(laptop, roll, self._stage.folder / "bureau")
        self._tell("Joint à la séance\u202f: la photographie de la feuille d’émargement, chiffrée.")
        self._expect_files(laptop, FILES)
        door_gestures.exchange(laptop)
        _expect(laptop.work.exchanges.last_error, "un échange impossible sans réseau")
        self._tell("Synchroniser sans réseau\u202f: refusé clairement, rien n’est perdu.")
        self._expect_files(laptop, FILES)
        return workshop_id

    def _send(self, laptop: PlayedLaptop) -> None:
        laptop.press_button(MEND)
        self._tell("Réseau rebranché.")
        door_gestures.exchange(laptop)
        _expect(laptop.outcomes, "un échange réussi")
        sent = sum(outcome.sent for outcome in laptop.outcomes)
        received = sum(outcome.received for outcome in laptop.outcomes)
        refused = sum(outcome.refused for outcome in laptop.outcomes)
        _expect(sent > 0 and not refused, f"tout envoyé, rien refusé, et non {sent} et {refused}")
        self._tell(f"Envoyé\u202f: {sent} modifications. Reçu\u202f: {received}.")
        self._expect_files(laptop, 0)
        card = laptop.sync_card()
        _expect(card.tone == "good" and card.last_exchange, "la carte au vert, avec le dernier échange")

    def _receive(self, workshop_id: UUID) -> Backstage:
        code = self._stage.server.codes["Yann"]
        premises = Premises(self._stage.folder / "colleague", params=FLOOR)
        backstage = Backstage(premises, invitation=(self._stage.server.address, code))
        laptop = PlayedLaptop(self._app, backstage)
        try:
            self._album.draw(laptop, scenes.first_run(code, COLLEAGUES_PASSPHRASE))
        finally:
            laptop.close()
        laptop = PlayedLaptop(self._app, backstage)
        try:
            door_gestures.join(laptop, COLLEAGUES_PASSPHRASE)
            received = sum(outcome.received for outcome in laptop.outcomes)
            self._tell(f"Deuxième ordinateur relié. Reçu\u202f: {received} enregistrements.")
            for name in ("Kerdoncuff", "Lozachmeur"):
                _expect(resident_gestures.search(laptop, name.lower()) == [name], "les mêmes personnes")
            workshop_gestures.open_roll(laptop, workshop_id)
            present = len(workshop_gestures.present(laptop))
            _expect(present == 4, f"les 4 présences sur l’autre ordinateur, pas {present}")
            workshop_gestures.look_at_sheet(laptop)
            self._tell("Il voit les mêmes personnes, la séance, ses 4 présences et la feuille d’émargement.")
            laptop.go(Place.TODAY)
        finally:
            laptop.close()
        return Backstage(premises)

    def _expect_files(self, laptop: PlayedLaptop, count: int) -> None:
        """As the store counts them, and as the card of the rail says them."""
        status, card = laptop.work.sync.status, laptop.sync_card()
        _expect(status and status.pending_files == count, f"{count} fiches pas encore envoyées")
        said = card.text or card.title
        _expect(said.startswith(f"{count} ") if count else not card.text, f"{count} fiches sur la carte")
        self._tell(f"La carte dit\u202f: «\u202f{said}\u202f» {card.last_exchange}.")


def _expect(is_so: object, expected: str) -> None:
    if not is_so:
        raise UnmetError(f"On attendait {expected}.")
