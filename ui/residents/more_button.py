"""« Autres actions »: in a low window, the lesser actions of a page behind one button: the list has the height."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from ui.widgets.buttons import SecondaryButton


class MoreButton(SecondaryButton):
    """Opens a menu of the buttons it stands for; choosing one presses it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "more", parent=parent)
        self.menu_shown = QMenu(self)
        self.setAccessibleName(self.tr("Autres actions"))
        self.setToolTip(self.accessibleName())
        self.clicked.connect(self._open)

    def offer(self, buttons: Sequence[QAbstractButton]) -> None:
        """Stand for these, with the words they have now."""
        self.menu_shown.clear()
        for button in buttons:
            self.menu_shown.addAction(button.text()).triggered.connect(button.click)

    def _open(self) -> None:
        self.menu_shown.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        self.menu_shown.setActiveAction(self.menu_shown.actions()[0])
