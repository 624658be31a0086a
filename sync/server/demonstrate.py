"""Makes a fresh server ready for the demonstration: fictitious people, and a code for each member of their staff."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, select

from intake_app.domain.base import Audience
from intake_app.domain.record_types import table_of
from sync.server.centre import Centre
from sync.server.demonstration.rows import demonstration_rows
from sync.server.demonstration.scans import keep_scan
from sync.server.spaces import create_space, invite, seed_rows
from sync.server.tables import SPACE

SPACE_NAME: Final = "Démonstration"


def prepare_demonstration(centre: Centre) -> dict[str, str]:
    """First name → one-time code, good for a day and approved already. The people are made the first time only."""
    with centre.database.read() as connection:
        is_empty = connection.execute(select(SPACE.c.id).limit(1)).first() is None
    if is_empty:
        space_id = create_space(centre, SPACE_NAME, "FR")
        seed_rows(centre, space_id, demonstration_rows(space_id, centre.clock().date()))
        with centre.database.write() as connection:
            keep_scan(connection, space_id, centre.clock())
    with centre.database.read() as connection:
        staff = _staff(connection)
    codes: dict[str, str] = {}
    for member in staff:
        audience = Audience.ADVISER if member.role == "adviser" else Audience.FIELD
        codes[member.first_name], _ = invite(centre, member.id, audience, needs_approval=False)
    return codes


def _staff(connection: Connection) -> Sequence[Any]:
    table = table_of("staff_member")
    return connection.execute(select(table.c.id, table.c.first_name, table.c.role).order_by(table.c.id)).all()
