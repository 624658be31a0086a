"""« Séances à venir »: the next workshops, with how many are expected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.workshop_lists import WorkshopRow
from ui import formats
from ui.palette import Tone
from ui.today.block import Block
from ui.widgets.empty_state import EmptyState
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView


class WorkshopsBlock(Block):
    """`opened(row)` on a row or its button, `plan_wished` when there is none."""

    opened = Signal(object)
    plan_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendar", "", parent)
        self.set_title(self.tr("Séances à venir"))
        self._today = date.min
        self.model: RowsModel[WorkshopRow] = RowsModel(self._columns(), key=lambda row: row.slot_id, parent=self)
        self.list = RowsView(self.model, self.tr("Séances à venir"), fits_content=True)
        self.list.row_activated.connect(self.opened)
        self.list.button_clicked.connect(lambda _key, row: self.opened.emit(row))
        self.empty = EmptyState(
            "calendar",
            self.tr("Aucune séance prévue"),
            self.tr("Prévoyez la prochaine\u202f: date, lieu, personnes attendues."),
            self.tr("Prévoir une séance"),
        )
        self.empty.action_clicked.connect(self.plan_wished)
        self.lines.addWidget(self.list)
        self.lines.addWidget(self.empty)

    def show_rows(self, rows: Sequence[WorkshopRow], today: date) -> None:
        """Show these slots, in order of time."""
        if tuple(rows) != self.model.rows() or today != self._today:
            self._today = today
            self.model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)

    def _columns(self) -> list[Column[WorkshopRow]]:
        return [
            Column(
                "title",
                self.tr("Séance"),
                lambda row: row.title,
                is_strong=True,
                second=lambda row: row.place or "",
                weight=5,
            ),
            Column("day", self.tr("Quand"), self._day, second=_hours, weight=3),
            Column("roll", self.tr("Personnes"), self._expected, "pill", tone=_tone, width=150, hide_below=520),
            Column("open", self.tr("Ouvrir"), lambda _row: self.tr("Ouvrir"), "button", width=98),
        ]

    def _day(self, row: WorkshopRow) -> str:
        return formats.sentence_case(formats.coming_day(row.held_on, self._today))

    def _expected(self, row: WorkshopRow) -> str:
        if row.present:
            return self.tr("%n présent(s)", "", row.present)
        if row.expected or not row.is_open:
            return self.tr("%n inscrit(s)", "", row.expected)
        return self.tr("sans inscription")


def _tone(row: WorkshopRow) -> Tone:
    return "info" if row.expected or row.present else "neutral"


def _hours(row: WorkshopRow) -> str:
    start, end = (datetime.combine(row.held_on, time.fromisoformat(said)) for said in (row.start_time, row.end_time))
    return formats.hours(start, end)
