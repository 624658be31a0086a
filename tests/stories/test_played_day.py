"""`run.py demo`: the day ends well and draws every page; when anything is not as it should be, it says so."""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from intake_app.demonstration import Demonstration
from intake_app.domain.errors import KnownError
from intake_app.played_day import day, door_gestures, play
from intake_app.played_day.album import Variants
from intake_app.played_day.laptop import PlayedLaptop
from tests.store.test_no_plaintext import leaks
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


TYPED = ("Kerdoncuff", "KERDONCUFF", "kerdoncuff", "Lozachmeur", "LOZACHMEUR", "0639980123", "639980123")
"""What is typed of people on that day."""


@pytest.fixture
def looked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Looks for what is typed in every file of a laptop, while she works, as a kill would leave it, and at the end:
    records, copies, temporary files, names of files. (The centre keeps its records readable.) How many folders it
    looked through, each time.
    """
    temporary, looked = tmp_path / "temporary", list[int]()
    temporary.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)

    def look() -> None:
        folders = [path for path in temporary.glob("palier-day-*/*") if path.name != "centre"]
        assert any((folder / "palier.db").exists() for folder in folders)
        loose = [path for path in temporary.iterdir() if not path.name.startswith("palier-day-")]
        assert leaks(*folders, *loose, words=TYPED) == []
        names = " ".join(path.name for folder in folders for path in folder.rglob("*")).lower()
        assert not any(word.lower() in names for word in TYPED)
        looked.append(len(folders))

    lock, leave = door_gestures.lock, Demonstration.__exit__

    def look_and_lock(laptop: PlayedLaptop) -> None:
        look()
        assert laptop.window.windowTitle() == "Palier"
        lock(laptop)

    def look_and_leave(stage: Demonstration, *how: Any) -> None:
        look()
        leave(stage, *how)

    monkeypatch.setattr(day.door_gestures, "lock", look_and_lock)
    monkeypatch.setattr(Demonstration, "__exit__", look_and_leave)
    return looked


def test_the_day_tells_what_was_saved_sent_and_received_and_leaves_no_name_in_any_file(
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    looked: list[int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(day.Album, "draw", lambda *_: None)
    assert play.play(tmp_path, ONE_OF_EACH, said.append) == 0, said[-1]
    assert looked[-1] >= 2
    assert not any(word.lower() in caplog.text.lower() for word in TYPED)
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
