"""Run as a process: the window does something long with the folder of a laptop, and is watched; prints its Phases.

python -m tests.bench.long_work FOLDER import WORKBOOK
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from tests.bench.laptop_figures import AREA
from tests.bench.watched_window import WatchedWindow
from ui.imports.check_vm import Decision
from ui.imports.imports_vm import ImportPage


def bring_in(window: WatchedWindow, workbook: Path) -> None:
    """A workbook is read, judged, brought in (whoever resembles somebody is somebody else) and taken back."""
    window.laptop.work.navigation.imports_wished.emit()
    imports = window.laptop.pages.imports
    check, report = imports.check, imports.report
    window.watch("reading", lambda: imports.file.read(workbook), lambda: imports.page is ImportPage.COLUMNS)
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


def main(folder: Path, deed: str, *more: str) -> None:
    """See above."""
    window = WatchedWindow(folder)
    window.idle()
    if deed == "import":
        bring_in(window, Path(*more))
    window.tell()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
