"""The letter of a referral: on one page, black on white, searchable, saved where one chooses, or printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlmodel import Session

from intake_app.domain.referral import Referral
from intake_app.services.path.letters import SAVED, ReferralLetter
from intake_app.services.path.referrals import draft_referral
from intake_app.services.signatories import Signatory
from intake_app.storage.audit import read_trail
from tests.store.path_world import PARTNER, SENSITIVE, open_operation, somebody_met
from tests.store.world import CLAIRE, NADIA
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.referral_scenes import by_somebody_else
from ui import theme
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm
from ui.referrals import letter as drawing
from ui.referrals.letter_view import LetterView
from ui.referrals.letter_vm import LetterVm
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm

LETTER = ReferralLetter(
    referral_id=uuid4(),
    resident_id=uuid4(),
    written_on=date(2026, 12, 1),
    partner="Boutique de gestion",
    partner_address="4 rue de la Monnaie, 35000 Rennes",
    partner_phone="+33299123456",
    partner_email="accueil@boutique.example",
    country="FR",
    first_name="Karim",
    family_name="Benali",
    phone="+33612345678",
    email="",
    theme="creer_une_entreprise",
    offer="Réunion <Créer> & co",
    place="Maurepas",
    urgency="soon",
    available_from=date(2026, 12, 3),
    contact_preference="phone",
    has_agreed=True,
    referent=("Claire", "Danet"),
    author=Signatory("Nadia", "Morvan", "caretaker", "Archipel Habitat", "Local Gros-Chêne", "12 rue du Gros-Chêne"),
)


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        yield desk


@pytest.fixture
def referral(at: AtDesk) -> UUID:
    open_operation(at.store)
    karim = somebody_met(at.store, at.actor, phone="06 12 34 56 78")
    said = {"organisation_id": PARTNER, "theme": "creer_une_entreprise", "contact_preference": "phone"}
    drafted: UUID = at.run(draft_referral, karim, said)
    return drafted


def plain(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def test_it_reads_as_a_letter_in_both_languages() -> None:
    french, english = (plain(drawing.compose(LETTER, language)) for language in ("fr", "en"))
    for said in (
        "Boutique de gestion", "4 rue de la Monnaie, 35000 Rennes", "02 99 12 34 56", "Le mardi 1er décembre 2026",
        "Karim BENALI", "06 12 34 56 78", "Réunion <Créer> & co", "à partir du jeudi 3 décembre 2026", "Nadia MORVAN",
        "Gardien ou gardienne", "Claire DANET", "a donné son accord",
    ):  # fmt: skip
        assert said in french, said
    for said in ("Tuesday 1 December 2026", "Starting a business", "By phone", "Caretaker", "has agreed"):
        assert said in english, said
    assert "$" not in french + english


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(
        LETTER, partner_address="", partner_phone="", partner_email="", phone="", offer="", place="", urgency=None,
        available_from=None, contact_preference=None, referent=None, has_agreed=False,
    )  # fmt: skip
    said = plain(drawing.compose(bare, "fr"))
    for name in ("Tél.", "Votre offre", "Lieu", "Disponible", "Pour joindre", "Son téléphone", "accord"):
        assert name not in said, name
    assert "remet cette lettre en main propre" in said


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_keeps_to_one_page_however_long_its_words(language: str) -> None:
    long = replace(
        LETTER, partner="Association " * 13, partner_address="Rue très longue " * 12, offer="Agent d’entretien " * 8,
        place="Place de la gare " * 9, family_name="Ben " * 20, first_name="Abd " * 20,
    )  # fmt: skip
    pdf = drawing.write_pdf(drawing.compose(long, language))  # type: ignore[arg-type]
    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf)) == 1


def test_the_page_is_black_on_white_in_the_dark_scheme_too(dressed: QApplication) -> None:
    theme.apply_theme(dressed, "dark")
    html = drawing.compose(LETTER, "fr")
    picture = drawing.draw_picture(html, 700)
    theme.apply_theme(dressed, "light")
    assert picture == drawing.draw_picture(html, 700)
    assert picture.pixelColor(2, 2) == Qt.GlobalColor.white


def test_the_text_of_the_pdf_can_be_searched() -> None:
    content = drawing.write_pdf(drawing.compose(LETTER, "fr"))
    assert content.startswith(b"%PDF-")
    assert b"/ToUnicode" in content
    assert content.count(b"/Type /Page\n") == 1
    assert b"Benali" not in content  # neither a title nor a name in the clear of its properties


def test_it_is_saved_where_one_chooses_and_the_trail_knows(
    at: AtDesk, referral: UUID, show: Shower, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = LetterView(LetterVm(at.desk))
    show(view, 1154, 768)
    view.vm.open(referral)
    at.settle()
    assert "Karim BENALI" in view.sheet.accessibleName()
    target, proposed = tmp_path / "chosen.pdf", []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *said: (proposed.append(said[2]), (str(target), ""))[1])
    QTest.keyClick(view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert target.read_bytes().startswith(b"%PDF-")
    assert proposed == ["lettre-d-orientation.pdf"]
    assert at.store.read(read_trail, "referral", referral)[0].deed == SAVED
    assert "supprimez-la" in at.wished("told")[0]
    assert {path.name for path in tmp_path.iterdir()} == {"chosen.pdf", "palier"}


def test_the_language_is_the_partners_and_can_be_changed(at: AtDesk, referral: UUID, show: Shower) -> None:
    view = LetterView(LetterVm(at.desk))
    show(view, 911, 512)
    view.vm.open(referral)
    at.settle()
    assert view.language.value() == "fr"
    QTest.mouseClick(view.language.chip("en"), Qt.MouseButton.LeftButton)
    assert "Dear Sir or Madam" in view.sheet.accessibleName()
    assert view.scroll_area().horizontalScrollBar().maximum() == 0
    QTest.mouseClick(view.back_button, Qt.MouseButton.LeftButton)
    assert len(at.wished("resident_wished")) == 1


def test_sending_by_letter_leads_to_it_and_by_phone_does_not(at: AtDesk, referral: UUID, show: Shower) -> None:
    page = StepFormView(StepFormVm(at.desk))
    show(page, 1154, 768)
    resident_id = at.store.read(lambda session: _resident_of(session, referral))
    page.vm.open(resident_id, "referral_send", referral)
    at.settle()
    QTest.keyClick(page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at.settle()
    assert at.wished("letter_wished") == [referral]
    assert at.wished("resident_wished") == []


def test_the_file_leads_to_the_letter_of_those_one_may_name(at: AtDesk, referral: UUID, show: Shower) -> None:
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(at.store.read(lambda session: _resident_of(session, referral)))
    at.settle()
    (link,) = [one for one in view.path_cards.cards["referrals"].links if one.text() == "Lettre"]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert at.wished("letter_wished") == [referral]
    theirs = by_somebody_else(at, NADIA, SENSITIVE)
    view.vm.open_file(at.store.read(lambda session: _resident_of(session, theirs)))
    at.settle()
    links = [one.text() for one in view.path_cards.cards["referrals"].links]
    assert links == ["Noter la suite"]


def _resident_of(session: Session, referral_id: UUID) -> UUID:
    found = session.get(Referral, referral_id)
    assert found is not None
    return found.resident_id
