"""What to take out of the workshops: a period, an action, a funder; then the register, the sheets, the certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.leaving import Leaving
from intake_app.services.access import Deed, may
from intake_app.services.actions import ActionRow, list_actions
from intake_app.services.registers.exports import RegisterExport
from intake_app.services.registers.overview import Overview, read_overview
from intake_app.services.registers.presences import Selection
from intake_app.services.registers.register import may_take_names
from intake_app.services.registers.sheet_archive import SheetArchive, may_take_sheets
from ui import formats
from ui.certificates.certificate_steps import CertificateSteps
from ui.desk import Desk, ViewModel
from ui.long_work import LongWork
from ui.workshops.registers.logos_vm import LogosVm
from ui.workshops.registers.taken_vm import TakenVm

if TYPE_CHECKING:
    from intake_app.storage.store import Session

_CONCERNED = frozenset(
    {"attendance", "slot", "workshop", "sheet", "headcount", "action", "operation", "resident_merge"}
)


class RegistersVm(ViewModel):
    """Reads the overview again whenever the selection changes."""

    opened = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        today = desk.today()
        self.selection = Selection(first_on=date(today.year, 1, 1), last_on=today)
        self.actions: tuple[ActionRow, ...] = ()
        self.overview = Overview()
        self.with_names = False
        self.is_open = False
        self.work = LongWork(desk, self)
        self.logos = LogosVm(desk, self)
        self.taken = TakenVm(desk, self)
        self.work.moved.connect(self.changed)
        self.work.finished.connect(lambda _steps: self.taken.refresh())
        desk.changes.rows_changed.connect(self._on_rows_changed)

    def may(self, deed: Deed) -> bool:
        """Whether whoever is at the desk may do it."""
        return may(self.desk.actor.role, deed)

    @property
    def may_name(self) -> bool:
        """Whether names may be in a register of what is chosen."""
        return may_take_names(self.desk.actor.role, self.selection)

    @property
    def may_take_sheets(self) -> bool:
        """Whether the sheets of what is chosen may leave."""
        return may_take_sheets(self.desk.actor.role, self.selection)

    @property
    def is_ready(self) -> bool:
        """Whether there is something to take, and nothing going on."""
        return not self.overview.is_empty and not self.work.is_busy

    def open(self) -> None:
        """Read what can be chosen, and show the page."""
        self.taken.tidy()
        self.desk.read(self, self._show_opened, _read, self.selection)

    def leave(self) -> None:
        """Read no more; what is going on is stopped."""
        self.is_open = False
        self.work.stop()

    def choose_period(self, first_on: date | None, last_on: date | None) -> None:
        """Days are included at both ends; None leaves that end open."""
        self._choose(replace(self.selection, first_on=first_on, last_on=last_on))

    def choose(self, *, funder: str, action_id: UUID | None) -> None:
        """A code of `funder` or "" for all, an action or None for all."""
        self._choose(replace(self.selection, funder=funder or None, action_id=action_id))

    def name_people(self, with_names: bool) -> None:
        """Have the names in the register that may be."""
        self.with_names = with_names

    @property
    def has_names(self) -> bool:
        """Whether the register to be taken holds names."""
        return self.with_names and self.may_name

    def save_register(self, target: Path, leaving: Leaving, ending: str) -> None:
        """Write the register to `target`, as XLSX or CSV by `ending`; inside an archive where it holds names."""
        language, names = formats.language(), self.has_names
        self.work.start(RegisterExport(self.selection, target, language, leaving, with_names=names, ending=ending))

    def save_sheets(self, target: Path, leaving: Leaving) -> None:
        """Write the sealed sheets into one archive at `target`."""
        self.work.start(SheetArchive(self.selection, self.desk.blobs, target, formats.language(), leaving))

    def save_certificates(self, target: Path, leaving: Leaving) -> None:
        """Write a certificate for each person who came, whose name may leave, into one PDF at `target`."""
        self.work.start(CertificateSteps(self.selection, self.desk.blobs, target, leaving))

    def _choose(self, selection: Selection) -> None:
        if selection != self.selection:
            self.selection = selection
            self.logos.show_action(selection.action_id)
            self._refresh()

    def _refresh(self) -> None:
        self.desk.read(self, self._show, _read, self.selection)

    def _show_opened(self, read: tuple[Selection, tuple[ActionRow, ...], Overview]) -> None:
        self.is_open = True
        self._show(read)
        self.opened.emit()

    def _show(self, read: tuple[Selection, tuple[ActionRow, ...], Overview]) -> None:
        selection, actions, overview = read
        if selection == self.selection:
            self.actions, self.overview = actions, overview
            self.changed.emit()

    def _on_rows_changed(self, record_types: frozenset[str]) -> None:
        if self.is_open and record_types & _CONCERNED:
            self._refresh()


def _read(session: Session, selection: Selection) -> tuple[Selection, tuple[ActionRow, ...], Overview]:
    return selection, tuple(list_actions(session)), read_overview(session, selection)
