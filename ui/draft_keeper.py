"""Keeps a form on the encrypted disk while it is typed, so that a kill, a lock or a flat battery costs no more than a
word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from intake_app.domain.errors import KnownError
from intake_app.services import drafts
from ui.desk import Desk

DELAY_MS: Final = 700
"""Between the first key not yet kept and the keeping of all that was typed by then."""
RETRY_MS: Final = 5000
"""Before what the disk refused is offered to it again, while the form is open: somebody may have made room."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What a form holds at a moment, and the field that has the keyboard: enough to show it again."""

    form: str
    record_id: UUID
    values: dict[str, str | list[str]]
    place: str | None


class DraftedForm(Protocol):
    """A form as the keeper sees it."""

    has_draft: bool

    def draft(self) -> FormDraft | None:
        """What a kill or a lock must not lose, None while nothing was typed."""
        ...


class DraftKeeper(QObject):
    """Watches one form at a time, from `watch` to `release`."""

    kept = Signal(object)
    """When the draft was kept (datetime, in the computer's time zone); None when the disk refused it."""
    failed = Signal(object)
    """A KnownError: a full disk…"""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._content: DraftedForm | None = None
        self._is_paused = self._was_refused = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    def watch(self, content: DraftedForm) -> None:
        """Keep what is typed in this form from now on."""
        self._content, self._is_paused, self._was_refused = content, False, False

    def release(self) -> None:
        """Keep no more: the record was saved, or the draft thrown away."""
        self._timer.stop()
        self._content = None

    def set_paused(self, is_paused: bool) -> None:
        """Wait while the record is being saved, for a draft kept after that would come back to life."""
        self._is_paused = is_paused
        if is_paused:
            self._timer.stop()
        else:
            self.touch()

    def touch(self) -> None:
        """Something was typed. A timer that runs already goes on: typing without a pause is kept too."""
        if self._content is not None and not self._timer.isActive():
            self._timer.start(DELAY_MS)

    def is_waiting(self) -> bool:
        """Whether something typed is not yet on its way to the disk."""
        return self._timer.isActive()

    def current(self) -> FormDraft | None:
        """What there is to keep: None when the form is as it was opened, or no longer watched."""
        return self._content.draft() if self._content is not None else None

    def flush(self) -> None:
        """Keep it now: queued on the database thread when this returns."""
        self._timer.stop()
        draft = None if self._is_paused else self.current()
        if draft is None or self._content is None:
            return
        self._content.has_draft = True
        _keep(self._desk, self, draft, self._tell)

    def _tell(self, error: KnownError | None) -> None:
        self.kept.emit(None if error else self._desk.now())
        # said once, however often the disk refuses
        if error is not None and not self._was_refused:
            self.failed.emit(error)
        self._was_refused = error is not None
        if error is not None and self._content is not None and not self._timer.isActive():
            self._timer.start(RETRY_MS)


def discard_draft(desk: Desk, form: str, record_id: UUID) -> None:
    """Throw away the draft of a record."""
    desk.write(desk, lambda _none: None, None, drafts.discard_draft, form, record_id)


def take_back(desk: Desk, draft: FormDraft) -> None:
    """Keep again a draft that was thrown away, and open its form."""

    def tell(error: KnownError | None) -> None:
        if error is None:
            desk.navigation.draft_wished.emit(draft.record_id)
        else:
            desk.navigation.failed.emit(error)

    _keep(desk, desk, draft, tell)


def _keep(desk: Desk, owner: QObject, draft: FormDraft, tell: Callable[[KnownError | None], None]) -> None:
    desk.write(
        owner,
        lambda _none: tell(None),
        tell,
        drafts.save_draft,
        draft.form,
        draft.record_id,
        draft.values,
        place=draft.place,
    )
