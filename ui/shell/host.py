"""What the work asks of the window around it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from intake_app.domain.errors import KnownError
from ui.jobs import Lane, OnBug
from ui.preferences import Preferences

if TYPE_CHECKING:
    from ui.shell.frame import ShellFrame


class Host(Protocol):
    """The window, as the work knows it."""

    frame: ShellFrame
    network: Lane
    preferences: Preferences
    on_bug: OnBug

    @property
    def folder(self) -> Path:
        """The folder of this workplace."""
        ...

    def as_parent(self) -> QObject:
        """The object that owns what the work makes."""
        ...

    def show_error(self, error: KnownError) -> None:
        """Say a known error where the person is looking."""
        ...

    def follow(self, preferences: Preferences) -> None:
        """Follow changed preferences."""
        ...

    def lock(self) -> None:
        """Lock the window."""
        ...
