"""Draws a file whose path has been told, and the forms of its steps, into `build/pictures/`.

`python -m tests.ui.draw_path [text scale] [language]`. Not part of the product.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from uuid import UUID

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.draw_residents import FOLDER, SIZES
from tests.ui.path_scenes import tell_path
from ui import theme
from ui.languages import install_language
from ui.path.add_step_view import AddStepView, AddStepVm
from ui.path.step_form_view import StepFormView
from ui.path.step_form_vm import StepFormVm
from ui.path.step_kinds import KINDS
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.shell.frame import ShellFrame


def file(at: AtDesk, karim: UUID) -> QWidget:
    """The file."""
    vm = ResidentFileVm(at.desk)
    view = ResidentFileView(vm)
    vm.open_file(karim)
    return view


def add_step(at: AtDesk, karim: UUID) -> QWidget:
    """What can be added."""
    vm = AddStepVm(at.desk)
    view = AddStepView(vm)
    vm.open(karim)
    return view


def step(at: AtDesk, karim: UUID, kind: str) -> QWidget:
    """The form of a step, a new one."""
    vm = StepFormVm(at.desk)
    view = StepFormView(vm)
    vm.open(karim, kind, None)
    at.settle()
    return view


def draw(at: AtDesk, name: str, view: QWidget, size: tuple[int, int], tag: str) -> None:
    """Show one page in the frame of the window, and keep its picture."""
    frame = ShellFrame()
    frame.rail.person.set_person("Claire D.", "Conseillère", "CD")
    frame.setMinimumSize(640, 480)
    frame.resize(*size)
    frame.add_page(name, view)
    frame.show_page(name, "residents")
    frame.show()
    frame.activateWindow()
    for _turn in range(3):
        at.settle()
        QApplication.processEvents()
    frame.grab().save(str(FOLDER / f"{name}-{tag}.png"))
    frame.close()
    frame.deleteLater()
    QApplication.processEvents()


def main(scale: float, language: str) -> None:
    """Draw everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_language(app, language)  # type: ignore[arg-type]
    with (
        tempfile.TemporaryDirectory() as folder,
        sit_down(Path(folder) / "palier", staff_id=CLAIRE, role="adviser") as at,
    ):
        karim, _ = tell_path(at)
        for scheme in ("light", "dark"):
            theme.apply_theme(app, scheme, scale)  # type: ignore[arg-type]
            for size in SIZES:
                tag = f"{size[0]}-{scheme}" + (f"-x{scale:g}" if scale != 1 else "") + f"-{language}"
                draw(at, "09-path-file", file(at, karim), size, tag)
                draw(at, "09-path-add", add_step(at, karim), size, tag)
                for kind in KINDS:
                    if kind not in ("exit", "return", "headline", "referral_send", "referral_answer"):
                        draw(at, f"09-path-{kind}", step(at, karim, kind), size, tag)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, sys.argv[2] if len(sys.argv) > 2 else "fr")
