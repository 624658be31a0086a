"""Which rows a laptop may receive: its area's, and of the others only what its own rows need.

An area is some neighbourhoods and some buildings. *Own* residents live there, and their whole files come. *Guests* live
elsewhere and attend a workshop of the area: who they are comes, what they were told and agreed to, nothing else.
Workshops elsewhere come when an own resident attends them, with the half-days attended and no other. Lists that every
form needs (places, staff, programmes) and erasures always come. So an area is closed under references.

Conditions are looked at on the rows as they stand. They are written with EXISTS, which both databases answer row by
row from their indexes, however large the area.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, exists, or_, select

from intake_app.domain.attachment import FUNDER_LOGO
from intake_app.domain.base import Audience, TextId
from intake_app.domain.record_types import circles_within, references, table_of
from sync.protocol.digests import scope_mark
from sync.server.bulk import is_postgresql, listed, one_of

Condition = ColumnElement[bool]
Scope = dict[str, list[str]]
"""`neighbourhoods` and `buildings` → ids."""
NEIGHBOURHOODS: Final = "neighbourhoods"
BUILDINGS: Final = "buildings"
AROUND: Final = "around"
"""In an area as `surroundings` completes it: the neighbourhoods that its buildings stand in."""
_DECIDING: Final = frozenset({"neighbourhood", "building", "resident", "workshop", "slot"})
"""Where a record belongs, it belongs by a reference to one of these types."""


@dataclass(frozen=True)
class Reach:
    """What decides which rows a laptop may receive, apart from the ids of its area: statements are made once for
    each.
    """

    audience: Audience
    is_scoped: bool


@dataclass(frozen=True)
class Reader:
    """Whoever rows are read for: a device's space, circle and area (None: the whole space)."""

    space_id: UUID
    audience: Audience
    scope: Scope | None

    @property
    def reach(self) -> Reach:
        return Reach(self.audience, self.scope is not None)

    @property
    def scope_mark(self) -> str:
        """A short name for the area, as cursors carry it."""
        return scope_mark(self.scope)

    @property
    def parameters(self) -> dict[str, Any]:
        """The values of the parameters in `conditions`, and the space."""
        return {"space": self.space_id, **self.area}

    @property
    def area(self) -> Scope:
        """The values of the parameters that name an area."""
        return {} if self.scope is None else {AROUND: [], **self.scope}

    def is_narrowed(self, record_type: str) -> bool:
        """Whether this reader may be denied rows of a type."""
        return bool(conditions(record_type, self.reach))


def surroundings(connection: Connection, scope: Scope | None) -> Scope | None:
    """An area with what is held around its buildings. When one of them is counted to another neighbourhood, the area is
    another: its laptops read it afresh.
    """
    if scope is None or not scope[BUILDINGS]:
        return scope
    building = table_of("building").c
    query = select(building.neighbourhood_id).where(building.id.in_(scope[BUILDINGS])).distinct()
    return {**scope, AROUND: sorted(str(found) for found in connection.scalars(query))}


@cache
def deciding_fields(record_type: str) -> tuple[str, ...]:
    """The fields that decide to which areas a record belongs, and whatever depends on it."""
    if _area_rule(record_type) is None:
        return ()
    return tuple(name for name, target in references(record_type).items() if target in _DECIDING)


def within(connection: Connection, reader: Reader, record_type: str, ids: Collection[str]) -> set[str]:
    """Those of these records of the reader's space that it may receive."""
    if not ids or not reader.is_narrowed(record_type):
        return set(ids)
    statement = _select_within(record_type, reader.reach, is_postgresql(connection))
    found = connection.scalars(statement, {**reader.parameters, "ids": listed(ids)})
    return {str(record_id) for record_id in found}


def living_here(connection: Connection, reader: Reader, resident_ids: Collection[str]) -> set[str]:
    """Those of these residents who live in the reader's area."""
    statement = _select_living_here(is_postgresql(connection))
    found = connection.scalars(statement, {**reader.area, "ids": listed(resident_ids)})
    return {str(record_id) for record_id in found}


@cache
def _select_living_here(on_postgresql: bool) -> Select[Any]:
    resident = table_of("resident").c
    return select(resident.id).where(one_of(resident.id, "ids", on_postgresql=on_postgresql), _lives_here(resident))


@cache
def _select_within(record_type: str, reach: Reach, on_postgresql: bool) -> Select[Any]:
    table = table_of(record_type)
    chosen = one_of(table.c.id, "ids", on_postgresql=on_postgresql)
    return select(table.c.id).where(chosen, table.c.space_id == bindparam("space"), *conditions(record_type, reach))


@cache
def conditions(record_type: str, reach: Reach) -> tuple[Condition, ...]:
    """What a row must fulfil for a laptop of this reach to receive it; nothing for most."""
    table = table_of(record_type)
    found: list[Condition] = []
    if "circle" in table.c and reach.audience is not Audience.CENTRE:
        found.append(table.c.circle.in_(circles_within(reach.audience)))
    if reach.is_scoped and (rule := _area_rule(record_type)):
        found.append(rule(table.c))
    return tuple(found)


# the ids of an area come as parameters of these names, wherever they are used


def _given(column: Any, name: str) -> Condition:
    return column.in_(bindparam(name, expanding=True, type_=TextId))  # type: ignore[no-any-return]


def _is_near(column: Any) -> Condition:
    """A neighbourhood of the area, or of one of its buildings."""
    return or_(_given(column, NEIGHBOURHOODS), _given(column, AROUND))


def _lives_here(resident: Any) -> Condition:
    return or_(_given(resident.neighbourhood_id, NEIGHBOURHOODS), _given(resident.building_id, BUILDINGS))


def _is_own(resident_id: Any) -> Condition:
    """An own resident."""
    resident = table_of("resident").alias()
    return exists().where(resident.c.id == resident_id, _lives_here(resident.c))


def _is_guest(resident_id: Any) -> Condition:
    """Somebody who attends a workshop of the area."""
    attendance, slot, workshop = (table_of(name).alias() for name in ("attendance", "slot", "workshop"))
    return exists().where(
        attendance.c.resident_id == resident_id,
        slot.c.id == attendance.c.slot_id,
        workshop.c.id == slot.c.workshop_id,
        _is_near(workshop.c.neighbourhood_id),
    )


def _is_known(resident_id: Any) -> Condition:
    return or_(_is_own(resident_id), _is_guest(resident_id))


def _is_joined(resident_id: Any) -> Condition:
    """Somebody found to be one with an own resident."""
    merge = table_of("resident_merge").alias()
    there, back = (merge.c.survivor_id, merge.c.merged_id), (merge.c.merged_id, merge.c.survivor_id)
    joined = [and_(one == resident_id, _is_own(other)) for one, other in (there, back)]
    return exists().where(merge.c.undone_at.is_(None), or_(*joined))


def _is_here(workshop_id: Any) -> Condition:
    """A workshop of the area."""
    workshop = table_of("workshop").alias()
    return exists().where(workshop.c.id == workshop_id, _is_near(workshop.c.neighbourhood_id))


def _is_of_here(slot_id: Any) -> Condition:
    """A half-day of a workshop of the area."""
    slot = table_of("slot").alias()
    return exists().where(slot.c.id == slot_id, _is_here(slot.c.workshop_id))


def _is_attended(slot_id: Any) -> Condition:
    """A half-day that an own resident attends."""
    attendance = table_of("attendance").alias()
    return exists().where(attendance.c.slot_id == slot_id, _is_own(attendance.c.resident_id))


def _is_visited(workshop_id: Any) -> Condition:
    slot = table_of("slot").alias()
    return exists().where(slot.c.workshop_id == workshop_id, _is_attended(slot.c.id))


def _of_file(row: Any) -> Condition:
    """What belongs to an own resident's file, or to a workshop's of the area; to both, if it names both."""
    of_resident = or_(row.resident_id.is_(None), _is_own(row.resident_id))
    of_workshop = or_(row.workshop_id.is_(None), _is_here(row.workshop_id))
    return and_(of_resident, of_workshop, or_(row.resident_id.is_not(None), row.workshop_id.is_not(None)))


def _is_logo(row: Any) -> Condition:
    """A funder's logo, of nobody: it goes wherever papers are made."""
    return and_(row.kind == FUNDER_LOGO, row.resident_id.is_(None), row.workshop_id.is_(None))


def _of_merge(row: Any) -> Condition:
    one, other = _is_own(row.survivor_id), _is_own(row.merged_id)
    return or_(and_(row.undone_at.is_(None), or_(one, other)), and_(one, other))


_AREA_RULES: Final[dict[str, Callable[[Any], Condition]]] = {
    "resident": lambda row: or_(_lives_here(row), _is_guest(row.id), _is_joined(row.id)),
    "notice_delivery": lambda row: _is_known(row.resident_id),
    "consent": lambda row: _is_known(row.resident_id),
    "encounter": lambda row: or_(
        _is_own(row.resident_id), and_(row.resident_id.is_(None), _is_near(row.neighbourhood_id))
    ),
    "workshop": lambda row: or_(_is_near(row.neighbourhood_id), _is_visited(row.id)),
    "slot": lambda row: or_(_is_here(row.workshop_id), _is_attended(row.id)),
    "attendance": lambda row: or_(_is_own(row.resident_id), _is_of_here(row.slot_id)),
    "headcount": lambda row: _is_of_here(row.slot_id),
    "signature": lambda row: or_(_is_own(row.resident_id), _is_of_here(row.slot_id)),
    "sheet": lambda row: _is_here(row.workshop_id),
    "mentoring": lambda row: and_(_is_own(row.resident_id), _is_own(row.mentor_id)),
    "resident_distinction": lambda row: and_(_is_own(row.one_id), _is_own(row.other_id)),
    "resident_merge": _of_merge,
    "conflict": _of_file,
    "attachment": lambda row: or_(_of_file(row), _is_logo(row)),
}
"""Record type → when a row of it belongs to an area."""


def _area_rule(record_type: str) -> Callable[[Any], Condition] | None:
    """The rule of a record type; what is not named goes with its resident, or comes always when it has none."""
    goes_with_resident = "resident_id" in references(record_type)
    return _AREA_RULES.get(record_type) or (_of_own if goes_with_resident else None)


def _of_own(row: Any) -> Condition:
    return _is_own(row.resident_id)
