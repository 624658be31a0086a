"""Where a server keeps its things when nobody says otherwise."""

from __future__ import annotations

import os
from typing import Final

from platformdirs import user_data_path

DATABASE_VARIABLE: Final = "PALIER_DATABASE"


def default_database() -> str:
    """The database's address: from the environment, else a SQLite file in the person's data folder."""
    given = os.environ.get(DATABASE_VARIABLE)
    return given or f"sqlite:///{user_data_path('palier-server', appauthor=False) / 'centre.db'}"
