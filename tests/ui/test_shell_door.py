"""In front of the door: a centre that does not answer is looked for again, and not even a bug shuts anybody out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.domain.errors import KnownError
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.vault_slot import SlotOwner
from sync.client.premises import Premises
from sync.client.transport import Transport
from sync.protocol.joining import Invitation
from tests.store.world import NADIA
from tests.ui.conftest import Shower
from tests.ui.page_words import clipped_on
from ui.jobs import Lane
from ui.shell.door import Door
from ui.shell.first_run_view import FirstRunView
from ui.shell.first_run_vm import FirstRunVm
from ui.shell.window import Backstage


@pytest.fixture
def bugs() -> list[BaseException]:
    return []


@pytest.fixture
def lane(qapp: object, bugs: list[BaseException]) -> Iterator[Lane]:
    made = Lane("test-network", bugs.append, bugs.append)
    yield made
    made.stop()


class SplitPremises(Premises):
    """Somebody's laptop that meets a problem nobody knows, whatever one asks of it."""

    def owners(self) -> list[SlotOwner]:
        return [SlotOwner(NADIA, "Nadia M.", "caretaker")]

    def unlock(self, *_args: Any, **_how: Any) -> NoReturn:
        raise ZeroDivisionError

    def ask_invitation(self, *_args: Any) -> NoReturn:
        raise ZeroDivisionError


@pytest.mark.parametrize(
    "key,said",
    [
        ("server_unreachable", "Le centre ne répond pas à cette adresse."),
        ("server_slow", "Le centre ne répond pas à cette adresse."),
        ("not_palier", "Ce n’est pas le serveur de Palier qui a répondu."),
    ],
)
def test_a_centre_that_does_not_answer_is_looked_for_again(
    qtbot: QtBot, show: Shower, lane: Lane, tmp_path: Path, key: str, said: str
) -> None:
    def away(_address: str) -> Transport:
        raise KnownError(key)

    view = FirstRunView(FirstRunVm(Premises(tmp_path, away), lane), "fr")
    show(view, 900, 600)
    view.address.setText("http://127.0.0.1:9")
    view.code.setText("ABCD-EFGH-IJKL-MN23")
    with qtbot.waitSignal(view.vm.refused):
        QTest.keyClick(view.code, Qt.Key.Key_Return)
    assert view.error().startswith(said)
    assert "vos fiches" not in view.error()
    assert view.go_on.isEnabled()


def test_after_a_bug_the_door_says_so_and_can_be_tried_again(
    qtbot: QtBot, show: Shower, lane: Lane, bugs: list[BaseException], tmp_path: Path
) -> None:
    door = Door(SplitPremises(tmp_path), lane, "fr")
    show(door, 900, 600)
    for tries in (1, 2):
        QTest.keyClicks(door.unlock.passphrase, "chaque palier compte")
        QTest.keyClick(door.unlock.passphrase, Qt.Key.Key_Return)
        assert not door.unlock.open_button.isEnabled()
        qtbot.waitUntil(lambda tries=tries: len(bugs) == tries)
        assert door.unlock.error().startswith("L’ouverture n’a pas abouti.")
        assert door.unlock.open_button.isEnabled()
        assert not door.unlock.passphrase.isReadOnly()


def test_after_a_bug_one_may_ask_for_the_invitation_again(
    qtbot: QtBot, show: Shower, lane: Lane, bugs: list[BaseException], tmp_path: Path
) -> None:
    view = FirstRunView(FirstRunVm(SplitPremises(tmp_path), lane), "fr", ("http://127.0.0.1:9", "ABCD"))
    show(view, 900, 600)
    QTest.keyClick(view.code, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(bugs) == 1)
    assert view.go_on.isEnabled()


class Kept:
    """Whoever has just made a vault, and the codes that were kept for her."""

    owner = SlotOwner(NADIA, "Nadia M.", "caretaker")

    def __init__(self) -> None:
        self.codes: list[str] = []
        self.is_closed = False

    def people(self) -> Kept:
        return self

    def keep_sheet(self, code: str) -> None:
        self.codes.append(code)

    def close(self) -> None:
        self.is_closed = True


class NewPremises(Premises):
    """A computer whose first start goes well."""

    made: Kept

    def ask_invitation(self, *_args: Any) -> Invitation:
        return Invitation("Rennes", str(NADIA), "Nadia", "Meziane", "caretaker", "2026-11-23T10:00:00Z")

    def create(self, *_args: Any) -> Any:
        self.made = Kept()
        return self.made


def start(qtbot: QtBot, show: Shower, lane: Lane, premises: NewPremises) -> Door:
    """A first start up to the sheet, by the keyboard alone."""
    door = Door(premises, lane, "fr", ("http://127.0.0.1:9", "ABCD"))
    show(door, 911, 512)
    first_run = door.first_run
    assert first_run is not None
    QTest.keyClick(first_run.code, Qt.Key.Key_Return)
    qtbot.waitUntil(first_run.new.passphrase.hasFocus)
    for field in (first_run.new.passphrase, first_run.new.repeated):
        QTest.keyClicks(field, "chaque palier compte vraiment")
        QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first_run.sheet is not None and first_run.sheet.print_button.hasFocus())
    return door


def test_the_first_start_offers_a_sheet_and_goes_on_once_it_is_kept(
    qtbot: QtBot, show: Shower, lane: Lane, tmp_path: Path
) -> None:
    premises = NewPremises(tmp_path)
    door = start(qtbot, show, lane, premises)
    assert door.first_run is not None
    sheet = door.first_run.sheet
    assert sheet is not None
    groups = sheet.groups_shown()
    assert clipped_on(door) == []
    QTest.keyClick(sheet.have, Qt.Key.Key_Space)
    assert clipped_on(door) == []
    first, second = sheet._fields
    assert first.hasFocus()
    QTest.keyClicks(first, groups[sheet.vm.asked[0]])
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClicks(second, groups[sheet.vm.asked[1]])
    with qtbot.waitSignal(door.opened) as opened:
        QTest.keyClick(second, Qt.Key.Key_Return)
    assert opened.args == [premises.made]
    assert premises.made.codes == ["".join(groups)]


def test_a_sheet_may_wait_and_the_work_does_not(qtbot: QtBot, show: Shower, lane: Lane, tmp_path: Path) -> None:
    premises = NewPremises(tmp_path)
    door = start(qtbot, show, lane, premises)
    assert door.first_run is not None
    assert door.first_run.sheet is not None
    with qtbot.waitSignal(door.opened):
        QTest.keyClick(door.first_run.sheet.later, Qt.Key.Key_Space)
    assert premises.made.codes == []
    assert not premises.made.is_closed


def test_whoever_closes_the_window_in_front_of_the_sheet_leaves_nothing_open(
    qtbot: QtBot, show: Shower, lane: Lane, tmp_path: Path
) -> None:
    premises = NewPremises(tmp_path)
    start(qtbot, show, lane, premises).leave()
    qtbot.waitUntil(lambda: premises.made.is_closed)


def test_a_code_left_on_the_screen_is_locked_away(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    premises = NewPremises(tmp_path)
    laptop = PlayedLaptop(qapp, Backstage(premises, invitation=("http://127.0.0.1:9", "ABCD")))
    first_run = laptop.window.door.first_run
    assert first_run is not None
    laptop.hands.press("Return")
    laptop.wait(first_run.new.passphrase.hasFocus, "la réponse du centre")
    for _field in range(2):
        laptop.hands.type("chaque palier compte vraiment")
        laptop.hands.press("Return")
    laptop.wait(lambda: first_run.sheet is not None, "la feuille")
    assert laptop.window.idle._timer.isActive()
    laptop.window.idle.went_idle.emit()
    laptop.wait(lambda: premises.made.is_closed, "la fermeture")
    assert laptop.window.door.first_run is not first_run
    assert not laptop.window.idle._timer.isActive()
    laptop.close()
