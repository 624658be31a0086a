"""A desk at which a file is brought in, and the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from tests.common.import_files import write_workbook
from tests.store.world import MAUREPAS, TODAY
from tests.ui.at_desk import AtDesk
from tests.ui.keyboard import Keyboard
from ui.imports.imports_view import ImportsView
from ui.imports.imports_vm import ImportPage, ImportsVm

HEADERS = (
    "Nom de l’habitant", "Prénom", "Né(e) le", "Tél. portable", "Civilité", "Adresse", "CP", "Ville", "Bât.",
    "Nationalité", "Situation pro", "Connu par",
)  # fmt: skip
LINES: tuple[tuple[Any, ...], ...] = (
    ("BENALI", "Karim", date(1988, 3, 14), 612345678, "M.", "12 rue du Gros-Chêne", 35700, "Rennes", "Tour B", "FR",
     "demandeur d’emploi", "Gardienne"),
    ("LE GALL", "Yann", 1984, "aucun", "M.", "", "", "", "Tour B", "FR", "CDI", "Forum"),
    ("DIALLO", "Awa", "vers 1990", "06 12 34 56 79", "Mme", "3 allée de Brno", 35700, "Rennes", "", "ML",
     "en formation", "Ambassadrice"),
    ("N’DIAYE", "Fatou", "12/05/1979", "07 12 34 56 70", "Mme", "", "", "", "Tour B", "SN", "au foyer", "Gardienne"),
    ("PETIT", "Jeanne", "31/02/1990", "6,12E+08", "Mme", "", "", "", "", "FR", "", "Forum"),
    ("MOREAU", "Paul", "1/4/2019", "06 12 34 56 71", "M.", "", "", "", "", "FR", "CDD", "Forum"),
    ("BENALI", "Karim", date(1988, 3, 14), "06 12 34 56 78", "M.", "", "", "", "Tour B", "FR", "", "Gardienne"),
    ("KERVELLA", "Soizic", 1995, "06 12 34 56 72", "Mme", "8 cours d’Arlon", 35000, "Rennes", "", "FR", "CDI", "Pote"),
    ("TRAORÉ", "Ibrahim", "3 mars 1991", "06 12 34 56 73", "M.", "", "", "", "Tour B", "ML", "intérim", "Pote"),
)  # fmt: skip


def write_list(folder: Path) -> Path:
    """A list as a partner sends it: a title and a blank line above its headers."""
    return write_workbook(folder, [("Association Exemple, inscriptions",), (), HEADERS, *LINES], "inscriptions.xlsx")


def sit_at_imports(at: AtDesk) -> ImportsView:
    """The screen, at its first page."""
    view = ImportsView(ImportsVm(at.desk))
    view.vm.open()
    at.settle()
    return view


def read_file(at: AtDesk, view: ImportsView, path: Path) -> None:
    """Choose a file, and wait until its columns are shown."""
    view.vm.file.read(path)
    at.settle()


def go_to(keyboard: Keyboard, target: QWidget, most: int = 80) -> None:
    """Press Tab until this has the keyboard."""
    for _press in range(most):
        if target.hasFocus():
            return
        keyboard.tab()
    raise AssertionError(f"the Tab key never reaches {target.accessibleName() or target}")


def press(keyboard: Keyboard, button: QWidget, at: AtDesk, turns: int = 1) -> None:
    go_to(keyboard, button)
    keyboard.press(Qt.Key.Key_Return)
    for _turn in range(turns):
        at.settle()


def choose(keyboard: Keyboard, page: ImportsView, at: AtDesk, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked: (str(path), ""))
    press(keyboard, page.file.choose_button, at)


def answer_information(keyboard: Keyboard, page: ImportsView, at: AtDesk) -> None:
    """« Une liste tenue par notre équipe », « Remise sur papier », yesterday."""
    go_to(keyboard, page.information.origins.chip("team_list"))
    keyboard.press(Qt.Key.Key_Space)
    go_to(keyboard, page.information.modes.chip("oral"))
    keyboard.press(Qt.Key.Key_Right)
    keyboard.press(Qt.Key.Key_Space)
    go_to(keyboard, page.information.day.line)
    keyboard.type("hier")
    press(keyboard, page.information.next_button, at, turns=4)


def go_to_check(at: AtDesk, page: ImportsView, path: Path) -> None:
    """The dry run of a file, everything chosen."""
    read_file(at, page, path)
    matching = page.vm.matching
    matching.choose_for_all(neighbourhood_id=MAUREPAS, how_met=None, takes_no_phone=True)
    matching.leave_others_blank()
    at.settle()
    matching.inform(origin="team_list", mode="paper", informed_on=TODAY)
    for _step in range(3):
        page.vm.next()
        at.settle()
    at.settle()
    assert page.vm.page is ImportPage.CHECK
