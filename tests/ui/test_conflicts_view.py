"""Two versions, by keyboard alone; what screen readers are told; what is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.domain.errors import KnownError
from intake_app.services.conflicts import settle_conflicts
from intake_app.services.disputed_files import list_disputed_files
from intake_app.services.resident_files import read_resident
from intake_app.services.residents import update_resident
from tests.store.world import CLAIRE, NADIA, TODAY
from tests.ui import sync_scenes
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, has_colour, names
from tests.ui.page_words import said_on
from ui import theme
from ui.conflicts.conflicts_view import ConflictsView
from ui.conflicts.conflicts_vm import ConflictsVm
from ui.navigation import Place

KEY = Qt.Key


class Page:
    """The page on screen, with Karim's three fields and Sylvie's one."""

    def __init__(self, at: AtDesk, show: Shower) -> None:
        self.at = at
        self.ids = sync_scenes.two_versions(at)
        self.vm = ConflictsVm(at.desk)
        self.view = ConflictsView(self.vm)
        show(self.view, 1100, 700)
        self.vm.open()
        at.settle()

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(focused(), key)
            self.at.settle()

    def person(self, name: str) -> Any:
        return self.at.store.read(read_resident, self.ids[name], TODAY).fields

    def shown(self) -> UUID | None:
        return self.vm.file.file_id if self.vm.file is not None else None


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[Page]:
    with sit_down(tmp_path / "palier") as at:
        yield Page(at, show)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the keyboard"
    return widget


def text_of_focus() -> str:
    return str(focused().property("text"))


def test_the_value_that_stands_is_kept_at_first_and_has_the_keyboard(page: Page) -> None:
    assert [pair.kept() for pair in page.view.pairs] == [1, 1, 1]
    assert text_of_focus() == "07 88 10 20 30"
    assert [tile.text() for tile in page.view.pairs[0].tiles] == ["06 12 34 56 78", "07 88 10 20 30"]


def test_each_field_is_chosen_by_arrows_and_enter_writes_them(page: Page) -> None:
    page.press(KEY.Key_Left, KEY.Key_Down, KEY.Key_Left, KEY.Key_Right, KEY.Key_Down, KEY.Key_Left, KEY.Key_Return)
    karim = page.person("Ben Ali")
    assert (karim.phone, karim.address) == ("+33612345678", "12 rue du Gros-Chêne, tour B, appt 406")
    situation = page.at.store.read(read_resident, page.ids["Ben Ali"], TODAY).situation
    assert situation is not None
    assert situation.fields.interests == "Cuisine du monde, marchés, étude avec la BGE pour un food-truck"
    assert page.shown() == page.ids["Le Goff"]
    assert page.view.next_button.isHidden()


def test_it_says_where_the_other_version_can_be_read(page: Page) -> None:
    assert "L’autre version reste dans le fil du parcours et sur la page Synchronisation." in said_on(page.view)


def test_ctrl_s_writes_what_was_chosen(page: Page) -> None:
    page.press(KEY.Key_Left)
    QTest.keyClick(focused(), KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
    page.at.settle()
    assert page.person("Ben Ali").phone == "+33612345678"
    assert page.shown() == page.ids["Le Goff"]
    assert page.at.wished("told") == ["Choix enregistré sur cet ordinateur."]


def test_tab_goes_down_the_fields_then_along_the_foot(page: Page) -> None:
    stops = []
    for _stop in range(6):
        stops.append(text_of_focus())
        page.press(KEY.Key_Tab)
    assert stops[0] == "07 88 10 20 30"
    assert [stop.startswith(("12 rue", "Cuisine")) for stop in stops[1:3]] == [True, True]
    assert stops[3:] == ["Plus tard", "Fiche suivante (1 sur 2)", "Valider"]


def test_up_and_down_stay_between_the_first_field_and_the_last_button(page: Page) -> None:
    page.press(KEY.Key_Up)
    assert text_of_focus() == "07 88 10 20 30"
    page.press(KEY.Key_Down, KEY.Key_Down, KEY.Key_Down)
    assert focused() is page.view.settle_button


def test_screen_readers_hear_value_author_and_whether_it_is_kept(page: Page) -> None:
    said = names(page.view, ROLE.RadioButton)
    here = "Téléphone\u202f: 06 12 34 56 78. Ici, par vous, samedi 21 nov., {}. non retenu"
    there = "Téléphone\u202f: 07 88 10 20 30. Reçu de Claire D., samedi 21 nov., {}. retenu"
    phones = sorted(name for name in said if name.startswith("Téléphone"))
    assert len(said) == 6
    for name, expected in zip(phones, (here, there), strict=True):
        before, after = expected.split("{}")
        assert name.startswith(before)
        assert name.endswith(after)
    page.press(KEY.Key_Left)
    assert "06 12 34 56 78" in focused().accessibleName()
    assert focused().accessibleName().endswith(". retenu")
    assert QAccessible.queryAccessibleInterface(focused()).state().checked


def test_only_the_words_that_differ_are_lit(page: Page) -> None:
    lit = theme.current().colour("warn_soft")
    phone, address, _interests = page.view.pairs
    assert [has_colour(tile, lit) for tile in phone.tiles] == [False, False]
    assert [has_colour(tile, lit) for tile in address.tiles] == [True, True]


def test_after_the_last_one_there_is_calm(page: Page) -> None:
    page.press(KEY.Key_Return, KEY.Key_Return)
    assert page.vm.files == ()
    assert text_of_focus() == "Revenir"
    assert names(page.view, ROLE.Button, ROLE.PushButton) == ["Revenir"]
    assert page.at.store.read(list_disputed_files, page.at.actor) == []
    page.view.findChild(QWidget)
    page.vm.leave()
    assert page.at.wished("went") == [Place.SYNC_STATUS]


def test_the_next_file_comes_without_deciding_and_choices_are_remembered(page: Page) -> None:
    page.press(KEY.Key_Left)
    page.view.next_button.click()
    assert page.shown() == page.ids["Le Goff"]
    assert [tile.text() for tile in page.view.pairs[0].tiles] == ["3 mai 1974", "1974"]
    page.view.next_button.click()
    assert page.shown() == page.ids["Ben Ali"]
    assert [pair.kept() for pair in page.view.pairs] == [0, 1, 1]
    assert page.person("Ben Ali").phone == "+33788102030"


def test_later_forgets_nothing_and_goes_back(page: Page) -> None:
    page.view.later_button.click()
    assert page.at.wished("went") == [Place.SYNC_STATUS]
    page.vm.open(page.ids["Le Goff"], page.ids["Le Goff"])
    page.at.settle()
    assert page.shown() == page.ids["Le Goff"]
    page.view.later_button.click()
    assert page.at.wished("resident_wished") == [page.ids["Le Goff"]]
    assert len(page.vm.files) == 2


def test_coming_back_begins_again_at_the_first_field_with_what_stands(page: Page) -> None:
    page.press(KEY.Key_Left, KEY.Key_Down)
    page.view.setFocus()
    page.vm.open()
    page.at.settle()
    assert [pair.kept() for pair in page.view.pairs] == [1, 1, 1]
    assert text_of_focus() == "07 88 10 20 30"


def test_a_choice_stays_while_others_change(page: Page) -> None:
    page.press(KEY.Key_Down, KEY.Key_Left)
    page.at.run(update_resident, page.ids["Ben Ali"], {"phone": "+33699000000"})
    assert [pair.kept() for pair in page.view.pairs] == [1, 0, 1]
    assert page.view.pairs[0].tiles[1].text() == "06 99 00 00 00"
    assert text_of_focus().endswith("appt 604")


def test_what_somebody_else_settled_meanwhile_is_said_and_goes(page: Page) -> None:
    field = page.vm.files[1].fields[0].versions
    page.view.next_button.click()
    page.at.run(settle_conflicts, {field.conflict_id: field.other})
    assert [file.file_id for file in page.vm.files] == [page.ids["Ben Ali"]]
    assert page.shown() == page.ids["Ben Ali"]


def test_a_refusal_is_said_and_nothing_is_lost(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise KnownError("already_settled")

    monkeypatch.setattr("ui.conflicts.conflicts_vm.settle_conflicts", refuse)
    page.press(KEY.Key_Return)
    assert [error.key for error in page.at.errors] == ["already_settled"]
    assert len(page.vm.files) == 2
    assert not page.vm.is_busy


def test_two_others_stand_side_by_side_by_name(page: Page) -> None:
    page.press(KEY.Key_Return, KEY.Key_Return)
    resident_id = page.ids["Petit"]
    authors = {"standing_author_id": CLAIRE, "other_author_id": None}
    sync_scenes.dispute(page.at, resident_id, "address", None, "Là", **authors)
    page.at.settle()
    assert [side.author for side in page.vm.sides(page.vm.files[0].fields[0])] == ["Claire D.", ""]
    assert sum("Par Claire D." in name or "Autre version" in name for name in names(page.view, ROLE.RadioButton)) == 2


def test_a_value_changed_once_more_since_is_what_the_record_says(page: Page) -> None:
    page.at.run(update_resident, page.ids["Le Goff"], {"birth_date": "1975"})
    page.view.next_button.click()
    page.at.settle()
    assert any("1975. Dans la fiche aujourd’hui. retenu" in name for name in names(page.view, ROLE.RadioButton))


def test_one_s_own_two_versions_are_both_said_to_be_one_s_own(page: Page) -> None:
    page.press(KEY.Key_Return, KEY.Key_Return)
    sync_scenes.dispute(page.at, page.ids["Petit"], "address", None, "Là", standing_author_id=NADIA)
    assert all("Par vous" in name for name in names(page.view, ROLE.RadioButton))
