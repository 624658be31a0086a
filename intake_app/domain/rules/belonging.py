"""What somebody's record names of theirs is theirs: an outcome names no enrolment of another person. The same on the
laptops and at the centre.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from intake_app.domain.record_types import RECORD_TYPES, references, table_of

OWNER: Final = "resident_id"
"""The field that says whose a record is."""
ANOTHERS: Final = "of_another_person"
"""The key of the sentence that says so."""


@cache
def own_links(record_type: str) -> dict[str, tuple[str, ...]]:
    """The fields of somebody's record that name another record of theirs → the types it may be of."""
    columns = table_of(record_type).columns
    if OWNER not in columns:
        return {}
    named = {column.name: tuple(column.info.get("may_name", ())) for column in columns}
    named |= {name: (target,) for name, target in references(record_type).items()}
    return {name: own for name, types in named.items() if (own := tuple(one for one in types if _has_owner(one)))}


@cache
def named_by(record_type: str) -> tuple[tuple[str, str], ...]:
    """The fields of somebody's records that may name a record of this type: (type, field)."""
    return tuple((one, name) for one in RECORD_TYPES for name, types in own_links(one).items() if record_type in types)


def links_to_others(
    record_type: str, values: Mapping[str, Any], is_theirs: Callable[[str, Any], bool | None]
) -> Iterator[str]:
    """The fields among `values` that name a record of another person. `is_theirs` tells it of a record (type, id); None
    where there is none.
    """
    for name, types in own_links(record_type).items():
        if values.get(name) is not None and any(is_theirs(one, values[name]) is False for one in types):
            yield name


def _has_owner(record_type: str) -> bool:
    return OWNER in table_of(record_type).columns
