"""While a large register is made, the window's reads are answered, and whoever stops it finds nothing written."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from intake_app.services.leaving.background import Tell
from intake_app.services.registers import exports
from intake_app.services.resident_lists import find_residents
from tests.store.leaving_world import TO_AUDITOR
from tests.store.world import CLAIRE
from tests.ui.conftest import Shower
from tests.ui.registers.taking import Taking, sit


@pytest.fixture
def adviser(tmp_path: Path, show: Shower) -> Iterator[Taking]:
    yield from sit(tmp_path, show, "adviser", CLAIRE)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Files that are made for as long as the event is not set."""
    over, make = threading.Event(), exports.register_files

    def wait(*args: object, **kwargs: object) -> exports.Files:
        tell: Tell = args[4]  # type: ignore[assignment]
        while not over.wait(0.005):
            tell(0.5)
        return make(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(exports, "register_files", wait)
    yield over
    over.set()


def test_others_are_answered_while_it_is_made(adviser: Taking, slow: threading.Event) -> None:
    vm, found = adviser.page.vm, []
    vm.save_register(adviser.folder / "registre.xlsx", TO_AUDITOR, ".xlsx")
    adviser.settle()
    vm.desk.read(vm, found.append, find_residents, "Benali")
    adviser.settle()
    assert vm.work.is_busy
    assert [row.family_name for row in found[0]] == ["Benali"]
    assert 0.4 < vm.work.share < 0.6
    slow.set()
    for _turn in range(20):
        adviser.settle()
    assert not vm.work.is_busy
    assert (adviser.folder / "registre.xlsx").exists()


def test_stopped_while_it_is_made_nothing_is_written(adviser: Taking, slow: threading.Event) -> None:
    vm = adviser.page.vm
    vm.save_register(adviser.folder / "registre.xlsx", TO_AUDITOR, ".xlsx")
    adviser.settle()
    assert vm.work.is_busy
    vm.work.stop()
    for _turn in range(10):
        adviser.settle()
    assert not vm.work.is_busy
    assert list(adviser.folder.iterdir()) == []
    assert adviser.desk.wished("told")[-1] == "Arrêté. Rien n’a été écrit."
