"""Files (fiches) with two versions to choose from, as people see them: somebody with all that was written of her, a
workshop with its roll.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import RECORD_TYPES, merge_classes, references
from intake_app.services.conflicts import ConflictedFile, ConflictField, list_conflicted_files
from intake_app.services.record_names import read_names


@dataclass(frozen=True, slots=True)
class DisputedField:
    """A field in two versions. `of` tells which record of the file it is part of, empty where that goes without
    saying: « RIOU Gwenaël » on a roll.
    """

    record_type: str
    of: str
    versions: ConflictField


@dataclass(frozen=True, slots=True)
class DisputedFile:
    """`file_id` is the resident's, the workshop's, else the record's. `names` are those of the records that values
    refer to; `merged` are the fields (record type, field) that two people wrote apart and that agree.
    """

    record_type: str
    file_id: UUID
    resident: str
    workshop: str
    fields: tuple[DisputedField, ...]
    merged: tuple[tuple[str, str], ...]
    concerns_me: bool
    names: tuple[tuple[UUID, str], ...]


def list_disputed_files(session: Session, actor: Actor) -> list[DisputedFile]:
    """Every file with something to choose: what concerns the actor first, then the oldest.

    Raises KnownError `not_allowed`.
    """
    by_file: dict[UUID, list[ConflictedFile]] = {}
    for record in list_conflicted_files(session, actor):
        by_file.setdefault(record.file_id, []).append(record)
    files = [_file(session, file_id, records) for file_id, records in by_file.items()]
    return sorted(files, key=lambda file: not file.concerns_me)


def _file(session: Session, file_id: UUID, records: list[ConflictedFile]) -> DisputedFile:
    first = records[0]
    records = sorted(records, key=lambda record: list(RECORD_TYPES).index(record.record_type))
    names = read_names(session, {wanted for record in records for wanted in _named(record)})
    return DisputedFile(
        record_type="resident" if first.resident else "workshop" if first.workshop else first.record_type,
        file_id=file_id,
        resident=first.resident,
        workshop=first.workshop,
        fields=tuple(
            DisputedField(record.record_type, names.get(record.record_id, ""), field)
            for record in records
            for field in sorted(record.fields, key=partial(_order, record.record_type))
        ),
        merged=tuple((record.record_type, name) for record in records for name in record.merged_fields),
        concerns_me=any(record.concerns_me for record in records),
        names=tuple(names.items()),
    )


def _order(record_type: str, field: ConflictField) -> int:
    """The place of a field on forms: as it was declared."""
    return list(merge_classes(record_type)).index(field.field)


def _named(record: ConflictedFile) -> Iterator[tuple[str, UUID]]:
    """The records to be called by their names: whose mark on a roll it is, and what values refer to."""
    if record.record_type == "attendance":
        yield record.record_type, record.record_id
    targets = references(record.record_type)
    for field in record.fields:
        for value in (field.standing, field.other):
            if field.field in targets and value:
                yield targets[field.field], UUID(str(value))
