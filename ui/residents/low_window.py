"""What gives way in a low window, so that a list has the height: lesser actions go behind one button, filters behind
another.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.residents.more_button import MoreButton
from ui.widgets.buttons import SecondaryButton

LOW: Final = 600
"""Below this height (logical pixels at 100 % text) the list would keep two rows under every button and filter."""


class LowWindow(QObject):
    """Watches the height of `page`. `lesser` are the buttons that give way, and whether this person has them at all."""

    def __init__(
        self,
        page: QWidget,
        lesser: Mapping[SecondaryButton, bool],
        more_button: MoreButton,
        filters: QWidget,
        filters_button: SecondaryButton,
    ) -> None:
        super().__init__(page)
        self._page, self._lesser, self._more = page, lesser, more_button
        self._filters, self._filters_button = filters, filters_button
        filters_button.setCheckable(True)
        filters_button.toggled.connect(lambda _is: self.fit())
        page.installEventFilter(self)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.StyleChange):
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Show what there is room for.

        Called once all stand in the page: shown before, each is a window of its own that takes the keyboard away.
        """
        is_low = self._page.height() < theme.current().px(LOW)
        for button, may in self._lesser.items():
            button.setVisible(may and not is_low)
        self._more.offer([button for button, may in self._lesser.items() if may])
        self._more.setVisible(is_low and any(self._lesser.values()))
        self._filters_button.setVisible(is_low)
        self._filters.setVisible(not is_low or self._filters_button.isChecked())
