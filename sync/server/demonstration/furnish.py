"""Makes an empty server the demonstration's: one space with its people, and a one-time code for each member of
staff.
"""

from __future__ import annotations

from sqlalchemy import select

from intake_app.domain.base import Audience
from intake_app.domain.record_types import table_of
from sync.server.centre import Centre, open_centre
from sync.server.database import open_engine
from sync.server.demonstration.rows import demonstration_rows
from sync.server.migrate import upgrade_database
from sync.server.spaces import create_space, invite, seed_rows
from sync.server.tables import SPACE

SPACE_NAME = "Rennes Métropole (démonstration)"


def furnish(database: str, name: str) -> dict[str, str]:
    """Fill the database at its first start; each time, give fresh codes that need no approval: first name → code."""
    engine = open_engine(database)
    upgrade_database(engine)
    centre = open_centre(engine, name=name)
    if not _has_space(centre):
        space_id = create_space(centre, SPACE_NAME, "FR")
        seed_rows(centre, space_id, demonstration_rows(space_id, centre.clock().astimezone().date()))
    codes = _invite_everybody(centre)
    engine.dispose()
    return codes


def _has_space(centre: Centre) -> bool:
    with centre.database.read() as connection:
        return connection.execute(select(SPACE.c.id)).first() is not None


def _invite_everybody(centre: Centre) -> dict[str, str]:
    staff = table_of("staff_member").c
    with centre.database.read() as connection:
        members = connection.execute(select(staff.id, staff.first_name, staff.role)).all()
    field_roles = ("caretaker", "outreach")
    return {
        member.first_name: invite(
            centre,
            member.id,
            Audience.FIELD if member.role in field_roles else Audience.ADVISER,
            needs_approval=False,
        )[0]
        for member in members
    }
