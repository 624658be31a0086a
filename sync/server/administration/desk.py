"""What every command of the administration is given: the server it works on, the language, and how to speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

import typer
from sqlalchemy import Engine

from intake_app.domain.base import SyncedRow
from sync.server.administration.operator import operator
from sync.server.administration.registry import entered_row, find_named, find_space, names_of, space_country
from sync.server.administration.words import Language, say
from sync.server.audit import Auditor
from sync.server.centre import DEFAULT_NAME, Centre, open_centre
from sync.server.database import open_engine
from sync.server.migrate import upgrade_database
from sync.server.scope import Scope
from sync.server.spaces import seed_rows


@dataclass
class Desk:
    """One run of the command line. The database is opened, and brought up to date, when a command first needs it."""

    database: str
    language: Language
    command: str = ""
    space_name: str | None = None
    server_name: str = DEFAULT_NAME
    engines: list[Engine] = field(default_factory=list)

    @cached_property
    def centre(self) -> Centre:
        """The server. Whatever the command writes there leaves a line in the trail."""
        engine = open_engine(self.database)
        self.engines.append(engine)
        upgrade_database(engine)
        centre = open_centre(engine, name=self.server_name)
        centre.database.auditor = Auditor(operator(), self.command, centre.clock)
        return centre

    @cached_property
    def space_id(self) -> UUID:
        """The space asked for, or the only one. Raises KnownError space_unknown, space_not_named."""
        with self.centre.database.read() as connection:
            return find_space(connection, self.space_name)

    @property
    def country(self) -> str:
        """The space's country."""
        with self.centre.database.read() as connection:
            return space_country(connection, self.space_id)

    def find(self, record_type: str, name: str | None) -> UUID | None:
        """The record of this name, None without a name. Raises KnownError name_unknown."""
        if name is None:
            return None
        with self.centre.database.read() as connection:
            return find_named(connection, record_type, self.space_id, name)

    def area(self, neighbourhoods: Sequence[str], buildings: Sequence[str]) -> Scope | None:
        """The area of these places, by their names; None when none is named. Raises KnownError name_unknown."""
        named = {"neighbourhood": neighbourhoods, "building": buildings}
        found = {f"{kind}s": sorted(str(self.find(kind, name)) for name in names) for kind, names in named.items()}
        return found if any(found.values()) else None

    def places_of(self, area: Scope) -> list[str]:
        """The names of an area's places."""
        with self.centre.database.read() as connection:
            return [name for kind, ids in area.items() for name in names_of(connection, kind.removesuffix("s"), ids)]

    def add(self, row_class: type[SyncedRow], **values: Any) -> None:
        """Add one row, fields left out where None. Raises KnownError fields_refused, rows_refused."""
        given = {name: value for name, value in values.items() if value is not None}
        seed_rows(self.centre, self.space_id, [entered_row(self.centre, self.space_id, row_class, **given)])
        self.tell("said.added")

    def tell(self, key: str, **details: object) -> None:
        """Say something."""
        typer.echo(self.words(key, **details))

    def words(self, key: str, **details: object) -> str:
        """The same in this language, to be asked."""
        return say(key, self.language, **details)

    def close(self) -> None:
        """Let go of the database."""
        for engine in self.engines:
            engine.dispose()


def shown_moment(moment: datetime | None, language: Language) -> str:
    """A moment in this computer's time: « 22/11/2026 à 9 h 30 »."""
    if moment is None:
        return "–"
    local = moment.astimezone()
    if language == "en":
        return local.strftime("%d/%m/%Y %H:%M")
    return f"{local:%d/%m/%Y} à {local.hour}\u00a0h\u00a0{local:%M}"
