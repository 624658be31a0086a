"""The views of the list of residents that are kept on this laptop, each under its name."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from intake_app.services.resident_filters import ResidentView, forget_view, list_views, save_view
from ui.desk import Desk, ViewModel


class KeptViews(ViewModel):
    """`views` by name, read again after each change."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(desk, parent)
        self.views: tuple[ResidentView, ...] = ()

    def refresh(self, _none: object = None) -> None:
        """Read them again."""
        self.desk.read(self, self._take, list_views)

    def keep(self, view: ResidentView) -> None:
        """Keep a view; one of that name is replaced."""
        self.desk.write(self, self.refresh, self.fail, save_view, view)

    def forget(self, name: str) -> None:
        """Keep it no more."""
        self.desk.write(self, self.refresh, self.fail, forget_view, name)

    def _take(self, views: list[ResidentView]) -> None:
        self.views = tuple(views)
        self.changed.emit()
