"""Draws the first page and the pages of residents into `build/pictures/`, to be looked at beside the mock-ups.

`python -m tests.ui.draw_residents [text scale] [language]`. Not part of the product.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.attendances import mark_present
from tests.store.world import NADIA, TOWER_B, plan
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.resident_scenes import furnish_day
from ui import theme
from ui.languages import install_language
from ui.residents.resembling_pairs_view import ResemblingPairsView
from ui.residents.resembling_pairs_vm import ResemblingPairsVm
from ui.residents.resident_erasure_view import ResidentErasureView
from ui.residents.resident_erasure_vm import ResidentErasureVm
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.residents.resident_form_view import ResidentFormView
from ui.residents.resident_form_vm import ResidentFormVm
from ui.residents.resident_merge_view import ResidentMergeView
from ui.residents.resident_merge_vm import ResidentMergeVm
from ui.residents.residents_view import ResidentsView
from ui.residents.residents_vm import ResidentsVm
from ui.shell.frame import ShellFrame
from ui.today.today_view import TodayView
from ui.today.today_vm import TodayVm

FOLDER = Path(__file__).parents[2] / "build" / "pictures"
SIZES = ((1366, 768), (911, 512))


def today(at: AtDesk, _ids: dict[str, object]) -> QWidget:
    """Mock-up 01."""
    return TodayView(TodayVm(at.desk))


def residents(at: AtDesk, _ids: dict[str, object]) -> QWidget:
    """The list, nothing typed."""
    return ResidentsView(ResidentsVm(at.desk))


def nobody(at: AtDesk, _ids: dict[str, object]) -> QWidget:
    """The list when nobody answers."""
    view = ResidentsView(ResidentsVm(at.desk))
    view.search_field.setText("Zanetti Paola")
    return view


def new_person(at: AtDesk, _ids: dict[str, object]) -> QWidget:
    """Mock-up 02."""
    vm = ResidentFormVm(at.desk)
    view = ResidentFormView(vm)
    vm.open_new()
    at.settle()
    values = {
        "family_name": "Benali", "first_name": "Karim", "birth_date": "14/03/1988", "phone": "06 12 34 56 78",
        "address": "12 rue du Gros-Chêne, 35700 Lyon", "labour_status": "unemployed_unregistered_seeking",
        "unemployment_duration": "12_to_23_months", "barriers": ("mobility", "lone_parent"),
    }  # fmt: skip
    view.page.form.set_values(values)
    view.page.form.values_changed.emit()
    vm.note_place("birth_date")
    vm.flush_draft()
    return view


def same_home(at: AtDesk, _ids: dict[str, object]) -> QWidget:
    """« Même foyer ? » beside the form."""
    vm = ResidentFormVm(at.desk)
    view = ResidentFormView(vm)
    vm.open_new()
    at.settle()
    view.page.form.set_values({"family_name": "Traoré", "first_name": "Bintou", "phone": "06 39 98 00 11"})
    view.page.form.values_changed.emit()
    vm.lookalikes._look()
    return view


def mistakes(at: AtDesk, _ids: dict[str, object]) -> QWidget:
    """The form after « Enregistrer » with nothing right."""
    vm = ResidentFormVm(at.desk)
    view = ResidentFormView(vm)
    vm.open_new()
    at.settle()
    view.page.form.set_values({"birth_date": "32/13/84", "phone": "06 12", "interests": "alcool"})
    view.page.form.values_changed.emit()
    vm.save()
    return view


def notice(at: AtDesk, _ids: dict[str, object]) -> QWidget:
    """The notice to read aloud."""
    vm = ResidentFormVm(at.desk)
    view = ResidentFormView(vm)
    vm.open_new()
    at.settle()
    view.page.notice_card.read_button.click()
    return view


def person(at: AtDesk, ids: dict[str, object]) -> QWidget:
    """Mock-up 04."""
    vm = ResidentFileVm(at.desk)
    view = ResidentFileView(vm)
    vm.open_file(ids["Ben Ali"])  # type: ignore[arg-type]
    return view


def twin_of_ben_ali(at: AtDesk, ids: dict[str, object]) -> object:
    """Another file that may be his, registered once."""
    if "Benali" not in ids:
        said = {"phone": "+33788102030", "building_id": TOWER_B, "language": "fr", "address": "tour B, appt 406"}
        ids["Benali"] = at.register("Benali", "Karim", birth_date="1988-03-14", **said)
    return ids["Benali"]


def same_person(at: AtDesk, ids: dict[str, object]) -> QWidget:
    """« Même personne ? », beside mock-up 06."""
    vm = ResidentMergeVm(at.desk)
    view = ResidentMergeView(vm)
    vm.open(twin_of_ben_ali(at, ids), ids["Ben Ali"])  # type: ignore[arg-type]
    return view


def pairs(at: AtDesk, ids: dict[str, object]) -> QWidget:
    """« Fiches qui se ressemblent »."""
    twin_of_ben_ali(at, ids)
    if "Traore" not in ids:
        ids["Traore"] = at.register("Traore", "Aïsha", birth_date="1991", phone="+33639980011")
        at.register("Touré", "Mousa", birth_date="1986-01-01", building_id=TOWER_B)
        slot_id = plan(at.store, at.actor)[1]
        for name in ("Benali", "Ben Ali"):
            at.run(mark_present, slot_id, ids[name])
    view = ResemblingPairsView(ResemblingPairsVm(at.desk))
    view.vm.open()
    return view


def erasing(at: AtDesk, ids: dict[str, object]) -> QWidget:
    """« Effacer définitivement »."""
    vm = ResidentErasureVm(at.desk)
    view = ResidentErasureView(vm)
    vm.open(ids["Ben Ali"])  # type: ignore[arg-type]
    at.settle()
    view.reasons.chip("request").click()
    view.typed.set_value("effacer")
    view.typed.value_changed.emit()
    return view


PAGES: dict[str, tuple[str, Callable[[AtDesk, dict[str, object]], QWidget]]] = {
    "01-today": ("today", today),
    "02-new-person": ("residents", new_person),
    "02-same-home": ("residents", same_home),
    "02-mistakes": ("residents", mistakes),
    "02-notice": ("residents", notice),
    "04-person": ("residents", person),
    "06-same-person": ("residents", same_person),
    "06-pairs": ("residents", pairs),
    "06-erasing": ("residents", erasing),
    "08-residents": ("residents", residents),
    "08-nobody": ("residents", nobody),
}


def draw(at: AtDesk, ids: dict[str, object], name: str, size: tuple[int, int], tag: str) -> None:
    """Show one page in the frame of the window, and keep its picture."""
    key, make = PAGES[name]
    frame = ShellFrame()
    frame.rail.set_badge("follow_ups", 7)
    frame.rail.person.set_person("Nadia M.", "Gardienne", "NM")
    frame.setMinimumSize(640, 480)
    frame.resize(*size)
    frame.add_page(name, make(at, ids))
    frame.show_page(name, key)
    frame.show()
    frame.activateWindow()
    for _turn in range(3):
        at.settle()
        QApplication.processEvents()
    if name.startswith("02-new"):
        frame.findChild(ResidentFormView).page.form.focus_field("birth_date")
        wait(350)
        at.settle()
    frame.grab().save(str(FOLDER / f"{name}-{tag}.png"))
    frame.close()
    frame.deleteLater()
    QApplication.processEvents()


def wait(milliseconds: int) -> None:
    """Let timers run."""
    from PySide6.QtTest import QTest

    QTest.qWait(milliseconds)


def main(scale: float, language: str) -> None:
    """Draw everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_language(app, language)  # type: ignore[arg-type]
    with (
        tempfile.TemporaryDirectory() as folder,
        sit_down(Path(folder) / "palier", staff_id=NADIA, role="adviser") as at,
    ):
        ids: dict[str, object] = dict(furnish_day(at))
        twin_of_ben_ali(at, ids)
        for scheme in ("light", "dark"):
            theme.apply_theme(app, scheme, scale)  # type: ignore[arg-type]
            for size in SIZES:
                tag = f"{size[0]}-{scheme}" + (f"-x{scale:g}" if scale != 1 else "")
                for name in PAGES:
                    draw(at, ids, name, size, tag if language == "fr" else f"{tag}-{language}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, sys.argv[2] if len(sys.argv) > 2 else "fr")
