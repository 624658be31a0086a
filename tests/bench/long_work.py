"""Run as a process: the window does something long with the folder of a laptop, and is watched; prints its Phases.

python -m tests.bench.long_work FOLDER import WORKBOOK
python -m tests.bench.long_work FOLDER register TARGET
python -m tests.bench.long_work FOLDER sheet WORKSHOP DAY TARGET
python -m tests.bench.long_work FOLDER typing KEYSTROKES
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from intake_app.domain.leaving import Leaving
from tests.bench.laptop_figures import AREA
from tests.bench.typed_search import type_names
from tests.bench.watched_window import WatchedWindow
from ui.imports.check_vm import Decision
from ui.imports.imports_vm import ImportPage
from ui.navigation import Place


def bring_in(window: WatchedWindow, workbook: str) -> None:
    """A workbook is read, judged, brought in (whoever resembles somebody is somebody else) and taken back."""
    imports = window.laptop.pages.imports
    check, report = imports.check, imports.report
    window.watch("opening_import", window.laptop.work.navigation.imports_wished.emit, window.is_settled())
    window.watch("reading", lambda: imports.file.read(Path(workbook)), lambda: imports.page is ImportPage.COLUMNS)
    imports.matching.choose_for_all(neighbourhood_id=AREA, how_met="caretaker", takes_no_phone=True)
    imports.matching.leave_others_blank()
    imports.matching.inform(origin="team_list", mode="oral", informed_on=date.today())
    window.laptop.settle()
    imports.next()
    imports.next()
    window.watch("judging", imports.next, lambda: check.rows and not check.is_running)
    for row in filter(check.is_waiting, check.rows):
        check.decisions[row.row.number] = (Decision.OTHER, None)
    window.watch("importing", imports.next, lambda: imports.page is ImportPage.REPORT and report.rows)
    assert report.summary is not None
    assert report.summary.count("added") == len(check.rows), report.summary.counts
    window.watch("previewing", report.ask_undo, lambda: report.preview is not None)
    window.watch("undoing", report.undo, lambda: not report.is_undoing)


def take_register(window: WatchedWindow, target: str) -> None:
    """Everybody on every roll leaves in a workbook."""
    window.watch("opening_workshops", lambda: window.laptop.work.pages.go(Place.WORKSHOPS), window.is_settled())
    vm = window.laptop.pages.workshops.registers
    vm.selection = replace(vm.selection, first_on=None, last_on=None)
    begin = lambda: vm.save_register(Path(target), Leaving("evaluation", "Ville de Rennes"), ".xlsx")  # noqa: E731
    window.watch("register", begin, lambda: not vm.work.is_busy)
    assert Path(target).stat().st_size > 0


def take_sheet(window: WatchedWindow, workshop_id: str, held_on: str, target: str) -> None:
    """The sheet of a day, to print and sign."""
    window.laptop.go(Place.WORKSHOPS)
    sheet = window.laptop.pages.workshops.sheet
    begin = lambda: sheet.open(UUID(workshop_id), date.fromisoformat(held_on))  # noqa: E731
    window.watch("opening_sheet", begin, lambda: sheet.reading)
    window.laptop.settle()
    written: list[bool] = []
    sheet.papers.saved.connect(lambda: written.append(True))
    assert sheet.reading is not None
    content = sheet.reading.content
    window.watch("sheet", lambda: sheet.papers.save_to_sign(content, Path(target)), lambda: written)


def main(folder: Path, deed: str, *more: str) -> None:
    """See above."""
    window = WatchedWindow(folder)
    window.idle()
    if deed == "import":
        bring_in(window, *more)
    elif deed == "register":
        take_register(window, *more)
    elif deed == "sheet":
        take_sheet(window, *more)
    else:
        type_names(window, int(*more))
    window.tell()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
