"""What may be set on this computer, and the passphrase of whoever is at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from ui.desk import Desk, ViewModel
from ui.jobs import Lane
from ui.preferences import Preferences


class SettingsVm(ViewModel):
    """Holds the preferences; `preferences_changed` is what the window follows."""

    preferences_changed = Signal(object)
    passphrase_changed = Signal()
    passphrase_refused = Signal(object)
    """A KnownError, or the keys of what is wrong with the new passphrase (a list of texts)."""

    def __init__(
        self, desk: Desk, preferences: Preferences, folder: Path, lane: Lane, parent: QObject | None = None
    ) -> None:
        super().__init__(desk, parent)
        self.preferences = preferences
        self.folder = folder
        self._lane = lane

    def set_preference(self, name: str, value: Any) -> None:
        """Set one preference; the window follows at once."""
        wanted = replace(self.preferences, **{name: value}).tidied()
        if wanted != self.preferences:
            self.preferences = wanted
            self.preferences_changed.emit(wanted)

    def change_passphrase(self, old: str, new: str, repeated: str) -> None:
        """Change the passphrase that opens the vault for whoever is at the desk."""
        if new != repeated:
            self.passphrase_refused.emit(KnownError("passphrases_differ"))
            return
        self._lane.put(self, self._changing(old, new), self._answer, self.passphrase_refused.emit)

    def _changing(self, old: str, new: str) -> Callable[[], list[str]]:
        folder, staff_id = self.folder, self.desk.actor.staff_id

        def change() -> list[str]:
            from intake_app.storage.passphrase import check_passphrase
            from intake_app.storage.vault import Vault

            problems = check_passphrase(new)
            if not problems:
                Vault.load(folder).change_passphrase(staff_id, old, new)
            return problems

        return change

    def _answer(self, problems: list[str]) -> None:
        if problems:
            self.passphrase_refused.emit(KnownError(problems[0]))
        else:
            self.passphrase_changed.emit()
