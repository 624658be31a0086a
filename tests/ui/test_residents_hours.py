"""The hours a person attended, on their file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from intake_app.services.attendances import mark_present, mark_status
from tests.store.signing import led, sealed
from tests.store.world import plan
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from tests.ui.looks import ROLE, names
from ui import formats
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier") as desk:
        yield desk


def test_the_file_says_the_hours_of_each_action(at: AtDesk, show: Shower) -> None:
    karim = at.register()
    view = ResidentFileView(ResidentFileVm(at.desk))
    show(view, 1154, 768)
    view.vm.open_file(karim)
    at.settle()
    card = view.path_cards.cards["hours"]
    assert not card.isVisible()
    first, first_slot = plan(at.store, at.actor)
    _second, second_slot = plan(at.store, at.actor, title="Café")
    at.run(mark_present, first_slot, karim)
    at.run(mark_status, second_slot, karim, "left_early")
    assert card.isVisible()
    words = "\n".join(names(card, ROLE.StaticText))
    assert "6\u00a0h dans 2 séances" in words
    assert "1 fois sans l’heure d’arrivée ou de départ" in words
    assert "0\u00a0min sur feuilles scellées" in words
    led(at.store, at.actor, first_slot)
    sealed(at.store, at.actor, first)
    at.settle()
    assert "3\u00a0h sur feuilles scellées" in "\n".join(names(card, ROLE.StaticText))


@pytest.mark.parametrize(
    "minutes,french,english",
    [
        (0, "0 min", "0 min"),
        (45, "45 min", "45 min"),
        (720, "12 h", "12 h"),
        (150, "2 h 30", "2 h 30 min"),
        (125, "2 h 05", "2 h 5 min"),
    ],
)
def test_durations_are_written_as_people_do(minutes: int, french: str, english: str) -> None:
    try:
        for language, said in (("fr", french), ("en", english)):
            formats.set_language(language)
            assert formats.duration(minutes).replace("\u00a0", " ") == said
    finally:
        formats.set_language("fr")
