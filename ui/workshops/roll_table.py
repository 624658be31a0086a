"""The list of names one ticks: a click or Space ticks, again takes it back, the menu key offers the other statuses."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.rows_model import Column, RowsModel
from ui.widgets.rows_view import RowsView
from ui.workshops import words
from ui.workshops.roll_sheet import RollLine


class RollTable(RowsView):
    """`toggled(line)` by click, Space or Enter, once per double click; `menu_wished(line, place on the screen)`.

    `show_lines` keeps the line under the cursor where it is; `signing_wished(line)` by the button of whoever is there
    and has not signed.
    """

    toggled = Signal(object)
    menu_wished = Signal(object, QPoint)
    signing_wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._is_private = self._can_sign = False
        self._is_second_click = False
        self._lines: RowsModel[RollLine] = RowsModel(
            self._columns(), lambda line: line.resident_id, lambda line: "good" if line.is_present else None
        )
        super().__init__(self._lines, "", has_header=True, parent=parent)
        self.setAccessibleName(self.tr("Liste d’appel"))
        self.row_activated.connect(self.toggled)
        self.box_toggled.connect(self.toggled)
        self.button_clicked.connect(lambda _key, line: self.signing_wished.emit(line))

    def show_lines(self, lines: tuple[RollLine, ...]) -> None:
        """Show these lines. Those already there keep their places, so that only what differs is painted again."""
        shown = self._lines.rows()
        if [line.resident_id for line in shown] == [line.resident_id for line in lines]:
            for before, now in zip(shown, lines, strict=True):
                if before != now:
                    self._lines.replace_row(now)
            return
        scrolled = self.verticalScrollBar().value()
        self._lines.set_rows(lines)
        self.verticalScrollBar().setValue(scrolled)

    def set_private(self, is_private: bool) -> None:
        """Hide the names, or show them again."""
        self._is_private = is_private
        self._show_again()

    def set_can_sign(self, can_sign: bool) -> None:
        """Offer to have people sign, or not."""
        if can_sign != self._can_sign:
            self._can_sign = can_sign
            self._show_again()

    def _show_again(self) -> None:
        last = self._lines.index(self._lines.rowCount() - 1, self._lines.columnCount() - 1)
        self._lines.dataChanged.emit(self._lines.index(0, 0), last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # a key held down must not tick and untick
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._is_second_click = True
        super().mouseDoubleClickEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        is_second, self._is_second_click = self._is_second_click, False
        if not is_second:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if is_by_mouse else self.currentIndex()
        if not index.isValid():
            return
        place = event.globalPos() if is_by_mouse else self.viewport().mapToGlobal(self.visualRect(index).center())
        self.setCurrentIndex(index)
        self.menu_wished.emit(self._lines.row_at(index.row()), place)

    def _columns(self) -> tuple[Column[RollLine], ...]:
        return (
            Column(
                "name",
                self.tr("Personne"),
                self._name,
                strong=self._surname,
                is_checked=lambda line: line.is_present,
                weight=5,
            ),
            Column("enrolment", self.tr("Inscription"), words.enrolment, kind="soft", width=146, hide_below=520),
            Column("arrival", self.tr("Arrivée"), words.arrival, width=92, hide_below=260),
            Column(
                "status",
                "",
                self._button,
                kind="button",
                second=words.status,
                tone=words.status_tone,
                weight=3,
                hide_below=300,
                is_right_aligned=True,
            ),
        )

    def _button(self, line: RollLine) -> str:
        is_to_sign = self._can_sign and not self._is_private and line.is_present and not line.has_signed
        return self.tr("Faire signer") if is_to_sign else ""

    def _name(self, line: RollLine) -> str:
        return self.tr("Nom masqué") if self._is_private else words.full_name(line)

    def _surname(self, line: RollLine) -> str:
        return "" if self._is_private else line.family_name.strip().upper()
