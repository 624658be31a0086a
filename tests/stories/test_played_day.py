"""`run.py demo`: the day ends well and draws every page; when anything is not as it should be, it says so."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import KnownError
from intake_app.played_day import day, play
from intake_app.played_day.album import Variants
from ui.navigation import Place

WIDTH, HEIGHT = 911, 512
ONE_OF_EACH = Variants(((WIDTH, HEIGHT),), ("light",), ("fr",))
PAGES = {
    "lock", "lock-wrong-passphrase", "first-run-join", "first-run-wrong-code", "first-run-passphrase", "today",
    "residents", "residents-nobody", "same-person", "erasure", "resident-file",
    "resident-path", "add-step", "resident-form",
    "resident-form-refused", "notice", "workshops", "workshop-form", "roll", "roll-search", "roll-newcomer",
    "roll-closing", "attachment", "follow-ups", "settings", "settings-colleague",
    "settings-recovery-sheet",
    "sync-unsent", "error-message", "sync-sent", "today-sent", "sync-to-review", "resident-file-disputed",
    "two-versions", "two-versions-settled",
}  # fmt: skip


def colours_of(picture: QImage) -> int:
    """How many colours a picture has, looked at here and there: an empty page has two or three."""
    places = [(x, y) for x in range(0, picture.width(), 5) for y in range(0, picture.height(), 5)]
    return len({picture.pixel(x, y) for x, y in places})


def test_the_day_ends_well_and_draws_every_page(qapp: QApplication, tmp_path: Path) -> None:
    said: list[str] = []
    (tmp_path / "left-over.png").touch()
    assert play.play(tmp_path, ONE_OF_EACH, said.append) == 0, said[-1]
    drawn = {path.name.removesuffix(f"-{WIDTH}x{HEIGHT}-light-fr.png"): path for path in tmp_path.iterdir()}
    assert drawn.keys() == PAGES
    for path in drawn.values():
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
        assert colours_of(picture) > 10, path.name
    assert len({path.read_bytes() for path in drawn.values()}) == len(PAGES)


def test_every_place_of_the_rail_is_drawn() -> None:
    pages = {"sync_status": "sync-unsent", "follow_ups": "follow-ups"}
    assert {pages.get(place, place) for place in Place if place is not Place.FIGURES} <= PAGES


def test_the_day_tells_what_was_saved_sent_and_received(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(day.Album, "draw", lambda *_: None)
    assert play.play(tmp_path, ONE_OF_EACH, said.append) == 0, said[-1]
    told = "\n".join(said)
    assert told.count("Enregistré\u202f: ") == 3
    assert told.count("«\u202f3 fiches seulement sur cet ordinateur.\u202f»") == 2
    assert re.search("Envoyé\u202f: [1-9][0-9]* modifications", told)
    assert "«\u202fTout est envoyé\u202f» Dernier échange" in told
    assert "Il voit les mêmes personnes" in told
    assert said[-1].startswith("0 images dans ")


def test_a_day_that_does_not_go_as_expected_ends_with_a_sentence(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(day.Album, "draw", lambda *_: None)
    monkeypatch.setattr(day, "FILES", 4)
    assert play.play(tmp_path, ONE_OF_EACH, said.append) == 1
    assert said[-1] == "ÉCHEC. On attendait 4 fiches pas encore envoyées."


@pytest.mark.parametrize("encoding,bytes_said", [("utf-8", "Reçu\u202f: 3".encode()), ("cp1252", b"Re\xe7u : 3")])
def test_a_line_is_said_on_every_console(monkeypatch: pytest.MonkeyPatch, encoding: str, bytes_said: bytes) -> None:
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding=encoding, newline=""))
    play.say("Reçu\u202f: 3")
    assert written.getvalue().strip() == bytes_said


def test_nothing_is_said_where_there_is_no_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    play.say("Réseau coupé.")


def test_a_known_error_ends_the_day_with_its_sentence(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KnownError("demonstration_server_failed")

    said: list[str] = []
    monkeypatch.setattr(play, "_play", fail)
    assert play.play(tmp_path, ONE_OF_EACH, said.append) == 1
    assert said[-1].startswith("ÉCHEC. Le serveur de la démonstration n’a pas démarré.")
