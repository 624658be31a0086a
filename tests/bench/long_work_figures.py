"""What the window does for long, and how long it leaves a hand without an answer meanwhile: a file of people brought in
and taken back, a register taken out, a sheet painted, names typed into the search.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter

from tests.bench.enrolled import enrol
from tests.bench.figure import Figure, percentile, seconds
from tests.bench.laptop_figures import AREA, SPACE, STAFF
from tests.bench.many_rolls import HALVES, PEOPLE, hold_workshops
from tests.bench.watched_window import Phase
from tests.common.import_files import HEADERS, write_workbook
from tests.common.people import invent_residents

ROOT = Path(__file__).resolve().parents[2]
HURRY = 3600
"""Seconds after which the window counts as stuck."""
LONGEST_MS = 100.0
"""Nobody is left without an answer for longer than that."""
LONGEST_REPAINT_MS = 80.0
COLUMNS = 20


def measure_import(residents: int, rows: int) -> list[Figure]:
    """Reading a workbook, judging, bringing in and taking back so many rows on a laptop of so many residents: how many
    rows a second, against saving the same people one by one; the longest that the window did not answer a key, against
    itself idle; and how long a save waited meanwhile.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        enrol(folder / "laptop", residents).close()
        workbook = write_workbook(folder, [HEADERS, *_lines(rows)])
        idle, *phases = watch_window(folder / "laptop", "import", str(workbook))
    one_by_one = 1 / percentile(idle.saves, 0.5)
    figures = []
    for phase in phases:
        if phase.name in ("importing", "undoing"):
            rate = rows / phase.seconds
            figures.append(
                Figure(f"{phase.name}_rows", rate, "rows/s", "saved one by one by an idle window", one_by_one)
            )
        figures += held(phase, idle)
    return figures


def measure_register(rows: int) -> list[Figure]:
    """A register of so many rows taken out as a workbook, against the library alone with as many numbers in it."""
    with tempfile.TemporaryDirectory() as name:
        store = enrol(Path(name) / "laptop", 5_000)
        hold_workshops(store, rows // (len(HALVES) * PEOPLE))
        store.close()
        idle, opening, phase = watch_window(Path(name) / "laptop", "register", f"{name}/register.xlsx")
        bare = seconds(lambda: _bare_workbook(rows))
    rate = Figure("register_rows", rows / phase.seconds, "rows/s", "the library alone", rows / bare)
    return [rate, *held(opening, idle), *held(phase, idle)]


def measure_sheet() -> list[Figure]:
    """The sheet of a day of sixty people and two half-days as a PDF: seconds, and how long it held the window."""
    with tempfile.TemporaryDirectory() as name:
        store = enrol(Path(name) / "laptop", 5_000)
        workshop_id, held_on = hold_workshops(store, 10)
        store.close()
        deed = ("sheet", str(workshop_id), held_on.isoformat(), f"{name}/sheet.pdf")
        idle, opening, phase = watch_window(Path(name) / "laptop", *deed)
    return [Figure("sheet_pdf", phase.seconds, "s", "", 0.0), *held(opening, idle), *held(phase, idle)]


def measure_repaint(residents: int, keystrokes: int = 400) -> list[Figure]:
    """`keystroke_to_repaint`: from a key in the search of people to the list that answers it, painted."""
    with tempfile.TemporaryDirectory() as name:
        enrol(Path(name) / "laptop", residents).close()
        idle, phase = watch_window(Path(name) / "laptop", "typing", str(keystrokes))
    suffix = "" if residents == 100_000 else f"_{residents}"
    half, most = (percentile(phase.saves, share) * 1000 for share in (0.5, 0.99))
    gap, idle_gap = (max(one.gaps) * 1000 for one in (phase, idle))
    return [
        Figure(f"keystroke_to_repaint_p50{suffix}", half, "ms", "the longest it may take", LONGEST_REPAINT_MS),
        Figure(f"keystroke_to_repaint_p99{suffix}", most, "ms", "the longest it may take", LONGEST_REPAINT_MS),
        Figure(f"gap_while_typing{suffix}", gap, "ms", "the same window idle", idle_gap),
    ]


def held(phase: Phase, idle: Phase) -> list[Figure]:
    """How long the window was held by one phase at the most, and a save."""
    gap, idle_gap = (max(one.gaps) * 1000 for one in (phase, idle))
    figures = [Figure(f"gap_while_{phase.name}", gap, "ms", "the same window idle", idle_gap)]
    if phase.saves:
        saves = percentile(phase.saves, 0.99) * 1000
        figures.append(Figure(f"save_while_{phase.name}_p99", saves, "ms", "the longest it may wait", LONGEST_MS))
    return figures


def watch_window(folder: Path, *deed: str) -> list[Phase]:
    """What a window on that folder tells of its deed, the idle one first."""
    command = [sys.executable, "-m", "tests.bench.long_work", str(folder), *deed]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, timeout=HURRY, check=True)
    return msgspec.json.decode(done.stdout, type=list[Phase])


def _bare_workbook(rows: int) -> None:
    with xlsxwriter.Workbook(BytesIO(), {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for down in range(rows):
            for place in range(COLUMNS):
                sheet.write_string(down, place, f"{down} {place}")


def _lines(rows: int) -> Sequence[Sequence[Any]]:
    everybody = invent_residents(rows, AREA, SPACE, STAFF, seed=99)
    names = ("family_name", "first_name", "birth_date", "phone", "gender")
    return [tuple(one[name] for name in names) for one in everybody]
