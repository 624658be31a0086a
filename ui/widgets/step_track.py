"""The path of a person as circles on a line: steps done, the one in hand, those to come, the one where it stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui import icons, theme
from ui.widgets.step_column import CIRCLE, StepColumn

StepState = Literal["done", "stopped", "refused", "current", "missing", "to_come"]
NARROWEST = 76
"""A column narrower than this has no room for its words: the steps then go over two rows."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, a line about it (« 3 juin · par la gardienne »), where the person stands, and what shows it
    (a sentence; with one, the step can be pressed to read it).
    """

    title: str
    detail: str
    state: StepState
    reason: str = ""


class StepTrack(QWidget):
    """Steps from left to right, numbered from `start`. One stop of the Tab key when they give reasons: arrows go from
    step to step; for screen readers each step's words say its state. `reason_asked(words)` when one is pressed or
    reached.
    """

    reason_asked = Signal(str)

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._start = 1
        self.columns: list[StepColumn] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._per_row = 0
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step], start: int = 1) -> None:
        """Replace the steps."""
        if self._steps == tuple(steps) and self._start == start:
            return
        self._steps, self._start = tuple(steps), start
        place = next((at for at, column in enumerate(self.columns) if column.hasFocus()), None)
        for column in self.columns:
            self._grid.removeWidget(column)
            column.hide()
            column.deleteLater()
        self.columns = [
            StepColumn(step.title, step.detail, self._said(at, step), step.reason, self)
            for at, step in enumerate(self._steps, start=start)
        ]
        for column in self.columns:
            column.stepped.connect(self._move)
            column.asked.connect(partial(self.reason_asked.emit, column.reason))
        self.setAccessibleName(", ".join(self._said(at, step) for at, step in enumerate(self._steps, start=start)))
        self._per_row = 0
        self._line_up()
        self._rove(min(place or 0, len(self.columns) - 1))
        if place is not None and self.columns:
            self.columns[min(place, len(self.columns) - 1)].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._line_up()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centres = [self._centre(column) for column in self.columns]
        for place, (start, end) in enumerate(pairwise(centres), start=1):
            if start.y() == end.y():
                is_behind = self._steps[place].state != "to_come"
                painter.setPen(QPen(theme.current().colour("primary" if is_behind else "line"), 3))
                painter.drawLine(start, end)
        for place, centre in enumerate(centres):
            self._paint_circle(painter, centre, place)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_per_row"):
            self._line_up()

    def _line_up(self) -> None:
        """Put the columns in one row, or two where they have no room."""
        count = len(self.columns)
        has_room = self.width() >= count * self._least_width() + (count - 1) * self._grid.horizontalSpacing()
        per_row = count if has_room else (count + 1) // 2
        if per_row == self._per_row:
            return
        self._per_row = per_row
        for place, column in enumerate(self.columns):
            self._grid.addWidget(column, *divmod(place, per_row))
        for place in range(self._grid.columnCount()):
            self._grid.setColumnStretch(place, 1 if place < per_row else 0)

    def _least_width(self) -> int:
        """What a column needs: a name may take several lines, a word of it only one."""
        metrics = theme.current().metrics("small", 600)
        words = (word for step in self._steps for word in step.title.split())
        return max(theme.current().px(NARROWEST), *map(metrics.horizontalAdvance, words), 0)

    def _move(self, by: int) -> None:
        here = next((place for place, column in enumerate(self.columns) if column.hasFocus()), 0)
        target = max(0, min(here + by, len(self.columns) - 1))
        self._rove(target)
        self.columns[target].take_focus()

    def _rove(self, stop: int) -> None:
        for place, column in enumerate(self.columns):
            column.set_stop(is_stop=place == stop)

    def _centre(self, column: QWidget) -> QPointF:
        place = column.geometry()
        return QPointF(place.center().x() + 0.5, place.top() + theme.current().px(CIRCLE) / 2 + 2)

    def _paint_circle(self, painter: QPainter, centre: QPointF, place: int) -> None:
        in_force = theme.current()
        radius = in_force.px(CIRCLE) / 2
        state = self._steps[place].state
        is_full = state in ("done", "stopped")
        edge = {"stopped": "warn", "refused": "text_soft", "to_come": "outline", "missing": "outline"}.get(
            state, "primary"
        )
        painter.setPen(QPen(in_force.colour(edge), 3 if state == "current" else 2))
        painter.setBrush(in_force.colour(edge if is_full else "card"))
        painter.drawEllipse(centre, radius - 1.5, radius - 1.5)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        if is_full or state == "refused":
            inset = radius * 0.48
            inner = box.adjusted(inset, inset, -inset, -inset)
            icon = "tick" if state == "done" else "close"
            inks = {"done": "on_primary", "stopped": "card", "refused": "text_soft"}
            icons.paint_icon(painter, icon, in_force.colour(inks[state]), inner)
        else:
            painter.setFont(in_force.font("small", 600))
            painter.setPen(in_force.colour("primary" if state == "current" else "text_soft"))
            words = "?" if state == "missing" else str(place + self._start)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _said(self, number: int, step: Step) -> str:
        states = {
            "done": self.tr("fait"),
            "stopped": self.tr("arrêté là"),
            "refused": self.tr("refusé"),
            "current": self.tr("en cours"),
            "missing": self.tr("pas noté"),
            "to_come": self.tr("à venir"),
        }
        return f"{number}. {step.title} ({states[step.state]})"
