"""Which rows of a file are people already known, or one another. Sure only where names and a phone or a whole birth
date agree; whatever merely resembles is for somebody to look at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.base import LAPTOP
from intake_app.domain.likeness.likeness import STRONG, Bond, Likeness, Reason
from intake_app.domain.likeness.pairs import Gallery
from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.record_types import table_of
from intake_app.services.imports.rows import ReadRow
from intake_app.services.lookalikes import Lookalike, find_lookalikes_of_many

_RUN: Final = LAPTOP.tables["import_run"]
_ROW: Final = LAPTOP.tables["import_row"]
_RESIDENT: Final = table_of("resident")
_NAMED: Final = frozenset({Reason.SAME_NAME, Reason.SWAPPED_NAMES})
_TELLING: Final = frozenset({Reason.SAME_BIRTH_DATE, Reason.SAME_PHONE})
"""What makes one person of two namesakes; neither a year of birth nor 1 January, so often a guess, is among them."""
_COMPARED: Final = tuple(field.name for field in fields(Portrait))


class Verdict(StrEnum):
    """What the dry run says of a row."""

    NEW = "new"
    KNOWN = "known"
    TO_CHECK = "to_check"
    REPEATED = "repeated"
    """The same person as an earlier row of the file."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row with its verdict. `alike` are residents who may be the same person, the surest first (of KNOWN rows, the
    person); `twin` is the number of an earlier row that may be; `was_imported`: this very row, before.
    """

    row: ReadRow
    verdict: Verdict
    alike: tuple[Lookalike, ...] = ()
    twin: int | None = None
    was_imported: bool = False

    @property
    def resembles(self) -> bool:
        """Whether somebody known or an earlier row may be this person."""
        return bool(self.alike) or self.twin is not None


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier row that resembles, surely the same person or not."""

    number: int
    is_sure: bool


class TwinFinder:
    """Finds the rows of a file that may repeat an earlier one, as they are read."""

    def __init__(self) -> None:
        self._gallery = Gallery()
        self._numbers: list[int] = []

    def find(self, row: ReadRow) -> Twin | None:
        """The earlier row that this one resembles most. A refused row is nobody's twin."""
        if row.problems:
            return None
        portrait = _portrait(row)
        alike = [(place, like) for place, like in self._gallery.find(portrait) if like.bond is Bond.SAME_PERSON]
        self._gallery.hang(portrait)
        self._numbers.append(row.number)
        if not alike:
            return None
        place, likeness = max(alike, key=lambda pair: (_is_sure(pair[1]), pair[1].score))
        return Twin(self._numbers[place], _is_sure(likeness))


def judge_rows(
    session: Session, rows: Sequence[ReadRow], twins: Mapping[int, Twin], imported: Mapping[int, UUID]
) -> list[JudgedRow]:
    """The verdict on each row; `imported` are the rows of this very file brought in before (`read_imported`)."""
    sound = [row for row in rows if not row.problems]
    alike = find_lookalikes_of_many(session, [_portrait(row) for row in sound])
    found = {row.number: of_row for row, of_row in zip(sound, alike, strict=True)}
    return [
        JudgedRow(row, Verdict.REFUSED)
        if row.problems
        else _judge(row, found[row.number], twins.get(row.number), imported.get(row.number))
        for row in rows
    ]


def read_imported(session: Session, sha256: str, sheet_place: int) -> dict[int, UUID]:
    """Row number → resident, for the rows of this file brought in before and not taken back."""
    query = (
        select(_ROW.c.number, _ROW.c.resident_id)
        .join(_RUN, _RUN.c.id == _ROW.c.run_id)
        .join(_RESIDENT, _RESIDENT.c.id == _ROW.c.resident_id)
        .where(_RUN.c.sha256 == sha256, _RUN.c.sheet_place == sheet_place)
        .where(_ROW.c.state.in_(("added", "completed")), _RESIDENT.c.archived_at.is_(None))
    )
    return {row.number: row.resident_id for row in session.connection().execute(query)}


def _judge(row: ReadRow, found: Sequence[Lookalike], twin: Twin | None, imported: UUID | None) -> JudgedRow:
    # people of one home are other people
    same = [one for one in found if one.bond is Bond.SAME_PERSON]
    alike = tuple(sorted(same, key=lambda one: (not _is_sure(one), -one.score)))
    if imported is not None:
        return JudgedRow(row, Verdict.KNOWN, alike, was_imported=True)
    if alike and _is_sure(alike[0]):
        return JudgedRow(row, Verdict.KNOWN, alike)
    if twin is not None and twin.is_sure:
        return JudgedRow(row, Verdict.REPEATED, twin=twin.number)
    if alike or twin is not None or row.doubt is not None:
        return JudgedRow(row, Verdict.TO_CHECK, alike, twin.number if twin else None)
    return JudgedRow(row, Verdict.NEW)


def _is_sure(like: Likeness | Lookalike) -> bool:
    reasons = set(like.reasons)
    return like.score >= STRONG and bool(reasons & _NAMED) and bool(reasons & _TELLING)


def _portrait(row: ReadRow) -> Portrait:
    said: dict[str, Any] = {name: row.resident.get(name) for name in _COMPARED}
    return Portrait(**said)
