"""Draws the page of sending and the page of two versions into `build/pictures/`, to be looked at beside mock-up 06.

`python -m tests.ui.draw_sync [text scale] [language] [page…]`. Not part of the product.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from intake_app.domain.errors import KnownError
from tests.ui import sync_scenes
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.still_exchanges import StillExchanges
from ui import theme
from ui.conflicts.conflicts_view import ConflictsView
from ui.conflicts.conflicts_vm import ConflictsVm
from ui.languages import install_language
from ui.residents.resident_file_view import ResidentFileView
from ui.residents.resident_file_vm import ResidentFileVm
from ui.shell.frame import ShellFrame
from ui.sync_status import words
from ui.sync_status.stick_vm import StickWritten
from ui.sync_status.sync_status_view import SyncStatusView
from ui.sync_status.sync_status_vm import SyncStatusVm

FOLDER = Path(__file__).parents[2] / "build" / "pictures"
SIZES = ((1366, 768), (911, 512))


def conflicts(at: AtDesk) -> QWidget:
    """Mock-up 06."""
    sync_scenes.two_versions(at)
    vm = ConflictsVm(at.desk)
    view = ConflictsView(vm)
    vm.open()
    return view


def no_conflict(at: AtDesk) -> QWidget:
    """Nothing left to settle."""
    vm = ConflictsVm(at.desk)
    view = ConflictsView(vm)
    vm.open()
    return view


def file_with_conflict(at: AtDesk) -> QWidget:
    """A resident's file that has two versions."""
    ids = sync_scenes.two_versions(at)
    vm = ResidentFileVm(at.desk)
    vm.open_file(ids["Ben Ali"])
    return ResidentFileView(vm)


def everything(at: AtDesk) -> QWidget:
    """Something in every group."""
    sync_scenes.everything(at)
    return _sync(at, StillExchanges())


def settled(at: AtDesk) -> QWidget:
    """Nothing waits; a choice that was made stays to be read."""
    sync_scenes.join_centre(at)
    sync_scenes.settled(at)
    return _sync(at, StillExchanges())


def file_settled(at: AtDesk) -> QWidget:
    """The same choice in the person's file."""
    ids = sync_scenes.settled(at)
    vm = ResidentFileVm(at.desk)
    vm.open_file(ids["Ben Ali"])
    return ResidentFileView(vm)


def away(at: AtDesk) -> QWidget:
    """No network for nine days."""
    resident_id = at.register("Riou", "Gwenaël", address="3 allée de Finlande")
    sync_scenes.age_changes(at, resident_id, 9)
    return _sync(at, StillExchanges(KnownError("server_unreachable")))


def removal(at: AtDesk) -> QWidget:
    """The centre asks to take away much at once."""
    return _sync(at, StillExchanges(KnownError("mass_removal", count=41, total=120)))


def unknown(at: AtDesk) -> QWidget:
    """The centre does not know this computer any more."""
    at.register("Riou", "Gwenaël", address="3 allée de Finlande")
    return _sync(at, StillExchanges(KnownError("device_unknown")))


def code(at: AtDesk) -> QWidget:
    """The same, and the code that was typed is for somebody else."""
    page = _sync(at, StillExchanges(KnownError("device_unknown")))
    page.rejoin.open_button.click()
    page.rejoin.code.set_value("ABCD-EFGH-IJKL-MNOP")
    page.vm.rejoin.error = KnownError("invitation_other_person")
    page.vm.rejoin.changed.emit()
    return page


def wrong_clock(at: AtDesk) -> QWidget:
    """The clock is off, a copy went to a USB stick, and scans wait."""
    at.register("Riou", "Gwenaël", address="3 allée de Finlande")
    sync_scenes.set_clock_off(at, 754)
    page = _sync(at, StillExchanges(KnownError("server_unreachable")))
    page.vm.stick.answer = StickWritten(12, 0, "palier-2026-11-22-11h00.palier")
    page.stick.show_stick()
    return page


def quiet(at: AtDesk) -> QWidget:
    """Nothing waits."""
    return _sync(at, StillExchanges())


def _sync(at: AtDesk, exchanges: Any) -> SyncStatusView:
    sync_scenes.join_centre(at)
    vm = SyncStatusVm(at.desk, exchanges)
    view = SyncStatusView(vm)
    vm.refresh()
    return view


PAGES: dict[str, Callable[[AtDesk], QWidget]] = {
    "06-conflicts": conflicts,
    "06-no-conflict": no_conflict,
    "06-file": file_with_conflict,
    "09-sync": everything,
    "09-sync-away": away,
    "09-sync-removal": removal,
    "09-sync-unknown": unknown,
    "09-sync-code": code,
    "09-sync-clock": wrong_clock,
    "09-sync-quiet": quiet,
    "09-sync-settled": settled,
    "06-file-settled": file_settled,
}


def draw(name: str, size: tuple[int, int], tag: str) -> None:
    """Show one page in the frame of the window, and keep its picture."""
    with tempfile.TemporaryDirectory() as folder, sit_down(Path(folder) / "palier") as at:
        frame = ShellFrame()
        frame.rail.person.set_person("Nadia M.", "Gardienne", "NM")
        frame.setMinimumSize(640, 480)
        frame.resize(*size)
        page = PAGES[name](at)
        frame.add_page(name, page)
        frame.show()
        frame.activateWindow()
        frame.show_page(name, "sync_status")
        for _turn in range(3):
            at.settle()
            QApplication.processEvents()
        if isinstance(page, SyncStatusView):
            frame.set_sync_state(words.card_state(page.vm, at.desk.now()))
        QApplication.processEvents()
        frame.grab().save(str(FOLDER / f"{name}-{tag}.png"))
        scroll = page.scroll_area().verticalScrollBar()  # type: ignore[attr-defined]
        if scroll.maximum():
            scroll.setValue(scroll.maximum())
            QApplication.processEvents()
            frame.grab().save(str(FOLDER / f"{name}-{tag}-foot.png"))
        frame.close()
        frame.deleteLater()
        QApplication.processEvents()


def main(scale: float, language: str, names: list[str]) -> None:
    """Draw everything."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    install_language(app, language)  # type: ignore[arg-type]
    for scheme in ("light", "dark"):
        theme.apply_theme(app, scheme, scale)  # type: ignore[arg-type]
        for size in SIZES:
            tag = f"{size[0]}-{scheme}" + (f"-x{scale:g}" if scale != 1 else "")
            for name in names or PAGES:
                draw(name, size, tag if language == "fr" else f"{tag}-{language}")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0, sys.argv[2] if len(sys.argv) > 2 else "fr", sys.argv[3:])
