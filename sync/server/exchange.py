"""The one request of every day: takes in what a laptop did, gives out what the others did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection, update

from intake_app.domain.wire import to_wire
from sync.protocol.errors import RefusedError
from sync.protocol.lease import Lease
from sync.protocol.messages import Change, Cursor, Digest, ExchangeRequest, Gone, Receipt, Verdict
from sync.protocol.recovery import RecoveryTerms
from sync.protocol.version import MAX_CHANGES, OLDEST_PROTOCOL, PAGE_ROWS, PROTOCOL
from sync.server import erasures, readings
from sync.server.accept import accept_batch
from sync.server.attest import Signer
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.digests import digests_for
from sync.server.held import answered_for_good, change_at
from sync.server.judge import judge_batch
from sync.server.leases import lease_for
from sync.server.pages import WrittenPage
from sync.server.publish import news_after
from sync.server.recovery_terms import recovery_for
from sync.server.settled import Sender
from sync.server.sign_in import KnownDevice, authenticate
from sync.server.tables import DEVICE, DeviceState

_FORKED: Final = "sequence_forked"


class WrittenReply(msgspec.Struct, frozen=True):
    """A `protocol.messages.ExchangeReply` whose rows are JSON already."""

    verdicts: list[Verdict]
    pages: list[WrittenPage]
    cursor: Cursor
    has_more: bool
    server_time: str
    gone: list[Gone] = []
    receipt: Receipt | None = None
    digests: dict[str, Digest] | None = None
    lease: Lease | None = None
    recovery: RecoveryTerms | None = None


def exchange(centre: Centre, request: ExchangeRequest, authorization: str) -> WrittenReply:
    """Verdicts for the changes pushed, and the news after the cursor, the pushed changes included.

    Raises RefusedError: token_expired, device_pending, device_revoked, protocol_too_old, protocol_too_new,
    batch_too_large, epoch_changed, scope_changed, numbers_behind, sequence_gap, sequence_forked, body_malformed.
    """
    check_protocol(request.protocol)
    if len(request.changes) > MAX_CHANGES:
        raise RefusedError("batch_too_large", most=MAX_CHANGES)
    if request.erased or request.known_erasures:
        with centre.database.read() as connection:
            device = _recognise(centre, connection, request, authorization)
        erasures.take_note(centre, device, request)
    if request.readings:
        with centre.database.read() as connection:
            device = _recognise(centre, connection, request, authorization)
        readings.take_note(centre, device, request.readings)
    verdicts = _take_pushed(centre, request, authorization) if request.changes else []
    with centre.database.read() as connection:
        device = _recognise(centre, connection, request, authorization)
        return _reply(centre, connection, device, verdicts, request)


def _recognise(centre: Centre, connection: Connection, request: ExchangeRequest, authorization: str) -> KnownDevice:
    """The device that asks, once it may go on from where it stands."""
    device = authenticate(centre, connection, authorization)
    check_cursor(connection, device, request.cursor)
    _check_numbers(device, request)
    return device


def check_protocol(spoken: int) -> None:
    """Raise RefusedError protocol_too_old or protocol_too_new."""
    if spoken < OLDEST_PROTOCOL:
        raise RefusedError("protocol_too_old", oldest=OLDEST_PROTOCOL)
    if spoken > PROTOCOL:
        raise RefusedError("protocol_too_new", newest=PROTOCOL)


def check_cursor(connection: Connection, device: KnownDevice, cursor: Cursor) -> None:
    """Raise RefusedError epoch_changed when the laptop has read in another life of this server (it was restored from
    a backup). Its details say what this life has answered the laptop for good, so that it can send again the rest: what
    is held here may have had its verdict in the other life, and gets another one; and the id of the last change so
    answered, which tells a copied laptop that it was another self's; and how much of that came with the backups
    (`kept_seq`): the rest was answered anew, to this laptop or to a copy of it. And scope_changed when it has read
    another area than it now has: it must read afresh.
    """
    if cursor.server_seq < 0:
        raise RefusedError("body_malformed")
    if cursor.epoch != str(device.epoch) or cursor.server_seq > device.space_last_seq:
        answered = answered_for_good(connection, device.space_id, device.id, device.last_seq)
        raise RefusedError(
            "epoch_changed",
            epoch=str(device.epoch),
            server_seq=device.space_last_seq,
            scope=device.scope_mark,
            device_seq=answered,
            change_id=change_at(connection, device.space_id, device.id, answered),
            kept_seq=answered if device.kept_seq is None else min(answered, device.kept_seq),
        )
    if cursor.scope != device.scope_mark:
        raise RefusedError("scope_changed", scope=device.scope_mark)


def _check_numbers(device: KnownDevice, request: ExchangeRequest) -> None:
    """Raise RefusedError numbers_behind when the device was answered numbers that this laptop never gave: somebody
    else has its identity, or it was put back from a copy. Its news would lack what that other self sent. Nothing is
    stopped: a request that was on its way for long says the same.
    """
    if request.last_number is not None and request.last_number < device.last_seq:
        raise RefusedError("numbers_behind", last_seq=device.last_seq)


def bounded(asked: int) -> int:
    """How many rows to send when so many were asked for."""
    return max(1, min(asked, PAGE_ROWS))


def _take_pushed(centre: Centre, request: ExchangeRequest, authorization: str) -> list[Verdict]:
    def find_sender(connection: Connection) -> Sender:
        device = _recognise(centre, connection, request, authorization)
        return Sender(device.space_id, device.id)

    return take_in(centre, find_sender, request.changes)


def take_in(centre: Centre, find_sender: Callable[[Connection], Sender], changes: Sequence[Change]) -> list[Verdict]:
    """Give a batch its verdicts, durably. `find_sender` says whose it is, in the transaction that takes it in: one
    fewer than to ask before. Raises RefusedError: body_malformed, sequence_gap, sequence_forked (then the device is
    stopped), and those of `find_sender`.
    """
    sender: Sender | None = None
    try:
        with centre.database.write() as connection:
            sender = find_sender(connection)
            touch(connection, "device", sender.device_id)
            return accept_batch(connection, sender, judge_batch(changes), centre.clock())
    except RefusedError as refusal:
        if refusal.key == _FORKED and sender is not None:
            # two laptops hold this identity: neither may go on under it
            with centre.database.write() as connection:
                stopped = update(DEVICE).where(DEVICE.c.id == sender.device_id)
                connection.execute(stopped.values(state=DeviceState.FORKED))
        raise


def _own_until(request: ExchangeRequest) -> int | None:
    """The number up to which a laptop's own changes are not sent back to it; None: whatever their number."""
    if request.is_restored:
        return 0
    numbers = [change.device_seq for change in request.changes]
    return None if request.answered is None else max(request.answered, *numbers, 0)


def _reply(
    centre: Centre, connection: Connection, device: KnownDevice, verdicts: list[Verdict], request: ExchangeRequest
) -> WrittenReply:
    taken = {verdict.change_id for verdict in verdicts if verdict.server_seq is not None}
    sent = [change for change in request.changes if change.change_id in taken]
    limit, own_until = bounded(request.max_rows), _own_until(request)
    news = news_after(connection, device, request.cursor.server_seq, limit, own_until, sent)
    moment = str(to_wire(centre.clock()))
    signer = Signer(centre.identity, str(device.epoch), moment)
    is_last = not news.has_more
    is_counted = is_last and (device.scope is None or request.wants_digests)
    return WrittenReply(
        verdicts=verdicts,
        pages=news.pages,
        cursor=device.cursor_at(news.server_seq),
        has_more=news.has_more,
        server_time=moment,
        gone=news.gone,
        receipt=signer.attest(device.id, device.last_seq, verdicts) if verdicts or is_last else None,
        digests=digests_for(connection, device) if is_counted else None,
        lease=lease_for(centre.identity, device.id, device.terms, request.known_lease) if is_last else None,
        recovery=recovery_for(centre.identity, device.id, device.recovery, request.known_recovery) if is_last else None,
    )
