"""What a first download costs the person at the window: memory, and how long typing and saving wait meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from tests.bench.busy_window import Told
from tests.bench.figure import Figure, percentile
from tests.bench.furnished import fresh_code, furnished_server

ROOT = Path(__file__).resolve().parents[2]
HURRY = 1800
"""Seconds after which a download counts as stuck."""


def measure_memory(residents: int) -> list[Figure]:
    """`peak_memory` of a laptop, window included, while it receives its first residents; against itself idle.

    It is to be flat: what a laptop keeps (pages of its file, names met last, a page of rows in work and one that comes)
    is full after some 20,000 rows, and from there on nothing may grow: at most 5 MB between 100,000 and 1,000,000.
    """
    idle, peak, _seconds = map(float, _watched("download_memory", residents).split())
    suffix = "" if residents == 100_000 else f"_{residents}"
    return [Figure(f"peak_memory{suffix}", peak, "MB", "the same window idle", idle)]


def measure_typing(residents: int) -> list[Figure]:
    """`save_while_downloading_p99`, and `typing_gap_while_downloading`: the longest that a window with a keystroke
    every 10 ms did not come to it.
    """
    told = msgspec.json.decode(_watched("busy_window", residents), type=Told)
    saves, idle_saves = (percentile(times, 0.99) * 1000 for times in (told.saves, told.idle_saves))
    gap, idle_gap = (max(gaps) * 1000 for gaps in (told.gaps, told.idle_gaps))
    return [
        Figure("save_while_downloading_p99", saves, "ms", "an idle save, p99", idle_saves),
        Figure("typing_gap_while_downloading", gap, "ms", "the same window idle", idle_gap),
    ]


def _watched(program: str, residents: int) -> str:
    """What a program of this folder prints, which receives so many residents."""
    with furnished_server(residents) as (address, space, url), tempfile.TemporaryDirectory() as name:
        command = [sys.executable, "-m", f"tests.bench.{program}", address, fresh_code(url, space), f"{name}/laptop"]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=HURRY, check=True
        )
    return done.stdout
