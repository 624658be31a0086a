"""Joining a centre that does not answer: what to do is said, nothing that holds only for a laptop at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from intake_app.domain.errors import KnownError
from sync.client.premises import Premises
from sync.client.transport import Transport
from tests.ui.conftest import Shower
from ui.jobs import Lane
from ui.shell.first_run_view import FirstRunView
from ui.shell.first_run_vm import FirstRunVm


@pytest.fixture
def lane(qapp: object) -> Iterator[Lane]:
    bugs: list[BaseException] = []
    made = Lane("test-network", bugs.append, bugs.append)
    yield made
    made.stop()
    assert bugs == []


@pytest.mark.parametrize(
    "key,said",
    [
        ("server_unreachable", "Le centre ne répond pas à cette adresse."),
        ("server_slow", "Le centre ne répond pas à cette adresse."),
        ("not_palier", "Ce n’est pas le serveur de Palier qui a répondu."),
    ],
)
def test_a_centre_that_does_not_answer_is_looked_for_again(
    qtbot: QtBot, show: Shower, lane: Lane, tmp_path: Path, key: str, said: str
) -> None:
    def away(_address: str) -> Transport:
        raise KnownError(key)

    view = FirstRunView(FirstRunVm(Premises(tmp_path, away), lane), "fr")
    show(view, 900, 600)
    view.address.setText("http://127.0.0.1:9")
    view.code.setText("ABCD-EFGH-IJKL-MN23")
    with qtbot.waitSignal(view.vm.refused):
        QTest.keyClick(view.code, Qt.Key.Key_Return)
    assert view.error().startswith(said)
    assert "vos fiches" not in view.error()
    assert view.go_on.isEnabled()
