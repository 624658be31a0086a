"""Reads the workbook that furnishes a centre: every line judged before any is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import python_calamine
from pydantic import ValidationError
from sqlalchemy import Connection, select

from intake_app.domain import reference
from intake_app.domain.base import SyncedRow
from intake_app.domain.errors import KnownError
from intake_app.domain.names import fold
from intake_app.domain.record_types import RECORD_TYPES, table_of
from sync.server.administration.registry import Named, centre_row, named, space_country
from sync.server.administration.sheet_shape import ColumnShape, SheetShape
from sync.server.administration.words import Language
from sync.server.administration.workbook_rules import Doubt, line_doubt, refused_field, tidied
from sync.server.administration.workbook_shape import SHEETS
from sync.server.centre import Centre

LARGEST_FILE: Final = 10 * 1024 * 1024
MOST_LINES: Final = 20_000
Key = tuple[str, ...]


class LineState(StrEnum):
    """What a line would do."""

    NEW = "new"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True)
class Line:
    """One line of a sheet, as people number them: the headings are line 1. `reason` is a key of server.json: why it is
    refused, or what is to check in one that is not.
    """

    sheet: str
    number: int
    state: LineState
    reason: str = ""
    details: Mapping[str, str | int] = field(default_factory=dict)


@dataclass
class Reading:
    """What a workbook says: every line's fate, and the new rows."""

    lines: list[Line] = field(default_factory=list)
    rows: list[SyncedRow] = field(default_factory=list)

    def count(self, state: LineState) -> int:
        """How many lines are in this state."""
        return sum(line.state is state for line in self.lines)


class RefusedLineError(Exception):
    """A line that cannot become a row: `reason` as in Line, with what fills its sentence."""

    def __init__(self, reason: str, **details: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


class WorkbookReader:
    """Reads one workbook against what a space holds already."""

    def __init__(self, centre: Centre, connection: Connection, space_id: UUID, language: Language) -> None:
        self._centre = centre
        self._connection = connection
        self._space_id = space_id
        self._language = language
        self._country = space_country(connection, space_id)
        self._names: dict[str, Named] = {}
        self._reading = Reading()

    def read(self, path: Path) -> Reading:
        """Judge every line. Raises KnownError workbook_unreadable, workbook_too_large, workbook_without_sheets."""
        sheets = _open(path)
        titles = {fold(title): title for title in sheets}
        found = False
        for shape in SHEETS:
            title = next((titles[fold(one)] for one in shape.title.values() if fold(one) in titles), None)
            if title is not None:
                found = True
                self._read_sheet(shape, title, sheets[title])
        if not found:
            raise KnownError("workbook_without_sheets")
        return self._reading

    def _read_sheet(self, shape: SheetShape, title: str, lines: Sequence[Sequence[Any]]) -> None:
        headings = lines[0] if lines else ()
        try:
            places = _places(shape, headings, self._language)
        except RefusedLineError as refused:
            self._note(title, 1, LineState.REFUSED, (refused.reason, refused.details))
            return
        known = self._known_keys(shape)
        seen: set[Key] = set()
        for number, cells in enumerate(lines[1:], start=2):
            texts = {field: _text(cells[place]) if place < len(cells) else "" for field, place in places.items()}
            if not any(texts.values()):
                continue
            try:
                self._note(title, number, *self._read_line(shape, texts, known, seen))
            except RefusedLineError as refused:
                self._note(title, number, LineState.REFUSED, (refused.reason, refused.details))

    def _read_line(
        self, shape: SheetShape, texts: dict[str, str], known: set[Key], seen: set[Key]
    ) -> tuple[LineState, Doubt | None]:
        values = {column.field: self._value(column, texts.get(column.field, "")) for column in shape.columns}
        if shape.record_type == "neighbourhood":
            values["country"] = (values["country"] or self._country).upper()
        given = tidied({name: value for name, value in values.items() if value is not None})
        key = _key(given[name] for name in shape.key)
        if key in seen:
            raise RefusedLineError("line_twice")
        seen.add(key)
        if key in known:
            return LineState.KNOWN, None
        row = self._row(shape, given)
        self._reading.rows.append(row)
        self._named(shape.record_type).setdefault(fold(str(given[shape.key[0]])), row.id)
        return LineState.NEW, line_doubt(given, self._country)

    def _value(self, column: ColumnShape, text: str) -> Any:
        heading = column.heading[self._language]
        if not text:
            if column.is_required:
                raise RefusedLineError("cell_missing", heading=heading)
            return None
        if column.refers_to is not None:
            found = self._named(column.refers_to).get(fold(text))
            if found is None:
                raise RefusedLineError("cell_refers_to_nothing", heading=heading, value=text)
            return found
        if column.is_day:
            return _day(text, heading)
        return text if column.codes is None else _code(column.codes, text, heading, self._language)

    def _row(self, shape: SheetShape, values: dict[str, Any]) -> SyncedRow:
        if wrong := refused_field(values):
            raise RefusedLineError("cell_invalid", heading=self._heading(shape, wrong))
        try:
            return centre_row(self._centre, self._space_id, RECORD_TYPES[shape.record_type], **values)
        except ValidationError as failure:
            heading = self._heading(shape, str(failure.errors()[0]["loc"][0]))
            raise RefusedLineError("cell_invalid", heading=heading) from None

    def _heading(self, shape: SheetShape, field: str) -> str:
        return next((one.heading[self._language] for one in shape.columns if one.field == field), field)

    def _named(self, record_type: str) -> Named:
        if record_type not in self._names:
            self._names[record_type] = named(self._connection, record_type, self._space_id)
        return self._names[record_type]

    def _known_keys(self, shape: SheetShape) -> set[Key]:
        table = table_of(shape.record_type)
        query = select(*[table.c[name] for name in shape.key]).where(table.c.space_id == self._space_id)
        return {_key(row) for row in self._connection.execute(query)}

    def _note(self, sheet: str, number: int, state: LineState, told: Doubt | None = None) -> None:
        reason, details = told or ("", {})
        self._reading.lines.append(Line(sheet, number, state, reason, details))


def _open(path: Path) -> dict[str, list[list[Any]]]:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnownError("workbook_too_large")
        with python_calamine.CalamineWorkbook.from_path(str(path)) as workbook:
            sheets = {name: workbook.get_sheet_by_name(name) for name in workbook.sheet_names}
            if any(sheet.total_height >= MOST_LINES for sheet in sheets.values()):
                raise KnownError("workbook_too_large")
            return {name: sheet.to_python(skip_empty_area=False) for name, sheet in sheets.items()}
    except (OSError, python_calamine.CalamineError) as failure:
        raise KnownError("workbook_unreadable") from failure


def _places(shape: SheetShape, headings: Sequence[Any], language: Language) -> dict[str, int]:
    """Field → place of its column. RefusedLineError heading_unknown, heading_missing."""
    by_heading = {fold(heading): column for column in shape.columns for heading in column.heading.values()}
    places: dict[str, int] = {}
    for place, cell in enumerate(headings):
        text = _text(cell)
        column = by_heading.get(fold(text))
        if column is not None:
            places.setdefault(column.field, place)
        elif text:
            raise RefusedLineError("heading_unknown", heading=text)
    for column in shape.columns:
        if column.is_required and column.field not in places:
            raise RefusedLineError("heading_missing", heading=column.heading[language])
    return places


def _text(cell: Any) -> str:
    """A cell as people see it: a house number is « 12 », never « 12.0 »."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def _day(text: str, heading: str) -> date:
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y"):
        with suppress(ValueError):
            return datetime.strptime(text, form).date()
    raise RefusedLineError("cell_invalid", heading=heading)


def _code(list_name: str, text: str, heading: str, language: Language) -> str:
    for entry in reference.entries(list_name):
        if fold(text) in {
            fold(entry.code),
            *(fold(said) for said in (entry.fr, entry.en, entry.short_fr, entry.short_en)),
        }:
            return entry.code
    choices = ", ".join(entry.label(language) for entry in reference.entries(list_name))
    raise RefusedLineError("cell_not_in_list", heading=heading, value=text, choices=choices)


def _key(values: Any) -> Key:
    return tuple(str(value) if isinstance(value, UUID) else fold(value) for value in values)
