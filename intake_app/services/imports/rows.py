"""From a row of the file to the fields of a form: the same rules as when somebody types them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from intake_app.domain.base import Day
from intake_app.domain.errors import KnownError
from intake_app.domain.rules.address import AddressDoubt, address_doubt
from intake_app.domain.rules.problem import FieldProblem
from intake_app.domain.rules.resident import check_resident
from intake_app.domain.rules.situation import check_situation
from intake_app.domain.rules.text import word_problems
from intake_app.services.imports.cells import (
    day_order,
    read_age,
    read_birth,
    read_phone,
    read_postcode,
    read_yes_no,
    split_name,
)
from intake_app.services.imports.choices import Choices, Memory, Places, decide
from intake_app.services.imports.reading import Cell, Row
from intake_app.services.imports.tables import Table, said

_SITUATION = ("labour_status", "unemployment_duration", "education_level", "interests")
_COLUMNS_OF = {
    "birth_date": ("birth_date", "age"),
    "family_name": ("family_name", "full_name"),
    "first_name": ("first_name", "full_name"),
    "neighbourhood_id": ("neighbourhood", "building"),
    "building_id": ("building",),
    "address": ("address", "address_more", "postcode", "town"),
}
"""Field of the form → fields of the file that may be its cause, the likeliest first."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why a row is refused: the column (its place, None when no column is at fault) and the key of a sentence."""

    column: int | None
    field: str
    key: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as a form: `resident` and `situation` are tidied by the rules; `problems` tells all that is wrong, `doubt`
    what is odd in the address.
    """

    number: int
    resident: Mapping[str, Any]
    situation: Mapping[str, Any] | None
    problems: tuple[RowProblem, ...]
    doubt: AddressDoubt | None = None


class RowReader:
    """Reads the rows of one table under one set of choices."""

    def __init__(self, table: Table, choices: Choices, places: Places, memory: Memory, today: Day) -> None:
        self._choices, self._places, self._memory, self._today = choices, places, memory, today
        self._columns: dict[str, list[int]] = {}
        for column, name in zip(table.columns, choices.fields, strict=True):
            if name:
                self._columns.setdefault(name, []).append(column.place)
        self._decided: dict[tuple[str, str], str | None] = {}
        self._orders = {
            place: day_order(row.cell(place) for row in table.rows) for place in self._columns.get("birth_date", ())
        }

    def read(self, row: Row) -> ReadRow:
        """What the row says, and everything wrong with it."""
        problems: list[FieldProblem] = []
        fields: dict[str, Any] = {}
        for step in (self._read_places, self._read_person, self._read_contact):
            problems += step(row, fields)
        country = self._country(fields)
        values, wrong = check_resident(fields, self._today, country=country, is_informed=True)
        situation, wrong_situation = self._read_situation(row)
        problems += wrong + wrong_situation
        doubt = address_doubt(values.get("address"), country)
        return ReadRow(row.number, values, situation, self._told(problems), doubt)

    def _read_places(self, row: Row, fields: dict[str, Any]) -> Iterable[FieldProblem]:
        problems = []
        for name in ("building", "neighbourhood"):
            try:
                code = self._code(row, name)
            except KnownError as failure:
                problems.append(FieldProblem(name, failure.key))
                continue
            fields[f"{name}_id"] = UUID(code) if code else None
        of_building = next((one for one in self._places.buildings if one.id == fields.get("building_id")), None)
        if of_building is not None:
            fields["neighbourhood_id"] = of_building.neighbourhood_id
        fields["neighbourhood_id"] = fields.get("neighbourhood_id") or self._choices.neighbourhood_id
        return problems

    def _read_person(self, row: Row, fields: dict[str, Any]) -> Iterable[FieldProblem]:
        for name in ("family_name", "first_name", "birth_name", "email"):
            fields[name] = said(self._cell(row, name))
        yield from self._try("full_name", lambda: self._split(row, fields))
        yield from self._try("birth_date", lambda: self._read_birth(row, fields))
        for name in ("gender", "language", "how_met"):
            yield from self._try(name, partial(self._take_code, row, name, fields))
        fields["how_met"] = fields.get("how_met") or self._choices.how_met

    def _take_code(self, row: Row, name: str, into: dict[str, Any]) -> None:
        into[name] = self._code(row, name) or None

    def _split(self, row: Row, fields: dict[str, Any]) -> None:
        whole = self._cell(row, "full_name")
        if said(whole) and not (fields["family_name"] and fields["first_name"]):
            fields["family_name"], fields["first_name"] = split_name(whole)

    def _read_birth(self, row: Row, fields: dict[str, Any]) -> None:
        for place in self._columns.get("birth_date", ()):
            fields["birth_date"] = read_birth(row.cell(place), self._today, self._orders[place])
        if not fields.get("birth_date"):
            fields["birth_date"] = read_age(self._cell(row, "age"), self._today)

    def _read_contact(self, row: Row, fields: dict[str, Any]) -> Iterable[FieldProblem]:
        country = self._country(fields)
        said_none = [False]
        yield from self._try("phone", lambda: said_none.append(self._read_phones(row, fields, country)))
        yield from self._try("has_no_phone", lambda: said_none.append(read_yes_no(self._cell(row, "has_no_phone"))))
        fields["has_no_phone"] = not fields.get("phone") and (any(said_none) or self._choices.takes_no_phone)
        parts = [said(self._cell(row, name)) for name in ("address", "address_more")]
        postcode = read_postcode(self._cell(row, "postcode"), country)
        ends = [postcode, said(self._cell(row, "town"))]
        town = " ".join(filter(None, ends[::-1] if country == "GB" else ends))
        fields["address"] = ", ".join(part for part in (*parts, town) if part) or None

    def _read_phones(self, row: Row, fields: dict[str, Any], country: str) -> bool:
        says_none = False
        for place in self._columns.get("phone", ()):
            number, is_none = read_phone(row.cell(place), country)
            says_none |= is_none
            if number and not fields.get("phone"):
                fields["phone"] = number
        return says_none

    def _read_situation(self, row: Row) -> tuple[dict[str, Any] | None, list[FieldProblem]]:
        problems: list[FieldProblem] = []
        given: dict[str, Any] = {"interests": said(self._cell(row, "interests")) or None}
        for name in _SITUATION[:-1]:
            problems += self._try(name, partial(self._take_code, row, name, given))
        if not any(given.values()):
            return None, problems
        values, wrong = check_situation(given)
        return values, problems + wrong + word_problems({"interests": values["interests"]})

    def _cell(self, row: Row, name: str) -> Cell:
        return row.cell(self._columns[name][0]) if name in self._columns else ""

    def _code(self, row: Row, name: str) -> str:
        """The code chosen for the word of a cell; KnownError `import_word_unknown` while nobody has chosen."""
        text = said(self._cell(row, name))
        if not text:
            return ""
        if (name, text) not in self._decided:
            self._decided[name, text] = decide(name, text, self._choices, self._places, self._memory)
        code = self._decided[name, text]
        if code is None:
            raise KnownError("import_word_unknown")
        return code

    def _country(self, fields: Mapping[str, Any]) -> str:
        return self._places.country(fields.get("neighbourhood_id"))

    def _try(self, name: str, read: Callable[[], object]) -> list[FieldProblem]:
        try:
            read()
        except KnownError as failure:
            return [FieldProblem(name, failure.key)]
        return []

    def _told(self, problems: Iterable[FieldProblem]) -> tuple[RowProblem, ...]:
        """One problem for each column, the first found: what follows from it says nothing more."""
        told: dict[object, RowProblem] = {}
        for problem in problems:
            causes = _COLUMNS_OF.get(problem.field, (problem.field,))
            place = next((self._columns[name][0] for name in causes if name in self._columns), None)
            told.setdefault(problem.field if place is None else place, RowProblem(place, problem.field, problem.key))
        return tuple(told.values())
