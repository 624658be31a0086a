"""A recovery sheet: made and typed back in the settings, and opening the laptop when the passphrase is forgotten."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from intake_app.demonstration import PASSPHRASE
from intake_app.domain.errors import KnownError
from intake_app.domain.sentences import sentence_for
from intake_app.played_day import door_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage import audit
from intake_app.storage.trail_repair import REPAIRED
from intake_app.storage.vault import Vault
from tests.ui.application.reading import type_into, words_on
from tests.ui.application.test_people import tab_to
from tests.ui.page_words import clipped_on
from tests.ui.pdf_words import words_of
from ui.navigation import Place
from ui.settings.sheet_card import SheetCard
from ui.settings.trail_card import TrailCard
from ui.shell.recovery_view import RecoveryView

NEW = "trois marches deux palmiers un vélo"


@pytest.fixture
def settings(laptop: PlayedLaptop) -> PlayedLaptop:
    """The laptop on the page of its settings."""
    door_gestures.unlock(laptop, PASSPHRASE)
    laptop.go(Place.SETTINGS)
    laptop.wait(lambda: card(laptop).vm.people, "qui ouvre cet ordinateur")
    return laptop


def card(laptop: PlayedLaptop) -> SheetCard:
    (found,) = laptop.window.findChildren(SheetCard)
    return found


def see_code(laptop: PlayedLaptop) -> list[str]:
    """Ask for a sheet by the keyboard alone; its groups, as they stand on the screen."""
    tab_to(laptop, card(laptop).begin_button.text())
    laptop.hands.press("Space")
    laptop.hands.type(PASSPHRASE)
    laptop.hands.press("Return")
    laptop.wait(card(laptop).sheet.groups_shown, "le code")
    return card(laptop).sheet.groups_shown()


def type_back(laptop: PlayedLaptop, *groups: str) -> None:
    tab_to(laptop, "Je l’ai sur papier")
    laptop.hands.press("Space")
    for group in groups:
        laptop.hands.type(group.lower())
        laptop.hands.press("Return")


def make_sheet(laptop: PlayedLaptop) -> str:
    """A sheet, kept; its code."""
    groups = see_code(laptop)
    type_back(laptop, *(groups[place] for place in card(laptop).sheet_vm.asked))
    laptop.wait(lambda: card(laptop).vm.me.sheet_at, "la feuille gardée")
    return " ".join(groups)


def recovery(laptop: PlayedLaptop) -> RecoveryView:
    found = laptop.window.door.recovery
    assert found is not None
    return found


def recover(laptop: PlayedLaptop, code: str, phrase: str = NEW) -> None:
    """Open by the sheet, by the keyboard alone."""
    tab_to(laptop, "Phrase oubliée\u202f?")
    laptop.hands.press("Space")
    assert laptop.hands.focus() is recovery(laptop).code
    for text in (code, phrase, phrase):
        laptop.hands.type(text)
        laptop.hands.press("Return")


def test_a_sheet_is_kept_once_two_of_its_groups_were_typed_back(settings: PlayedLaptop, folder: Path) -> None:
    assert "Vous n’en avez pas." in words_on(settings)
    groups = see_code(settings)
    assert len(groups) == 6
    assert not Vault.load(folder).sheet_holders
    type_back(settings, "AAAA", groups[0])
    assert sentence_for(KnownError("sheet_not_copied"), "fr").in_one() in words_on(settings)
    assert card(settings).sheet.groups_shown() == []
    assert not Vault.load(folder).sheet_holders
    settings.press_button("Revoir le code")
    assert card(settings).sheet.groups_shown() == groups
    type_back(settings, *(groups[place] for place in card(settings).sheet_vm.asked))
    settings.wait(lambda: Vault.load(folder).sheet_holders, "la feuille gardée")
    settings.wait(lambda: f"Faite le {date.today():%d/%m/%Y}. Elle sert encore." in words_on(settings), "la date")
    assert card(settings).sheet_vm.groups == ()
    assert card(settings).begin_button.text() == "La remplacer…"


def test_a_wrong_passphrase_shows_no_code(settings: PlayedLaptop) -> None:
    tab_to(settings, "Préparer ma feuille…")
    settings.hands.press("Space")
    settings.hands.type("pas la bonne phrase")
    settings.hands.press("Return")
    settings.wait(card(settings).asking.authority_box.error, "un refus")
    assert card(settings).sheet_vm.groups == ()


def test_a_sheet_opens_the_laptop_and_a_new_passphrase_opens_it_from_then_on(settings: PlayedLaptop) -> None:
    code = make_sheet(settings)
    door_gestures.lock(settings)
    recover(settings, code)
    settings.wait(lambda: settings.window.work is not None, "l’ouverture")
    settings.settle()
    door_gestures.lock(settings)
    settings.hands.type(PASSPHRASE)
    settings.hands.press("Return")
    settings.wait(settings.window.door.unlock.error, "un refus")
    door_gestures.unlock(settings, NEW)
    assert settings.window.work is not None


def test_a_sheet_that_was_replaced_opens_nothing(settings: PlayedLaptop) -> None:
    old = make_sheet(settings)
    new = make_sheet(settings)
    assert old != new
    door_gestures.lock(settings)
    recover(settings, old)
    settings.wait(recovery(settings).error, "un refus")
    assert recovery(settings).error() == sentence_for(KnownError("sheet_wrong"), "fr").in_one()
    assert settings.window.work is None
    settings.press_button("Revenir")
    door_gestures.unlock(settings, PASSPHRASE)


@pytest.mark.parametrize(
    "code,phrase,said", [("ABCD", NEW, "pas un code"), ("ABCD EFGH IJKL MNOP QRST UVWX", "trop court", "trop courte")]
)
def test_what_cannot_open_is_said_before_any_try(settings: PlayedLaptop, code: str, phrase: str, said: str) -> None:
    make_sheet(settings)
    door_gestures.lock(settings)
    recover(settings, code, phrase)
    assert said in recovery(settings).error()
    assert not recovery(settings).vm.is_opening


def test_without_a_sheet_it_is_explained(laptop: PlayedLaptop) -> None:
    laptop.press_button("Phrase oubliée\u202f?")
    assert laptop.window.door.unlock.error().startswith("Vous n’avez pas de feuille de secours")


def test_the_paper_says_whose_it_is_and_the_code_and_nothing_of_the_printer_does(
    settings: PlayedLaptop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups = see_code(settings)
    printed = tmp_path / "sheet.pdf"

    def accept(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(printed))
        assert dialog.printer().docName() == "Feuille de secours"
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    settings.press_button("Imprimer…")
    words = words_of(printed)
    assert all(group in words for group in groups)
    assert "Nadia M." in words
    assert settings.hands.focus() is card(settings).sheet.have


def test_a_locked_window_keeps_no_code(settings: PlayedLaptop) -> None:
    groups, sheet = see_code(settings), card(settings).sheet_vm
    door_gestures.lock(settings)
    assert sheet.groups == ()
    assert not any(group in words for words in words_on(settings) for group in groups)


def test_the_trail_is_whole_and_says_how_long_it_is(settings: PlayedLaptop) -> None:
    (trail,) = settings.window.findChildren(TrailCard)
    settings.wait(lambda: trail.vm.trail is not None, "le journal")
    count = trail.vm.trail.count
    assert count > 1
    assert f"Intact, {count} lignes" in words_on(settings)


def test_a_trail_that_was_touched_is_told_with_its_line(settings: PlayedLaptop) -> None:
    with settings.work.workplace.store.direct() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_never_update")
        connection.exec_driver_sql("UPDATE audit_entry SET deed = 'nothing' WHERE number = 2")
    settings.go(Place.TODAY)
    settings.go(Place.SETTINGS)
    settings.wait(lambda: "Modifié" in words_on(settings), "le journal modifié")
    assert any(words.startswith("La ligne 2 n’est plus") for words in words_on(settings))


def test_a_trail_that_a_repair_could_not_bring_back_whole_is_told_from_one_that_was_touched(
    settings: PlayedLaptop,
) -> None:
    workplace = settings.work.workplace
    with workplace.store.direct() as connection:
        connection.exec_driver_sql("DROP TRIGGER audit_entry_never_delete")
        connection.exec_driver_sql("DELETE FROM audit_entry WHERE number = 2")
        connection.exec_driver_sql(audit._NEVER_DELETE)
        told = audit.Entry(workplace.clock(), workplace.owner.staff_id, REPAIRED, None, None)
        audit.note_repair(connection, told)
    settings.go(Place.TODAY)
    settings.go(Place.SETTINGS)
    settings.wait(lambda: "Réparé, 1 ligne perdue" in words_on(settings), "le journal réparé")
    assert any(words.startswith("Le fichier a été abîmé, puis réparé") for words in words_on(settings))
    settings.wait(lambda: not clipped_on(settings.window), "que rien ne soit coupé")


@pytest.mark.parametrize("size", [(1366, 768), (911, 512)])
@pytest.mark.parametrize("scale,scheme", [(1.0, "dark"), (1.5, "light"), (2.0, "dark")])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_is_cut_of_the_code_of_what_is_typed_back_nor_at_the_door(
    settings: PlayedLaptop, size: tuple[int, int], scale: float, scheme: str, language: str
) -> None:
    make_sheet(settings)
    settings.window.resize(*size)
    settings.follow(text_scale=scale, language=language, scheme=scheme)
    settings.wait(lambda: card(settings).vm.people and card(settings).vm.trail, "les réglages")
    shown = card(settings)
    shown.sheet_vm.draw()
    settings.settle()
    assert clipped_on(settings.window) == []
    settings.hands.click(shown.sheet.have)
    shown.sheet_vm.confirm(["", ""])
    settings.settle()
    assert clipped_on(settings.window) == []
    door_gestures.lock(settings)
    settings.window.door._on_forgotten()
    type_into(settings, recovery(settings).new.passphrase.accessibleName(), "trop court")
    recovery(settings)._submit()
    settings.wait(recovery(settings).error, "un refus")
    settings.wait(lambda: not clipped_on(settings.window), "que rien ne soit coupé")
