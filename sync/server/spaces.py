"""What the centre does in a space: makes it, writes rows into it by the same road as any laptop, invites to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Connection, insert, select

from intake_app.domain.base import Audience, SyncedRow
from intake_app.domain.errors import BugError, KnownError
from intake_app.domain.record_types import RECORD_TYPES, blank_values, merge_classes, table_of
from intake_app.domain.wire import to_wire
from intake_app.storage.change_capture import SCHEMA_VERSION
from sync.protocol.messages import Change, Edit, Verdict
from sync.server.accept import accept_batch, lock_space
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.credentials import CODE_LIFE, code_hash, decode_bytes, new_code
from sync.server.digests import begin_digests
from sync.server.judge import judge_batch
from sync.server.scope import Scope
from sync.server.settled import Sender
from sync.server.tables import DEVICE, INVITATION, SPACE, SPACE_COUNTER, DeviceState

CENTRE_LABEL: Final = "centre"
_ORDER: Final = {record_type: place for place, record_type in enumerate(RECORD_TYPES)}


def create_space(centre: Centre, name: str, country: str) -> UUID:
    """A new, empty space, with the device under which the centre itself writes there; its id."""
    space_id, now = centre.new_id(), centre.clock()
    device = {
        "id": centre.new_id(),
        "space_id": space_id,
        "staff_id": None,
        "label": CENTRE_LABEL,
        "public_key": decode_bytes(centre.identity.public_key),
        "audience": Audience.CENTRE,
        "state": DeviceState.ACTIVE,
        "first_seq": 1,
        "last_seq": 0,
        "enrolled_at": now,
    }
    with centre.database.write() as connection:
        connection.execute(insert(SPACE).values(id=space_id, name=name, country=country, created_at=now))
        connection.execute(insert(SPACE_COUNTER).values(space_id=space_id, last_seq=0))
        connection.execute(insert(DEVICE).values(device))
        begin_digests(connection, space_id)
        touch(connection, "space", space_id)
    return space_id


def seed_rows(centre: Centre, space_id: UUID, rows: Sequence[SyncedRow]) -> int:
    """Add new rows to a space as its centre: all or none, in the log as any laptop's, so that laptops receive them.
    Returns how many.

    Raises KnownError rows_refused (`reason`, `record_type`) when one breaks a rule, and space_unknown.
    """
    now, unit_id = centre.clock(), str(centre.new_id())
    changes = [_as_change(row, str(centre.new_id()), unit_id, now) for row in sorted(rows, key=_by_dependence)]
    return len(take_in_own(centre, space_id, changes))


def take_in_own(centre: Centre, space_id: UUID, changes: Sequence[Change]) -> list[Verdict]:
    """Accept changes of the centre's own, all or none, numbered here and signed by it where they name no author.

    Raises as `seed_rows`.
    """
    with centre.database.write() as connection:
        device = _centre_device(connection, space_id)
        lock_space(connection, space_id)
        last_seq = connection.scalars(select(DEVICE.c.last_seq).where(DEVICE.c.id == device)).one()
        numbered = [
            msgspec.structs.replace(change, device_seq=number, author_id=change.author_id or str(device))
            for number, change in enumerate(changes, last_seq + 1)
        ]
        sender = Sender(space_id, device, is_centre=True)
        verdicts = accept_batch(connection, sender, judge_batch(numbered), centre.clock()) if numbered else []
        _refuse_refused(numbered, verdicts)
    return verdicts


def edit_row(centre: Centre, space_id: UUID, record_type: str, record_id: UUID, values: Mapping[str, Any]) -> None:
    """Edit a row of a space as its centre, in the log as any laptop's, so that laptops receive it. What already is as
    it should be is left alone.

    Raises KnownError rows_refused (`reason`, `record_type`), space_unknown.
    """
    table = table_of(record_type)
    with centre.database.write() as connection:
        device = _centre_device(connection, space_id)
        lock_space(connection, space_id)
        last_seq = connection.scalars(select(DEVICE.c.last_seq).where(DEVICE.c.id == device)).one()
        row = connection.execute(select(table).where(table.c.id == record_id)).mappings().one()
        fields = {
            name: Edit(to_wire(value), to_wire(row[name])) for name, value in values.items() if row[name] != value
        }
        if not fields:
            return
        now = centre.clock()
        change = Change(
            change_id=str(centre.new_id()),
            device_seq=last_seq + 1,
            unit_id=str(centre.new_id()),
            author_id=str(device),
            record_type=record_type,
            record_id=str(record_id),
            kind="set",
            fields=fields,
            base_revision=row["revision"],
            schema_version=SCHEMA_VERSION,
            recorded_at=str(to_wire(now)),
        )
        verdicts = accept_batch(connection, Sender(space_id, device, is_centre=True), judge_batch([change]), now)
        _refuse_refused([change], verdicts)


def invite(
    centre: Centre, staff_id: UUID, audience: Audience, *, needs_approval: bool, scope: Scope | None = None
) -> tuple[str, datetime]:
    """A one-time code for a staff member's laptop (for an area, or the whole space), and when it expires. Raises
    KnownError staff_unknown, staff_disabled.
    """
    if audience is Audience.CENTRE:
        raise BugError("no laptop belongs to the centre's own circle")
    staff = table_of("staff_member")
    code, expires_at = new_code(centre.random_bytes), centre.clock() + CODE_LIFE
    with centre.database.write() as connection:
        member = connection.execute(select(staff).where(staff.c.id == staff_id)).first()
        if member is None:
            raise KnownError("staff_unknown")
        if not member.is_active:
            raise KnownError("staff_disabled")
        row = {
            "id": centre.new_id(),
            "code_hash": code_hash(code),
            "space_id": member.space_id,
            "staff_id": staff_id,
            "audience": audience,
            "scope": scope,
            "needs_approval": needs_approval,
            "expires_at": expires_at,
        }
        connection.execute(insert(INVITATION).values(row))
        touch(connection, "staff_member", staff_id)
        touch(connection, "invitation", row["id"])
    return code, expires_at


def _by_dependence(row: SyncedRow) -> int:
    return _ORDER[str(row.__tablename__)]


def _centre_device(connection: Connection, space_id: UUID) -> UUID:
    mine = (DEVICE.c.space_id == space_id, DEVICE.c.staff_id.is_(None))
    found = connection.scalars(select(DEVICE.c.id).where(*mine)).first()
    if found is None:
        raise KnownError("space_unknown")
    return UUID(str(found))


def _as_change(row: SyncedRow, change_id: str, unit_id: str, now: datetime) -> Change:
    record_type = str(row.__tablename__)
    blanks = blank_values(record_type)
    values: dict[str, Any] = {name: to_wire(getattr(row, name)) for name in merge_classes(record_type)}
    return Change(
        change_id=change_id,
        device_seq=0,
        unit_id=unit_id,
        author_id=str(row.created_by or ""),
        record_type=record_type,
        record_id=str(row.id),
        kind="set",
        fields={name: Edit(value, blanks[name]) for name, value in values.items() if value != blanks[name]},
        base_revision=0,
        schema_version=SCHEMA_VERSION,
        recorded_at=str(to_wire(now)),
    )


def _refuse_refused(changes: Sequence[Change], verdicts: Sequence[Verdict]) -> None:
    for change, verdict in zip(changes, verdicts, strict=True):
        if verdict.reason is not None and verdict.reason != "unit_refused":
            raise KnownError("rows_refused", reason=verdict.reason, record_type=change.record_type)
