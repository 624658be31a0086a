"""The page of sending: what asks for somebody first, what can be done about it, and nothing that blocks the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from intake_app.domain.errors import KnownError
from intake_app.services.changes import list_unsent
from tests.ui import sync_scenes
from tests.ui.at_desk import sit_down
from tests.ui.conftest import Shower
from tests.ui.page_words import said_on
from tests.ui.sync_page import Page, press
from ui.sync_status import words


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[Page]:
    with sit_down(tmp_path / "palier") as at:
        yield Page(at, show)


def test_the_worst_comes_first_and_each_file_once(page: Page) -> None:
    page.everything()
    assert page.groups() == ["disputed", "refused", "held", "only_here", "scans"]
    tops = [group.mapTo(page.view, group.rect().topLeft()).y() for group in (
        page.view.state, page.view.conflicts, page.view.refused, page.view.held, page.view.only_here, page.view.scans,
        page.view.stick,
    )]  # fmt: skip
    assert tops == sorted(tops)
    said = said_on(page.view)
    assert {
        "À départager",
        "Refusées par le centre",
        "En attente d’une autre fiche",
        "Seulement sur cet ordinateur",
    } <= said
    assert "Un texte de cette fiche est trop long." in said
    assert {"depuis 4 jours", "depuis 9 jours", "avec Claire D."} <= said


def test_when_nothing_waits_the_page_says_so(page: Page) -> None:
    page.open()
    assert page.groups() == ["nothing"]
    assert not page.view.stick.isVisible()
    assert words.title(page.vm) == "Tout est envoyé"


def test_what_was_settled_stays_to_be_read_though_nothing_waits(page: Page) -> None:
    page.ids = sync_scenes.settled(page.at)
    page.open()
    assert page.groups() == ["nothing", "settled"]
    said = said_on(page.view)
    assert "Déjà départagé" in said
    assert "BEN ALI Karim, Nadia M., à l’instant" in said
    assert "Téléphone\u202f: 06 12 34 56 78, non retenu\u202f: 07 88 10 20 30 (Claire D.)" in said
    page.view.settled.list.setFocus()
    press(Qt.Key.Key_Return)
    assert page.at.wished("resident_wished") == [page.ids["Ben Ali"]]


def test_choosing_between_two_versions_is_one_key_away(page: Page) -> None:
    page.everything()
    page.view.conflicts.list.setFocus()
    press(Qt.Key.Key_Return)
    assert page.at.wished("conflicts_wished") == [[page.ids["Ben Ali"], None]]


def test_a_file_that_waits_opens(page: Page) -> None:
    page.everything()
    page.view.only_here.list.setFocus()
    press(Qt.Key.Key_Return)
    page.view.refused.rows[0].open_button.click()
    assert page.at.wished("resident_wished") == [page.ids["N’Diaye"], page.ids["Traoré"]]
    page.vm.open_file(sync_scenes.workshop_row(page.ids["Riou"]))
    assert page.at.wished("workshop_wished") == [page.ids["Riou"]]


def test_scans_that_wait_are_told_by_workshop_and_why(page: Page) -> None:
    sync_scenes.furnish_day(page.at)
    workshop_id = sync_scenes.wait_with_scans(page.at, 2_340_000)
    sync_scenes.wait_with_scans(page.at, 1_000_000)
    page.open()
    said = said_on(page.view)
    assert {"Pièces jointes à envoyer", "3h pour l’emploi, 2 pièces jointes", "3,3\u00a0Mo"} <= said
    page.view.scans.list.setFocus()
    press(Qt.Key.Key_Return)
    assert page.at.wished("workshop_wished") == [workshop_id]
    sync_scenes.wait_with_scans(page.at, 1_000_000, "server_busy")
    page.vm.refresh()
    page.at.settle()
    assert "3h pour l’emploi, Le centre est très occupé." in said_on(page.view)


def test_tab_goes_from_the_worst_to_the_least(page: Page) -> None:
    page.everything()
    page.view.send_button.setFocus()
    stops = []
    for _stop in range(6):
        press(Qt.Key.Key_Tab)
        stops.append(QApplication.focusWidget())
    row = page.view.refused.rows[0]
    assert stops == [
        page.view.conflicts.list, row.open_button, row.send_button, row.discard_button, page.view.held.list,
        page.view.only_here.list,
    ]  # fmt: skip


def test_what_was_refused_is_sent_again_at_once(page: Page) -> None:
    page.everything()
    page.view.refused.rows[0].send_button.click()
    page.at.settle()
    assert page.exchanges.started_with == [{}]
    assert page.groups() == ["disputed", "held", "only_here", "scans"]
    assert page.ids["Traoré"] in {row.record_id for row in page.at.store.read(list_unsent)}


def test_taking_away_what_was_refused_is_asked_twice_in_its_place(page: Page) -> None:
    page.everything()
    row = page.view.refused.rows[0]
    row.discard_button.setFocus()
    press(Qt.Key.Key_Return)
    assert row.keep_button.hasFocus()
    assert not row.discard_button.isVisible()
    press(Qt.Key.Key_Return)
    assert row.discard_button.hasFocus()
    assert not row.is_asking()
    press(Qt.Key.Key_Return)
    sync_scenes.mark_changes(page.at, page.ids["Touré"], "quarantined", "unknown_parent")
    first, second = page.view.refused.rows
    assert (first.is_asking(), second.is_asking()) == (True, False)
    first.sure_button.click()
    page.at.settle()
    assert [row.row.resident for row in page.view.refused.rows] == ["TOURÉ Moussa"]
    assert page.exchanges.started_with == []
    assert page.ids["Traoré"] not in {row.record_id for row in page.at.store.read(list_unsent)}


def test_whoever_may_not_is_told_and_nothing_changes(page: Page) -> None:
    page.everything()
    page.at.desk.actor = replace(page.at.desk.actor, role="admin")
    page.view.refused.rows[0].discard_wished.emit(page.view.refused.rows[0].row)
    page.at.settle()
    assert [error.key for error in page.at.errors] == ["not_allowed"]
    assert "refused" in page.groups()


def test_sending_again_is_one_button_and_never_two_at_once(page: Page) -> None:
    page.open()
    page.view.send_button.click()
    assert page.exchanges.started_with == [{}]
    page.exchanges.is_running = True
    page.exchanges.started.emit()
    assert page.view.send_button.text() == "Échange en cours…"
    assert page.view.send_button.isEnabled()
    assert not page.view.failure.isVisible()


def test_a_failure_says_why_and_what_next(page: Page) -> None:
    page.open(KnownError("server_unreachable"))
    assert page.view.failure.isVisible()
    assert "Le centre n’est pas joignable." in said_on(page.view)


def test_a_laptop_to_be_approved_says_its_digits_and_calls_nothing_received(page: Page) -> None:
    page.open()
    assert page.groups() == ["nothing"]
    sync_scenes.forget_exchanges(page.at)
    page.exchanges.last_error = KnownError("device_pending")
    page.exchanges.failed.emit(page.exchanges.last_error, True)
    page.at.settle()
    said = said_on(page.view)
    assert {"Accord attendu", "Lisez 482 913 à votre responsable."} <= said
    assert any(one.endswith("En attendant, vous pouvez travailler.") for one in said)
    assert page.groups() == []
    card = words.card_state(page.vm, page.at.desk.now())
    assert "Lisez 482 913 à votre responsable." in card.spoken()
    assert card.icon_name == "clock"


def test_while_it_tries_again_the_drawing_is_not_that_of_no_network(page: Page) -> None:
    page.open(KnownError("server_unreachable"))
    assert words.card_state(page.vm, page.at.desk.now()).icon_name == ""
    page.exchanges.is_running = True
    page.exchanges.started.emit()
    assert words.card_state(page.vm, page.at.desk.now()).icon_name == "sync"


def test_a_clock_that_is_off_is_said(page: Page) -> None:
    sync_scenes.set_clock_off(page.at, -754)
    page.open()
    assert "L’heure de cet ordinateur retarde de 13 minutes." in said_on(page.view)


def test_a_long_list_is_counted_rather_than_shown(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.sync_status.groups.SHOWN", 2)
    for name in ("Riou", "Touré", "Petit", "Le Goff"):
        page.at.register(name)
    page.open()
    assert page.view.only_here.list.model().rowCount() == 2
    assert "et 2 autres" in said_on(page.view)
