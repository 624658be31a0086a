"""The lock screen: who, passphrase, waiting, errors; and how little it loads."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from tests.ui.looks import CONTROLS, accessible_tree, has_colour, names
from ui import theme
from ui.shell.unlock_view import UnlockCard, UnlockView

PEOPLE = [("1", "Nadia M.", "Gardienne"), ("2", "Yann C.", "Intervenant"), ("3", "Claire D.", "Conseillère")]
HEAVY = {
    "sqlmodel", "sqlalchemy", "requests", "urllib3", "phonenumbers", "structlog", "msgspec", "cryptography", "pydantic",
    "ui.widgets.form_view", "ui.widgets.rows_view", "ui.shell.frame", "ui.formats",
}  # fmt: skip


@pytest.fixture
def view(show: Shower) -> UnlockView:
    """The lock screen of a laptop that three people share."""
    made = UnlockView()
    made.set_people(PEOPLE)
    show(made, 1366, 768)
    return made


def test_typing_and_enter_ask_to_open_for_the_person_chosen(qtbot: QtBot, view: UnlockView) -> None:
    assert view.passphrase.hasFocus()
    qtbot.keyClicks(view.passphrase, "cheval agrafe")
    with qtbot.waitSignal(view.unlock_requested, timeout=1000) as asked:
        qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    assert asked.args == ["1", "cheval agrafe"]


def test_choosing_somebody_else_leads_back_to_the_passphrase(qtbot: QtBot, view: UnlockView) -> None:
    qtbot.mouseClick(view._tiles["2"], Qt.MouseButton.LeftButton)
    assert view.chosen_person() == "2"
    assert view.passphrase.hasFocus()
    qtbot.keyClicks(view.passphrase, "pile")
    with qtbot.waitSignal(view.unlock_requested, timeout=1000) as asked:
        qtbot.mouseClick(view.open_button, Qt.MouseButton.LeftButton)
    assert asked.args == ["2", "pile"]


def test_the_last_person_may_be_chosen_beforehand(view: UnlockView) -> None:
    view.set_people(PEOPLE, "3")
    assert view.chosen_person() == "3"
    view.set_people(PEOPLE, "gone")
    assert view.chosen_person() == "1"
    view.set_people([])
    assert view.chosen_person() == ""


def test_an_empty_passphrase_opens_nothing(qtbot: QtBot, view: UnlockView) -> None:
    with qtbot.assertNotEmitted(view.unlock_requested):
        view.open_button.click()
    assert view.error() == "Écrivez votre phrase de passe."
    qtbot.keyClicks(view.passphrase, "c")
    assert view.error() == ""


def test_an_error_is_said_and_the_passphrase_is_ready_to_be_typed_again(qtbot: QtBot, view: UnlockView) -> None:
    qtbot.keyClicks(view.passphrase, "faux")
    view.set_error("Ce n’est pas la bonne phrase.")
    assert view.passphrase.accessibleDescription() == "Ce n’est pas la bonne phrase."
    assert "Ce n’est pas la bonne phrase." in names(view, QAccessible.Role.StaticText)
    assert has_colour(view.passphrase, theme.current().colour("bad"))
    qtbot.keyClicks(view.passphrase, "juste")
    assert view.passphrase.text() == "juste"


def test_a_wait_is_counted_down_and_nothing_opens_meanwhile(qtbot: QtBot, view: UnlockView) -> None:
    view.passphrase.setText("pile")
    view.start_wait(62)
    assert view.error() == "Trop d’essais. Patientez encore 1 min 2 s."
    assert view.timer.isActive()
    assert not view.open_button.isEnabled()
    with qtbot.assertNotEmitted(view.unlock_requested):
        qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    for _second in range(3):
        view.timer.timeout.emit()
    assert view.error() == "Trop d’essais. Patientez encore 59 s."
    for _second in range(59):
        view.timer.timeout.emit()
    assert (view.seconds_left(), view.error()) == (0, "")
    assert not view.timer.isActive()
    assert view.open_button.isEnabled()


def test_typing_does_not_make_the_wait_disappear(qtbot: QtBot, view: UnlockView) -> None:
    view.start_wait(10)
    qtbot.keyClicks(view.passphrase, "a")
    assert view.error() == "Trop d’essais. Patientez encore 10 s."


def test_while_opening_nothing_can_be_pressed_twice(qtbot: QtBot, view: UnlockView) -> None:
    view.passphrase.setText("pile")
    view.set_busy(True)
    assert view.open_button.text() == "Ouverture…"
    with qtbot.assertNotEmitted(view.unlock_requested):
        view.open_button.click()
        qtbot.keyClick(view.passphrase, Qt.Key.Key_Return)
    view.set_busy(False)
    assert view.open_button.text() == "Ouvrir"
    with qtbot.waitSignal(view.unlock_requested, timeout=1000):
        view.open_button.click()


def test_a_question_is_asked_before_going_on(qtbot: QtBot, view: UnlockView) -> None:
    view.ask("3 modifications manquent.", "Ouvrir quand même")
    assert "Ouvrir quand même" in names(view, QAccessible.Role.PushButton)
    with qtbot.waitSignal(view.question_accepted, timeout=1000):
        view._yes.click()
    view.set_error("")
    assert "Ouvrir quand même" not in names(view, QAccessible.Role.PushButton)


def test_a_forgotten_passphrase_has_its_way(qtbot: QtBot, view: UnlockView) -> None:
    link = next(
        here.object() for here in accessible_tree(view) if here.text(QAccessible.Text.Name) == "Phrase oubliée\u202f?"
    )
    with qtbot.waitSignal(view.forgotten_requested, timeout=1000):
        link.click()


def test_the_passphrase_is_forgotten_as_soon_as_the_screen_is_left(qtbot: QtBot, view: UnlockView) -> None:
    qtbot.keyClicks(view.passphrase, "cheval agrafe")
    view.hide()
    assert view.passphrase.text() == ""


def test_people_passphrase_and_button_come_in_this_order_by_tab(qtbot: QtBot, view: UnlockView) -> None:
    view._tiles["1"].setFocus()
    order = []
    for _stop in range(5):
        focused = QApplication.focusWidget()
        order.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert order[:2] == [view._tiles["1"], view.passphrase]
    assert order[2:4] == [view.passphrase.eye, view.open_button]


def test_everything_on_the_lock_screen_has_a_name(view: UnlockView) -> None:
    controls = [here for here in accessible_tree(view) if here.role() in CONTROLS]
    assert [here.object() for here in controls if not here.text(QAccessible.Text.Name)] == []
    heard = [here.text(QAccessible.Text.Name) for here in controls]
    assert {"Nadia M., Gardienne", "Phrase de passe", "Montrer la phrase", "Ouvrir"} <= set(heard)


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_lock_screen_fits_a_small_screen_or_scrolls(qapp: QApplication, show: Shower, scale: float) -> None:
    theme.apply_theme(qapp, "light", scale)
    view = UnlockView()
    view.set_people(PEOPLE[:2])
    view.set_footer("Tout fonctionne sans connexion · 12 modifications à envoyer")
    show(view, 911, 512)
    qapp.processEvents()
    area = view.findChild(QScrollArea)
    assert area is not None
    assert not area.horizontalScrollBar().isVisible()
    assert area.verticalScrollBar().isVisible() == (scale > 1)
    assert view.minimumSizeHint().width() <= 910


def test_an_open_lock_screen_grows_with_the_text(qapp: QApplication, view: UnlockView) -> None:
    before = view.findChild(UnlockCard).width()
    theme.apply_theme(qapp, "light", 2.0)
    assert view.findChild(UnlockCard).width() == 1.5 * before


def test_the_lock_screen_loads_little() -> None:
    code = "import sys, ui.theme, ui.shell.unlock_view; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.translate(str.maketrans("", "", "[]',\n")).split())
    assert "ui.shell.unlock_view" in loaded
    assert HEAVY & loaded == set()
