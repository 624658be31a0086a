"""Backups of a centre on any database, row by row, and what happens when one is put back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table

from intake_app.domain.base import SERVER, SHARED
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from tests.common.laptops import FakeClock


class RowBackups:
    """Keeps the rows of a centre, and puts them back in a new life."""

    def __init__(self, server: Server, clock: FakeClock) -> None:
        self._engine, self._clock = server.centre.database.engine, clock
        self._kept: dict[Table, list[dict[str, Any]]] = {}
        self.keep()

    def keep(self) -> None:
        """Make the copy."""
        with self._engine.connect() as connection:
            found = {table: connection.execute(table.select()).mappings() for table in _tables()}
            # what is left out is null: None would be written as the JSON word null
            self._kept = {
                table: [{name: value for name, value in row.items() if value is not None} for row in rows]
                for table, rows in found.items()
            }

    def put_back(self) -> Server:
        """The copy in the place of the rows; the server that begins its new life on it."""
        with self._engine.begin() as connection:
            for table in reversed(_tables()):
                connection.execute(table.delete())
            for table in _tables():
                for row in self._kept[table]:
                    connection.execute(table.insert().values(row))
        server = Server(self._engine, clock=self._clock)
        begin_new_life(server.centre.database, server.centre.new_id)
        return server


def _tables() -> list[Table]:
    return [*SHARED.sorted_tables, *SERVER.sorted_tables]
