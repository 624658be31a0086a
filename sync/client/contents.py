"""The contents of attachments, moved after the changes of a run: first what only this laptop has, then what it lacks.

Bounded in time, resumable at any byte, and never a reason for a run to fail: what did not go through says why in its
row and waits for the next run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, TypeVar

from intake_app.domain.base import Clock
from intake_app.domain.errors import KnownError
from intake_app.storage import blob_rows
from intake_app.storage.blob_rows import DAMAGED, BlobRow
from intake_app.storage.store import Store
from intake_app.storage.tables import BlobState
from sync.client.progress import Outcome, Phase, Progress, Report
from sync.protocol.contents import PART_BYTES, ContentReply, ContentRequest, PartReply, PartRequest

Reply = TypeVar("Reply")
Ask = Callable[[str, Any, type[Any]], Any]
"""Sends a message to a path and gives back its reply, signing in where that is needed."""

SECONDS_A_RUN: Final = 20.0
"""After these a run ends, so that changes go first again."""
FIRST_PART: Final = 16 * 1024
SMALLEST_PART: Final = 4 * 1024
QUICK_SECONDS: Final = 0.5
TRIES: Final = 3
"""Parts that may fail one after the other, each half as long, before the line is given up for this run."""
_OF_THE_LINE: Final = frozenset({"server_unreachable", "server_slow", "answer_damaged", "not_palier"})
_OF_ONE: Final = frozenset(
    {"content_unknown", "content_missing", "content_altered", DAMAGED, "attachment_missing", "attachment_altered"}
)
"""Troubles of one content, that say nothing of the others."""


class ContentQueue:
    """One run's contents. `monotonic` bounds it; `is_stopped` asks to end between two parts."""

    def __init__(
        self, store: Store, ask: Ask, clock: Clock, monotonic: Callable[[], float], is_stopped: Callable[[], bool]
    ) -> None:
        self._store, self._ask, self._clock, self._monotonic = store, ask, clock, monotonic
        self._is_stopped = is_stopped
        self._ends_at = monotonic() + SECONDS_A_RUN
        self._part, self._longest, self._failures = FIRST_PART, PART_BYTES, 0
        self._is_cut_short = False

    def run(self, outcome: Outcome, report: Report) -> Outcome:
        """Move what there is time for, and add to `outcome` what is left. Never raises a KnownError."""
        with suppress(KnownError):
            is_empty = self._store.read(lambda session: blob_rows.is_empty(session.connection()))
            if is_empty and not self._store.blobs.names():
                return outcome
            self._move_all(report)
        with suppress(KnownError):
            waiting = self._store.read(lambda session: blob_rows.count_waiting(session.connection()))
            return replace(outcome, attachments_waiting=waiting, is_cut_short=self._is_cut_short)
        return outcome

    def _move_all(self, report: Report) -> None:
        with self._store.direct() as connection:
            blob_rows.sweep(connection, self._store.blobs, self._clock())
            blob_rows.note_wanted(connection)
            to_send = blob_rows.to_send(connection)
        for row in to_send:
            if not self._move(self._send, row, report):
                return
        # only now: a content found damaged while it was to be sent is among them
        for row in self._store.read(lambda session: blob_rows.wanted(session.connection(), self._clock())):
            if not self._move(self._receive, row, report):
                return

    def _move(self, work: Callable[[BlobRow, Report], None], row: BlobRow, report: Report) -> bool:
        """Whether the next content may be tried."""
        try:
            work(row, report)
        except KnownError as error:
            self._note_trouble(row, error.key)
            return error.key in _OF_ONE
        return not self._is_cut_short

    def _send(self, row: BlobRow, report: Report) -> None:
        place = row.moved if row.moved < row.byte_count else 0
        for size in self._parts():
            report(Progress(Phase.ATTACHMENTS, place, row.byte_count))
            content = self._store.blobs.read(row.sha256, place, size)
            message = PartRequest(row.sha256, row.byte_count, place, content)
            reply: PartReply | None = self._try("/v1/attachment/part", message, PartReply)
            if reply is None:
                continue
            if reply.is_complete:
                self._note(row, BlobState.SENT, row.byte_count)
                return
            if reply.received == place:
                raise KnownError("answer_damaged")
            place = reply.received
            self._note(row, BlobState.TO_SEND, place)

    def _receive(self, row: BlobRow, report: Report) -> None:
        arrival = self._store.blobs.arrival(row.sha256, row.byte_count)
        if arrival.is_whole():
            self._note(row, BlobState.RECEIVED, row.byte_count)
            return
        for size in self._parts():
            report(Progress(Phase.ATTACHMENTS, arrival.received, row.byte_count))
            message = ContentRequest(row.sha256, arrival.received, size)
            reply: ContentReply | None = self._try("/v1/attachment/content", message, ContentReply)
            if reply is None:
                continue
            if not reply.content:
                raise KnownError("answer_damaged")
            arrival.add(reply.content)
            if arrival.is_whole():
                self._note(row, BlobState.RECEIVED, row.byte_count)
                return
            self._note(row, BlobState(row.state), arrival.received)

    def _parts(self) -> Iterator[int]:
        """The length of the next part, for as long as there is time."""
        while True:
            if self._is_stopped() or self._monotonic() >= self._ends_at:
                self._is_cut_short = True
                return
            yield self._part

    def _try(self, path: str, message: Any, reply: type[Reply]) -> Reply | None:
        """The answer; None when the line failed and a shorter part is worth a try. A length that was cut once is not
        tried again in this run.
        """
        started = self._monotonic()
        try:
            answer: Reply = self._ask(path, message, reply)
        except KnownError as error:
            self._failures += 1
            if error.key not in _OF_THE_LINE or self._failures == TRIES:
                raise
            self._part = self._longest = max(SMALLEST_PART, self._part // 2)
            return None
        self._failures = 0
        if self._monotonic() - started < QUICK_SECONDS:
            self._part = min(2 * self._part, self._longest)
        return answer

    def _note(self, row: BlobRow, state: BlobState, moved: int) -> None:
        with self._store.direct("attachment") as connection:
            blob_rows.note(connection, row, state, moved=moved, reason=row.reason if state == row.state else None)

    def _note_trouble(self, row: BlobRow, key: str) -> None:
        """Write what came of a content that did not go through."""
        with self._store.direct("attachment") as connection:
            if key in (DAMAGED, "attachment_missing"):
                # it was to be sent, and is lost here: perhaps the centre has it from elsewhere
                blob_rows.note(connection, row, BlobState.WANTED, moved=0, reason=DAMAGED)
            elif key in ("content_missing", "content_unknown") and row.state != BlobState.TO_SEND:
                reason = DAMAGED if row.reason == DAMAGED else key
                blob_rows.note(connection, row, BlobState.MISSING, moved=0, reason=reason, tried_at=self._clock())
            else:
                moved = 0 if key in ("content_altered", "attachment_altered") else None
                blob_rows.note(connection, row, BlobState(row.state), moved=moved, reason=key)
                if key == "content_unknown":
                    blob_rows.drop(connection, row.sha256)
