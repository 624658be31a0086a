"""Run as a process, to be killed: registers somebody through the window, begins to write down what they wish for, and
says when it is in the middle.

    python -m tests.stories.telling_laptop FOLDER ADDRESS
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from intake_app.demonstration import PASSPHRASE, Network
from intake_app.played_day import door_gestures, path_gestures, resident_gestures
from intake_app.played_day.laptop import PlayedLaptop
from intake_app.played_day.patience import turn
from sync.client.premises import Premises
from ui.application import make_application
from ui.shell.window import Backstage


def main(folder: Path, address: str) -> None:
    """Print the id of whoever was saved once the draft of their wish is kept; then wait for the end."""
    app = make_application([])
    laptop = PlayedLaptop(app, Backstage(Premises(folder, Network(address, is_cut=True).connect)))
    door_gestures.unlock(laptop, PASSPHRASE)
    resident_id = resident_gestures.register(laptop, "Quéméneur", "Rozenn", "1984", "0639980321")
    path_gestures.begin_step(laptop, "wish")
    kept: list[object] = []
    laptop.pages.step.draft_kept.connect(kept.append)
    path_gestures.answer_step(laptop, words="Travailler près de ch")
    laptop.wait(lambda: kept, "le brouillon gardé")
    laptop.settle()
    print(resident_id, flush=True)
    while True:
        turn(100)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
