"""The centre does not know this laptop any more: a new code joins it again, with all it holds."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from intake_app.domain.errors import KnownError
from ui.exchanges import Exchanges


class RejoinVm(QObject):
    """Whether a new code would help, and how trying one went."""

    changed = Signal()
    joined = Signal()

    def __init__(self, exchanges: Exchanges, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exchanges = exchanges
        self.is_open = False
        self.is_busy = False
        self.error: KnownError | None = None

    @property
    def reason(self) -> KnownError | None:
        """Why the centre turns this laptop away, where a new code helps; None where it does not."""
        from sync.client.rejoin import REASONS

        error = self._exchanges.last_error
        return error if error is not None and error.key in REASONS else None

    def open(self) -> None:
        """Somebody has a code."""
        self.is_open, self.error = True, None
        self.changed.emit()

    def close(self) -> None:
        """Somebody thinks better of it."""
        self.is_open, self.error = False, None
        self.changed.emit()

    def join(self, code: str) -> None:
        """Join with this code; nothing while another one is tried."""
        if self.is_busy:
            return
        self.is_busy, self.error = True, None
        self.changed.emit()
        self._exchanges.rejoin(self, code, self._succeed, self._fail)

    def _succeed(self, _fingerprint: object) -> None:
        self.is_busy = self.is_open = False
        self.changed.emit()
        self.joined.emit()

    def _fail(self, error: KnownError) -> None:
        self.is_busy, self.error = False, error
        self.changed.emit()
