"""The centre asks to take away much at once: somebody answers, or keeps everything for now."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from ui.exchanges import Exchanges

MASS_REMOVAL: Final = "mass_removal"
AFTER_RESTORE: Final = "removal_after_restore"


class RemovalVm(QObject):
    """What the last exchange asked before it removed anything, and what was answered « pour l'instant »."""

    changed = Signal()

    def __init__(self, exchanges: Exchanges, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exchanges = exchanges
        self._is_put_off = False
        exchanges.ended.connect(self._forget_answer)
        exchanges.failed.connect(self._ask_again)

    @property
    def asked(self) -> tuple[int, int] | None:
        """How many records the centre asks to take away, of how many; None when it does not ask."""
        error = self._exchanges.last_error
        if error is None or error.key not in (MASS_REMOVAL, AFTER_RESTORE):
            return None
        return int(error.details["count"]), int(error.details["total"])

    @property
    def is_after_restore(self) -> bool:
        """Whether it asks because it was put back from a backup and may still lack what others have."""
        error = self._exchanges.last_error
        return error is not None and error.key == AFTER_RESTORE

    @property
    def is_put_off(self) -> bool:
        """Whether the person wants to keep everything for now."""
        return self._is_put_off

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is waited for."""
        return self.asked is not None and not self._is_put_off

    def accept(self) -> None:
        """Let the centre take away what it asked to."""
        self._is_put_off = False
        self._exchanges.start(accept_removal=True)

    def put_off(self) -> None:
        """Keep everything for now."""
        self._is_put_off = True
        self.changed.emit()

    def reconsider(self) -> None:
        """Ask once more."""
        self._is_put_off = False
        self.changed.emit()

    def _forget_answer(self, _outcome: object) -> None:
        self._is_put_off = False

    def _ask_again(self, _error: KnownError, was_asked: bool) -> None:
        # whoever presses the button is asked again; the clock's own tries leave them in peace
        self._is_put_off = self._is_put_off and not was_asked
