"""« Brouillon non terminé »: forms begun and left, each with the way back into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.drafts import DraftRow
from intake_app.services.residents import FORM
from ui import formats
from ui.today.block import Block
from ui.widgets.banner import Banner
from ui.widgets.buttons import LinkButton

SHOWN = 1
"""How many are offered before one asks for the others: what the day begins with stays in sight below."""


class DraftsBlock(Block):
    """`resumed(record_id)` on « Reprendre ». The latest is offered first, the others on a click. The block is away
    while nothing is unfinished.
    """

    resumed = Signal(object)
    rebuilt = Signal()
    """Other buttons are there now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pencil", "", parent)
        self.banners: list[Banner] = []
        self._said: list[tuple[UUID, str, str]] = []
        self._rows: Sequence[DraftRow] = ()
        self._now = datetime.min
        self._is_whole = False
        self.others = LinkButton("")
        self.others.clicked.connect(self._show_all)
        self.lines.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_rows(self, rows: Sequence[DraftRow], now: datetime) -> None:
        """Show the latest drafts, last touched first."""
        self._rows, self._now = rows, now
        self._is_whole = self._is_whole and len(rows) > SHOWN
        shown = rows if self._is_whole else rows[:SHOWN]
        said = [(row.record_id, self._name(row), self._story(row, now)) for row in shown]
        if said != self._said:
            self._said = said
            self._rebuild()
        self.set_title(self.tr("%n brouillon(s) non terminé(s)", "", len(rows)))
        self.others.setText(self.tr("et %n autre(s) brouillon(s)", "", len(rows) - len(shown)))
        self.others.setVisible(len(rows) > len(shown))
        self.setVisible(bool(rows))

    def _show_all(self) -> None:
        self._is_whole = True
        self.show_rows(self._rows, self._now)
        self.banners[SHOWN].action().setFocus()

    def _rebuild(self) -> None:
        for banner in self.banners:
            self.lines.removeWidget(banner)
            banner.deleteLater()
        self.banners = [self._banner(*said) for said in self._said]
        for place, banner in enumerate(self.banners):
            self.lines.insertWidget(1 + place, banner)
        self.rebuilt.emit()

    def _banner(self, record_id: UUID, name: str, story: str) -> Banner:
        banner = Banner("accent", name, story, self.tr("Reprendre"))
        banner.action().setAccessibleName(self.tr("Reprendre\u202f: %1").replace("%1", name))
        banner.action_clicked.connect(lambda: self.resumed.emit(record_id))
        return banner

    def _name(self, row: DraftRow) -> str:
        return formats.person_name(row.first_name, row.family_name) or row.title or self.tr("Nouvelle personne")

    def _story(self, row: DraftRow, now: datetime) -> str:
        left = self.tr("Laissé %1").replace("%1", formats.relative_moment(row.updated_at, now))
        if row.form != FORM or row.title or row.has_notice:
            return left
        return " · ".join((left, self.tr("notice pas encore remise")))
