"""What may be set on this computer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.desk import Desk, ViewModel
from ui.preferences import Preferences
from ui.settings.copies_vm import CopiesVm
from ui.settings.people_vm import PeopleVm


class SettingsVm(ViewModel):
    """Holds the preferences; `preferences_changed` is what the window follows."""

    preferences_changed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        preferences: Preferences,
        folder: Path,
        people: PeopleVm,
        copies: CopiesVm,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self.preferences = preferences
        self.folder = folder
        self.people = people
        self.copies = copies

    def refresh(self) -> None:
        """Read what may have changed since the page was last shown."""
        self.people.refresh()
        self.copies.refresh()

    def set_preference(self, name: str, value: Any) -> None:
        """Set one preference; the window follows at once."""
        wanted = replace(self.preferences, **{name: value}).tidied()
        if wanted != self.preferences:
            self.preferences = wanted
            self.preferences_changed.emit(wanted)
