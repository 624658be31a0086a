"""Draws registers into `build/pictures/`: `python -m tests.ui.draw_registers`, as `draw_workshops`."""

from __future__ import annotations

import sys

from intake_app.services.attendances import mark_present
from intake_app.services.logos import add_logo
from intake_app.services.sheets.headcounts import count_heads
from tests.common.logos import png
from tests.store.register_world import JOBS, KITCHEN, fund, hold
from tests.store.signing import led, sealed
from tests.ui.draw_workshops import PAGES, Scene, main
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm


def registers(scene: Scene) -> WorkshopsView:
    """What was done this year, at two funders' workshops."""
    fund(scene.desk.store)
    for action_id in (JOBS, KITCHEN):
        workshop_id, slot_id = hold(scene.desk.store, scene.desk.actor, action_id)
        for resident_id in list(scene.people.values())[:4]:
            scene.desk.run(mark_present, slot_id, resident_id)
        scene.desk.run(count_heads, slot_id, {"total": 3, "women": 2})
        led(scene.desk.store, scene.desk.actor, slot_id)
        sealed(scene.desk.store, scene.desk.actor, workshop_id)
    # an adviser looks at it: everything can be taken
    object.__setattr__(scene.desk.desk.actor, "role", "adviser")
    view = WorkshopsView(WorkshopsVm(scene.desk.desk))
    view.vm.registers.open()
    scene.desk.settle()
    return view


def logos(scene: Scene) -> WorkshopsView:
    """The same of one action, with the logos of its funders."""
    view = registers(scene)
    for picture in (png(300, 100), png(100, 100, (160, 20, 60))):
        scene.desk.run(add_logo, scene.desk.store.blobs, picture, JOBS)
        scene.desk.clock.advance(minutes=1)
    view.vm.registers.choose(funder="", action_id=JOBS)
    view.registers.form.show_selection(view.vm.registers.selection)
    for _time in range(3):
        scene.desk.settle()
    return view


def leaving(scene: Scene) -> WorkshopsView:
    """Before the certificates leave: for what and to whom."""
    view = registers(scene)
    view.registers.certificates.click()
    view.registers.leaving.form.set_values({"purpose": "audit", "recipient": "Région Bretagne"})
    view.registers.leaving.form.values_changed.emit()
    return view


PAGES |= {
    "03-registers": ("workshops", registers),
    "03-registers-logos": ("workshops", logos),
    "03-registers-leaving": ("workshops", leaving),
}

if __name__ == "__main__":
    arguments = sys.argv[1:]
    wanted = arguments[2:] or [name for name in PAGES if "registers" in name]
    main(float(arguments[0]) if arguments else 1.0, arguments[1] if len(arguments) > 1 else "fr", wanted)
