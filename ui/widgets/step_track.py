"""The path of a person as circles on a line: steps done, the one in hand, those to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.text_label import TextLabel

StepState = Literal["done", "current", "to_come"]
CIRCLE = 28


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, a line about it (« 3 juin · par la gardienne ») and where the person stands."""

    title: str
    detail: str
    state: StepState


class StepTrack(QWidget):
    """Steps from left to right; for screen readers each step's words say its state."""

    def __init__(self, steps: Sequence[Step] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._columns: list[QWidget] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self.set_steps(steps)

    def set_steps(self, steps: Sequence[Step]) -> None:
        """Replace the steps."""
        self._steps = tuple(steps)
        for column in self._columns:
            self._line.removeWidget(column)
            column.hide()
            column.deleteLater()
        self._columns = [self._column(step) for step in self._steps]
        for column in self._columns:
            self._line.addWidget(column, 1)
        self.setAccessibleName(self._said())
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centres = [self._centre(column) for column in self._columns]
        for place, (start, end) in enumerate(pairwise(centres)):
            is_behind = self._steps[place + 1].state != "to_come"
            painter.setPen(QPen(theme.current().colour("primary" if is_behind else "line"), 3))
            painter.drawLine(start, end)
        for place, centre in enumerate(centres):
            self._paint_circle(painter, centre, place)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _column(self, step: Step) -> QWidget:
        column = QWidget(self)
        lines = QVBoxLayout(column)
        lines.setSpacing(1)
        for label in (TextLabel(step.title, "small-strong"), TextLabel(step.detail, "small-soft")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            lines.addWidget(label)
        lines.addStretch(1)
        return column

    def _fit(self) -> None:
        for column in self._columns:
            inner = column.layout()
            if inner is not None:
                inner.setContentsMargins(0, theme.current().px(CIRCLE) + 10, 0, 0)

    def _centre(self, column: QWidget) -> QPointF:
        return QPointF(column.geometry().center().x() + 0.5, theme.current().px(CIRCLE) / 2 + 2)

    def _paint_circle(self, painter: QPainter, centre: QPointF, place: int) -> None:
        in_force = theme.current()
        radius = in_force.px(CIRCLE) / 2
        state = self._steps[place].state
        edge = in_force.colour("outline" if state == "to_come" else "primary")
        painter.setPen(QPen(edge, 3 if state == "current" else 2))
        painter.setBrush(in_force.colour("primary" if state == "done" else "card"))
        painter.drawEllipse(centre, radius - 1.5, radius - 1.5)
        box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        if state == "done":
            inset = radius * 0.48
            inner = box.adjusted(inset, inset, -inset, -inset)
            icons.paint_icon(painter, "tick", QColor(in_force.palette.on_primary), inner)
        else:
            painter.setFont(in_force.font("small", 600))
            painter.setPen(in_force.colour("primary" if state == "current" else "text_soft"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(place + 1))

    def _said(self) -> str:
        states = {"done": self.tr("fait"), "current": self.tr("en cours"), "to_come": self.tr("à venir")}
        parts = [f"{place}. {step.title} ({states[step.state]})" for place, step in enumerate(self._steps, start=1)]
        return ", ".join(parts)
