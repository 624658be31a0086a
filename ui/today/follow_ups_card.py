"""« À recontacter »: the most pressing follow-ups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.domain.names import short_name
from intake_app.domain.reference import label
from intake_app.services.follow_up_lists import DueCounts, FollowUpRow
from ui import formats
from ui.palette import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView


class FollowUpsCard(Card):
    """`opened(row)` on a row, `all_wished` on the link to the rest."""

    opened = Signal(object)
    all_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "path", parent=parent)
        self.set_title(self.tr("À recontacter"))
        self._today = date.min
        self.model: RowsModel[FollowUpRow] = RowsModel(self._columns(), key=lambda row: row.id, parent=self)
        self.list = RowsView(self.model, self.tr("À recontacter"), fits_content=True)
        self.list.row_activated.connect(self.opened)
        self.empty = EmptyState(
            "check", self.tr("Personne à recontacter"), self.tr("Les suivis prévus pour cette semaine paraîtront ici.")
        )
        self.link = LinkButton("")
        self.link.clicked.connect(self.all_wished)
        self.body.addWidget(self.list)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_rows(self, rows: Sequence[FollowUpRow], due: DueCounts, today: date) -> None:
        """Show these follow-ups; `due` counts them all."""
        if tuple(rows) != self.model.rows() or today != self._today:
            self._today = today
            self.model.set_rows(rows)
        self.list.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.link.setText(self.tr("Voir les %n suivi(s)", "", due.total))
        self.link.setVisible(due.total > 0)

    def _columns(self) -> list[Column[FollowUpRow]]:
        return [
            Column(
                "person",
                self.tr("Personne"),
                lambda row: short_name(row.family_name, row.first_name),
                is_strong=True,
                second=_purpose,
            ),
            Column("due", self.tr("Échéance"), self._due, "pill", tone=_tone, width=124, is_right_aligned=True),
        ]

    def _due(self, row: FollowUpRow) -> str:
        if row.days_late > 0:
            return self.tr("%n j de retard", "", row.days_late)
        return formats.coming_day(row.due_on, self._today)


def _purpose(row: FollowUpRow) -> str:
    said = label("follow_up_purpose", row.purpose, formats.language())
    return f"{said} · {row.note}" if row.note else said


def _tone(row: FollowUpRow) -> Tone:
    return "bad" if row.days_late > 0 else "warn" if row.days_late == 0 else "neutral"
