"""Draws the pages of workshops and follow-ups into `build/pictures/`, to be looked at beside the mock-ups.

`python -m tests.ui.draw_workshops [text scale] [language] [page…]`. Not part of the product.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.attendances import mark_present, mark_status
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.attachment_scenes import look_at
from tests.ui.pen import scribble
from tests.ui.workshop_scenes import TUESDAY, plan, plan_with_people, schedule, settle_in
from ui import theme
from ui.follow_ups.follow_ups_view import FollowUpsView
from ui.follow_ups.follow_ups_vm import FollowUpsVm
from ui.languages import install_language
from ui.shell.frame import ShellFrame
from ui.widgets.sync_card_state import SyncCardState
from ui.workshops.sheets.signing_view import SigningView
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopsVm

FOLDER = Path(__file__).parents[2] / "build" / "pictures"
SIZES = ((1366, 768), (911, 512))
OFFLINE = SyncCardState(
    "waiting",
    "Hors ligne",
    "12 modifications sont en sécurité sur cet ordinateur, pas encore envoyées.",
    "Dernier échange\u202f: hier, 17\u00a0h\u00a042",
    "Synchroniser",
    icon_name="offline",
)


class Scene:
    """A Tuesday afternoon: a workshop going on, others before and after."""

    def __init__(self, desk: AtDesk) -> None:
        self.desk = desk
        self.people = settle_in(desk)
        self.workshop_id, self.slot_id = plan_with_people(desk, self.people, capacity=12)
        _id, past = plan(desk, "Rennes aux Fourneaux", TUESDAY - timedelta(days=8), place="Cuisine partagée, Villejean")
        desk.run(mark_present, past, self.people["Petit"])
        plan(
            desk,
            "Café des ambassadeurs",
            TUESDAY - timedelta(days=4),
            place="Maison de quartier",
            hours=("10:00", "11:30"),
        )
        plan(
            desk,
            "Rennes aux Fourneaux",
            TUESDAY + timedelta(days=2),
            place="Cuisine partagée, Villejean",
            hours=("09:30", "12:00"),
        )
        plan(
            desk, "Café des ambassadeurs", TUESDAY + timedelta(days=3), place="Maison de quartier",
            hours=("10:00", "11:30"), is_open=True,
        )  # fmt: skip
        desk.clock.advance(minutes=62)

    def call(self) -> None:
        """Tick as on mock-up 03."""
        for name, minutes in (("Traoré", 2), ("Benali", 1), ("Le Goff", 6), ("Amadou", 1), ("Riou", 2)):
            self.desk.run(mark_present, self.slot_id, self.people[name])
            self.desk.clock.advance(minutes=minutes)


def listing(scene: Scene) -> WorkshopsView:
    """The list."""
    scene.call()
    vm = WorkshopsVm(scene.desk.desk)
    vm.open_list()
    return WorkshopsView(vm)


def roll(scene: Scene) -> WorkshopsView:
    """Mock-up 03."""
    scene.call()
    return rolled(scene)


def roll_search(scene: Scene) -> WorkshopsView:
    """The same while a name is typed."""
    view = roll(scene)
    view.roll.search.setText("dia")
    return view


def roll_nobody(scene: Scene) -> WorkshopsView:
    """A name that nobody has, then the few fields."""
    view = roll(scene)
    view.roll.search.setText("Kowalska Zofia")
    scene.desk.settle()
    view.roll.search.returnPressed.emit()
    view.roll.newcomer.save.click()
    return view


def roll_closing(scene: Scene) -> WorkshopsView:
    """Who did not come."""
    view = roll(scene)
    scene.desk.run(mark_status, scene.slot_id, scene.people["Petit"], "absent_excused")
    scene.desk.run(mark_status, scene.slot_id, scene.people["Benali"], "late")
    view.roll.side.close_button.click()
    return view


def roll_closed(scene: Scene) -> WorkshopsView:
    """Closed."""
    view = roll(scene)
    view.roll.vm.close()
    return view


def roll_private(scene: Scene) -> WorkshopsView:
    """Turned to somebody."""
    view = roll(scene)
    view.roll.vm.set_private(True)
    return view


def roll_ahead(scene: Scene) -> WorkshopsView:
    """Before the day."""
    workshop_id, _slot = plan(
        scene.desk, "École de la proximité", TUESDAY + timedelta(days=6), TUESDAY + timedelta(days=13)
    )
    view = rolled(scene)
    view.vm.open_roll(workshop_id)
    return view


def joined(state: str = "", *, is_copied: bool = False) -> Callable[[Scene], WorkshopsView]:
    """Scans joined to the workshop; the one in this state looked at, its copy asked for."""

    def make(scene: Scene) -> WorkshopsView:
        view = roll(scene)
        look_at(scene.desk, view, scene.workshop_id, state)
        if is_copied:
            view.attachment.copy_button.click()
        return view

    return make


def form(scene: Scene) -> WorkshopsView:
    """A new workshop, an action chosen."""
    view = planned(scene)
    vm = view.vm.form
    vm.change(vm.content.with_fields(action_id=str(vm.opening.actions[0].id), capacity="12"))
    view.form.slots.lines[0].form.set_values({"day": "mardi 1/12"})
    view.form.slots.changed.emit()
    return view


def form_mistakes(scene: Scene) -> WorkshopsView:
    """Saved with nothing right."""
    view = planned(scene)
    view.form.slots.lines[0].form.set_values({"day": "lundi 24/11", "start": "14h", "end": "25"})
    view.form.slots.changed.emit()
    view.vm.form.save()
    return view


def form_edit(scene: Scene) -> WorkshopsView:
    """A workshop of several dates to change."""
    view = rolled(scene)
    view.vm.form.edit(scene.workshop_id)
    scene.desk.settle()
    view.vm.form.fill(view.vm.form.content.with_another_slot())
    return view


def follow_ups(scene: Scene) -> FollowUpsView:
    """Whom to call back."""
    schedule(scene.desk, scene.people)
    vm = FollowUpsVm(scene.desk.desk)
    vm.refresh()
    return FollowUpsView(vm)


def follow_ups_result(scene: Scene) -> FollowUpsView:
    """One of them dealt with, the note held back for its words."""
    view = follow_ups(scene)
    scene.desk.settle()
    values = {"result": "no_answer", "note": "hospitalisé d’après sa voisine"}
    view.dealing.form.set_values(values)
    view.dealing.form.values_changed.emit()
    view.dealing.complete()
    return view


def follow_ups_none(scene: Scene) -> FollowUpsView:
    """Nobody to call back."""
    vm = FollowUpsVm(scene.desk.desk)
    vm.refresh()
    return FollowUpsView(vm)


def rolled(scene: Scene) -> WorkshopsView:
    vm = WorkshopsVm(scene.desk.desk)
    view = WorkshopsView(vm)
    vm.open_slot(scene.slot_id)
    scene.desk.settle()
    return view


def planned(scene: Scene) -> WorkshopsView:
    vm = WorkshopsVm(scene.desk.desk)
    view = WorkshopsView(vm)
    vm.plan()
    scene.desk.settle()
    return view


PAGES: dict[str, tuple[str, Callable[[Scene], QWidget]]] = {
    "03-list": ("workshops", listing),
    "03-roll": ("workshops", roll),
    "03-roll-search": ("workshops", roll_search),
    "03-roll-nobody": ("workshops", roll_nobody),
    "03-roll-closing": ("workshops", roll_closing),
    "03-roll-closed": ("workshops", roll_closed),
    "03-roll-private": ("workshops", roll_private),
    "03-roll-ahead": ("workshops", roll_ahead),
    "03-roll-attachments": ("workshops", joined()),
    "03-attachment-picture": ("workshops", joined("at_centre")),
    "03-attachment-pdf": ("workshops", joined("only_here")),
    "03-attachment-copy": ("workshops", joined("only_here", is_copied=True)),
    "03-attachment-missing": ("workshops", joined("to_receive")),
    "03-form": ("workshops", form),
    "03-form-mistakes": ("workshops", form_mistakes),
    "03-form-edit": ("workshops", form_edit),
    "09-follow-ups": ("follow_ups", follow_ups),
    "09-follow-ups-result": ("follow_ups", follow_ups_result),
    "09-follow-ups-none": ("follow_ups", follow_ups_none),
}


def draw(scene: Scene, name: str, size: tuple[int, int], tag: str) -> None:
    """Show one page in the frame of the window, and keep its picture."""
    key, make = PAGES[name]
    frame = ShellFrame()
    frame.rail.set_badge("follow_ups", 7)
    frame.rail.person.set_person("Nadia M.", "Gardienne", "NM")
    frame.set_sync_state(OFFLINE)
    frame.resize(*size)
    frame.show()
    frame.activateWindow()
    QApplication.processEvents()
    view = make(scene)
    if isinstance(view, SigningView):
        frame.cover(view)
        scribble(view.pad)
    else:
        frame.add_page(name, view)
        frame.show_page(name, key)
    for _round in range(3):
        scene.desk.settle()
        QApplication.processEvents()
    frame.grab().save(str(FOLDER / f"{name}-{size[0]}x{size[1]}-{tag}.png"))
    frame.close()
    frame.deleteLater()
    QApplication.processEvents()


def main(scale: float, language: str, wanted: list[str]) -> None:
    """Draw every page at both sizes, in both schemes."""
    os.environ["TZ"] = "Europe/Paris"
    time.tzset()
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    install_language(app, "en" if language == "en" else "fr")  # type: ignore[arg-type]
    for scheme in ("light", "dark"):
        theme.apply_theme(app, scheme, scale)  # type: ignore[arg-type]
        for name in wanted or PAGES:
            for size in SIZES:
                with tempfile.TemporaryDirectory() as folder, sit_down(Path(folder) / "palier") as desk:
                    tag = "-".join(
                        [scheme, *([language] if language != "fr" else []), *([f"{scale:g}"] if scale != 1 else [])]
                    )
                    draw(Scene(desk), name, size, tag)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(float(arguments[0]) if arguments else 1.0, arguments[1] if len(arguments) > 1 else "fr", arguments[2:])
