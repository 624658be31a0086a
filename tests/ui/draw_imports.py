"""Draws the pages of an import into `build/pictures/`.

`python -m tests.ui.draw_imports [text scale] [language]`. Not part of the product.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from intake_app.services.imports.known import Verdict
from tests.store.world import CLAIRE, MAUREPAS
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.import_scenes import read_file, sit_at_imports, write_list
from ui import theme
from ui.imports.check_vm import Decision
from ui.imports.imports_view import ImportsView
from ui.languages import install_language
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm
from ui.shell.frame import ShellFrame

FOLDER = Path(__file__).parents[2] / "build" / "pictures"
SIZES = ((1366, 768), (911, 512))


class Album:
    """Draws the window at every size and in both schemes as it stands."""

    def __init__(self, at: AtDesk, frame: ShellFrame, app: QApplication, scale: float, language: str) -> None:
        self._at, self._frame, self._app = at, frame, app
        self._scale, self._language = scale, language

    def draw(self, name: str) -> None:
        for scheme in ("light", "dark"):
            theme.apply_theme(self._app, scheme, self._scale)  # type: ignore[arg-type]
            for size in SIZES:
                self._frame.resize(*size)
                for _turn in range(3):
                    self._at.settle()
                    QApplication.processEvents()
                tag = f"{size[0]}-{scheme}" + (f"-x{self._scale:g}" if self._scale != 1 else "")
                tag += "" if self._language == "fr" else f"-{self._language}"
                self._frame.grab().save(str(FOLDER / f"{name}-{tag}.png"))


def choose_badly(view: ImportsView, album: Album, folder: Path) -> None:
    """The first page, then a file that cannot be read."""
    album.draw("13-import-1-file")
    empty = folder / "vide.csv"
    empty.write_bytes(b"\n")
    view.vm.file.read(empty)
    album.draw("13-import-1-refusal")


def play(at: AtDesk, view: ImportsView, album: Album, folder: Path) -> None:
    """Go through an import, drawing each page."""
    read_file(at, view, write_list(folder))
    album.draw("13-import-2-columns")
    matching = view.vm.matching
    view.vm.next()
    album.draw("13-import-3-words")
    matching.choose_for_all(neighbourhood_id=MAUREPAS, how_met=None, takes_no_phone=False)
    for word in matching.words:
        if word.code is None:
            matching.choose_word(word, "word_of_mouth")
    at.settle()
    view.vm.next()
    matching.inform(origin="tenant_file", mode="paper", informed_on=None)
    album.draw("13-import-4-tenants")
    matching.inform(origin="sign_up_list", mode="paper", informed_on=date(2026, 11, 10))
    view.information.origins.set_value("sign_up_list")
    view.information.modes.set_value("paper")
    view.information.day.set_value("2026-11-10")
    album.draw("13-import-4-information")
    view.vm.next()
    for _turn in range(12):
        at.settle()
    check_and_run(at, view, album)


def check_and_run(at: AtDesk, view: ImportsView, album: Album) -> None:
    """The dry run, the import itself, its report and taking it back."""
    album.draw("13-import-5-check")
    view.check.filter.set_value("")
    view.check._show_rows()
    view.check.list.choose(8)
    album.draw("13-import-5-refused")
    for row in view.vm.check.rows:
        if row.verdict is Verdict.TO_CHECK:
            view.vm.check.decide(row.row.number, Decision.OTHER)
    view.vm.next()
    album.draw("13-import-6-run")
    for _turn in range(30):
        at.settle()
    album.draw("13-import-7-report")
    view.vm.report.ask_undo()
    album.draw("13-import-8-undo")
    view.vm.report.leave_undo()
    view.vm.back()
    at.settle()
    album.draw("13-import-9-before")


def main(scale: float, language: str) -> None:
    """Draw everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_language(app, language)  # type: ignore[arg-type]
    theme.apply_theme(app, "light", scale)
    with (
        tempfile.TemporaryDirectory() as folder,
        sit_down(Path(folder) / "palier", staff_id=CLAIRE, role="adviser") as at,
    ):
        at.register("N’Diaye", "Fatou", birth_date="1979", address="12 rue du Gros-Chêne")
        at.register("Traoré", "Ibrahim", phone="+33612345673")
        frame = ShellFrame()
        frame.rail.person.set_person("Claire D.", "Conseillère", "CD")
        frame.setMinimumSize(640, 480)
        frame.show()
        frame.activateWindow()
        album = Album(at, frame, app, scale, language)
        frame.add_page("residents", ResidentsView(ResidentsVm(at.desk)))
        frame.show_page("residents")
        album.draw("13-import-0-residents")
        view = sit_at_imports(at)
        frame.add_page("imports", view)
        frame.show_page("imports", "residents")
        choose_badly(view, album, Path(folder))
        play(at, view, album, Path(folder))
        frame.close()


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, sys.argv[2] if len(sys.argv) > 2 else "fr")
