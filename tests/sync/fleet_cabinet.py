"""Databases that serve one simulated story after the other: the files are new each time, what SQLAlchemy has compiled
for them is kept. Made again for every story, it would be most of the work.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Engine, event

from intake_app.storage.opening import DATABASE_NAME, open_store
from sync.server.database import open_engine
from sync.server.migrate import upgrade_database
from tests.common.laptops import made_keys, new_store
from tests.sync.fleet_faults import Saboteur

_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
_SIDE_FILES = ("-wal", "-shm")


class Disk:
    """Of one database: full from a moment on, and then every write fails as SQLite says it.

    A limit of pages would let through what fits into the pages that are there, and which writes do may hang on the
    order of those before: the same seed would no longer tell the same story.
    """

    def __init__(self, engine: Engine) -> None:
        self.is_full = False
        event.listen(engine, "before_cursor_execute", self._refuse)

    def _refuse(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if self.is_full and _WRITES.match(statement):
            raise sqlite.OperationalError("database or disk is full")


@dataclass
class Housing:
    """A database and what may be done to it from outside."""

    path: Path
    engine: Engine
    saboteur: Saboteur
    disk: Disk

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query finds, as the driver gives it."""
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(query, values)
            return list(cursor.fetchall())
        finally:
            connection.close()

    def copy(self, to: Path) -> None:
        """The file as it stands now, everything committed in it."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(self.path, to)

    def put_back(self, file: Path) -> None:
        """`file` in the place of the database; nobody may have it open."""
        self.engine.dispose()
        self.disk.is_full = False
        self.saboteur.disarm()
        for suffix in _SIDE_FILES:
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        shutil.copy(file, self.path)


class Cabinet:
    """The databases of a fleet, in memory where the system has room for files there: no disk is waited for."""

    def __init__(self) -> None:
        memory = "/dev/shm"
        self._root = Path(tempfile.mkdtemp(prefix="palier-fleet-", dir=memory if os.access(memory, os.W_OK) else None))
        self._housings: dict[str, Housing] = {}
        self._laptop, self._centre = self._root / "laptop" / DATABASE_NAME, self._root / "centre.db"
        self._laptop.parent.mkdir()
        new_store(self._laptop.parent).close()
        engine = open_engine(f"sqlite:///{self._centre}")
        upgrade_database(engine)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()

    def laptop(self, name: str) -> Housing:
        """An empty, migrated laptop of this name; its folder holds nothing else."""
        folder = self._root / "fleet" / name
        if name in self._housings:
            for place in folder.iterdir():
                if place.is_dir():
                    shutil.rmtree(place)
                elif place.name != DATABASE_NAME:
                    place.unlink()
            self._housings[name].put_back(self._laptop)
        else:
            shutil.copytree(self._laptop.parent, folder)
            self._keep(name, folder / DATABASE_NAME, open_store(folder, made_keys())._engine)
        return self._housings[name]

    def centre(self) -> Housing:
        """An empty, migrated centre."""
        if "centre" in self._housings:
            self._housings["centre"].put_back(self._centre)
        else:
            path = Path(shutil.copy(self._centre, self._root / "told.db"))
            self._keep("centre", path, open_engine(f"sqlite:///{path}"))
        return self._housings["centre"]

    def spare(self, name: str) -> Path:
        """Where a copy of that name can be kept."""
        return self._root / f"{name}.copy"

    def _keep(self, name: str, path: Path, engine: Engine) -> None:
        self._housings[name] = Housing(path, engine, Saboteur(engine), Disk(engine))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | Any | None
    ) -> None:
        for housing in self._housings.values():
            housing.engine.dispose()
        shutil.rmtree(self._root)
