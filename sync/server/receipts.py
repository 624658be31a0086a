"""What a device was already answered: every change has one verdict, for ever, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, or_, select

from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, Verdict, VerdictKind
from sync.server.bulk import is_postgresql, listed, one_of
from sync.server.tables import RECEIVED_CHANGE


@dataclass(frozen=True)
class Sorted:
    """A batch told apart: what must be worked through, and what already has its verdict (by place in the batch)."""

    fresh: list[Change]
    answered: dict[int, Verdict]
    last_seq: int


def sort_out(
    connection: Connection, space_id: UUID, device_id: UUID, last_seq: int, changes: Sequence[Change]
) -> Sorted:
    """Tell new changes from repeated ones, the device's numbers following one another from `last_seq`.

    Raises RefusedError: sequence_gap (`expected`) when one is missing, sequence_forked when a number comes back with
    another change.
    """
    sent, given = _find_receipts(connection, space_id, device_id, changes)
    fresh: list[Change] = []
    answered: dict[int, Verdict] = {}
    for place, change in enumerate(changes):
        receipt = given.get(change.change_id)
        if change.device_seq > last_seq + 1:
            raise RefusedError("sequence_gap", expected=last_seq + 1)
        if change.device_seq <= last_seq:
            if sent.get(change.device_seq, change.change_id) != change.change_id:
                raise RefusedError("sequence_forked", number=change.device_seq)
            if receipt is None:
                raise RefusedError("sequence_gap", expected=last_seq + 1)
        else:
            last_seq += 1
        if receipt is None:
            sent[change.device_seq] = change.change_id
            fresh.append(change)
        else:
            answered[place] = _repeat(change, receipt)
    return Sorted(fresh, answered, last_seq)


def _repeat(change: Change, receipt: Any) -> Verdict:
    return Verdict(
        change_id=change.change_id,
        device_seq=change.device_seq,
        kind=VerdictKind.DUPLICATE,
        server_seq=receipt.server_seq,
        reason=receipt.reason,
        fields=receipt.conflict_fields or [],
    )


def _find_receipts(
    connection: Connection, space_id: UUID, device_id: UUID, changes: Sequence[Change]
) -> tuple[dict[int, str], dict[str, Any]]:
    """Number → change id this device sent under it; change id → receipt, whoever sent it: a laptop that was given a
    new identity sends its old changes again.
    """
    numbers = [change.device_seq for change in changes]
    parameters = {
        "ids": listed(connection, {change.change_id for change in changes}),
        "space": space_id,
        "device": device_id,
        "first": min(numbers),
        "last": max(numbers),
    }
    sent: dict[int, str] = {}
    given: dict[str, Any] = {}
    for receipt in connection.execute(_select_receipts(is_postgresql(connection)), parameters):
        given[str(receipt.change_id)] = receipt
        if receipt.device_id == device_id:
            sent[receipt.device_seq] = str(receipt.change_id)
    return sent, given


@cache
def _select_receipts(on_postgresql: bool) -> Select[Any]:
    kept = RECEIVED_CHANGE.c
    numbered = (kept.device_id == bindparam("device")) & kept.device_seq.between(bindparam("first"), bindparam("last"))
    same_id = one_of(kept.change_id, "ids", on_postgresql=on_postgresql)
    return select(
        kept.change_id, kept.device_id, kept.device_seq, kept.server_seq, kept.reason, kept.conflict_fields
    ).where(kept.space_id == bindparam("space"), or_(same_id, numbered))
