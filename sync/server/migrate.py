"""Brings a server's database to the present shape: the lineage it shares with laptops, then its own."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from intake_app.domain import record_types  # noqa: F401  (fills the shared registry)
from intake_app.domain.base import SERVER
from intake_app.domain.errors import BugError
from intake_app.domain.rules.erasing import LINKS
from intake_app.storage.engine import WRITE
from intake_app.storage.migrate import SHARED_LINEAGE, Lineage, upgrade
from sync.server import audit_tables, erasure_tables, tables, wipe_tables  # noqa: F401  (fill the server registry)

SERVER_LINEAGE: Final = Lineage("server", Path(__file__).resolve().parent / "migrations", SERVER)
_ONE_AT_A_TIME: Final = 0x70616C69
_SAMPLED: Final = """
    SELECT format('ALTER TABLE %%I ALTER COLUMN %%I SET STATISTICS 0', attrelid::regclass::text, attname)
    FROM pg_attribute WHERE attrelid = ANY (CAST(%(tables)s AS regclass[])) AND attnum > 0 AND NOT attisdropped
    AND atttypid IN ('varchar'::regtype, 'text'::regtype) AND attstattarget IS DISTINCT FROM 0
"""


def upgrade_database(engine: Engine) -> None:
    """Run the missing revisions as one transaction; workers that start together take turns."""
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")
            upgrade(connection, SHARED_LINEAGE)
            upgrade(connection, SERVER_LINEAGE)
            _sample_no_words(connection)
        return
    with engine.execution_options(**{WRITE: True}).connect() as connection:
        driver = connection.connection.driver_connection
        if driver is None:
            raise BugError("the pool gave a connection without its driver")
        # tables may be rebuilt: no reference can hold meanwhile
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                upgrade(connection, SHARED_LINEAGE)
                upgrade(connection, SERVER_LINEAGE)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise BugError("a migration left a row without its parent")
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def _sample_no_words(connection: Connection) -> None:
    """Keep PostgreSQL from copying what is written of people into its statistics, where an erasure does not reach.
    Nothing here is planned by them (see `database`).
    """
    for statement in connection.exec_driver_sql(_SAMPLED, {"tables": ["resident", *LINKS]}).scalars().all():
        connection.exec_driver_sql(statement)
