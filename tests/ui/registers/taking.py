"""Somebody at the page of registers, who has files leave by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from intake_app.services.attendances import mark_present
from intake_app.services.sheets.headcounts import count_heads
from tests.store.register_world import JOBS, KITCHEN, fund, hold
from tests.store.world import CLAIRE
from tests.ui.at_desk import AtDesk, sit_down
from tests.ui.conftest import Shower
from ui.workshops.registers.registers_page import RegistersPage
from ui.workshops.workshops_view import WorkshopsView
from ui.workshops.workshops_vm import WorkshopPage, WorkshopsVm

KEY = Qt.Key


@dataclass
class Taking:
    """Somebody who takes registers; `asked` are the names of files proposed."""

    desk: AtDesk
    screen: WorkshopsView
    folder: Path
    workshops: list[UUID] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def page(self) -> RegistersPage:
        return self.screen.registers

    def press(self, widget: QWidget, key: Qt.Key = KEY.Key_Space) -> None:
        widget.setFocus()
        QTest.keyClick(widget, key)
        self.settle()

    def take(self, button: QWidget, purpose: str = "audit") -> str:
        """Have a file leave by this button, to an auditor, by keyboard; the passphrase shown."""
        self.press(button)
        card = self.page.leaving
        assert card.isVisible()
        card.form.set_values({"purpose": purpose})
        card.form.focus_field("recipient")
        QTest.keyClicks(QApplication.focusWidget() or card, "Region Bretagne")
        QTest.keyClick(QApplication.focusWidget() or card, KEY.Key_Return)
        for _turn in range(50):
            self.settle()
            if not self.page.vm.work.is_busy:
                break
        return self.page.passphrase.phrase.text()

    def settle(self) -> None:
        for _time in range(3):
            self.desk.settle()

    def ask(self, _title: str, proposed: str, _kinds: str) -> str:
        self.asked.append(proposed)
        return str(self.folder / proposed)


def sit(tmp_path: Path, show: Shower, role: str, staff_id: UUID) -> Iterator[Taking]:
    with sit_down(tmp_path / role, staff_id=staff_id, role="adviser") as desk:
        fund(desk.store)
        karim, aicha = desk.register(referent_id=CLAIRE), desk.register("Traoré", "Aïcha")
        workshops = []
        for action_id, title in ((JOBS, "Atelier CV"), (KITCHEN, "Cuisine")):
            workshop_id, slot_id = hold(desk.store, desk.actor, action_id, title=title)
            workshops.append(workshop_id)
            for one in (karim, aicha):
                desk.run(mark_present, slot_id, one)
        desk.run(count_heads, slot_id, {"total": 3})
        object.__setattr__(desk.desk.actor, "role", role)
        screen = WorkshopsView(WorkshopsVm(desk.desk))
        show(screen, 1100, 800)
        screen.vm.open_list()
        desk.settle()
        folder = tmp_path / "out"
        folder.mkdir()
        taking = Taking(desk, screen, folder, workshops)
        taking.page.out.ask = taking.ask
        taking.press(screen.list.registers)
        assert screen.vm.page is WorkshopPage.REGISTERS
        yield taking
