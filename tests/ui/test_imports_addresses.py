"""Bringing in a file whose addresses do not all hold together: asked about, alone or all at once, never refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from intake_app.services.imports.known import Verdict
from intake_app.services.resident_lists import find_residents
from tests.common.import_files import write_workbook
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.import_scenes import go_to, go_to_check, press, sit_at_imports
from tests.ui.keyboard import Keyboard
from tests.ui.looks import ROLE, names
from ui.imports.imports_view import ImportsView

HEADERS = ("Nom", "Prénom", "Adresse", "CP", "Ville")
RIGHT = ("DIALLO", "Awa", "3 allée de Brno", 35700, "Rennes")
LYON = ("BENALI", "Karim", "3 allée de Brno", 35700, "Lyon")
NOWHERE = ("PETIT", "Zoé", "3 allée de Brno", 35999, "Rennes")
AIN = ("KERVELLA", "Soizic", "8 place de l’Église", 1400, "L’Abergement-Clémenciat")


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser") as desk:
        yield desk


@pytest.fixture
def page(at: AtDesk, show: Shower) -> ImportsView:
    view = sit_at_imports(at)
    show(view, 1154, 768)
    at.settle()
    return view


def test_an_odd_address_is_to_check_and_never_in_the_way(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    keyboard = Keyboard()
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, RIGHT, LYON, NOWHERE, AIN]))
    assert page.vm.check.counts == {Verdict.NEW: 2, Verdict.TO_CHECK: 2}
    assert page.check.model.cell(0, 0).second == (
        "ligne 3 · À vérifier\u202f: 35700 est le code postal de Rennes, pas de «\u202fLyon\u202f»."
    )
    assert "À vérifier\u202f: aucune commune n’a le code postal 35999." in page.check.model.cell(1, 0).second
    keyboard.press(Qt.Key.Key_Return)
    assert "Rennes, pas de" in "\n".join(names(page.check.card, ROLE.StaticText))
    assert page.check.card.buttons[0].text() == "Reprendre la ligne telle quelle"
    keyboard.press(Qt.Key.Key_Return)
    keyboard.press(Qt.Key.Key_Return)
    keyboard.tab()
    keyboard.press(Qt.Key.Key_Return)  # left out
    assert page.vm.check.undecided == 0
    press(keyboard, page.check.next_button, at, turns=4)
    assert {row.number: row.state for row in page.vm.report.rows} == {
        2: "added", 3: "added", 4: "left_out", 5: "added",
    }  # fmt: skip
    addresses = {row.family_name: row.address for row in at.store.read(find_residents)}
    assert addresses["BENALI"] == "3 allée de Brno, 35700 Lyon"


def test_all_odd_addresses_are_taken_at_once(at: AtDesk, page: ImportsView, tmp_path: Path) -> None:
    at.register("Petit", "Zoé")
    go_to_check(at, page, write_workbook(tmp_path, [HEADERS, LYON, NOWHERE, ("ROUX", *LYON[1:]), RIGHT]))
    assert page.vm.check.undecided == 3
    keyboard = Keyboard()
    keyboard.press(Qt.Key.Key_Return)
    every = page.check.card.buttons[-1]
    assert every.text() == "Les reprendre toutes"
    assert "2 lignes à vérifier pour leur adresse seulement." in names(page.check.card, ROLE.StaticText)
    go_to(keyboard, every)
    keyboard.press(Qt.Key.Key_Return)
    assert [task.row.number for task in page.vm.check.tasks()] == [2, 4, 5]
    assert page.vm.check.undecided == 1, "whoever resembles somebody still waits"
    assert page.check.model.cell(0, 1).text == "nouvelle"
