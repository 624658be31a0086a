"""Draws the planning of workshops into `build/pictures/`: `python -m tests.ui.draw_planning`, as `draw_workshops`."""

from __future__ import annotations

import sys
from datetime import timedelta
from uuid import UUID

from intake_app.services.actions import add_action
from intake_app.services.invitations.inviting import note_answer, note_told
from tests.store.register_world import fund
from tests.ui.draw_workshops import PAGES, Scene, main, planned
from tests.ui.workshop_scenes import TUESDAY, plan, plan_with_people
from ui.workshops.invitations.gathering_vm import Source
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm


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


def invitations(scene: Scene) -> WorkshopsView:
    """A round of calls for next week's workshop."""
    desk, people = scene.desk, scene.people
    _workshop_id, slot_id = plan_with_people(desk, people, TUESDAY + timedelta(days=7), capacity=12)
    desk.run(note_answer, [slot_id], people["Traoré"], "yes", "phone")
    desk.run(note_answer, [slot_id], people["Le Goff"], "no", "door")
    desk.run(note_answer, [slot_id], people["Petit"], "none", "phone")
    desk.run(note_told, [slot_id], people["Touré"], "sms")
    view = invited(scene, slot_id)
    view.invitations.table.setFocus()
    return view


def invitations_none(scene: Scene) -> WorkshopsView:
    """Nobody invited yet."""
    return invited(scene, plan(scene.desk, "Café des ambassadeurs", TUESDAY + timedelta(days=7))[1])


def invitations_last(scene: Scene) -> WorkshopsView:
    """Those of the workshop before proposed."""
    scene.call()
    view = invited(scene, plan(scene.desk, "3h pour l’emploi", TUESDAY + timedelta(days=7))[1])
    view.invitations.gather.click()
    return view


def invitations_list(scene: Scene) -> WorkshopsView:
    """Residents whom filters find."""
    view = invitations_last(scene)
    view.vm.invitations.gathering.choose_source(Source.RESIDENTS)
    scene.desk.settle()
    view.invitations.gathering.all.click()
    return view


def week(scene: Scene) -> WorkshopsView:
    """The week, half-days as rows."""
    scene.call()
    plan(scene.desk, "Matinée CV", TUESDAY, hours=("09:00", "12:00"), place="Local Gros-Chêne")
    plan(scene.desk, "Café", TUESDAY, hours=("14:30", "15:30"))
    vm = WorkshopsVm(scene.desk.desk)
    view = WorkshopsView(vm)
    vm.open_list()
    scene.desk.settle()
    view.list.week_button.click()
    view.list.week.grid._go_to_half(1)
    return view


def actions(scene: Scene) -> WorkshopsView:
    """The actions, as an officer keeps them."""
    fund(scene.desk.store)
    object.__setattr__(scene.desk.desk.actor, "role", "programme_officer")
    scene.desk.run(
        add_action,
        {"title_fr": "CAP gardien d’immeubles", "kind": "training", "funded_hours": 420, "is_certified": True,
         "approach": "integrated"},
    )  # fmt: skip
    vm = WorkshopsVm(scene.desk.desk)
    view = WorkshopsView(vm)
    vm.actions.open()
    scene.desk.settle()
    return view


def invited(scene: Scene, slot_id: UUID) -> WorkshopsView:
    vm = WorkshopsVm(scene.desk.desk)
    view = WorkshopsView(vm)
    vm.open_slot(slot_id)
    scene.desk.settle()
    vm.invitations.open(slot_id)
    scene.desk.settle()
    return view


PLANNING = {
    "03-form-series": ("workshops", form_series),
    "03-week": ("workshops", week),
    "03-actions": ("workshops", actions),
    "03-invitations": ("workshops", invitations),
    "03-invitations-none": ("workshops", invitations_none),
    "03-invitations-last": ("workshops", invitations_last),
    "03-invitations-list": ("workshops", invitations_list),
}
PAGES |= PLANNING

if __name__ == "__main__":
    arguments = sys.argv[1:]
    wanted = arguments[2:] or list(PLANNING)
    main(float(arguments[0]) if arguments else 1.0, arguments[1] if len(arguments) > 1 else "fr", wanted)
