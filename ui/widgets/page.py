"""What every page is made of: title, a line under it, actions at the right, a body that scrolls, and a foot that
stays.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.snackbar import FOOT
from ui.widgets.text_label import TextLabel, restyle

NARROW = 860
"""Below this width (logical pixels at 100 % text) margins shrink and the actions go under the title."""


class PageScaffold(QFrame):
    """Put widgets into `body`; a page never needs more than 480 x 240 px because everything scrolls.

    `title` is also the page's accessible name.
    """

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leading: QWidget | None = None
        self._content = QWidget()
        self._content.setObjectName("scroll_body")
        self._stack = QVBoxLayout(self._content)
        self._stack.setSpacing(18)
        self._build_header(title, subtitle)
        self.body = QVBoxLayout()
        self.body.setSpacing(16)
        self._stack.addLayout(self.body, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._content)
        self._scroll.viewport().setAutoFillBackground(False)
        self._content.setAutoFillBackground(False)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._fit)
        self._footer = QFrame()
        self._footer.setObjectName(FOOT)
        self._footer.hide()
        self._footer_line = QHBoxLayout(self._footer)
        self._footer_line.setSpacing(12)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._footer)
        self.set_title(title)
        # a page that comes up takes the keyboard, so that Tab goes to its first control and readers say its name
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._fit()

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self.setAccessibleName(title)

    def title(self) -> str:
        """The title shown."""
        return self._title.text()

    def set_subtitle(self, subtitle: str) -> None:
        """Change the line under the title; empty hides it."""
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))

    def add_action(self, widget: QWidget) -> None:
        """Put `widget` (button, pill, choice) at the right of the title, after the earlier ones."""
        self._actions.addWidget(widget)
        self._actions_box.show()
        self._fit()

    def set_leading(self, widget: QWidget) -> None:
        """Put `widget` (an avatar) before the title."""
        self._words.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_to_footer(self, widget: QWidget, *, stretch: int = 0) -> None:
        """Put `widget` into the foot, which stays visible while the body scrolls."""
        self._footer_line.addWidget(widget, stretch)
        self._footer.show()

    def add_buttons_to_footer(self, *buttons: QWidget) -> None:
        """Put these side by side at the right of the foot; with large words they go on at a second line."""
        box = QWidget()
        line = FlowLayout(box, gap=12, is_right_aligned=True)
        for button in buttons:
            line.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        self.add_to_footer(box)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until `widget` can be seen (the first field with an error)."""
        self._scroll.ensureWidgetVisible(widget, 24, 48)

    def scroll_area(self) -> QScrollArea:
        """The area that scrolls: to read or restore how far."""
        return self._scroll

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 240)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _build_header(self, title: str, subtitle: str) -> None:
        self._header = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._header.setSpacing(12)
        self._title = TextLabel(title, "title")
        self._subtitle = TextLabel(subtitle, "soft")
        if not subtitle:
            self._subtitle.hide()
        texts = QVBoxLayout()
        texts.setSpacing(3)
        texts.addWidget(self._title)
        texts.addWidget(self._subtitle)
        self._words = QHBoxLayout()
        self._words.setSpacing(16)
        self._words.addLayout(texts, 1)
        self._header.addLayout(self._words, 1)
        self._actions_box = QWidget()
        self._actions_box.hide()
        self._actions = FlowLayout(self._actions_box, gap=12)
        self._header.addWidget(self._actions_box, 0, Qt.AlignmentFlag.AlignBottom)
        self._stack.addLayout(self._header)

    def _fit(self) -> None:
        is_narrow = self.width() < theme.current().px(NARROW)
        side, top, foot = (20, 16, 16) if is_narrow else (32, 26, 26)
        bar = self._scroll.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        self._stack.setContentsMargins(side, top, max(8, side - taken), foot)
        if self._footer.property("isScrolledUnder") != bool(taken):
            self._footer.setProperty("isScrolledUnder", bool(taken))
            restyle(self._footer)
        self._footer_line.setContentsMargins(side, 12, side, 12 if is_narrow else 26)
        wide = self._actions.sizeHint().width() if self._actions.count() else 0
        is_stacked = wide > 0 and self.width() - 2 * side - wide < theme.current().px(360)
        self._header.setDirection(QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight)
        self._actions_box.setMinimumWidth(0 if is_stacked else wide)


class TwoColumns(QWidget):
    """A wide column and a side column `side_width` px wide at 100 % text; the side goes under when there is no room
    for both, which `stacked` tells.
    """

    stacked = Signal(bool)

    def __init__(self, side_width: int = 330, stack_below: int = 820, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_width = side_width
        self._stack_below = stack_below
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(16)
        self._line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._side = QWidget()
        self.main = QVBoxLayout()
        self.main.setSpacing(16)
        self.side = QVBoxLayout(self._side)
        self.side.setContentsMargins(0, 0, 0, 0)
        self.side.setSpacing(14)
        self._line.addLayout(self.main, 1)
        self._line.addWidget(self._side)

    def minimumSizeHint(self) -> QSize:
        # whatever the present arrangement needs, it can be stacked
        widths = [part.minimumSize().width() for part in (self.main, self.side)]
        return QSize(max(widths), super().minimumSizeHint().height())

    def is_stacked(self) -> bool:
        """True when the side column is under the main one."""
        return self._line.direction() == QBoxLayout.Direction.TopToBottom

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        in_force = theme.current()
        is_stacked = self.width() < in_force.px(self._stack_below)
        if is_stacked != self.is_stacked():
            self.stacked.emit(is_stacked)
        self._line.setDirection(QBoxLayout.Direction.TopToBottom if is_stacked else QBoxLayout.Direction.LeftToRight)
        wide = in_force.gap(self._side_width)
        self._side.setMinimumWidth(0 if is_stacked else wide)
        self._side.setMaximumWidth(16_777_215 if is_stacked else wide)
