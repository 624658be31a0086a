"""Sheets as files: to print and sign, as they were sealed, and whether a PDF is one of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QPagedPaintDevice

from intake_app.domain.errors import KnownError
from intake_app.services.attachments import OpenedAttachment, save_copy
from intake_app.services.logos import read_logos
from intake_app.services.sheets.contents import SheetContent, take_content
from intake_app.services.sheets.sealing import Likeness, SealedSheet, compare_pdf
from intake_app.storage.safe_file import LAPTOP_DISK, write_safely
from ui.desk import ViewModel
from ui.workshops.sheets.sheet_painter import SheetPlan, draw_sheet
from ui.workshops.sheets.sheet_pdf import sheet_pdf

if TYPE_CHECKING:
    from intake_app.storage.store import Session


class SheetPapersVm(ViewModel):
    """Writes and reads PDF files outside Palier's folder."""

    saved = Signal()
    """A PDF was written."""
    printed = Signal()
    """A sheet went to the printer."""
    compared = Signal(object, object)
    """What a PDF is (a Likeness), and the sheet (a SealedSheet) or None."""

    def save_to_sign(self, content: SheetContent, target: Path) -> None:
        """Write the sheet to print and sign to `target`; that it leaves is noted first."""
        self._take(content, lambda taken: self._plan(SheetPlan(taken, is_filled=False), partial(self._save, target)))

    def save_blank(self, content: SheetContent, target: Path) -> None:
        """Write the sheet without a name to `target`."""
        self._plan(SheetPlan(content, is_filled=False, is_blank=True), partial(self._save, target))

    def print_to_sign(self, content: SheetContent, printer: QPagedPaintDevice) -> None:
        """Print the sheet to sign; that it leaves is noted first."""
        self._take(content, lambda taken: self._plan(SheetPlan(taken, is_filled=False), partial(self._print, printer)))

    def save_sealed(self, sheet: SealedSheet, target: Path) -> None:
        """Write a sealed sheet to `target`, as it was sealed."""
        self.desk.write(self, self._end_copy, self.fail, save_copy, self.desk.blobs, sheet.attachment_id, target)

    def compare(self, source: Path) -> None:
        """Tell whether a PDF is a sheet that was sealed."""
        self.desk.read(self, self._end_comparing, compare_file, source)

    def _take(self, content: SheetContent, then: Callable[[SheetContent], None]) -> None:
        self.desk.write(self, then, self.fail, take_content, content.workshop_id, content.held_on)

    def _plan(self, plan: SheetPlan, then: Callable[[SheetPlan], None]) -> None:
        """The same with the funders' logos."""
        workshops = [plan.content.workshop_id]
        self.desk.read(self, lambda logos: then(replace(plan, logos=logos)), read_logos, self.desk.blobs, workshops)

    def _save(self, target: Path, plan: SheetPlan) -> None:
        self.desk.work(self, self._end_writing, lambda: _write(target, sheet_pdf(plan)))

    def _print(self, printer: QPagedPaintDevice, plan: SheetPlan) -> None:
        if draw_sheet(plan, printer):
            self.printed.emit()
        else:
            self.fail(KnownError("paper_not_printed"))

    def _end_writing(self, error: KnownError | None) -> None:
        if error is not None:
            self.fail(error)
        else:
            self.saved.emit()

    def _end_copy(self, found: OpenedAttachment) -> None:
        self._end_writing(KnownError(found.problem) if found.problem is not None else None)

    def _end_comparing(self, found: tuple[Likeness, SealedSheet | None] | None) -> None:
        if found is None:
            self.fail(KnownError("attachment_unreadable"))
        else:
            self.compared.emit(*found)


def compare_file(session: Session, source: Path) -> tuple[Likeness, SealedSheet | None] | None:
    """What a file on the disk is; None when it cannot be read."""
    try:
        content = source.read_bytes()
    except OSError:
        return None
    return compare_pdf(session, content)


def _write(target: Path, content: bytes) -> KnownError | None:
    try:
        write_safely(LAPTOP_DISK, target, content)
    except KnownError as error:
        return error
    return None
