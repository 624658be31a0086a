"""The servers of `tests.common.servers`, for every test of the exchange."""

from __future__ import annotations

from tests.common.areas import areas, made  # noqa: F401
from tests.common.memory import quick_path  # noqa: F401 (a fixture)
from tests.common.servers import (  # noqa: F401
    database_url,
    engine,
    light_server,
    migrated_file,
    postgresql,
    postgresql_url,
    running_server,
    server,
    server_clock,
    space,
    sqlite_url,
    worker_database,
)
