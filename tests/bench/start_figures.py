"""How long a person waits: from starting the program to the painted lock screen; and how much memory a first
download takes.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

from intake_app.storage.key_stretching import FLOOR
from intake_app.storage.vault import create_vault
from intake_app.storage.vault_slot import SlotOwner
from tests.bench.figure import Figure, median

ROOT = Path(__file__).resolve().parents[2]


def measure_start(times: int = 7) -> list[Figure]:
    """`cold_start` to the first paint of the lock screen, and `start_memory` then, against a bare QMainWindow, in
    turn.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "laptop"
        create_vault(folder, SlotOwner(uuid4(), "Nadia M.", "caretaker"), "chaque palier compte vraiment", FLOOR).wipe()
        ours, bare = [], []
        for _ in range(times + 1):
            bare.append(_first_paint("bare"))
            ours.append(_first_paint("palier", str(folder)))
    mine, theirs = (median([seconds for seconds, _ in found[1:]]) * 1000 for found in (ours, bare))
    memory, bare_memory = (median([megabytes for _, megabytes in found[1:]]) for found in (ours, bare))
    return [
        Figure("cold_start", mine, "ms", "bare QMainWindow", theirs),
        Figure("start_memory", memory, "MB", "bare QMainWindow", bare_memory),
    ]


def _first_paint(*arguments: str) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.time()
    command = [sys.executable, "-m", "tests.bench.first_paint", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=True)
    painted, megabytes = done.stdout.split()[:2]
    return float(painted) - started, float(megabytes)
