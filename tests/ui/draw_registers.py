"""Draws registers into `build/pictures/`: `python -m tests.ui.draw_registers`, as `draw_workshops`."""

from __future__ import annotations

import sys

from intake_app.services.attendances import mark_present
from intake_app.services.sheets.headcounts import count_heads
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


PAGES |= {"03-registers": ("workshops", registers)}

if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(float(arguments[0]) if arguments else 1.0, arguments[1] if len(arguments) > 1 else "fr", ["03-registers"])
