"""The frame of the window: rail, pages, sync card, ribbon, cover; and the rule of heights."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from tests.ui.looks import CONTROLS, accessible_tree, has_colour, names
from ui import theme
from ui.navigation import Place
from ui.shell.frame import ShellFrame
from ui.shell.navigation_rail import standard_entries
from ui.widgets.fields import TextField
from ui.widgets.page import PageScaffold
from ui.widgets.ribbon import Ribbon
from ui.widgets.sync_card_state import SyncCardState, SyncTone

OFFLINE = SyncCardState(
    "waiting",
    "Hors ligne",
    "12 modifications sont en sécurité sur cet ordinateur, pas encore envoyées.",
    "Dernier échange\u202f: hier, 17\u00a0h\u00a042",
    "Synchroniser",
    icon_name="offline",
)
SPOKEN = (
    "Hors ligne. 12 modifications sont en sécurité sur cet ordinateur, pas encore envoyées. "
    "Dernier échange\u202f: hier, 17\u00a0h\u00a042."
)


def filled_frame() -> ShellFrame:
    """A window with two pages."""
    frame = ShellFrame()
    for key in (Place.TODAY, Place.RESIDENTS):
        page = PageScaffold(key.value)
        page.body.addWidget(TextField())
        frame.add_page(key, page)
    frame.show_page(Place.TODAY)
    frame.rail.person.set_person("Nadia M.", "Gardienne", "NM")
    frame.set_sync_state(OFFLINE)
    return frame


@pytest.fixture
def frame(show: Shower) -> ShellFrame:
    """The window at 1366 x 768."""
    made = filled_frame()
    show(made, 1366, 768)
    return made


def test_the_rail_names_every_place_in_its_order(frame: ShellFrame) -> None:
    labels = [entry.label for entry in standard_entries()]
    assert labels == ["Aujourd’hui", "Personnes", "Séances", "Suivis", "Chiffres clés", "Synchronisation", "Réglages"]
    assert [entry.key for entry in standard_entries()] == [place.value for place in Place]
    heard = names(frame.rail, QAccessible.Role.RadioButton)
    assert sorted(heard) == sorted(labels)


def test_choosing_a_place_is_told_and_moves_nothing_by_itself(qtbot: QtBot, frame: ShellFrame) -> None:
    with qtbot.waitSignal(frame.place_requested, timeout=1000) as asked:
        qtbot.mouseClick(frame.rail.place(Place.RESIDENTS), Qt.MouseButton.LeftButton)
    assert asked.args == [Place.RESIDENTS.value]
    assert frame.current_page() is frame.page(Place.TODAY)


def test_showing_a_page_lights_its_place_and_gives_it_the_keyboard(frame: ShellFrame) -> None:
    frame.show_page(Place.RESIDENTS)
    assert frame.rail.current() == Place.RESIDENTS
    page = frame.page(Place.RESIDENTS)
    assert page is not None
    assert page.hasFocus()
    frame.add_page("one", PageScaffold("Karim BENALI"))
    frame.show_page("one", Place.RESIDENTS)
    assert frame.rail.current() == Place.RESIDENTS
    with pytest.raises(KeyError):
        frame.show_page("nowhere")


def test_a_page_put_under_the_same_key_replaces_the_other(frame: ShellFrame) -> None:
    new = PageScaffold("Personnes")
    frame.add_page(Place.RESIDENTS, new)
    assert frame.page(Place.RESIDENTS) is new
    frame.remove_page(Place.RESIDENTS)
    frame.remove_page(Place.RESIDENTS)
    assert frame.page(Place.RESIDENTS) is None


def test_a_place_says_how_much_waits_there(frame: ShellFrame) -> None:
    frame.rail.set_badge(Place.FOLLOW_UPS, 7)
    assert "Suivis, 7" in names(frame.rail, QAccessible.Role.RadioButton)
    assert has_colour(frame.rail.place(Place.FOLLOW_UPS), theme.current().colour("accent"))
    frame.rail.set_badge(Place.FOLLOW_UPS, 0)
    assert "Suivis" in names(frame.rail, QAccessible.Role.RadioButton)
    assert not has_colour(frame.rail.place(Place.FOLLOW_UPS), theme.current().colour("accent"))


@pytest.mark.parametrize(
    "width, height, scale, is_slim",
    [
        *((1366, 768, 1.0, False), (911, 512, 1.0, True), (1366, 512, 1.0, True), (911, 768, 1.0, True)),
        *((1920, 1080, 1.0, False), (1366, 768, 1.5, True), (1366, 768, 2.0, True), (1920, 1080, 1.5, False)),
    ],
)
def test_the_rail_gives_up_its_words_when_there_is_no_room(
    qapp: QApplication, show: Shower, width: int, height: int, scale: float, is_slim: bool
) -> None:
    theme.apply_theme(qapp, "light", scale)
    frame = filled_frame()
    show(frame, width, height)
    assert frame.rail.is_slim() == is_slim
    assert frame.size().toTuple() == (width, height)
    assert all(frame.rail.rect().contains(part.geometry()) for part in _shown_parts(frame))
    parts = sorted((part.geometry().top(), part.geometry().bottom()) for part in _shown_parts(frame))
    assert all(above[1] < below[0] for above, below in pairwise(parts))


def _shown_parts(frame: ShellFrame) -> list[QWidget]:
    rail = frame.rail
    parts = [rail.sync_card, rail.person, *(rail.place(entry.key) for entry in standard_entries())]
    assert all(part.isVisible() for part in parts)
    assert all(part.height() >= 40 for part in parts)
    return parts


def test_the_rail_finds_its_words_again_when_the_window_grows(frame: ShellFrame) -> None:
    for size, is_slim in (((911, 512), True), ((1366, 768), False)):
        frame.resize(*size)
        assert frame.rail.is_slim() == is_slim


def test_a_longer_state_makes_the_card_taller_and_may_cost_the_rail_its_words(frame: ShellFrame) -> None:
    frame.resize(1366, 730)
    assert not frame.rail.is_slim()
    frame.set_sync_state(SyncCardState("problem", "À vérifier", "Une fiche n’a pas pu être envoyée. " * 8, "", "Voir"))
    assert frame.rail.is_slim()
    frame.set_sync_state(SyncCardState("good", "Tout est envoyé"))
    assert not frame.rail.is_slim()


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
def test_the_state_of_sending_is_always_on_screen_and_said(frame: ShellFrame, size: tuple[int, int]) -> None:
    frame.resize(*size)
    card = frame.rail.sync_card
    assert card.isVisible()
    assert has_colour(card, theme.current().colour("rail_waiting"))
    heard = [here.text(QAccessible.Text.Name) for here in accessible_tree(frame.rail)]
    assert SPOKEN in heard
    assert card.accessibleName() == SPOKEN
    if frame.rail.is_slim():
        assert card.badge.isVisible()
        assert (card.badge.toolTip(), card.badge.accessibleName()) == (SPOKEN, SPOKEN)


@pytest.mark.parametrize("tone", ["good", "waiting", "offline", "busy", "problem"])
def test_every_state_has_words_and_a_colour(frame: ShellFrame, tone: SyncTone) -> None:
    frame.set_sync_state(SyncCardState(tone, "État", "texte"))
    assert frame.rail.sync_card.state().tone == tone
    assert has_colour(frame.rail.sync_card, theme.current().colour(f"rail_{tone}"))
    assert frame.rail.sync_card.accessibleName() == "État. texte."


def test_while_sending_the_bar_fills_and_the_button_keeps_the_keyboard(frame: ShellFrame) -> None:
    card = frame.rail.sync_card
    frame.set_sync_state(OFFLINE)
    card.button.setFocus()
    frame.set_sync_state(
        SyncCardState("busy", "Envoi", "12 sur 40", button_text="Synchroniser", is_busy=True, progress=0.3)
    )
    assert card._bar.isVisible()
    assert card._bar.value() == 300
    assert frame.window().focusWidget() is card.button
    frame.set_sync_state(OFFLINE)
    assert frame.window().focusWidget() is card.button
    assert not card._bar.isVisible()


def test_the_card_sends_and_shows_details(qtbot: QtBot, frame: ShellFrame) -> None:
    card = frame.rail.sync_card
    with qtbot.waitSignal(frame.sync_requested, timeout=1000), qtbot.assertNotEmitted(frame.sync_details_requested):
        qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(frame.sync_details_requested, timeout=1000):
        place = card.card_place()
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(8, 8))
    frame.resize(911, 512)
    with qtbot.waitSignal(frame.sync_details_requested, timeout=1000):
        qtbot.mouseClick(card.badge, Qt.MouseButton.LeftButton)


def test_the_lock_asks_to_lock(qtbot: QtBot, frame: ShellFrame) -> None:
    for size in ((1366, 768), (911, 512)):
        frame.resize(*size)
        with qtbot.waitSignal(frame.lock_requested, timeout=1000):
            qtbot.mouseClick(frame.rail.person.lock, Qt.MouseButton.LeftButton)


def test_a_cover_hides_all_the_work_and_gives_the_keyboard_back(frame: ShellFrame) -> None:
    page = frame.page(Place.TODAY)
    assert page is not None
    field = page.findChild(TextField)
    assert field is not None
    field.setText("Bena")
    field.setFocus()
    frame.set_ribbon(Ribbon("DÉMONSTRATION"))
    cover = QPushButton("Verrouillé")
    frame.cover(cover)
    assert frame.is_covered()
    assert cover.hasFocus()
    heard = [here.text(QAccessible.Text.Name) for here in accessible_tree(frame)]
    assert "Verrouillé" in heard
    assert not {"Personnes", "DÉMONSTRATION", SPOKEN} & set(heard)
    assert not field.isVisible()
    frame.uncover()
    frame.uncover()
    assert not frame.is_covered()
    assert field.hasFocus()
    assert field.text() == "Bena"
    cover.deleteLater()


def test_what_covered_before_the_lock_does_not_take_the_lock_away(frame: ShellFrame) -> None:
    """Somebody signs, the laptop is locked, and only then the signature is known to be saved."""
    pad, lock = QWidget(), QWidget()
    frame.cover(pad)
    frame.cover(lock)
    frame.give_back(pad)
    assert frame.is_covered()
    assert lock.isVisible()
    frame.give_back(lock)
    assert not frame.is_covered()


def test_a_page_changed_under_the_cover_does_not_take_the_keyboard(frame: ShellFrame) -> None:
    cover = QPushButton("Verrouillé")
    frame.cover(cover)
    frame.show_page(Place.RESIDENTS)
    assert cover.hasFocus()
    second = QPushButton("Encore")
    frame.cover(second)
    assert second.isVisible()
    frame.uncover()
    assert frame.current_page() is frame.page(Place.RESIDENTS)
    for widget in (cover, second):
        widget.deleteLater()


def test_a_ribbon_takes_its_place_along_the_top_and_leaves(frame: ShellFrame) -> None:
    ribbon = Ribbon("DÉMONSTRATION", "Personnes fictives.")
    frame.set_ribbon(ribbon)
    QApplication.processEvents()
    assert (ribbon.y(), ribbon.width()) == (0, frame.width())
    assert frame.rail.mapTo(frame, frame.rail.rect().topLeft()).y() == ribbon.height()
    frame.set_ribbon(None)
    QApplication.processEvents()
    assert frame.rail.mapTo(frame, frame.rail.rect().topLeft()).y() == 0


def test_what_was_done_is_said_over_the_pages_not_over_the_rail(frame: ShellFrame) -> None:
    undone: list[int] = []
    frame.show_message("Fiche enregistrée", lambda: undone.append(1))
    left = frame.snackbar.mapTo(frame, frame.snackbar.rect().topLeft()).x()
    assert left > frame.rail.width()
    frame.snackbar.undo()
    assert undone == [1]


def test_every_control_of_the_frame_has_a_name(frame: ShellFrame) -> None:
    for size in ((1366, 768), (911, 512)):
        frame.resize(*size)
        controls = [here for here in accessible_tree(frame.rail) if here.role() in CONTROLS]
        assert len(controls) >= 8
        assert [here.object() for here in controls if not here.text(QAccessible.Text.Name)] == []


def test_on_the_rail_the_ring_is_light(qtbot: QtBot, frame: ShellFrame) -> None:
    frame.rail.place(Place.TODAY).setFocus()
    QApplication.processEvents()
    assert has_colour(frame, theme.current().colour("rail_focus"))


def test_the_frame_fits_a_small_screen(frame: ShellFrame) -> None:
    assert frame.minimumSizeHint().width() <= 910
    assert frame.minimumSizeHint().height() <= 480
