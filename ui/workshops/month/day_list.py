"""The workshops of a day, or of a half of it, under the calendar."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from intake_app.services.workshop_lists import WorkshopRow
from ui.palette import Tone
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.workshops import words


class DayList(RowsView):
    """`show_workshops(rows)`; Enter opens one (`row_activated`)."""

    def __init__(self, name: str, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self._today = today
        self._workshops: RowsModel[WorkshopRow] = RowsModel(
            (
                Column("title", "", lambda row: row.title, second=_when, is_strong=True, weight=3),
                Column("counts", "", self._standing, kind="pill", tone=_tone, width=126),
            ),
            lambda row: row.slot_id,
        )
        super().__init__(self._workshops, name, fits_content=True, parent=parent)

    def show_workshops(self, rows: tuple[WorkshopRow, ...]) -> None:
        """Show these; nothing at all for none."""
        self._workshops.set_rows(rows)
        self.setVisible(bool(rows))

    def _standing(self, row: WorkshopRow) -> str:
        return words.standing(row, self._today()) if row.status == "cancelled" else words.counted(row)


def _when(row: WorkshopRow) -> str:
    return " · ".join(part for part in (words.hours(row.start_time, row.end_time), words.where(row)) if part)


def _tone(row: WorkshopRow) -> Tone:
    return "neutral" if row.status == "cancelled" else words.counted_tone(row)
