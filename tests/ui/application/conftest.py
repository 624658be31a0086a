"""The whole window on an enrolled laptop whose network is cut: door, work, threads and files are the real ones."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from intake_app.demonstration import Demonstration
from intake_app.domain.errors import KnownError
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.storage.key_stretching import FLOOR
from sync.client.premises import Premises
from sync.client.transport import Transport
from ui import languages, theme
from ui.shell.window import Backstage


def no_network(_address: str) -> Transport:
    """A cable that is cut."""
    raise KnownError("server_unreachable")


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the caretaker's laptop, with fictitious people. Copied, never opened."""
    place = tmp_path_factory.mktemp("enrolled")
    with Demonstration(place) as demonstration:
        demonstration.prepare()
    return place / "laptop"


@pytest.fixture
def folder(enrolled: Path, tmp_path: Path) -> Path:
    """A copy of the test's own."""
    return Path(shutil.copytree(enrolled, tmp_path / "laptop"))


@pytest.fixture
def laptop(qapp: QApplication, folder: Path) -> Iterator[PlayedLaptop]:
    """The window in front of its lock screen."""
    made = PlayedLaptop(qapp, Backstage(Premises(folder, no_network, FLOOR)))
    yield made
    made.close()
    languages.install_language(qapp, "fr")
    theme.apply_theme(qapp, "light")
