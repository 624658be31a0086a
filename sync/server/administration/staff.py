"""Members of staff who leave, and come back: their laptops lose their access with them, and nothing they wrote."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

import typer
from sqlalchemy import delete, select

from sync.server import spaces
from sync.server.administration import laptops
from sync.server.administration.desk import Desk
from sync.server.audit import touch
from sync.server.centre import Centre
from sync.server.tables import DEVICE, INVITATION, DeviceState

_OPEN = (DeviceState.PENDING, DeviceState.ACTIVE, DeviceState.FORKED)


def disable(centre: Centre, space_id: UUID, staff_id: UUID) -> list[laptops.Laptop]:
    """Let somebody in no longer: her laptops are shut out from their next request on, and codes not used yet are worth
    nothing. What she wrote stays hers; what waits on a laptop stays there, can be taken in as a parcel, and goes by
    itself once it is invited again. Returns the laptops shut out.
    """
    spaces.edit_row(centre, space_id, "staff_member", staff_id, {"is_active": False})
    with centre.database.write() as connection:
        connection.execute(delete(INVITATION).where(INVITATION.c.staff_id == staff_id, INVITATION.c.used_at.is_(None)))
        touch(connection, "staff_member", staff_id)
        mine = DEVICE.c.staff_id == staff_id, DEVICE.c.state.in_(_OPEN)
        devices = list(connection.scalars(select(DEVICE.c.id).where(*mine).order_by(DEVICE.c.id)))
    return [laptops.revoke(centre, str(device_id)) for device_id in devices]


def enable(centre: Centre, space_id: UUID, staff_id: UUID) -> None:
    """She is back: she can be invited again."""
    spaces.edit_row(centre, space_id, "staff_member", staff_id, {"is_active": True})


def disable_staff(context: typer.Context, staff: Annotated[str, typer.Argument()]) -> None:
    desk: Desk = context.obj
    staff_id = desk.find("staff_member", staff)
    assert staff_id is not None
    shut_out = disable(desk.centre, desk.space_id, staff_id)
    desk.tell("said.staff_disabled", count=len(shut_out))


def enable_staff(context: typer.Context, staff: Annotated[str, typer.Argument()]) -> None:
    desk: Desk = context.obj
    staff_id = desk.find("staff_member", staff)
    assert staff_id is not None
    enable(desk.centre, desk.space_id, staff_id)
    desk.tell("said.staff_enabled")
