"""A centre to measure against: a server process on PostgreSQL, furnished, and the yardstick of its database."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from intake_app.domain.base import Audience
from intake_app.domain.record_types import table_of
from sync.server.bulk import ROWS_AT_ONCE, write_rows
from sync.server.database import open_engine
from sync.server.handle import Server
from sync.server.migrate import upgrade_database
from sync.server.spaces import invite
from tests.bench.figure import seconds
from tests.common.people import invent_residents
from tests.common.servers import MadeSpace, PostgreSQL, ServerProcess, make_space


@contextmanager
def furnished_server(residents: int, *arguments: str) -> Iterator[tuple[str, MadeSpace, str]]:
    """A server process on PostgreSQL with that many residents, started with `arguments`: its address, its space, the
    database's own address.
    """
    with tempfile.TemporaryDirectory(prefix="palier-bench-") as name:
        postgresql = PostgreSQL(Path(name))
        with postgresql.database() as url:
            engine = open_engine(url)
            upgrade_database(engine)
            space = make_space(Server(engine))
            fill_centre(engine, space, residents)
            engine.dispose()
            with ServerProcess(url, *arguments) as process:
                yield process.address, space, url
        postgresql.stop()


def fill_centre(engine: Any, space: MadeSpace, residents: int) -> None:
    """Put residents at the centre as if they had been there before anybody's cursor."""
    rows = invent_residents(residents, space.neighbourhood_id, space.space_id, space.staff_id)
    with engine.begin() as connection:
        while some := list(islice(rows, ROWS_AT_ONCE)):
            write_rows(connection, table_of("resident"), some, is_upsert=False)


def fresh_code(url: str, space: MadeSpace) -> str:
    """Another invitation for the space's caretaker."""
    engine = open_engine(url)
    code, _ = invite(Server(engine).centre, space.staff_id, Audience.FIELD, needs_approval=False)
    engine.dispose()
    return code


def copy_and_upsert(url: str, count: int, space: MadeSpace) -> float:
    """Seconds for PostgreSQL to take the same rows by COPY into a stage and one upsert."""
    rows = list(invent_residents(count, space.neighbourhood_id, space.space_id, space.staff_id, seed=count + 1))
    names = ", ".join(rows[0])
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TEMP TABLE stage (LIKE resident INCLUDING DEFAULTS)")

        def insert() -> None:
            with connection.cursor().copy(f"COPY stage ({names}) FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(list(row.values()))
            upsert = (
                f"INSERT INTO resident ({names}) SELECT {names} FROM stage ON CONFLICT (id) DO UPDATE SET revision = 0"
            )
            connection.execute(upsert.encode())
            connection.commit()

        return seconds(insert)
