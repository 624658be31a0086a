"""How many residents a list would show, were it shown to its end."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import TextClause, func, select, text
from sqlmodel import Session

from intake_app.domain.badge import is_badge
from intake_app.domain.record_types import table_of
from intake_app.services.families import read_families
from intake_app.services.resident_filters import PUT_AWAY, Asking
from intake_app.services.resident_lists import find_put_away, find_residents, narrowing, read_resident_rows
from intake_app.services.rows import is_erased
from intake_app.storage import search_index

_RESIDENT: Final = table_of("resident")
_MERGE: Final = table_of("resident_merge")
_ERASED: Final = select(table_of("erasure").c.resident_id)
_JOINED: Final = select(_MERGE.c.survivor_id, _MERGE.c.merged_id).where(_MERGE.c.undone_at.is_(None))


def count_residents(
    session: Session,
    typed: str = "",
    *,
    neighbourhood_id: UUID | None = None,
    filters: Sequence[str] = (),
    asking: Asking | None = None,
) -> int:
    """How many people `resident_lists.find_page` finds in all its pieces: somebody with several files counts once."""
    if typed.strip() and is_badge(typed):
        return len(find_residents(session, typed))
    joined = {one for row in session.connection().execute(_JOINED) for one in row}
    if not filters and neighbourhood_id is None:
        return _count_by_words(session, typed, joined)
    narrowed = narrowing(filters, asking, neighbourhood_id)
    away = find_put_away(session, typed, narrowed) if typed.strip() and PUT_AWAY & set(filters) else []
    asked: list[Any] = [*narrowed, ~is_erased(_RESIDENT.c.id), *([_answering(typed)] if typed.strip() else [])]
    alone = select(func.count()).select_from(_RESIDENT).where(*asked, _is("NOT IN", joined))
    passing = select(_RESIDENT.c.id).where(*asked, _is("IN", joined))
    connection = session.connection()
    files = connection.execute(passing).scalars().all()
    people = _roots(session, files) if typed.strip() else _roots(session, files) & set(files)
    return int(connection.execute(alone).scalar() or 0) + len(people) + len(away)


def _count_by_words(session: Session, typed: str, joined: Iterable[UUID]) -> int:
    """By the index alone: it knows everybody but who is joined, and who is on the way to be erased."""
    connection = session.connection()
    if not (total := search_index.count_residents(connection, typed)):
        return 0
    apart = set(joined) | set(connection.execute(_ERASED).scalars())
    named = search_index.find_among(connection, typed, list(apart))
    living = [row.id for row in read_resident_rows(session, list(_roots(session, named)))]
    return total - len(named) + len(living)


def _roots(session: Session, files: Iterable[UUID]) -> set[UUID]:
    """The people whose files these are, each by the file that is shown."""
    files = list(files)
    families = read_families(session, files)
    return set(map(families.root, files))


def _is(said: Literal["IN", "NOT IN"], residents: Iterable[UUID]) -> TextClause:
    ids = json.dumps([str(one) for one in residents])
    condition = f"resident.id {said} (SELECT value FROM json_each(:ids))"  # noqa: S608 (no word comes from outside)
    return text(condition).bindparams(ids=ids)


def _answering(typed: str) -> TextClause:
    condition = f"resident.id IN ({search_index.ANSWERING})"
    return text(condition).bindparams(wording=search_index.any_wording(typed))
