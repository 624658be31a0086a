"""« Feuilles à clore »: workshops whose roll was not called, whose sheet is not sealed, or is not right any more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.sheets.open_days import OpenDay
from ui import formats
from ui.palette import Tone
from ui.today.block import Block
from ui.widgets.buttons import LinkButton
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView

SHOWN = 3


class OpenDaysBlock(Block):
    """`opened(day)` on a row or its button, `all_wished` on the link to the rest. Away while nothing is left."""

    opened = Signal(object)
    all_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("document", "", parent)
        self._today = date.min
        self.model: RowsModel[OpenDay] = RowsModel(self._columns(), key=lambda day: day.slot_id, parent=self)
        self.list = RowsView(self.model, self.tr("Feuilles à clore"), fits_content=True)
        self.list.row_activated.connect(self.opened)
        self.list.button_clicked.connect(lambda _key, day: self.opened.emit(day))
        self.link = LinkButton("")
        self.link.clicked.connect(self.all_wished)
        self.lines.addWidget(self.list)
        self.lines.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_rows(self, days: Sequence[OpenDay], today: date) -> None:
        """Show the latest of these days."""
        shown = tuple(days[:SHOWN])
        if shown != self.model.rows() or today != self._today:
            self._today = today
            self.model.set_rows(shown)
        self.set_title(self.tr("%n feuille(s) à clore", "", len(days)))
        self.link.setText(self.tr("et %n autre(s), parmi les séances passées", "", len(days) - len(shown)))
        self.link.setVisible(len(days) > len(shown))
        self.setVisible(bool(days))

    def _columns(self) -> list[Column[OpenDay]]:
        return [
            Column(
                "title",
                self.tr("Séance"),
                lambda day: day.title,
                is_strong=True,
                second=lambda day: day.place or "",
                weight=5,
            ),
            Column("day", self.tr("Quand"), self._day, weight=3),
            Column("left", self.tr("Reste à faire"), self._left, "pill", tone=self._tone, width=150, hide_below=520),
            Column("open", self.tr("Ouvrir"), lambda _day: self.tr("Ouvrir"), "button", width=98),
        ]

    def _day(self, day: OpenDay) -> str:
        return formats.sentence_case(formats.month_day(day.held_on))

    def _left(self, day: OpenDay) -> str:
        if day.is_changed:
            return self.tr("à corriger")
        if not day.has_come:
            return self.tr("appel à faire")
        return self.tr("à sceller, en retard") if day.is_late(self._today) else self.tr("à sceller")

    def _tone(self, day: OpenDay) -> Tone:
        is_pressing = day.is_changed or not day.has_come or day.is_late(self._today)
        return "warn" if is_pressing else "neutral"
