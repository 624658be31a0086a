"""A card of lines about somebody's path, each with the ways to go on from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.palette import Tone
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pill import Pill
from ui.widgets.text_label import TextLabel


@dataclass(frozen=True, slots=True)
class Way:
    """Where a link leads: the form of a step (its key), correcting a record, or telling a new one."""

    words: str
    kind: str
    record_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, what is said under it, a pill, the ways on."""

    text: str
    second: str = ""
    pill: str = ""
    tone: Tone = "neutral"
    ways: tuple[Way, ...] = ()


class PathCard(Card):
    """`step_wished(kind, record_id)` on a link. Without lines the card is away."""

    step_wished = Signal(str, object)

    def __init__(self, title: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__("", icon_name, parent=parent)
        self.set_title(title)
        self._shown: tuple[Line, ...] = ()
        self._boxes: list[QWidget] = []
        self.links: list[LinkButton] = []
        self.hide()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these lines."""
        self.setVisible(bool(lines))
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        for box in self._boxes:
            self.body.removeWidget(box)
            box.deleteLater()
        self.links = []
        self._boxes = [self._box(line) for line in lines]
        for box in self._boxes:
            self.body.addWidget(box)

    def _box(self, line: Line) -> QWidget:
        box = QWidget()
        stack = QVBoxLayout(box)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(2)
        stack.addWidget(TextLabel(line.text, "strong"))
        if line.second:
            stack.addWidget(TextLabel(line.second, "small-soft"))
        if line.pill or line.ways:
            stack.addWidget(self._ways(line))
        return box

    def _ways(self, line: Line) -> QWidget:
        box = QWidget()
        flow = FlowLayout(box, gap=12, line_gap=2)
        if line.pill:
            flow.addWidget(Pill(line.pill, line.tone))
        for way in line.ways:
            link = LinkButton(way.words)
            link.setAccessibleName(self.tr("%1\u202f: %2").replace("%1", way.words).replace("%2", line.text))
            link.clicked.connect(partial(self.step_wished.emit, way.kind, way.record_id))
            flow.addWidget(link)
            self.links.append(link)
        return box
