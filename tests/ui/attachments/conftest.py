"""A roll on screen, and a folder that scans come from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.at_desk import sit_down
from tests.ui.attachments.screen import AttachmentScreen
from tests.ui.conftest import Shower


@pytest.fixture
def desktop(tmp_path: Path) -> Path:
    folder = tmp_path / "desktop"
    folder.mkdir()
    return folder


@pytest.fixture
def page(tmp_path: Path, show: Shower) -> Iterator[AttachmentScreen]:
    with sit_down(tmp_path / "palier") as desk:
        yield AttachmentScreen(desk, show)
