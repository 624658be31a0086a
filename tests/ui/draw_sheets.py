"""Draws signing and sheets into `build/pictures/`: `python -m tests.ui.draw_sheets`, as `draw_workshops`."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QWidget

from intake_app.services.sheets.headcounts import count_heads
from intake_app.services.sheets.signatures import sign, sign_as_facilitator
from tests.store.signing import LINE
from tests.ui.draw_workshops import PAGES, Scene, main, rolled
from ui.workshops.workshops_view import WorkshopsView


def signed(scene: Scene) -> WorkshopsView:
    """Mock-up 03, with signatures."""
    scene.call()
    for name in ("Traoré", "Benali", "Le Goff"):
        scene.desk.run(sign, scene.slot_id, scene.people[name], LINE, means="pen")
    return rolled(scene)


def signing(scene: Scene) -> QWidget:
    """The pad, somebody signing on it."""
    view = signed(scene)
    line = next(line for line in view.roll.vm.marks.sheet.lines() if line.is_present and not line.has_signed)
    view.roll.vm.signing.hand_to(line)
    return view.roll.signing


def sheet(scene: Scene) -> WorkshopsView:
    """The day's sheet, not signed by whoever led."""
    view = signed(scene)
    scene.desk.run(count_heads, scene.slot_id, {"total": 4, "women": 3})
    view.vm.open_sheet()
    scene.desk.settle()
    return view


def sheet_sealed(scene: Scene) -> WorkshopsView:
    """The same sealed, opened again, sealed again."""
    view = sheet(scene)
    for _time in range(2):
        scene.desk.run(sign_as_facilitator, scene.slot_id, "Nadia Morvan", LINE, means="mouse")
        scene.desk.settle()
        view.vm.sheet.seal()
        scene.desk.settle()
        if not _time:
            view.vm.sheet.open_again("missing_signature")
            scene.desk.settle()
    return view


PAGES |= {
    "03-roll-signed": ("workshops", signed),
    "03-signing": ("workshops", signing),
    "03-sheet": ("workshops", sheet),
    "03-sheet-sealed": ("workshops", sheet_sealed),
}

if __name__ == "__main__":
    arguments = sys.argv[1:]
    wanted = arguments[2:] or [name for name in PAGES if "sheet" in name or "sign" in name]
    main(float(arguments[0]) if arguments else 1.0, arguments[1] if len(arguments) > 1 else "fr", wanted)
