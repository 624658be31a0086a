"""Those invited, one line each: a letter notes what they answer, a figure how they were told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from intake_app.services.invitations.lists import InvitationRow
from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.workshops.invitations import invitation_words as words


class InvitationsTable(RowsView):
    """`answered(row, code)`, `told(row, code)`, `removal_wished(row)` by key; `menu_wished(row, place)` by Enter, a
    click or the menu key.
    """

    answered = Signal(object, str)
    told = Signal(object, str)
    removal_wished = Signal(object)
    menu_wished = Signal(object, QPoint)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        self._today = today
        self._invited: RowsModel[InvitationRow] = RowsModel(self._columns(), lambda row: row.resident.id)
        super().__init__(self._invited, "", has_header=True, parent=parent)
        self.setAccessibleName(self.tr("Personnes invitées"))
        self.row_activated.connect(lambda row: self.menu_wished.emit(row, self._below_current()))

    def show_rows(self, rows: tuple[InvitationRow, ...]) -> None:
        """Show these; where the line one is on leaves the list, the next takes its place."""
        before, current = self._invited.rows(), self.current_row()
        ids = {row.resident.id for row in rows}
        place = before.index(current) if current in before else 0
        self._invited.set_rows(rows)
        if current is not None and current.resident.id not in ids and rows:
            after = [row for row in (*before[place:], *reversed(before[:place])) if row.resident.id in ids]
            self.choose((after[0] if after else rows[0]).resident.id)

    def go_on(self) -> None:
        """To the next line, if there is one."""
        place = self.currentIndex().row() + 1
        if 0 < place < self._invited.rowCount():
            self.setCurrentIndex(self._invited.index(place, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, typed = self.current_row(), event.text().upper()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if row is None or not plain or event.isAutoRepeat():
            super().keyPressEvent(event)
        elif typed in words.answer_keys():
            self.answered.emit(row, words.answer_keys()[typed])
        elif typed in words.means_keys():
            self.told.emit(row, words.means_keys()[typed])
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wished.emit(row)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            place = event.globalPos() if is_by_mouse else self._below_current()
            self.menu_wished.emit(self._invited.row_at(index.row()), place)

    def _below_current(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def _columns(self) -> tuple[Column[InvitationRow], ...]:
        return (
            Column(
                "name",
                self.tr("Personne"),
                words.name,
                second=words.contact,
                strong=lambda row: row.resident.family_name.upper(),
                weight=5,
            ),
            Column(
                "told", self.tr("Prévenue"), lambda row: words.told(row, self._today()), kind="soft", weight=4,
                hide_below=520,
            ),
            Column(
                "answer", self.tr("Réponse"), words.answer, kind="pill", tone=words.answer_tone, width=150,
                is_right_aligned=True,
            ),
        )  # fmt: skip
