"""Before somebody new is saved who resembles a file very much: is it the same person?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from intake_app.services.lookalikes import Lookalike
from ui.residents.lookalikes_vm import LookalikesVm


class SamePersonVm(QObject):
    """`changed` when the question is asked about `known`, and when it is asked no more (None)."""

    changed = Signal()

    def __init__(self, lookalikes: LookalikesVm, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lookalikes = lookalikes
        self.known: Lookalike | None = None

    def ask_before(self, write: Callable[[], None]) -> None:
        """Ask first if anybody resembles very much and nobody has answered; else `write`. Asked again while the
        question stands, it is another person: write.
        """
        if self.known is None:
            self._lookalikes.when_known(partial(self._ask_or, write))
            return
        self._lookalikes.hide(self.known.resident.id)
        self.drop()
        write()

    def drop(self) -> None:
        """Back to the form, without an answer."""
        if self.known is not None:
            self.known = None
            self.changed.emit()

    def _ask_or(self, write: Callable[[], None]) -> None:
        self.known = self._lookalikes.strongest()
        if self.known is None:
            write()
        else:
            self.changed.emit()
