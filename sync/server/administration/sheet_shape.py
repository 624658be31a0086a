"""What a sheet of the furnishing workbook looks like."""

from __future__ import annotations

from dataclasses import dataclass

from sync.server.administration.words import Language

Both = dict[Language, str]


@dataclass(frozen=True)
class ColumnShape:
    """One column: the field it fills, its headings, and an example. `refers_to` is found by name, `codes` by label,
    a day (`is_day`) is written 2026-09-01 or 01/09/2026.
    """

    field: str
    heading: Both
    example: Both
    is_required: bool = False
    refers_to: str | None = None
    codes: str | None = None
    is_day: bool = False


@dataclass(frozen=True)
class SheetShape:
    """One sheet: a record a line. `key` are the fields by which a record is known already."""

    record_type: str
    title: Both
    key: tuple[str, ...]
    columns: tuple[ColumnShape, ...]


def both(french: str, english: str) -> Both:
    """A text in both languages."""
    return {"fr": french, "en": english}
