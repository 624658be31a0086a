"""Draws the planning of workshops into `build/pictures/`: `python -m tests.ui.draw_planning`, as `draw_workshops`."""

from __future__ import annotations

import sys

from tests.ui.draw_workshops import PAGES, Scene, main, planned
from ui.workshops.workshops_view import WorkshopsView


def form_series(scene: Scene) -> WorkshopsView:
    """A workshop repeated over the holidays of the new year."""
    view = planned(scene)
    vm = view.vm.form
    vm.fill(vm.content.with_fields(template="kitchen"))
    view.form.slots.lines[0].form.set_values({"day": "vendredi 27/11"})
    view.form.slots.changed.emit()
    scene.desk.settle()
    view.form.scroll_area().verticalScrollBar().setValue(260)
    return view


PAGES |= {
    "03-form-series": ("workshops", form_series),
}

if __name__ == "__main__":
    arguments = sys.argv[1:]
    wanted = arguments[2:] or ["03-form-series"]
    main(float(arguments[0]) if arguments else 1.0, arguments[1] if len(arguments) > 1 else "fr", wanted)
