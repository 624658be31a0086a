"""The programme's partners and actions, from the reference lists shipped with the program."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, select

from intake_app.domain import reference
from intake_app.domain.base import SyncedRow
from intake_app.domain.names import fold
from intake_app.domain.organisation import Organisation
from intake_app.domain.programme import Action, Operation, Programme
from intake_app.domain.record_types import table_of
from sync.server.administration.registry import Named, centre_row, named
from sync.server.centre import Centre
from sync.server.spaces import seed_rows

PROGRAMME: Final = "INCREASE Valorisation Sociale"
FUNDER: Final = "interreg"


def seed_programme(centre: Centre, space_id: UUID) -> int:
    """Add what the space lacks of the programme: partners, programme, its operation, the actions. Returns how many
    rows; run again, it adds nothing.
    """
    with centre.database.read() as connection:
        rows = list(_missing(centre, connection, space_id))
    return seed_rows(centre, space_id, rows)


def _missing(centre: Centre, connection: Connection, space_id: UUID) -> Iterator[SyncedRow]:
    partners = named(connection, "organisation", space_id)
    for partner in reference.entries("partner"):
        if fold(partner.fr) not in partners:
            kind = partner.mapping["kind"] or "other"
            country = partner.mapping["country"]
            yield centre_row(centre, space_id, Organisation, name=partner.fr, country=country, kind=kind)
    programme_id = named(connection, "programme", space_id).get(fold(PROGRAMME))
    if programme_id is None:
        programme = centre_row(centre, space_id, Programme, name=PROGRAMME)
        programme_id = programme.id
        yield programme
    operation_id = named(connection, "operation", space_id).get(fold(PROGRAMME))
    if operation_id is None:
        funded = {"programme_id": programme_id, "name": PROGRAMME, "funder": FUNDER}
        operation = centre_row(centre, space_id, Operation, **funded)
        operation_id = operation.id
        yield operation
    known = _titles(connection, space_id)
    for entry in reference.entries("increase_action"):
        if fold(entry.fr) not in known:
            yield centre_row(
                centre,
                space_id,
                Action,
                operation_id=operation_id,
                title_fr=entry.fr,
                title_en=entry.en,
                approach=entry.mapping["approach"],
                kind=entry.mapping["kind"],
                is_certified=entry.mapping["certified"],
            )


def _titles(connection: Connection, space_id: UUID) -> Named:
    action = table_of("action")
    rows = connection.execute(select(action.c.title_fr, action.c.id).where(action.c.space_id == space_id))
    return {fold(title): UUID(str(record_id)) for title, record_id in rows}
