"""The sheet of a workshop's day: what it says, what is missing, sealing it, and what was sealed before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from intake_app.domain.reference import label
from intake_app.domain.rules.sheet import Doubt
from intake_app.services.logos import read_logos
from intake_app.services.rolls import read_roll
from intake_app.services.sheets.changed_days import has_changed
from intake_app.services.sheets.contents import SheetContent, read_content
from intake_app.services.sheets.doubts import find_doubts
from intake_app.services.sheets.headcounts import count_heads
from intake_app.services.sheets.sealing import (
    SealedSheet,
    list_sheets,
    open_sheet,
    seal_sheet,
)
from intake_app.services.workshop_lists import read_workshop
from ui import formats
from ui.desk import Desk, ViewModel
from ui.workshops.sheets import attendance_sheet_words as words
from ui.workshops.sheets.attendance_sheet_words import Sealing
from ui.workshops.sheets.sheet_painter import SheetPlan
from ui.workshops.sheets.sheet_papers_vm import SheetPapersVm
from ui.workshops.sheets.sheet_pdf import sheet_pdf
from ui.workshops.sheets.signing_vm import Signer, SigningVm

if TYPE_CHECKING:
    from intake_app.storage.store import Session

SHOWN_TYPES = frozenset({"workshop", "slot", "attendance", "resident", "signature", "headcount", "sheet", "attachment"})


@dataclass(frozen=True, slots=True)
class SheetReading:
    """Everything the page shows."""

    content: SheetContent
    days: tuple[date, ...]
    sheets: tuple[SealedSheet, ...]
    """Of that day, the latest first."""
    doubts: tuple[tuple[Doubt, int], ...]
    is_changed: bool
    """Whether the sheet that stands says something else than what is noted now."""

    @property
    def standing(self) -> SealedSheet | None:
        """The sheet that stands, None while it can be corrected."""
        return next((one for one in self.sheets if one.opened_at is None), None)


class SheetVm(ViewModel):
    """One workshop's day at a time."""

    opened = Signal()
    changed = Signal()
    refused = Signal(object)
    """A KnownError about the headcount."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.reading: SheetReading | None = None
        self.is_busy = False
        self.signing = SigningVm(desk, self)
        self.papers = SheetPapersVm(desk, self)
        desk.changes.rows_changed.connect(lambda types: self.refresh() if types & SHOWN_TYPES else None)

    @property
    def is_sealed(self) -> bool:
        """Whether a sheet of the day stands."""
        return self.reading is not None and self.reading.standing is not None

    @property
    def unled(self) -> tuple[UUID, ...]:
        """The half-days whose facilitator has not signed."""
        slots = self.reading.content.slots if self.reading else ()
        return tuple(slot.slot_id for slot in slots if slot.facilitator is None)

    def open(self, workshop_id: UUID, held_on: date) -> None:
        """Show the sheet of that day."""
        self.desk.read(self, self._open, read_sheet_page, workshop_id, held_on, self.desk.today())

    def open_of_slot(self, slot_id: UUID) -> None:
        """Show the sheet of a half-day's day."""
        self.desk.read(self, self._open, read_sheet_page_of_slot, slot_id, self.desk.today())

    def refresh(self) -> None:
        """Read it again."""
        if self.reading is not None:
            content = self.reading.content
            self.desk.read(self, self._take, read_sheet_page, content.workshop_id, content.held_on, self.desk.today())

    def leave(self) -> None:
        """Let go of what was shown."""
        self.reading = None

    def count(self, slot_id: UUID, fields: Mapping[str, Any]) -> None:
        """Say how many came to a half-day without a name."""
        self.desk.write(self, lambda _id: None, self._refuse_count, count_heads, slot_id, fields)

    def have_facilitator_sign(self) -> None:
        """Hand the pad to whoever led, for the half-days not signed yet."""
        if self.reading is not None and self.unled:
            content = self.reading.content
            what = f"{words.exact_title(content)} · {formats.long_day(content.held_on)}"
            self.signing.open(Signer(self.unled, None, content.facilitators, what))

    def seal(self) -> None:
        """Paint the sheet, and fix it for good."""
        reading = self.reading
        if reading is None or self.is_busy or self.is_sealed:
            return
        self._set_busy(is_busy=True)
        workshops = [reading.content.workshop_id]
        self.desk.read(self, lambda logos: self._paint(reading, logos), read_logos, self.desk.blobs, workshops)

    def open_again(self, reason: str) -> None:
        """Correct a sealed sheet, for a reason (a code of `sheet_amendment_reason`)."""
        standing = self.reading.standing if self.reading else None
        if standing is not None:
            self.desk.write(self, lambda _id: None, self.fail, open_sheet, standing.sheet_id, reason)

    # ------------------------------------------------------------ answers

    def _open(self, reading: SheetReading) -> None:
        self.reading, self.is_busy = reading, False
        self.opened.emit()

    def _take(self, reading: SheetReading) -> None:
        now = self.reading.content if self.reading else None
        if now is not None and (now.workshop_id, now.held_on) == (reading.content.workshop_id, reading.content.held_on):
            self.reading = reading
            self.changed.emit()

    def _sealing(self, reading: SheetReading, sheet_id: UUID) -> Sealing:
        before = reading.sheets[0] if reading.sheets else None
        amends = None
        if before is not None:
            reason = label("sheet_amendment_reason", before.opened_for or "", formats.language())
            amends = (before.sealed_at, reason)
        return Sealing(self.desk.actor.clock(), str(sheet_id), amends)

    def _paint(self, reading: SheetReading, logos: tuple[bytes, ...]) -> None:
        sheet_id = self.desk.actor.new_id()
        plan = SheetPlan(reading.content, is_filled=True, sealing=self._sealing(reading, sheet_id), logos=logos)
        self.desk.work(self, lambda pdf: self._seal(plan, pdf, sheet_id), lambda: sheet_pdf(plan, sheet_id))

    def _seal(self, plan: SheetPlan, pdf: bytes, sheet_id: UUID) -> None:
        self.desk.write(
            self,
            self._end_sealing,
            self._fail_sealing,
            seal_sheet,
            self.desk.blobs,
            plan.content,
            pdf,
            sheet_id=sheet_id,
        )

    def _end_sealing(self, _sheet_id: UUID) -> None:
        self._set_busy(is_busy=False)
        self.desk.navigation.told.emit(self.tr("La feuille est scellée."))

    def _fail_sealing(self, error: KnownError) -> None:
        self._set_busy(is_busy=False)
        self.refresh()
        self.fail(error)

    def _refuse_count(self, error: KnownError) -> None:
        self.refused.emit(error)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.is_busy = is_busy
        self.changed.emit()


def read_sheet_page(session: Session, workshop_id: UUID, held_on: date, today: date) -> SheetReading:
    """Everything about the sheet of a day. KnownError `record_gone`."""
    content = read_content(session, workshop_id, held_on)
    days = sorted({slot.held_on for slot in read_workshop(session, workshop_id).slots})
    sheets = tuple(one for one in list_sheets(session, workshop_id) if one.held_on == held_on)
    doubts = tuple(find_doubts(session, content, today))
    return SheetReading(content, tuple(days), sheets, doubts, has_changed(session, content))


def read_sheet_page_of_slot(session: Session, slot_id: UUID, today: date) -> SheetReading:
    """The same of a half-day's day. KnownError `record_gone`."""
    roll = read_roll(session, slot_id)
    return read_sheet_page(session, roll.workshop_id, roll.held_on, today)
