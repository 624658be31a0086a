"""Finding residents: while a name is typed, or the latest when nothing is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import Session

from intake_app.domain.badge import is_badge, read_badge
from intake_app.domain.record_types import table_of
from intake_app.services.families import read_families
from intake_app.services.record_states import is_only_here
from intake_app.services.resident_filters import PUT_AWAY, Asking, conditions
from intake_app.services.rows import is_erased
from intake_app.storage import search_index

FILTERED_AMONG: Final = 2000
"""Of how many who answer to what is typed those are sought at once that pass the filters."""
After = UUID | search_index.Onward
_RESIDENT: Final = table_of("resident")
_NEIGHBOURHOOD: Final = table_of("neighbourhood")
_BUILDING: Final = table_of("building")
_NAMING: Final = ("family_name", "first_name", "birth_name", "phone", "address")
# built once: a list is read at every key that is pressed
_ROWS: Final[Select[Any]] = (
    select(
        _RESIDENT.c.id,
        _RESIDENT.c.family_name,
        _RESIDENT.c.first_name,
        _RESIDENT.c.birth_date,
        _RESIDENT.c.phone,
        _RESIDENT.c.address,
        _NEIGHBOURHOOD.c.name,
        _BUILDING.c.label,
        _RESIDENT.c.created_at,
        is_only_here(_RESIDENT.c.id),
    )
    .select_from(_RESIDENT)
    .outerjoin(_NEIGHBOURHOOD, _NEIGHBOURHOOD.c.id == _RESIDENT.c.neighbourhood_id)
    .outerjoin(_BUILDING, _BUILDING.c.id == _RESIDENT.c.building_id)
    .where(~is_erased(_RESIDENT.c.id))
)
_BY_IDS: Final = _ROWS.where(_RESIDENT.c.id.in_(bindparam("ids", expanding=True)))


@dataclass(frozen=True, slots=True)
class ResidentRow:
    """A resident in a list. `birth_date` is EDTF, `phone` E.164."""

    id: UUID
    family_name: str
    first_name: str
    birth_date: str | None
    phone: str | None
    address: str | None
    neighbourhood: str | None
    building: str | None
    created_at: datetime
    is_only_here: bool


@dataclass(frozen=True, slots=True)
class ResidentPage:
    """A piece of a list, and where the next one begins `after` it: below a registration, or further in the search;
    None at the end. A piece may be short, even empty, without being the last: few passed the filters.
    """

    rows: list[ResidentRow]
    after: After | None


def find_residents(
    session: Session,
    text: str = "",
    *,
    limit: int = 50,
    filters: Sequence[str] = (),
    asking: Asking | None = None,
    neighbourhood_id: UUID | None = None,
) -> list[ResidentRow]:
    """The first page of `find_page`, for whoever does not go on."""
    details: dict[str, Any] = {"filters": filters, "asking": asking, "neighbourhood_id": neighbourhood_id}
    return find_page(session, text, limit=limit, **details).rows


def find_page(
    session: Session,
    text: str = "",
    *,
    limit: int = 50,
    neighbourhood_id: UUID | None = None,
    filters: Sequence[str] = (),
    asking: Asking | None = None,
    after: After | None = None,
) -> ResidentPage:
    """Residents whose name, phone or address begins with every word typed, in any order; without a text, the latest
    registered. Whoever has several files is found by the words of each, and shown once; a later piece may name them
    again. A badge that a scanner typed finds whose it is. `filters` (names of `resident_filters.FILTERS`, looked at for
    `asking`) combine.
    """
    narrowed = narrowing(filters, asking, neighbourhood_id)
    if not text.strip():
        return _latest(session, limit, narrowed, after if isinstance(after, UUID) else None)
    if is_badge(text):
        return ResidentPage(find_by_badge(session, read_badge(text)), None)
    # of many who answer to a short word only some may pass the filters
    among = limit if not filters else FILTERED_AMONG
    since = after if isinstance(after, search_index.Onward) else search_index.Onward()
    places = search_index.find_residents(session.connection(), text, among, neighbourhood_id, since)
    found, onward = list(places), list(places.values())[-1] if len(places) >= among else None
    if filters:
        passing = session.connection().execute(select(_RESIDENT.c.id).where(_RESIDENT.c.id.in_(found), *narrowed))
        kept = set(passing.scalars())
        found = [one for one in found if one in kept]
        onward = places[found[limit - 1]] if len(found) > limit else onward
        found = found[:limit]
        if after is None and PUT_AWAY & set(filters):
            found = [*find_put_away(session, text, narrowed), *found]
    families = read_families(session, found)
    return ResidentPage(read_resident_rows(session, list(dict.fromkeys(map(families.root, found)))), onward)


def narrowing(
    filters: Sequence[str], asking: Asking | None, neighbourhood_id: UUID | None
) -> list[ColumnElement[bool]]:
    """What whoever is in the list must fulfil."""
    narrowed = conditions(filters, asking) if filters and asking else [_RESIDENT.c.archived_at.is_(None)]
    return [*narrowed, *([_RESIDENT.c.neighbourhood_id == neighbourhood_id] if neighbourhood_id is not None else [])]


def find_by_badge(session: Session, resident_id: UUID | None) -> list[ResidentRow]:
    """Whose badge says this number, under the file that is shown; nobody for one that was misread or is not known."""
    return read_resident_rows(session, [read_families(session, [resident_id]).root(resident_id)]) if resident_id else []


def neighbourhood_of_last_registered(session: Session, staff_id: UUID) -> UUID | None:
    """Where the last person lives whom this member of staff registered; None when they registered nobody yet."""
    columns = _RESIDENT.c
    query = select(columns.neighbourhood_id).where(columns.created_by == staff_id).order_by(columns.id.desc()).limit(1)
    found: UUID | None = session.connection().execute(query).scalar()
    return found


def read_resident_rows(session: Session, resident_ids: Sequence[UUID]) -> list[ResidentRow]:
    """The rows of these residents, in the order given."""
    if not resident_ids:
        return []
    found = session.connection().execute(_BY_IDS, {"ids": resident_ids})
    rows = {row.id: ResidentRow(*row) for row in found}
    return [rows[resident_id] for resident_id in resident_ids if resident_id in rows]


def find_put_away(session: Session, text: str, narrowed: Sequence[ColumnElement[bool]]) -> list[UUID]:
    """Whoever is put away and passes the filters: the index knows them no more, so that their names are read."""
    query = select(*(_RESIDENT.c[name] for name in ("id", *_NAMING))).where(_RESIDENT.c.archived_at.is_not(None))
    answers = search_index.answers_to(text)
    rows = session.connection().execute(query.where(*narrowed))
    return [row.id for row in rows if answers(search_index.words_of(*row[1:]))]


def _latest(session: Session, limit: int, narrowed: Sequence[ColumnElement[bool]], before: UUID | None) -> ResidentPage:
    # ids are UUIDv7: their order is the order of registration, and the primary key gives it without sorting
    query = _ROWS.where(*narrowed).order_by(_RESIDENT.c.id.desc()).limit(limit)
    if before is not None:
        query = query.where(_RESIDENT.c.id < before)
    rows = [ResidentRow(*row) for row in session.connection().execute(query)]
    # a few less where some are joined: those are shown at the place of their first registration
    families = read_families(session, [row.id for row in rows])
    shown = [row for row in rows if families.root(row.id) == row.id]
    return ResidentPage(shown, rows[-1].id if len(rows) == limit else None)
