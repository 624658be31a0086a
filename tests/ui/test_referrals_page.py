"""The page of referrals still open, by keyboard and by mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from intake_app.domain.referral import Referral
from tests.store.world import CLAIRE, NADIA
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.keyboard import Keyboard
from tests.ui.looks import CONTROLS, names
from tests.ui.referral_scenes import by_somebody_else, send_people
from ui import theme
from ui.follow_ups.follow_ups_view import FollowUpsView
from ui.follow_ups.follow_ups_vm import FollowUpsVm
from ui.referrals import words
from ui.referrals.referrals_view import ReferralsView
from ui.referrals.referrals_vm import ReferralsVm
from ui.widgets.buttons import PrimaryButton


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        yield desk


@pytest.fixture
def ids(at: AtDesk) -> dict[str, UUID]:
    return send_people(at)


@pytest.fixture
def page(at: AtDesk, ids: dict[str, UUID], show: Shower) -> ReferralsView:
    view = ReferralsView(ReferralsVm(at.desk))
    show(view, 1154, 768)
    at.settle()
    return view


def told(page: ReferralsView) -> list[tuple[str, str]]:
    today = page.vm.desk.today()
    return [(row.family_name, words.news(row, today)) for row in page.vm.rows]


def status_of(at: AtDesk, referral_id: UUID) -> str:
    return at.store.read(lambda session: str(getattr(session.get(Referral, referral_id), "status", "")))


def test_the_longest_silence_comes_first_and_its_age_is_said(page: ReferralsView) -> None:
    assert told(page) == [
        ("Benali", "Sans nouvelles depuis 40 jours"),
        ("Touré", "Sans nouvelles depuis 16 jours"),
        ("Le Goff", "Sans nouvelles depuis 9 jours"),
        ("Diallo", "Depuis 2 jours"),
        ("Kerouac", "À envoyer"),
        ("Ménard", "Rendez-vous mercredi 25"),
    ]
    today = page.vm.desk.today()
    assert [words.news_tone(row, today) for row in page.vm.rows] == ["bad", "warn", "info", "neutral", "accent", "good"]
    assert page.vm.chosen == page.vm.rows[0]


def test_enter_notes_what_became_of_it_and_sends_what_was_not_sent(
    at: AtDesk, ids: dict[str, UUID], page: ReferralsView
) -> None:
    keyboard = Keyboard()
    assert keyboard.focus() is page.list
    keyboard.press(Qt.Key.Key_Return)
    row = page.vm.rows[0]
    assert at.wished("step_wished") == [[row.resident_id, "referral_answer", ids["Benali"]]]
    keyboard.press(Qt.Key.Key_Down, 4)
    assert page.vm.chosen == page.vm.rows[4]
    assert page.go_on.text() == "Envoyer"
    keyboard.press(Qt.Key.Key_Return)
    assert at.wished("step_wished")[1][1:] == ["referral_send", ids["Kerouac"]]


def test_a_click_leads_to_the_form_and_the_file_is_one_button_away(
    at: AtDesk, ids: dict[str, UUID], page: ReferralsView
) -> None:
    place = page.list.visualRect(page.list.rows_model().index(1, 0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert at.wished("step_wished")[0][2] == ids["Touré"]
    QTest.mouseClick(page.file, Qt.MouseButton.LeftButton)
    assert at.wished("resident_wished") == [page.vm.rows[1].resident_id]


def test_one_key_ends_what_nobody_answers_and_it_can_be_taken_back(
    at: AtDesk, ids: dict[str, UUID], page: ReferralsView
) -> None:
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_Down)
    keyboard.press(Qt.Key.Key_Delete)
    at.settle()
    assert status_of(at, ids["Touré"]) == "sent"  # sixteen days are too few to give up
    keyboard.press(Qt.Key.Key_Up)
    keyboard.press(Qt.Key.Key_Delete)
    at.settle()
    assert status_of(at, ids["Benali"]) == "expired"
    assert told(page)[0][0] == "Touré"
    said, undo = at.wished("undo_offered")[0]
    assert said == "BENALI Karim\u202f: sans réponse."
    undo()
    at.settle()
    assert status_of(at, ids["Benali"]) == "sent"
    assert told(page)[0] == ("Benali", "Sans nouvelles depuis 40 jours")


def test_a_sensitive_partner_is_named_to_those_near_only(at: AtDesk, ids: dict[str, UUID], page: ReferralsView) -> None:
    theirs = by_somebody_else(at, NADIA)
    names = {row.id: words.partner(row) for row in page.vm.rows}
    assert names[theirs] == "Partenaire"
    assert names[ids["Le Goff"]] == "Un lieu discret"
    QTest.mouseClick(page.whose.chip("own"), Qt.MouseButton.LeftButton)
    assert theirs not in {row.id for row in page.vm.rows}


def test_nothing_open_leads_back(at: AtDesk, show: Shower) -> None:
    view = ReferralsView(ReferralsVm(at.desk))
    show(view, 1154, 768)
    at.settle()
    assert view.columns.isHidden()
    (back,) = [button for button in view.findChildren(PrimaryButton) if button.isVisible()]
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert len(at.wished("went")) == 1


def test_follow_ups_lead_there_with_the_count(at: AtDesk, ids: dict[str, UUID], show: Shower) -> None:
    view = FollowUpsView(FollowUpsVm(at.desk))
    view.vm.refresh()
    show(view, 1154, 768)
    at.settle()
    assert view.ways.referrals.text() == "6 orientations en cours"
    QTest.keyClick(view.ways.referrals, Qt.Key.Key_Return)
    assert len(at.wished("referrals_wished")) == 1


@pytest.mark.parametrize("scheme,scale", [("light", 1.0), ("dark", 1.5), ("light", 2.0)])
def test_it_fits_the_smallest_screen(
    at: AtDesk, ids: dict[str, UUID], show: Shower, dressed: QApplication, scheme: str, scale: float
) -> None:
    theme.apply_theme(dressed, scheme, scale)  # type: ignore[arg-type]
    view = ReferralsView(ReferralsVm(at.desk))
    show(view, 911, 512)
    at.settle()
    view.scroll_area().ensureWidgetVisible(view.file)
    assert view.scroll_area().horizontalScrollBar().maximum() == 0
    for button in (view.go_on, view.file, view.without_answer):
        assert button.height() >= 40
        assert button.width() >= button.minimumSizeHint().width()
    assert all(label.strip() for label in names(view, *CONTROLS))
