"""The field of an address: what it proposes while one types, and what it says when one leaves it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shower
from ui.widgets.address_field import AddressField
from ui.widgets.fields import TextField


@pytest.fixture
def field(qtbot: QtBot, show: Shower) -> Iterator[AddressField]:
    """An address with another field behind it."""
    page = QWidget()
    lines = QVBoxLayout(page)
    made = AddressField(max_length=200)
    made.setAccessibleName("Adresse")
    lines.addWidget(made)
    lines.addWidget(TextField())
    show(page, 500, 300)
    made.setFocus()
    qtbot.waitUntil(made.line.hasFocus)
    yield made  # noqa: PT022 (the page lives as long as the test)


def test_a_postcode_proposes_its_communes_and_one_is_taken_by_the_keyboard(qtbot: QtBot, field: AddressField) -> None:
    qtbot.keyClicks(field.line, "3 rue X, 01380")
    popup = field.popup()
    qtbot.waitUntil(popup.isVisible)
    assert field.proposals()[0] == "3 rue X, 01380 Bâgé-Dommartin"
    assert popup.sizeHintForRow(0) >= 40
    assert popup.model().index(0, 0).data() == "01380 Bâgé-Dommartin"
    assert popup.viewport().width() >= popup.sizeHintForColumn(0)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.value_changed):
        qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.value() == "3 rue X, 01380 Bâgé-Dommartin"
    assert not popup.isVisible()
    assert field.said_doubt() == ""


def test_a_commune_proposes_its_postcodes(qtbot: QtBot, field: AddressField) -> None:
    qtbot.keyClicks(field.line, "3 rue X, rennes")
    qtbot.waitUntil(field.popup().isVisible)
    assert field.proposals()[:3] == [f"3 rue X, {one} Rennes" for one in ("35000", "35200", "35700")]
    qtbot.keyClick(field.popup(), Qt.Key.Key_Escape)
    assert field.value() == "3 rue X, rennes"


def test_a_street_proposes_nothing(qtbot: QtBot, field: AddressField) -> None:
    qtbot.keyClicks(field.line, "3 rue de Nantes")
    assert not field.popup().isVisible()


def test_what_does_not_go_together_is_said_when_one_leaves_and_goes_once_it_does(
    qtbot: QtBot, field: AddressField
) -> None:
    qtbot.keyClicks(field.line, "3 rue X, 35000 Lyon")
    assert field.said_doubt() == ""
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    assert field.said_doubt() == "À vérifier\u202f: 35000 est le code postal de Rennes, pas de «\u202fLyon\u202f»."
    assert field.line.accessibleDescription() == field.said_doubt()
    field.setFocus()
    field.line.selectAll()
    qtbot.keyClicks(field.line, "3 rue X, 69001 Lyon")
    assert field.said_doubt() == ""


def test_an_address_abroad_is_judged_by_its_own_country(field: AddressField) -> None:
    field.set_value("1 Larkman Lane, Norwich NR5 8LO")
    assert field.said_doubt() == ""
    field.set_place("GB")
    assert "NR5 8LO" in field.said_doubt()
    field.set_value("1 Larkman Lane, Norwich NR5 8LG")
    assert field.said_doubt() == ""


def test_a_postcode_there_is_not_is_said_so(field: AddressField) -> None:
    field.set_value("3 rue X, 35999 Rennes")
    assert field.said_doubt() == "À vérifier\u202f: aucune commune n’a le code postal 35999."


def test_communes_around_are_proposed_first(qtbot: QtBot, field: AddressField) -> None:
    field.set_place("FR", "Rennes")
    qtbot.keyClicks(field.line, "3 rue X, saint-ma")
    assert field.proposals()[0] == "3 rue X, 35400 Saint-Malo"
    assert all(one.startswith("3 rue X, 35") for one in field.proposals()[:3])
