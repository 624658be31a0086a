"""The layout of the window once somebody is in: ribbon, rail, pages, and what covers them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.shell.navigation_rail import NavigationRail, RailEntry
from ui.widgets.focus_ring import install_focus_ring
from ui.widgets.snackbar import Snackbar
from ui.widgets.sync_card_state import SyncCardState


class ShellFrame(QWidget):
    """Pages are added by key and shown by key; `cover` puts a widget (the lock screen) over everything.

    `place_requested(key)`, `lock_requested`, `sync_requested`, `sync_review_requested` and `sync_details_requested`
    come from the rail; the frame decides nothing itself.
    """

    place_requested = Signal(str)
    lock_requested = Signal()
    sync_requested = Signal()
    sync_review_requested = Signal()
    sync_details_requested = Signal()

    def __init__(self, entries: Sequence[RailEntry] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        install_focus_ring(cast("QApplication", QApplication.instance()))
        self.rail = NavigationRail(entries)
        self._pages: dict[str, QWidget] = {}
        self._ribbon: QWidget | None = None
        self._cover: QWidget | None = None
        self._stack = QStackedWidget()
        self._work = QWidget()
        self._work.setObjectName("page_ground")
        line = QHBoxLayout(self._work)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.rail)
        line.addWidget(self._stack, 1)
        self.snackbar = Snackbar(self._stack)
        self._layers = QStackedWidget()
        self._layers.addWidget(self._work)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self._layers, 1)
        self.rail.place_requested.connect(self.place_requested)
        self.rail.lock_requested.connect(self.lock_requested)
        self.rail.sync_requested.connect(self.sync_requested)
        self.rail.sync_review_requested.connect(self.sync_review_requested)
        self.rail.sync_details_requested.connect(self.sync_details_requested)

    def add_page(self, key: str, page: QWidget) -> None:
        """Take `page` under `key`, instead of the one that had this key."""
        self.remove_page(key)
        self._pages[key] = page
        self._stack.addWidget(page)

    def remove_page(self, key: str) -> None:
        """Let go of a page and delete it; nothing happens when there is none of that key."""
        page = self._pages.pop(key, None)
        if page is not None:
            self._stack.removeWidget(page)
            page.deleteLater()

    def show_page(self, key: str, rail_key: str = "") -> None:
        """Show the page; `rail_key` is the place to light on the rail when the page is not one of its own.
        KeyError.
        """
        page = self._pages[key]
        self._stack.setCurrentWidget(page)
        # what was just said stays above the page it led to
        self.snackbar.raise_()
        self.snackbar.settle()
        self.rail.set_current(rail_key or key)
        if self._cover is None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def current_page(self) -> QWidget | None:
        """The page shown, or None before the first."""
        return self._stack.currentWidget()

    def page(self, key: str) -> QWidget | None:
        """The page of that key, or None."""
        return self._pages.get(key)

    def set_sync_state(self, state: SyncCardState) -> None:
        """Say where sending stands."""
        self.rail.sync_card.set_state(state)
        self._fit()

    def set_ribbon(self, ribbon: QWidget | None) -> None:
        """Put a strip along the top of the window, or take it away and delete it."""
        if self._ribbon is not None:
            self._lines.removeWidget(self._ribbon)
            self._ribbon.deleteLater()
        self._ribbon = ribbon
        if ribbon is not None:
            self._lines.insertWidget(0, ribbon)

    def show_message(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say what was done, for ten seconds, with « Annuler » when `undo` is given."""
        self.snackbar.show_message(text, undo)

    def cover(self, widget: QWidget) -> None:
        """Hide all the work behind `widget`, from eyes, keyboard and screen readers; it stays as it is underneath."""
        self.uncover()
        self._cover = widget
        self._layers.addWidget(widget)
        self._layers.setCurrentWidget(widget)
        if self._ribbon is not None:
            self._ribbon.hide()
        widget.setFocus()

    def give_back(self, widget: QWidget) -> None:
        """Show the work again if this widget covers it. Anything else that came over it meanwhile stays: the lock."""
        if self._cover is widget:
            self.uncover()

    def uncover(self) -> None:
        """Show the work again; the keyboard goes back where it was. The covering widget is let go, not deleted."""
        if self._cover is None:
            return
        covering, self._cover = self._cover, None
        self._layers.setCurrentWidget(self._work)
        self._layers.removeWidget(covering)
        covering.setParent(None)
        if self._ribbon is not None:
            self._ribbon.show()

    def is_covered(self) -> bool:
        """True while something covers the work."""
        return self._cover is not None

    def minimumSizeHint(self) -> QSize:
        return QSize(640, 480)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_lines"):
            self._fit()

    def _fit(self) -> None:
        """Give the rail its words when there is room for them."""
        above = self._ribbon.sizeHint().height() if self._ribbon is not None else 0
        self.rail.set_slim(not self.rail.fits(self.width(), self.height() - above))
