"""What the centre has signed for having received: checked before anything of its reply is believed, kept for ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from sqlalchemy import Connection

from intake_app.domain.errors import KnownError
from intake_app.storage.local_setting import read_setting, write_setting
from sync.client.identity import Identity, decode_bytes
from sync.protocol.attestation import is_signed_by, verdicts_digest
from sync.protocol.messages import Change, ExchangeReply, Receipt, Verdict

NEWEST: Final = "sync_receipt"
# told to the driver itself, as they travel: a line with each exchange
_KEEP: Final = (
    "INSERT INTO receipt(device_id, epoch, first_seq, last_seq, digest, received_at, signature) "
    "VALUES (:device_id, :epoch, :first_seq, :last_seq, :digest, :received_at, :signature)"
)


def check_reply(identity: Identity, batch: Sequence[Change], reply: ExchangeReply, newest: Receipt | None) -> None:
    """Make sure that the centre this laptop joined signed for `batch` and its verdicts, in the life it speaks of.

    A centre that has never signed (`newest` None) may be older than receipts; one that has, always does. Raises
    KnownError receipt_wrong.
    """
    receipt = reply.receipt
    if receipt is None:
        if batch and newest is not None:
            raise KnownError("receipt_wrong")
        return
    if receipt.epoch != reply.cursor.epoch or not is_sound(identity, receipt, reply.verdicts):
        raise KnownError("receipt_wrong")
    if len(reply.verdicts) != len(batch) or any(
        (verdict.change_id, verdict.device_seq) != (change.change_id, change.device_seq)
        for verdict, change in zip(reply.verdicts, batch, strict=True)
    ):
        raise KnownError("receipt_wrong")


def is_sound(identity: Identity, receipt: Receipt, verdicts: Sequence[Verdict]) -> bool:
    """Whether the receipt is signed by this laptop's centre, for this laptop, over these verdicts."""
    numbers = [verdict.device_seq for verdict in verdicts]
    return (
        receipt.device_id == identity.device_id
        and receipt.digest == verdicts_digest(verdicts)
        and receipt.first_seq == min(numbers, default=0)
        and receipt.last_seq == max(numbers, default=receipt.last_seq)
        and is_signed_by(identity.server_key, decode_bytes(receipt.signature), receipt)
    )


def keep_receipt(connection: Connection, receipt: Receipt | None) -> None:
    """Keep what was signed, in the transaction of the verdicts: for ever where it covers changes, the newest always."""
    if receipt is not None:
        write_setting(connection, NEWEST, receipt)
        _keep_for_ever(connection, receipt)


def keep_older_receipt(connection: Connection, receipt: Receipt) -> bool:
    """Keep what came by another way than the network, and later perhaps than newer ones; whether it is the newest."""
    newest = newest_receipt(connection)
    is_newest = newest is None or newest.received_at < receipt.received_at
    if is_newest:
        write_setting(connection, NEWEST, receipt)
    _keep_for_ever(connection, receipt)
    return is_newest


def _keep_for_ever(connection: Connection, receipt: Receipt) -> None:
    if receipt.first_seq:
        connection.exec_driver_sql(_KEEP, msgspec.structs.asdict(receipt))


def newest_receipt(connection: Connection) -> Receipt | None:
    """The last receipt, None before the first."""
    return read_setting(connection, NEWEST, Receipt)
