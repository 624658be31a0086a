"""Answers as round buttons that stay pressed: quicker than a list, and all answers can be seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import theme
from ui.widgets.field_spec import Choice
from ui.widgets.flow_layout import FlowLayout

HEIGHT = 40
DRAWN_HEIGHT = 34
PADDING = 8
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class Chip(QPushButton):
    """One answer; 40 px tall to the mouse, drawn a little smaller; taller where its words need several lines."""

    ring_radius = 18
    stepped = Signal(int)

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, arg__1: int) -> int:
        in_force = theme.current()
        inner = QRect(0, 0, max(1, arg__1 - 2 * PADDING), 10_000)
        words = in_force.metrics("small", 500).boundingRect(inner, Qt.TextFlag.TextWordWrap, self.text())
        return max(self.sizeHint().height(), words.height() + 2 * self.ring_inset() + in_force.px(10))

    def sizeHint(self) -> QSize:
        in_force = theme.current()
        return QSize(
            in_force.metrics("small", 500).horizontalAdvance(self.text()) + 2 * in_force.gap(15),
            max(40, in_force.px(HEIGHT)),
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def ring_inset(self) -> int:
        """How far inside its own height the chip is drawn, for the ring around it."""
        return (self.sizeHint().height() - theme.current().px(DRAWN_HEIGHT)) // 2

    def paintEvent(self, event: QPaintEvent) -> None:
        in_force = theme.current()
        ground = "primary" if self.isChecked() else "hover" if self.underMouse() and self.isEnabled() else "card"
        ink = "text_disabled" if not self.isEnabled() else "on_primary" if self.isChecked() else "text"
        inset = (self.sizeHint().height() - in_force.px(DRAWN_HEIGHT)) / 2
        place = QRectF(0.5, inset, self.width() - 1, self.height() - 2 * inset)
        radius = in_force.px(DRAWN_HEIGHT) / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(in_force.colour("primary" if self.isChecked() else "outline"), 1))
        painter.setBrush(in_force.colour(ground if self.isEnabled() else "track"))
        painter.drawRoundedRect(place, radius, radius)
        painter.setPen(in_force.colour(ink))
        painter.setFont(in_force.font("small", 500))
        inner = place.adjusted(PADDING, 0, -PADDING, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.text())
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class ChipGroup(QWidget):
    """The answers to one question, over as many lines as needed.

    With `is_multiple=False` choosing one releases the others, and choosing it again leaves the question unanswered.
    The group is one stop of the Tab key; arrows move inside it, Space chooses.
    """

    value_changed = Signal()

    def __init__(
        self, choices: Sequence[Choice] = (), *, is_multiple: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._is_multiple = is_multiple
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self, gap=8, line_gap=2)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replace the answers; those already chosen stay chosen if they are still offered."""
        kept = set(self.codes())
        old = list(self._chips.values())
        for chip in old:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = {}
        for choice in choices:
            chip = Chip(choice.label, self)
            chip.setToolTip(choice.hint)
            chip.setChecked(choice.code in kept)
            chip.clicked.connect(lambda is_checked, code=choice.code: self._on_clicked(code, is_checked))
            chip.stepped.connect(self._move)
            self._flow.addWidget(chip)
            self._chips[choice.code] = chip
        if old:
            self._line_up(old[-1])
        self._rove(self._first())

    def value(self) -> str | tuple[str, ...]:
        """The chosen code or "" (single), or the chosen codes in the order shown (multiple)."""
        codes = self.codes()
        if self._is_multiple:
            return codes
        return codes[0] if codes else ""

    def codes(self) -> tuple[str, ...]:
        """The chosen codes in the order shown, whatever the kind of group."""
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    def set_value(self, value: str | tuple[str, ...]) -> None:
        """Choose these codes and no others; unknown codes are left out. Emits nothing."""
        wanted = {value} if isinstance(value, str) else set(value)
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)
        self._rove(self._first())

    def chip(self, code: str) -> Chip:
        """The button of one answer. Raises KeyError."""
        return self._chips[code]

    def has_focus(self) -> bool:
        """True when one of the answers has the keyboard."""
        return any(chip.hasFocus() for chip in self._chips.values())

    def name_for_readers(self, name: str) -> None:
        """Tell screen readers which question these answers belong to."""
        self.setAccessibleName(name)
        for chip in self._chips.values():
            chip.setAccessibleDescription(name)

    def _first(self) -> Chip | None:
        chips = list(self._chips.values())
        return next((chip for chip in chips if chip.isChecked()), chips[0] if chips else None)

    def _on_clicked(self, code: str, is_checked: bool) -> None:
        if is_checked and not self._is_multiple:
            for other, chip in self._chips.items():
                chip.setChecked(other == code)
        self._rove(self._chips[code])
        self.value_changed.emit()

    def _move(self, step: int) -> None:
        chips = list(self._chips.values())
        here = next((place for place, chip in enumerate(chips) if chip.hasFocus()), 0)
        target = chips[(here + step) % len(chips)]
        self._rove(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _line_up(self, old: Chip) -> None:
        """Put the new answers where the old ones were in the order of the Tab key: Qt has put them at its end."""
        before = old
        for chip in self._chips.values():
            QWidget.setTabOrder(before, chip)
            before = chip

    def _rove(self, stop: Chip | None) -> None:
        """Make `stop` the only answer that the Tab key reaches, and the one that gets the keyboard when the group is
        given it.
        """
        self.setFocusProxy(stop)  # type: ignore[arg-type]
        for chip in self._chips.values():
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)
