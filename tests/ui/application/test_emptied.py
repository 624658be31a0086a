"""The centre has a laptop emptied while somebody works on it: what she sees, and that she may begin anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.emptying import NOTICE_NAME
from sync.client.premises import Premises
from sync.client.progress import Outcome
from sync.client.workplace import Workplace
from tests.ui.application.reading import words_on
from tests.ui.page_words import clipped_on
from ui.shell.emptied_view import EmptiedView


def test_it_says_so_and_leads_to_the_first_start_once_the_centre_knows(
    laptop: PlayedLaptop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    door_gestures.unlock(laptop, PASSPHRASE)
    tries: list[None] = []

    def be_emptied(workplace: Workplace, *_: object) -> Outcome:
        (folder / NOTICE_NAME).write_bytes(b"{}")
        raise KnownError("laptop_emptied")

    def tell(premises: Premises) -> None:
        tries.append(None)
        if len(tries) == 1:
            raise KnownError("server_unreachable")
        (folder / NOTICE_NAME).unlink()

    monkeypatch.setattr(Workplace, "_exchange", be_emptied)
    monkeypatch.setattr(Premises, "tell_emptied", tell)
    laptop.work.exchanges.start()
    laptop.wait(lambda: laptop.window.findChildren(EmptiedView), "la page qui le dit")
    (page,) = laptop.window.findChildren(EmptiedView)
    laptop.wait(page._timer.isActive, "le premier essai")
    assert "Cet ordinateur a été vidé sur ordre du centre." in words_on(laptop)
    assert not page.begin_button.isVisible()
    assert not [path for path in folder.glob("palier.*") if path.name not in ("palier.lock", NOTICE_NAME)]
    assert clipped_on(laptop.window) == []
    page.tell()
    laptop.wait(page.begin_button.isVisible, "le reçu")
    assert "Le centre en a le reçu." in words_on(laptop)
    laptop.hands.press("Space")
    laptop.wait(lambda: laptop.window.door.first_run is not None, "le premier démarrage")
    assert laptop.window.door.currentWidget() is laptop.window.door.first_run
