"""An adviser's desk, somebody with a path, and the page of a step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from tests.store.path_world import open_operation, somebody_met
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm


@pytest.fixture
def at(tmp_path: Path, qtbot: QtBot) -> Iterator[AtDesk]:
    with sit_down(tmp_path / "palier", staff_id=CLAIRE, role="adviser", seed=2) as desk:
        yield desk


@pytest.fixture
def karim(at: AtDesk) -> UUID:
    open_operation(at.store)
    return somebody_met(at.store, at.actor)


@pytest.fixture
def page(at: AtDesk, show: Shower) -> StepFormView:
    view = StepFormView(StepFormVm(at.desk))
    show(view, 1154, 768)
    return view
