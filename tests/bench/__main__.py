"""`run.py bench`: measures beside a yardstick of the same run, prints a table, writes `build/bench.json`.

python -m tests.bench                 everything (a quarter of an hour; leave the machine alone meanwhile)
python -m tests.bench --quick         a tenth of the rows
python -m tests.bench save herd       only these rooms
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from tests.bench.download_figures import measure_memory, measure_typing
from tests.bench.figure import Figure
from tests.bench.laptop_figures import measure_open, measure_save, measure_search
from tests.bench.likeness_figures import measure_lookalikes
from tests.bench.load_figures import measure_herd, measure_server_push
from tests.bench.long_work_figures import measure_import, measure_register, measure_repaint, measure_sheet
from tests.bench.start_figures import measure_start
from tests.bench.sync_figures import measure_sync

REPORT = Path(__file__).resolve().parents[2] / "build" / "bench.json"


def rooms(scale: int) -> dict[str, Callable[[], list[Figure]]]:
    """What can be measured; `scale` divides the numbers of rows."""
    return {
        "save": measure_save,
        "open": measure_open,
        "start": measure_start,
        "search": lambda: measure_search(100_000 // scale),
        "lookalikes": lambda: measure_lookalikes(100_000 // scale),
        "sync": lambda: measure_sync(100_000 // scale, 10_000 // scale),
        "memory": lambda: [*measure_memory(1_000), *measure_memory(100_000 // scale)],
        "memory_of_a_million": lambda: measure_memory(1_000_000 // scale),
        "typing": lambda: measure_typing(100_000 // scale),
        "import": lambda: measure_import(10_000 // scale, 5_000 // scale),
        "register": lambda: measure_register(30_000 // scale),
        "sheet": measure_sheet,
        "repaint": lambda: measure_repaint(100_000 // scale),
        "server_push": lambda: measure_server_push(20_000 // scale),
        "herd": lambda: measure_herd(500 // scale, 200),
    }


def main() -> None:
    """Measure what was asked for, or everything."""
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("rooms", nargs="*", help=f"any of {', '.join(rooms(1))}")
    parser.add_argument("--quick", action="store_true", help="a tenth of the rows")
    asked = parser.parse_args()
    measures = rooms(10 if asked.quick else 1)
    figures: list[Figure] = []
    for name in asked.rooms or measures:
        for figure in measures[name]():
            figures.append(figure)
            print(line(figure), flush=True)
    REPORT.parent.mkdir(exist_ok=True)
    found = [{**asdict(figure), "ratio": None if math.isnan(figure.ratio) else figure.ratio} for figure in figures]
    REPORT.write_text(json.dumps(found, indent=2), encoding="utf-8")
    print(f"written to {REPORT.relative_to(REPORT.parents[1])}")


def line(figure: Figure) -> str:
    """One line of the table."""
    measured = f"{figure.value:12,.2f} {figure.unit:<14}"
    return f"{figure.name:<26}{measured}{figure.versus_value:12,.2f}  {figure.versus:<42}{figure.ratio:8.3f}"


if __name__ == "__main__":
    main()
