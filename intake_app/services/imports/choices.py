"""What somebody chose for a file: the field of each column, the code of each word, and what holds for every row.

Choices are guessed, then remembered on this laptop by title and by word, for the next file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.names import fold
from intake_app.domain.reference import codes, is_code
from intake_app.services.imports.tables import Table, said
from intake_app.services.imports.targets import FIELD_LIST, ONCE, code_of_word, field_of_header, kind_of, list_of
from intake_app.services.places import BuildingRow, NeighbourhoodRow, list_buildings, list_neighbourhoods
from intake_app.storage.local_setting import read_setting, write_setting

BLANK: Final = ""
"""Chosen for a column: it is not taken. Chosen for a word: the field is left blank."""
_COLUMNS: Final = "import_columns"
_WORDS: Final = "import_words"
_MOST_REMEMBERED: Final = 500
_LONGEST_WORD: Final = 60
_CHOSEN: Final = frozenset({"code", "neighbourhood", "building"})
"""Kinds of fields whose words are matched with codes or places."""


@dataclass(frozen=True, slots=True)
class Places:
    """The neighbourhoods and buildings that this laptop knows."""

    neighbourhoods: tuple[NeighbourhoodRow, ...]
    buildings: tuple[BuildingRow, ...]

    def country(self, neighbourhood_id: UUID | None) -> str:
        """« FR » or « GB »; « FR » when it is not known."""
        return next((one.country for one in self.neighbourhoods if one.id == neighbourhood_id), "FR")


@dataclass(frozen=True, slots=True)
class Memory:
    """What was chosen for earlier files: folded title → field, field → folded word → code."""

    columns: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choices:
    """`fields` has one entry for each column of the table, in order; `words` is keyed by (field, folded word)."""

    fields: tuple[str, ...]
    words: Mapping[tuple[str, str], str] = field(default_factory=dict)
    neighbourhood_id: UUID | None = None
    """Where people live when their row does not say it."""
    how_met: str | None = None
    """How people were met when their row does not say it."""
    takes_no_phone: bool = False
    """A row without a number means « no telephone »; else it is refused, as in the form."""
    completes: bool = False
    """Blank fields of people already known are filled in; else their rows are left out."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the file, in how many rows, and what it stands for: a code, "" to leave blank, None: not decided."""

    field: str
    word: str
    count: int
    code: str | None


def read_places(session: Session) -> Places:
    """Every neighbourhood and building."""
    return Places(tuple(list_neighbourhoods(session)), tuple(list_buildings(session)))


def read_memory(session: Session) -> Memory:
    """What was chosen for earlier files on this laptop."""
    connection = session.connection()
    return Memory(
        read_setting(connection, _COLUMNS, dict[str, str]) or {},
        read_setting(connection, _WORDS, dict[str, dict[str, str]]) or {},
    )


def remember(session: Session, table: Table, choices: Choices) -> None:
    """Keep these choices for the next file, in the running transaction: titles, and words that were given a code."""
    memory, connection = read_memory(session), session.connection()
    chosen = {
        fold(column.header): name for column, name in zip(table.columns, choices.fields, strict=True) if column.header
    }
    write_setting(connection, _COLUMNS, _latest({**memory.columns, **chosen}))
    words = {name: dict(said) for name, said in memory.words.items()}
    for (name, word), code in choices.words.items():
        if code and len(word) <= _LONGEST_WORD:
            words.setdefault(name, {})[word] = code
    write_setting(connection, _WORDS, {name: _latest(said) for name, said in words.items()})


def guess_fields(table: Table, memory: Memory) -> tuple[str, ...]:
    """A field for each column, "" where none is known: as chosen last time, else by its title."""
    taken: set[str] = set()
    fields = []
    for column in table.columns:
        plain = fold(column.header)
        name = memory.columns.get(plain, field_of_header(column.header) or BLANK)
        if column.never is not None or not plain or name not in codes(FIELD_LIST) or name in taken:
            name = BLANK
        taken |= {name} & ONCE
        fields.append(name)
    return tuple(fields)


def list_words(table: Table, choices: Choices, places: Places, memory: Memory) -> list[Word]:
    """Every word of the columns that hold codes or places, those not decided first, then the most frequent."""
    found: list[Word] = []
    for column, name in zip(table.columns, choices.fields, strict=True):
        if not name or kind_of(name) not in _CHOSEN:
            continue
        counts = Counter(text for row in table.rows if (text := said(row.cell(column.place))))
        kept: dict[str, Word] = {}
        for text, count in counts.items():
            plain = fold(text)
            before = kept[plain].count if plain in kept else 0
            kept[plain] = Word(name, text, before + count, decide(name, text, choices, places, memory))
        found += kept.values()
    return sorted(found, key=lambda word: (word.code is not None, word.field, -word.count, word.word))


def decide(name: str, text: str, choices: Choices, places: Places, memory: Memory) -> str | None:
    """What a word stands for: as chosen for this file, else for an earlier one, else by what it says."""
    plain = fold(text)
    if (chosen := choices.words.get((name, plain))) is not None:
        return chosen
    if (kept := memory.words.get(name, {}).get(plain)) is not None and _exists(name, kept, places):
        return kept
    if kind_of(name) == "code":
        return code_of_word(name, text)
    if kind_of(name) == "neighbourhood":
        return _only(str(one.id) for one in places.neighbourhoods if plain in (fold(one.name), str(one.id)))
    return _only(str(one.id) for one in places.buildings if plain in _names(one))


def _names(building: BuildingRow) -> tuple[str, ...]:
    label, address = fold(building.label), fold(building.address or "")
    return (label, address, fold(f"{building.label} {building.neighbourhood}"), str(building.id))


def _exists(name: str, kept: str, places: Places) -> bool:
    if kind_of(name) == "code":
        return is_code(list_of(name), kept)
    is_building = kind_of(name) == "building"
    return kept in (_ids(places.buildings) if is_building else _ids(places.neighbourhoods))


def _ids(places: Iterable[NeighbourhoodRow | BuildingRow]) -> set[str]:
    return {str(one.id) for one in places}


def _only(found: Iterable[str]) -> str | None:
    alone = list(found)
    return alone[0] if len(alone) == 1 else None


def _latest(kept: dict[str, str]) -> dict[str, str]:
    return dict(list(kept.items())[-_MOST_REMEMBERED:])
