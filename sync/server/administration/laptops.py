"""The centre's view of the laptops: who waits for approval, who is enrolled, who is out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.credentials import fingerprint_of
from sync.server.scope import Scope
from sync.server.tables import ACCESS_TOKEN, DEVICE, DeviceState


@dataclass(frozen=True)
class Laptop:
    """One enrolled device, as the centre lists it. The staff member by first name and initial."""

    id: UUID
    label: str
    staff: str
    state: DeviceState
    fingerprint: str
    audience: str
    enrolled_at: datetime
    last_contact_at: datetime | None
    scope: Scope | None
    is_renewal: bool
    """It takes the place of an identity that was met twice: somebody should ask what happened."""


def list_laptops(centre: Centre, *states: DeviceState) -> list[Laptop]:
    """The laptops in these states (none given: all), the oldest first."""
    staff = table_of("staff_member")
    joined = DEVICE.join(staff, staff.c.id == DEVICE.c.staff_id)
    query = select(DEVICE, staff.c.first_name, staff.c.family_name).select_from(joined).order_by(DEVICE.c.id)
    with centre.database.read() as connection:
        rows = connection.execute(query.where(DEVICE.c.state.in_(states)) if states else query).all()
        renewed = set(connection.scalars(select(DEVICE.c.replaced_by)))
    return [
        Laptop(
            id=row.id,
            label=row.label,
            staff=f"{row.first_name} {row.family_name[:1]}.",
            state=DeviceState(row.state),
            fingerprint=fingerprint_of(row.public_key),
            audience=row.audience,
            enrolled_at=row.enrolled_at,
            last_contact_at=row.last_contact_at,
            scope=row.scope,
            is_renewal=row.id in renewed,
        )
        for row in rows
    ]


def approve(centre: Centre, fingerprint: str) -> Laptop:
    """Let the waiting laptop with this fingerprint in. Raises KnownError laptop_unknown, laptop_ambiguous."""
    digits = "".join(sign for sign in fingerprint if sign.isdecimal())
    laptop = _only([one for one in list_laptops(centre, DeviceState.PENDING) if one.fingerprint == digits])
    with centre.database.write() as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.id == laptop.id).values(state=DeviceState.ACTIVE))
        touch(connection, "device", laptop.id)
    return laptop


def find_laptop(centre: Centre, device: str) -> Laptop:
    """The laptop of this id, or of a beginning of it that no other has. Raises KnownError laptop_unknown,
    laptop_ambiguous.
    """
    return _only([one for one in list_laptops(centre) if device and str(one.id).startswith(device.lower())])


def revoke(centre: Centre, device: str) -> Laptop:
    """Shut a laptop out, from its next request on. `device`, and what it raises, as in `find_laptop`."""
    laptop = find_laptop(centre, device)
    with centre.database.write() as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.id == laptop.id).values(state=DeviceState.REVOKED))
        connection.execute(delete(ACCESS_TOKEN).where(ACCESS_TOKEN.c.device_id == laptop.id))
        touch(connection, "device", laptop.id)
    return laptop


def change_scope(centre: Centre, device: str, scope: Scope | None) -> Laptop:
    """Give a laptop another area (None: the whole space), from its next request on: it reads afresh, and lets go of
    what lies outside once its own changes have their verdicts. `device`, and what it raises, as in `find_laptop`.
    """
    laptop = find_laptop(centre, device)
    with centre.database.write() as connection:
        connection.execute(update(DEVICE).where(DEVICE.c.id == laptop.id).values(scope=scope))
        touch(connection, "device", laptop.id)
    return replace(laptop, scope=scope)


def _only(found: Sequence[Laptop]) -> Laptop:
    if not found:
        raise KnownError("laptop_unknown")
    if len(found) > 1:
        raise KnownError("laptop_ambiguous")
    return found[0]
