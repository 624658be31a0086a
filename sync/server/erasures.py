"""Erasures as the centre keeps account of them: ordered by itself, told again by laptops after a restore, confirmed
laptop by laptop.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, insert, select

from intake_app.domain.erasure import Erasure
from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.family import Families
from sync.protocol.errors import RefusedError
from sync.protocol.messages import ExchangeRequest, KnownErasure
from sync.protocol.version import MAX_CHANGES
from sync.server.centre import Centre
from sync.server.field_rules import is_id, is_moment, rules_of
from sync.server.merges import load_joins
from sync.server.sign_in import KnownDevice
from sync.server.signed_erasures import bears_own_signature, keep_for_somebody
from sync.server.spaces import seed_rows
from sync.server.tables import DEVICE, ERASURE_RECEIPT, DeviceState

_ERASURE: Final = table_of("erasure")
_RESIDENT: Final = table_of("resident")


@dataclass(frozen=True)
class ListedErasure:
    """An erasure, how many laptops have confirmed it, and the labels of those that have not."""

    id: UUID
    resident_id: UUID
    reason: str
    ordered_at: datetime
    confirmed: int
    waiting: tuple[str, ...]


def take_note(centre: Centre, device: KnownDevice, request: ExchangeRequest) -> None:
    """Write down what a laptop has erased, and erase whom it knows to be erased and this centre, restored from a
    backup, does not. Raises RefusedError body_malformed.
    """
    if not _is_sound(request):
        raise RefusedError("body_malformed")
    if request.known_erasures:
        _take_word(centre, device, request.known_erasures)
    if request.erased:
        with centre.database.write() as connection:
            _note_receipts(connection, device, request.erased, centre.clock())


def _is_sound(request: ExchangeRequest) -> bool:
    judge_reason = rules_of("erasure")["reason"]
    known = request.known_erasures
    return (
        len(request.erased) + len(known) <= MAX_CHANGES
        and all(is_id(one) for one in request.erased)
        and all(is_id(one.erasure_id) and is_id(one.resident_id) for one in known)
        and all(judge_reason(one.reason) is None for one in known)
        and all(is_moment(one.created_at) for one in known if one.signature)
    )


def _take_word(centre: Centre, device: KnownDevice, known: Sequence[KnownErasure]) -> None:
    """Carry out again what this centre itself had accepted, and keep the rest for somebody to look at."""
    with centre.database.read() as connection:
        ids = {UUID(one.erasure_id) for one in known}
        present = set(connection.scalars(select(_ERASURE.c.id).where(_ERASURE.c.id.in_(ids))))
    missing = {one.erasure_id: one for one in known if UUID(one.erasure_id) not in present}
    proven = [one for one in missing.values() if bears_own_signature(centre, device.space_id, one)]
    seed_rows(centre, device.space_id, [_as_it_was(device.space_id, one) for one in proven])
    if len(proven) < len(missing):
        keep_for_somebody(centre, device, [one for one in missing.values() if one not in proven])


def _as_it_was(space_id: UUID, known: KnownErasure) -> Erasure:
    """The row that was signed: signed again, it bears the same signature."""
    moment = datetime.fromisoformat(known.created_at)
    return _row(space_id, UUID(known.resident_id), known.reason, UUID(known.erasure_id), moment)


def _row(space_id: UUID, resident_id: UUID, reason: str, erasure_id: UUID, created_at: datetime) -> Erasure:
    said = {"id": erasure_id, "resident_id": resident_id, "reason": reason}
    return Erasure.model_validate({**said, "space_id": space_id, "created_at": created_at, "created_by": None})


def _note_receipts(connection: Connection, device: KnownDevice, erased: Collection[str], now: datetime) -> None:
    receipt = ERASURE_RECEIPT.c
    ids = {UUID(one) for one in erased}
    ordered = _ERASURE.c.space_id == device.space_id, _ERASURE.c.id.in_(ids)
    confirmed = select(receipt.erasure_id).where(receipt.space_id == device.space_id, receipt.device_id == device.id)
    found = connection.scalars(select(_ERASURE.c.id).where(*ordered, _ERASURE.c.id.not_in(confirmed)))
    common = {"space_id": device.space_id, "device_id": device.id, "erased_at": now}
    rows = [{"erasure_id": erasure_id, **common} for erasure_id in found]
    if rows:
        connection.execute(insert(ERASURE_RECEIPT), rows)


def files_of(connection: Connection, space_id: UUID, resident_id: UUID) -> list[UUID]:
    """Every file of a person: the one named, and those joined to it. Raises KnownError resident_unknown, also when
    they were erased already.
    """
    present = (_RESIDENT.c.space_id == space_id, _RESIDENT.c.id == resident_id, _RESIDENT.c.family_name != "")
    if connection.scalar(select(_RESIDENT.c.id).where(*present)) is None:
        raise KnownError("resident_unknown")
    families: Families[str] = Families()
    for merged, survivor in load_joins(connection, space_id).values():
        families.join(merged, survivor)
    return [UUID(one) for one in families.members(str(resident_id))]


def erase_residents(centre: Centre, space_id: UUID, resident_ids: Sequence[UUID], reason: str) -> int:
    """Erase these residents by the centre's own order; how many."""
    now = centre.clock()
    return seed_rows(centre, space_id, [_row(space_id, one, reason, centre.new_id(), now) for one in resident_ids])


def list_erasures(centre: Centre, space_id: UUID) -> list[ListedErasure]:
    """Every erasure of a space, the latest first."""
    with centre.database.read() as connection:
        ordered = select(_ERASURE).where(_ERASURE.c.space_id == space_id).order_by(_ERASURE.c.revision.desc())
        erasures = connection.execute(ordered).all()
        laptops = _laptops(connection, space_id)
        receipt = ERASURE_RECEIPT.c
        found = select(receipt.erasure_id, receipt.device_id).where(receipt.space_id == space_id)
        confirmed = {(one.erasure_id, one.device_id) for one in connection.execute(found)}
    return [
        ListedErasure(
            id=one.id,
            resident_id=one.resident_id,
            reason=one.reason,
            ordered_at=one.created_at,
            confirmed=sum((one.id, laptop_id) in confirmed for laptop_id, _ in laptops),
            waiting=tuple(label for laptop_id, label in laptops if (one.id, laptop_id) not in confirmed),
        )
        for one in erasures
    ]


def _laptops(connection: Connection, space_id: UUID) -> list[tuple[UUID, str]]:
    """The laptops that may hold anything: not those shut out, nor the former identities of others."""
    columns = DEVICE.c
    query = select(columns.id, columns.label).where(
        columns.space_id == space_id,
        columns.staff_id.is_not(None),
        columns.state.not_in((DeviceState.REVOKED, DeviceState.WIPED)),
        columns.replaced_by.is_(None),
    )
    return [(row.id, row.label) for row in connection.execute(query.order_by(columns.id))]
