"""What records that others refer to are called: the building of a resident, whoever follows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.names import display_name, short_name
from intake_app.domain.record_types import table_of

_NAMED: Final[dict[str, tuple[tuple[str, ...], Callable[..., str]]]] = {
    "staff_member": (("family_name", "first_name"), short_name),
    "resident": (("family_name", "first_name"), display_name),
    "action": (("title_fr",), str),
    "building": (("label",), str),
    "organisation": (("name", "has_sensitive_name"), lambda name, is_sensitive: "" if is_sensitive else name),
    "workshop": (("title",), str),
}
"""Record type → the columns of its name, and what makes the name of them; `name` where nothing is said."""
_ATTENDANCE: Final = table_of("attendance")
_RESIDENT: Final = table_of("resident")


def read_names(session: Session, wanted: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """Id → name, for the records of these types that this laptop has: « Tour B », « Nadia M. », « BENALI Karim ». A
    mark on a roll goes by the name of the person; a partner whose bare name reveals something by none (P8).
    """
    by_type: dict[str, set[UUID]] = {}
    for record_type, record_id in wanted:
        by_type.setdefault(record_type, set()).add(record_id)
    return {
        record_id: name for record_type, ids in by_type.items() for record_id, name in _read(session, record_type, ids)
    }


def _read(session: Session, record_type: str, ids: set[UUID]) -> Iterable[tuple[UUID, str]]:
    if record_type == "attendance":
        yield from _read_marked(session, ids)
        return
    table = table_of(record_type)
    names, tell = _NAMED.get(record_type, (("name",), str))
    if any(name not in table.c for name in names):
        return
    columns: list[Any] = [table.c[name] for name in names]
    for record_id, *parts in session.connection().execute(select(table.c.id, *columns).where(table.c.id.in_(ids))):
        yield record_id, tell(*parts)


def _read_marked(session: Session, ids: set[UUID]) -> Iterable[tuple[UUID, str]]:
    query = (
        select(_ATTENDANCE.c.id, _RESIDENT.c.family_name, _RESIDENT.c.first_name)
        .join(_RESIDENT, _RESIDENT.c.id == _ATTENDANCE.c.resident_id)
        .where(_ATTENDANCE.c.id.in_(ids))
    )
    for found in session.connection().execute(query):
        yield found.id, display_name(found.family_name, found.first_name)
