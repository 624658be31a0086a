"""« Brouillon non terminé »: forms begun and left, each with the way back into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from intake_app.services.drafts import DraftRow
from intake_app.services.residents import FORM
from ui import formats
from ui.today.block import Block
from ui.widgets.banner import Banner

SHOWN = 3


class DraftsBlock(Block):
    """`resumed(record_id)` on « Reprendre ». The block is away while nothing is unfinished."""

    resumed = Signal(object)
    rebuilt = Signal()
    """Other buttons are there now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("pencil", "", parent)
        self.banners: list[Banner] = []
        self._said: list[tuple[UUID, str, str]] = []
        self.hide()

    def show_rows(self, rows: Sequence[DraftRow], now: datetime) -> None:
        """Show the latest drafts, last touched first."""
        said = [(row.record_id, self._name(row), self._story(row, now)) for row in rows[:SHOWN]]
        if said != self._said:
            self._said = said
            self._rebuild()
        self.set_title(self.tr("%n brouillon(s) non terminé(s)", "", len(rows)))
        self.setVisible(bool(rows))

    def _rebuild(self) -> None:
        for banner in self.banners:
            self.lines.removeWidget(banner)
            banner.deleteLater()
        self.banners = [self._banner(*said) for said in self._said]
        for banner in self.banners:
            self.lines.addWidget(banner)
        self.rebuilt.emit()

    def _banner(self, record_id: UUID, name: str, story: str) -> Banner:
        banner = Banner("accent", name, story, self.tr("Reprendre"))
        banner.action().setAccessibleName(self.tr("Reprendre\u202f: %1").replace("%1", name))
        banner.action_clicked.connect(lambda: self.resumed.emit(record_id))
        return banner

    def _name(self, row: DraftRow) -> str:
        name = formats.person_name(row.first_name, row.family_name)
        return name or row.title or self.tr("Nouvelle personne")

    def _story(self, row: DraftRow, now: datetime) -> str:
        left = self.tr("Laissé %1").replace("%1", formats.relative_moment(row.updated_at, now))
        if row.form != FORM or row.title or row.has_notice:
            return left
        return " · ".join((left, self.tr("notice pas encore remise")))
