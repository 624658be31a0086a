"""What tells, counts and marks: snackbar, banner, empty page, ribbon, pill, steps, counters, timeline."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QFrame, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from tests.ui.looks import accessible_tree, has_colour, names
from ui import theme
from ui.palette import TONES, Tone
from ui.widgets.avatar import Avatar
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.counter import BigCounter, Figure, ProgressBar
from ui.widgets.empty_state import EmptyState
from ui.widgets.page import PageScaffold
from ui.widgets.pill import Pill
from ui.widgets.ribbon import Ribbon
from ui.widgets.snackbar import FOOT, Snackbar
from ui.widgets.step_track import Step, StepTrack
from ui.widgets.text_label import TextLabel
from ui.widgets.timeline import Timeline, TimelineRow


@pytest.fixture
def bar(show: Shower) -> Snackbar:
    """A snackbar over an empty page."""
    host = QWidget()
    made = Snackbar(host)
    show(host, 800, 500)
    return made


def test_the_last_thing_done_can_be_taken_back_once(qtbot: QtBot, bar: Snackbar) -> None:
    taken_back: list[int] = []
    bar.show_message("BENALI Karim est marqué présent", lambda: taken_back.append(1))
    assert bar.can_undo()
    assert bar.text() == "BENALI Karim est marqué présent"
    button = bar.findChild(QPushButton)
    assert button is not None
    assert button.text() == "Annuler"
    with qtbot.waitSignal(bar.undone, timeout=1000):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bar.undo()
    assert taken_back == [1]
    assert (bar.text(), bar.can_undo()) == ("", False)


def test_the_buttons_at_the_foot_of_a_page_that_comes_up_are_never_covered(show: Shower) -> None:
    host, inner = QStackedWidget(), QStackedWidget()
    host.addWidget(inner)
    inner.addWidget(PageScaffold("Avant"))
    bar = Snackbar(host)
    show(host, 800, 500)
    bar.show_message("Fiche enregistrée")
    known = PageScaffold("Après")
    known.add_buttons_to_footer(QPushButton("Continuer"))
    for page in (known, PageScaffold("Sans pied")):
        inner.addWidget(page)
        inner.setCurrentWidget(page)
        QApplication.processEvents()
        QApplication.processEvents()
        foot = known.findChild(QFrame, FOOT)
        assert foot is not None
        top = foot.mapTo(host, QPoint(0, 0)).y() if foot.isVisible() else host.height()
        assert bar.geometry().bottom() < top
        assert foot.isVisible() or bar.geometry().bottom() > host.height() - 40, "down again where no foot is"


def test_after_ten_seconds_it_can_no_longer_be_taken_back(qtbot: QtBot, bar: Snackbar) -> None:
    taken_back: list[int] = []
    bar.show_message("Fiche enregistrée", lambda: taken_back.append(1))
    assert (bar.timer.interval(), bar.timer.isActive(), bar.timer.isSingleShot()) == (10_000, True, True)
    with qtbot.waitSignal(bar.went, timeout=1000):
        bar.timer.timeout.emit()
    bar.undo()
    assert taken_back == []
    assert not bar.isVisible()


def test_a_new_message_replaces_the_old_one_and_its_way_back(bar: Snackbar) -> None:
    taken_back: list[str] = []
    bar.show_message("un", lambda: taken_back.append("un"))
    bar.show_message("deux")
    assert (bar.text(), bar.can_undo()) == ("deux", False)
    bar.undo()
    assert taken_back == []


def test_the_bar_stays_at_the_foot_of_its_host_and_wraps_long_words(bar: Snackbar) -> None:
    host = bar.parentWidget()
    bar.show_message("Fait")
    host.resize(500, 300)
    assert bar.geometry().bottom() == 300 - 21
    short = bar.height()
    bar.show_message(
        "La présence de la personne à la séance du mardi 24 novembre a été enregistrée. " * 3, lambda: None
    )
    assert bar.height() > short
    assert host.rect().contains(bar.geometry())


def test_a_banner_says_what_to_do_and_can_be_closed(qtbot: QtBot, show: Shower) -> None:
    banner = Banner("bad", "L’envoi n’a pas abouti", "Vos fiches sont en sécurité ici.", "Réessayer", can_close=True)
    show(banner, 700, 80)
    assert banner.accessibleName() == "L’envoi n’a pas abouti Vos fiches sont en sécurité ici."
    with qtbot.waitSignal(banner.action_clicked, timeout=1000):
        qtbot.mouseClick(banner.action(), Qt.MouseButton.LeftButton)
    assert "Fermer ce message" in names(banner, QAccessible.Role.PushButton)
    banner.set_message("warn", "À lire avec prudence")
    assert not banner.action().isVisible()
    assert has_colour(banner, theme.current().colour("warn_soft"))
    with qtbot.waitSignal(banner.closed, timeout=1000):
        banner._close.click()
    assert not banner.isVisible()


def test_an_empty_page_says_what_to_do(qtbot: QtBot, show: Shower) -> None:
    empty = EmptyState("people", "Personne encore", "Les personnes apparaîtront ici.", "Nouvelle personne")
    show(empty, 600, 400)
    with qtbot.waitSignal(empty.action_clicked, timeout=1000):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    empty.set_words("Aucun résultat")
    assert "Aucun résultat" in names(empty, QAccessible.Role.StaticText)
    assert not EmptyState("people", "Rien").button.isVisibleTo(None)


def test_the_ribbon_says_that_it_is_a_demonstration(show: Shower) -> None:
    ribbon = Ribbon("DÉMONSTRATION", "Personnes fictives.", QPushButton("Effacer"))
    show(ribbon, 800, 40)
    assert ribbon.accessibleName() == "DÉMONSTRATION Personnes fictives."
    assert has_colour(ribbon, theme.current().colour("accent"))


@pytest.mark.parametrize("tone", TONES)
def test_a_pill_wears_the_colours_of_its_tone(show: Shower, tone: Tone) -> None:
    pill = Pill("9 inscrits")
    show(pill, 120, 22)
    pill.set_pill("4 j de retard", tone, "warning")
    assert pill.tone() == tone
    assert pill.text() == "4 j de retard"
    role = "orange" if tone == "accent" else tone
    assert has_colour(pill, theme.current().colour(f"{role}_soft"))


def test_names_are_never_read_as_html(show: Shower) -> None:
    label = TextLabel("<b>Karim</b>")
    show(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.sizeHint().width() > TextLabel("Karim").sizeHint().width() * 1.5


def test_a_label_changes_size_and_colour(show: Shower) -> None:
    label = TextLabel("Bonjour", wraps=False)
    show(label, 300, 80)
    small = label.sizeHint().height()
    label.set_role("title")
    assert label.sizeHint().height() > small
    assert not has_colour(label, theme.current().colour("bad"))
    label.set_tone("bad")
    assert has_colour(label, theme.current().colour("bad"))


def test_a_card_shows_its_title_only_when_it_has_one(show: Shower) -> None:
    card = Card("Séances à venir", "calendar")
    show(card, 300, 200)
    assert "Séances à venir" in names(card, QAccessible.Role.StaticText)
    card.set_title("")
    assert names(card, QAccessible.Role.StaticText) == []
    card.set_title("Déjà connu\u202f?")
    card.set_tone("warn")
    assert has_colour(card, theme.current().colour("warn_faint"))
    extra = Pill("2")
    card.add_to_header(extra)
    QApplication.processEvents()
    assert extra.isVisibleTo(card)


def test_steps_say_where_the_person_stands(show: Shower) -> None:
    track = StepTrack(
        [Step("Repéré", "3 juin", "done"), Step("Projet", "étude", "current"), Step("Sortie", "", "to_come")]
    )
    show(track, 700, 120)
    assert track.accessibleName() == "1. Repéré (fait), 2. Projet (en cours), 3. Sortie (à venir)"
    assert {"Repéré", "3 juin", "Projet"} <= set(names(track, QAccessible.Role.StaticText))
    track.set_steps([Step("Repéré", "", "to_come")])
    QApplication.processEvents()
    assert not has_colour(track, theme.current().colour("primary"))


def test_a_counter_spells_its_figures_and_fills_its_bar(show: Shower) -> None:
    counter = BigCounter("Présents")
    show(counter, 300, 150)
    assert not counter.bar.isVisible()
    counter.set_count("5", "/ 7 présents", "4 signatures", 5 / 7)
    assert counter.accessibleName() == "5 / 7 présents 4 signatures"
    assert counter.bar.value() == 714
    assert QAccessible.queryAccessibleInterface(counter.bar).text(QAccessible.Text.Name) == "Présents"


@pytest.mark.parametrize("share, filled", [(-1.0, 0), (0.5, 500), (7.0, 1000)])
def test_a_bar_stays_between_empty_and_full(qtbot: QtBot, share: float, filled: int) -> None:
    bar = ProgressBar("Envoi")
    qtbot.addWidget(bar)
    bar.set_share(share)
    assert bar.value() == filled


def test_a_figure_says_what_it_counts(qtbot: QtBot) -> None:
    figure = Figure("41\u202f%", "sorties positives", "2\u202f594 sur 6\u202f259 entrées")
    qtbot.addWidget(figure)
    assert figure.accessibleName() == "41\u202f% sorties positives 2\u202f594 sur 6\u202f259 entrées"


def test_a_timeline_replaces_its_rows(show: Shower) -> None:
    line = Timeline([TimelineRow("3 juin", "Entrée", "neutral", "Notice remise", "Nadia M.")])
    show(line, 600, 200)
    said = [here.text(QAccessible.Text.Name) for here in accessible_tree(line)]
    assert "3 juin, Entrée, Notice remise, Nadia M." in said
    line.set_rows([TimelineRow("4 nov.", "Contact", "info", "Rappelé")])
    QApplication.processEvents()
    said = [here.text(QAccessible.Text.Name) for here in accessible_tree(line)]
    assert "4 nov., Contact, Rappelé" in said
    assert "3 juin" not in " ".join(said)


def test_an_avatar_says_whose_it_is(qtbot: QtBot) -> None:
    avatar = Avatar("KB", "Karim BENALI", 58, "soft")
    qtbot.addWidget(avatar)
    assert avatar.width() == avatar.height() == 58
    avatar.set_person("NM", "Nadia M.")
    assert avatar.accessibleName() == "Nadia M."
