"""What a device was already answered: every change has one verdict, for ever, however often it is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, select, tuple_

from sync.protocol.errors import RefusedError
from sync.protocol.messages import Change, Verdict, VerdictKind
from sync.server.bulk import given_ids, is_postgresql, listed, one_of
from sync.server.tables import DEVICE, RECEIVED_CHANGE


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
    given = _find_by_change(connection, space_id, changes)
    sent = _find_by_number(connection, space_id, device_id, last_seq, changes)
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
                raise _never_had(connection, device_id, change, last_seq)
        else:
            last_seq += 1
        if receipt is None:
            sent[change.device_seq] = change.change_id
            fresh.append(change)
        else:
            answered[place] = _repeat(change, receipt)
    return Sorted(fresh, answered, last_seq)


def _never_had(connection: Connection, device_id: UUID, change: Change, last_seq: int) -> RefusedError:
    """Why a number that was answered comes with a change that nobody has sent. It was answered with a change that
    another identity had sent already, and this is not that; or it was never expected of this device.
    """
    first_seq = connection.scalars(select(DEVICE.c.first_seq).where(DEVICE.c.id == device_id)).one()
    if change.device_seq >= first_seq:
        return RefusedError("sequence_forked", number=change.device_seq)
    return RefusedError("sequence_gap", expected=last_seq + 1)


def _repeat(change: Change, receipt: Any) -> Verdict:
    return Verdict(
        change_id=change.change_id,
        device_seq=change.device_seq,
        kind=VerdictKind.HELD if receipt.verdict == VerdictKind.HELD else VerdictKind.DUPLICATE,
        server_seq=receipt.server_seq,
        reason=receipt.reason,
        fields=receipt.conflict_fields or [],
    )


def _find_by_change(connection: Connection, space_id: UUID, changes: Sequence[Change]) -> dict[str, Any]:
    """Change id → receipt, whoever sent it: a laptop that was given a new identity sends its old changes again."""
    parameters = {"ids": listed([change.change_id for change in changes]), "space": space_id}
    receipts = connection.execute(_select_by_change(is_postgresql(connection)), parameters)
    return {str(receipt.change_id): receipt for receipt in receipts}


def _find_by_number(
    connection: Connection, space_id: UUID, device_id: UUID, last_seq: int, changes: Sequence[Change]
) -> dict[int, str]:
    """Number → change id that this device sent under it, for the numbers that come again."""
    numbers = [change.device_seq for change in changes if change.device_seq <= last_seq]
    if not numbers:
        return {}
    parameters = {"space": space_id, "device": device_id, "first": min(numbers), "last": max(numbers)}
    receipts = connection.execute(_select_by_number(), parameters)
    return {receipt.device_seq: str(receipt.change_id) for receipt in receipts}


@cache
def _select_by_change(on_postgresql: bool) -> Select[Any]:
    kept = RECEIVED_CHANGE.c
    space: BindParameter[Any] = bindparam("space")
    wanted = select(kept.change_id, kept.server_seq, kept.verdict, kept.reason, kept.conflict_fields)
    if not on_postgresql:
        return wanted.where(kept.space_id == space, one_of(kept.change_id, "ids", on_postgresql=False))
    # for each id the first receipt from there on, in the order of the primary key, which nothing else can answer: asked
    # for equal ones, PostgreSQL reads the whole log of the space by a plan made when that was small, and kept
    given = select(given_ids("ids").label("id")).subquery("given")
    key = (kept.space_id, kept.change_id)
    from_there = tuple_(*key) >= tuple_(space, given.c.id)
    first = wanted.add_columns(kept.space_id).where(from_there).order_by(*key).limit(1).lateral("first")
    is_it = (first.c.change_id == given.c.id, first.c.space_id == space)
    return select(first).join_from(given, first, and_(*is_it))


@cache
def _select_by_number() -> Select[Any]:
    kept = RECEIVED_CHANGE.c
    return select(kept.change_id, kept.device_seq).where(
        kept.space_id == bindparam("space"),
        kept.device_id == bindparam("device"),
        kept.device_seq.between(bindparam("first"), bindparam("last")),
    )
