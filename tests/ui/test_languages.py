"""French and English on every page: all is said in the language of the window, and nothing is cut, even if longer."""

from __future__ import annotations

import importlib
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from intake_app.domain.errors import KnownError
from intake_app.domain.resource import resource_path
from intake_app.domain.sentences import LANGUAGES, Language
from intake_app.storage.backup import DailyCopies
from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.vault import create_vault
from intake_app.storage.vault_slot import SlotOwner
from sync.client.laptop_people import LaptopPeople
from sync.client.premises import Premises
from sync.client.progress import Outcome
from tests.store.world import NADIA
from tests.ui import draw_planning, draw_residents, draw_sync, draw_workshops
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.page_words import clipped_in_lists_on, clipped_on, said_on
from tests.ui.resident_scenes import furnish_day
from ui.languages import install_language
from ui.navigation import Place
from ui.preferences import Preferences, read_preferences
from ui.shell.frame import ShellFrame
from ui.shell.window import Backstage, Window
from ui.widgets.buttons import PrimaryButton
from ui.widgets.chips import Chip
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel

SMALL = (911, 512)
"""A screen of 1366 x 768 at 150 %, in logical pixels."""
FRENCH_SIGNS = re.compile("[\u202f\u00a0][:;!?%]|«")
PARTS = re.compile(r" · |\n|, ")


@cache
def french_words() -> re.Pattern[str]:
    """What would be French: the texts of the source whose English differs, whatever is filled in."""
    root = ElementTree.parse(resource_path("i18n", "palier_en.ts")).getroot()
    french = set()
    for message in root.iter("message"):
        source = message.findtext("source") or ""
        if source not in {said.text for said in message.iter() if said.tag in ("translation", "numerusform")}:
            french.add(re.sub(r"%(?:n|\d)", ".+", re.escape(source).replace("\\%", "%")))
    return re.compile("|".join(sorted(french)))


def french_on(window: QWidget) -> list[str]:
    """The parts of texts on the window that are French words of the source, or set as French is."""
    parts = {part for said in said_on(window) for part in (said, *PARTS.split(said))}
    return sorted(part for part in parts if french_words().fullmatch(part) or FRENCH_SIGNS.search(part))


class Longer(QTranslator):
    """A language whose words are 40 % longer."""

    def translate(self, context: str, text: str, _comment: str | None = None, _count: int = -1) -> Any:
        """The French, each word with its beginning again at its end; None of what is Qt's own: it says that itself."""
        if context.startswith("Q"):
            return None
        return re.sub(r"[^\W\d_]{2,}", lambda word: word[0] + word[0].lower()[: -(-len(word[0]) * 2 // 5)], text)


@pytest.fixture
def app(dressed: QApplication) -> Iterator[QApplication]:
    yield dressed
    install_language(dressed, "fr")


def page_of_residents(name: str) -> Callable[[AtDesk], QWidget]:
    return lambda at: draw_residents.PAGES[name][1](at, dict(furnish_day(at)))


def page_of_workshops(name: str) -> Callable[[AtDesk], QWidget]:
    return lambda at: draw_workshops.PAGES[name][1](draw_workshops.Scene(at))


PAGES: dict[str, Callable[[AtDesk], QWidget]] = {
    **{name: page_of_residents(name) for name in draw_residents.PAGES},
    **{name: page_of_workshops(name) for name in {**draw_workshops.PAGES, **draw_planning.PLANNING}},
    **draw_sync.PAGES,
}


def opened(at: AtDesk, name: str) -> ShellFrame:
    """The page in the frame of the window, at the smallest size."""
    frame = ShellFrame()
    frame.resize(*SMALL)
    frame.show()
    frame.add_page(name, PAGES[name](at))
    frame.show_page(name, "today")
    for _round in range(3):
        at.settle()
        QApplication.processEvents()
    return frame


class DeskWorkplace:
    """What the window opens, on the desk of a test; the centre is never reached."""

    enrolment = None

    def __init__(self, at: AtDesk, folder: Path) -> None:
        self.store, self.actor, self.folder, self.clock = at.store, at.actor, folder, at.actor.clock
        self.owner = SlotOwner(NADIA, "Nadia M.", "caretaker")
        self.keys = create_vault(folder, self.owner, "chaque palier compte vraiment", FLOOR)

    def people(self) -> LaptopPeople:
        return LaptopPeople(self.folder, self.keys, self.store, lambda: self.actor, self.owner, lambda: FLOOR)

    def daily_copies(self, is_stopped: Callable[[], bool] = lambda: False) -> DailyCopies:
        return DailyCopies(self.folder, self.keys, self.store, is_stopped)

    def exchange(self, _report: object, _is_stopped: object, *, accept_removal: bool) -> Outcome:
        raise KnownError("server_unreachable")

    def close_after(self, step: Callable[[], None]) -> None:
        step()

    def close(self) -> None:
        """The desk closes its store itself."""


@contextmanager
def window_on(app: QApplication, folder: Path) -> Iterator[Window]:
    """The whole window at its door, on a folder without a vault."""
    bugs: list[BaseException] = []
    window = Window(app, Backstage(Premises(folder)), Preferences(), bugs.append)
    window.resize(*SMALL)
    window.show()
    yield window
    window.close()
    assert bugs == []


def settle(window: Window, at: AtDesk) -> None:
    """Wait until the page shown has all it asked for."""
    assert window.work is not None
    for _round in range(3):
        answered: list[None] = []
        window.work.database.put(window, lambda: None, answered.append)
        QTest.qWait(1)
        while not answered:
            QTest.qWait(5)
    at.settle()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_one_language_and_cuts_nothing(
    app: QApplication, tmp_path: Path, name: str, language: Language
) -> None:
    install_language(app, language)
    with sit_down(tmp_path / "palier") as at:
        frame = opened(at, name)
        assert clipped_on(frame) == []
        assert clipped_in_lists_on(frame) == []
        assert bool(french_on(frame)) == (language == "fr"), french_on(frame)


@pytest.mark.parametrize("name", PAGES)
def test_words_forty_per_cent_longer_still_fit(app: QApplication, tmp_path: Path, name: str) -> None:
    longer = Longer(app)
    app.installTranslator(longer)
    try:
        with sit_down(tmp_path / "palier") as at:
            assert clipped_on(opened(at, name)) == []
    finally:
        app.removeTranslator(longer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rail_shows_its_words_in_full(app: QApplication, show: Shower, language: Language) -> None:
    install_language(app, language)
    frame = ShellFrame()
    frame.rail.set_badge(Place.FOLLOW_UPS, 7)
    show(frame, 1366, 768)
    assert not frame.rail.is_slim()
    assert clipped_on(frame) == []


def test_what_does_not_fit_is_found(app: QApplication, show: Shower) -> None:
    room = QWidget()
    for place, cramped in enumerate((TextLabel("Beaucoup de mots"), PrimaryButton("Enregistrer"), Pill("en retard"))):
        cramped.setParent(room)
        cramped.setGeometry(0, 40 * place, 50, 20)
    show(room)
    assert clipped_on(room) == ["Pill: en retard", "PrimaryButton: Enregistrer", "TextLabel: Beaucoup de mots"]


def test_the_first_start_changes_its_language_at_once(app: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    with window_on(app, tmp_path) as window:
        first_run = window.door.first_run
        assert first_run is not None
        assert "Relier cet ordinateur" in said_on(window)
        english = next(chip for chip in first_run.findChildren(Chip) if chip.text() == "English")
        english.click()
        qtbot.waitUntil(lambda: "Link this computer" in said_on(window), timeout=5000)
        assert french_on(window) == []
        assert read_preferences(tmp_path).language == "en"


def test_an_open_window_changes_its_language_on_every_page(app: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    with sit_down(tmp_path / "palier") as at, window_on(app, tmp_path / "empty") as window:
        resident_id = furnish_day(at)["Ben Ali"]
        window.door.opened.emit(DeskWorkplace(at, tmp_path / "laptop"))
        assert window.work is not None
        window.work.pages.go(Place.SETTINGS)
        settle(window, at)
        assert "Réglages" in said_on(window)
        window.follow(replace(window.preferences, language="en"))
        qtbot.waitUntil(lambda: "Settings" in said_on(window), timeout=5000)
        pages = window.work.pages
        visits: list[Callable[[], None]] = [partial(pages.go, place) for place in Place if place != Place.FIGURES]
        visits += [
            partial(pages.open_resident, resident_id),
            pages.open_conflicts,
            pages.open_new_resident,
            pages.plan_workshop,
        ]
        for visit in visits:
            visit()
            settle(window, at)
            assert french_on(window) == []
            assert clipped_on(window) == []


def test_the_frozen_program_finds_its_languages(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(resource_path("i18n"), tmp_path / "resources" / "i18n")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    install_language(app, "en")
    assert QCoreApplication.translate("SettingsView", "Réglages") == "Settings"
    install_language(app, "fr")
    assert QCoreApplication.translate("SettingsView", "Réglages") == "Réglages"


@pytest.mark.parametrize(
    "count,french,english",
    [(0, "0 fiche à vérifier", "0 records to check"), (1, "1 fiche à vérifier", "1 record to check"),
     (2, "2 fiches à vérifier", "2 records to check")],
)  # fmt: skip
def test_counts_agree_in_both_languages(app: QApplication, count: int, french: str, english: str) -> None:
    for language, said in (("fr", french), ("en", english)):
        install_language(app, language)  # type: ignore[arg-type]
        assert QCoreApplication.translate("SyncWords", "%n fiche(s) à vérifier", "", count) == said


class Counting(QObject):
    """Says texts of its own class."""

    def said(self, count: int) -> tuple[str, str]:
        """A text and a counted one."""
        return self.tr("Ici"), self.tr("%n jour(s)", "", count)


class Heir(Counting):
    """Inherits what is said."""


def test_what_a_class_inherits_is_translated_too(
    app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parents[2] / "packaging")
    tool = importlib.import_module("translations")
    (tmp_path / "ui").mkdir()
    shutil.copy(__file__, tmp_path / "ui" / "inherited.py")
    words = [one for one in tool.read_words(tmp_path) if one.context in ("Counting", "Heir")]
    english = {"Ici": ("Here",), "%n jour(s)": ("%n day", "%n days")}
    (tmp_path / "here.ts").write_text(tool.write_ts([tool.Translation(one, english[one.text]) for one in words], "en"))
    tool.compile_ts(tmp_path / "here.ts", tmp_path / "here.qm")
    translator = QTranslator(app)
    assert translator.load(str(tmp_path / "here.qm"))
    app.installTranslator(translator)
    try:
        assert Counting().said(1) == Heir().said(1) == ("Here", "1 day")
        assert Heir().said(2) == ("Here", "2 days")
    finally:
        app.removeTranslator(translator)
