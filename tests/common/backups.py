"""Backups of a centre on SQLite, and what happens when one is put back."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from tests.common.laptops import FakeClock
from tests.common.synced_laptop import SyncedLaptop


class Backups:
    """Keeps copies of the centre's database, and puts one back in a new life."""

    def __init__(self, server: Server, folder: Path, clock: FakeClock) -> None:
        self.server, self.clock = server, clock
        self._file, self._folder = folder / "centre.db", folder

    def keep(self, name: str = "backup") -> None:
        """Make a copy."""
        with self.server.centre.database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql(f"VACUUM INTO '{self._copy(name)}'")

    def put_back(self, *laptops: SyncedLaptop, name: str = "backup") -> Server:
        """Put a copy in the place of the database; these laptops find the server again."""
        self.server.centre.database.engine.dispose()
        for file in (self._file, Path(f"{self._file}-wal"), Path(f"{self._file}-shm")):
            file.unlink(missing_ok=True)
        shutil.copy(self._copy(name), self._file)
        server = Server(open_engine(f"sqlite:///{self._file}"), clock=self.clock)
        begin_new_life(server.centre.database, server.centre.new_id)
        for laptop in laptops:
            transport: Any = laptop.transport
            transport.server = server
        self.server = server
        return server

    def _copy(self, name: str) -> Path:
        return self._folder / f"{name}.db"
