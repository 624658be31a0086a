"""One run of the exchange: first download if there was none, then push and pull until neither side has more. Plain
Python, no thread.

Each step is one request and one local transaction, so it can be stopped or killed between any two statements and
goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

from sqlmodel import Session

from intake_app.domain.base import Clock
from intake_app.domain.errors import KnownError
from intake_app.storage import blob_rows
from intake_app.storage.change_capture import SCHEMA_VERSION
from intake_app.storage.store import Store
from sync.client import copies, erase, outbound
from sync.client.ahead import Ahead
from sync.client.apply import apply_pages, in_parts
from sync.client.contents import ContentQueue
from sync.client.evict import note_gone
from sync.client.identity import Identity
from sync.client.lease import note_contact
from sync.client.pace import LOST, Pace
from sync.client.place import SyncPlace, note_restored, read_epoch, write_place
from sync.client.progress import Outcome, Phase, Progress, Report, report_nothing
from sync.client.readings import note_told
from sync.client.receipts import check_reply, keep_receipt
from sync.client.repair import Ending, recount
from sync.client.restored import first_to_offer
from sync.client.standing import Standing, keep_terms, read_standing
from sync.client.tally import added, held
from sync.client.transport import Transport
from sync.protocol.errors import RefusedError
from sync.protocol.messages import (
    Change,
    DownloadPlace,
    DownloadReply,
    DownloadRequest,
    ExchangeReply,
    Page,
    RepairReply,
)
from sync.protocol.version import MAX_CHANGES, PAGE_ROWS, PROTOCOL

Reply = TypeVar("Reply")

FIRST_BATCH: Final = 100
GOOD_SECONDS: Final = 0.5
FURTHEST_CLOCK: Final = 2**31 - 1
"""Seconds of offset that a change can carry: the server keeps them in four bytes."""


class SyncEngine:
    """Exchanges with the centre. `monotonic` paces the batches; `clock` dates the last success; `is_stopped` asks to
    stop between steps; `pace` outlives this engine.
    """

    def __init__(
        self,
        store: Store,
        transport: Transport,
        identity: Identity,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
        *,
        is_threaded: bool = True,
        pace: Pace | None = None,
    ) -> None:
        self._store = store
        self._transport = transport
        self._identity = identity
        self._clock = clock
        self._monotonic = monotonic
        self._is_threaded = is_threaded
        self._pace = pace or Pace()
        self._batch_size = FIRST_BATCH
        self._is_afresh = False
        self._is_thorough = False
        self._accepts_removal = False
        self._held_after = 0
        self._ending = Ending(store, partial(self._ask, "/v1/repair", reply=RepairReply), clock)

    def run_once(
        self,
        report: Report = report_nothing,
        is_stopped: Callable[[], bool] = lambda: False,
        *,
        accept_removal: bool = False,
        is_thorough: bool = False,
    ) -> Outcome:
        """Exchange until neither side has more. Raises KnownError when it cannot go on; whatever was exchanged stays
        exchanged.

        `is_thorough` counts this laptop's rows before they are compared with the centre's, for once a start.
        `accept_removal` lets go of however many rows the centre says, which is else refused with `mass_removal`.
        """
        report(Progress(Phase.CONNECTING))
        self._is_afresh = False
        self._is_thorough = is_thorough
        self._accepts_removal = accept_removal
        if is_thorough:
            recount(self._store)
        self._held_after = 0
        outcome, has_more = Outcome(), True
        while has_more and not outcome.is_stopped:
            outcome, has_more = self._exchange(report, is_stopped, outcome)
            outcome = replace(outcome, is_stopped=outcome.is_stopped or (has_more and is_stopped()))
        if outcome.is_stopped:
            return outcome
        contents = ContentQueue(self._store, self._ask, self._clock, self._monotonic, is_stopped)
        return contents.run(outcome, report)

    def _download(self, place: SyncPlace, report: Report, is_stopped: Callable[[], bool], outcome: Outcome) -> Outcome:
        with Ahead(is_threaded=self._is_threaded) as ahead:
            answer = ahead.ask(partial(self._ask_page, place.download))
            while place.cursor is None and not is_stopped():
                try:
                    reply = answer()
                except RefusedError as refusal:
                    self._recover(refusal)
                    place = SyncPlace()
                    answer = ahead.ask(partial(self._ask_page, None))
                    continue
                if reply.place is not None:
                    answer = ahead.ask(partial(self._ask_page, reply.place))
                received = place.received + sum(len(page.rows) for page in reply.pages)
                cursor = reply.cursor if reply.place is None else None
                place = SyncPlace(cursor, reply.place, received, is_unchecked=True)
                self._write_rows(reply.pages, place)
                report(Progress(Phase.DOWNLOADING, received, received + reply.remaining))
                outcome = replace(outcome, received=received)
        return replace(outcome, is_stopped=place.cursor is None)

    def _ask_page(self, place: DownloadPlace | None) -> DownloadReply:
        known = "" if place else self._store.read(lambda session: read_epoch(session.connection()))
        request = DownloadRequest(PROTOCOL, SCHEMA_VERSION, place, self._rows, known)
        started = self._monotonic()
        answer = self._ask("/v1/download", request, DownloadReply)
        self._pace.came_through(self._monotonic() - started)
        return answer

    def _exchange(self, report: Report, is_stopped: Callable[[], bool], outcome: Outcome) -> tuple[Outcome, bool]:
        now = self._store.read(self._standing)
        place, batch = now.place, now.batch
        if place.cursor is None:
            return self._download(place, report, is_stopped, outcome), True
        if batch:
            report(Progress(Phase.SENDING, outcome.sent, outcome.sent + now.waiting))
        started = self._monotonic()
        request = now.request(self._rows, wants_digests=self._is_thorough)
        try:
            reply = self._ask("/v1/exchange", request, ExchangeReply)
        except RefusedError as refusal:
            self._recover(refusal)
            return outcome, True
        check_reply(self._identity, batch, reply, now.receipt)
        self._adapt(self._monotonic() - started)
        # what the centre holds is asked for once a run
        self._held_after = max((one.device_seq for one in held(reply.verdicts)), default=self._held_after)
        has_more = reply.has_more or now.waiting > len(batch) or erase.is_to_be_told(batch, reply)
        place = SyncPlace(reply.cursor, is_unchecked=place.is_unchecked or bool(reply.gone))
        is_right = self._write_rows(reply.pages, place, batch, reply, now.erased, is_last=not has_more)
        if now.readings_until:
            with self._store.direct() as connection:
                note_told(connection, now.readings_until)
        outcome = added(outcome, reply)
        if not has_more and not is_right:
            outcome = self._ending.put_right(reply, outcome, accept_removal=self._accepts_removal)
        if reply.pages:
            report(Progress(Phase.RECEIVING, outcome.received))
        return outcome, has_more

    def _standing(self, session: Session) -> Standing:
        limit = min(self._batch_size, self._pace.changes)
        return read_standing(session.connection(), limit, self._held_after, self._identity.device_id)

    def _ask(self, path: str, message: Any, reply: type[Reply]) -> Reply:
        token = self._identity.token(self._transport)
        try:
            return self._transport.call(path, message, reply, token)
        except RefusedError as refusal:
            if refusal.key != "token_expired":
                raise
            return self._transport.call(path, message, reply, self._identity.renew(self._transport, refusal))
        except KnownError as error:
            if error.key in LOST:
                self._pace.lost()
            raise

    @property
    def _rows(self) -> int:
        return min(PAGE_ROWS, self._pace.rows)

    def _recover(self, refusal: RefusedError) -> None:
        """Put right what needs no person, or raise the refusal: a server restored from a backup asks again for what
        it lost, and is read afresh (once a run); so is another area, and whatever lies outside it goes by comparison.
        """
        if refusal.key == "scope_changed" and not self._is_afresh:
            self._is_afresh = True
            with self._store.direct() as connection:
                write_place(connection, SyncPlace())
            return
        detail = {"epoch_changed": "device_seq", "sequence_gap": "expected"}.get(refusal.key, "")
        number = refusal.details.get(detail)
        if not isinstance(number, int) or self._is_afresh:
            raise refusal
        if refusal.key == "epoch_changed":
            number = self._store.read(lambda session: first_to_offer(session.connection(), refusal))
            erase.tell_restored(self._store, partial(self._ask, reply=ExchangeReply), refusal)
        with self._store.direct() as connection:
            if refusal.key == "epoch_changed":
                self._is_afresh = True
                write_place(connection, SyncPlace())
                note_restored(connection, str(refusal.details.get("epoch", "")), number)
                outbound.offer_again(connection, number)
                copies.forget_numbers(connection)
                blob_rows.offer_again(connection)
                erase.tell_all_again(connection)
                self._store.forget_received(number)
            elif outbound.offer_again(connection, number) == 0:
                raise refusal

    def _write_rows(
        self,
        pages: Sequence[Page],
        place: SyncPlace,
        batch: Sequence[Change] = (),
        reply: ExchangeReply | None = None,
        told: Sequence[str] = (),
        *,
        is_last: bool = False,
    ) -> bool:
        """Write pages, and the verdicts and receipt of an exchange: some hundreds of rows at a time, as few commits as
        that allows.

        The place moves only with the last of them, so that a kill repeats the rest. There the last reply of a run is
        compared: when this laptop then has what it should, that is a success, noted and returned.
        """
        slices = list(in_parts(pages)) or [Page("", [], [])]
        settled = {change.record_type for change in batch}
        is_right = False
        for number, part in enumerate(slices):
            with self._store.direct(*erase.touched({part.record_type, *settled})) as connection:
                if number == 0 and reply is not None:
                    keep_receipt(connection, reply.receipt)
                    keep_terms(connection, self._identity, reply)
                    if reply.receipt is not None:
                        note_contact(connection, self._clock())
                    erase.forget_told(connection, told)
                    if reply.verdicts:
                        apply_pages(connection, outbound.settle(connection, batch, reply.verdicts, self._clock()))
                        erase.follow_verdicts(connection, batch, reply.verdicts)
                apply_pages(connection, [part])
                if number == len(slices) - 1:
                    write_place(connection, place)
                    if reply is not None:
                        note_gone(connection, reply.gone)
                        self._store.note_clock(connection, self._clock_offset(reply.server_time))
                        is_right = is_last and self._ending.is_right(connection, reply)
            if reply is not None and reply.receipt is not None:
                self._store.note_received(reply.receipt.last_seq)
        return is_right

    def _adapt(self, seconds: float) -> None:
        """Grow the batches while they are quick, so that they take about a second each on any line."""
        factor = 2 if seconds < GOOD_SECONDS else 1 if seconds < 2 * GOOD_SECONDS else 0.5
        self._pace.came_through(seconds)
        self._batch_size = max(10, min(MAX_CHANGES, int(self._batch_size * factor)))

    def _clock_offset(self, server_time: str) -> int:
        offset = round((self._clock() - datetime.fromisoformat(server_time)).total_seconds())
        return max(-FURTHEST_CLOCK, min(offset, FURTHEST_CLOCK))
