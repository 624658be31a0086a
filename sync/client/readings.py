"""What the centre is told of how much was read on this laptop: counts by person and day, so that somebody who opens
everything is noticed. Whom they read stays in the trail here.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from intake_app.storage.audit import EXPORTED_FILE
from intake_app.storage.local_setting import read_setting, write_setting
from sync.protocol.messages import Readings
from sync.protocol.version import MAX_READINGS

_TOLD: Final = "readings_told"
_OPENED: Final = "deed = 'open_file'"
_TAKEN: Final = f"(record_type = '{EXPORTED_FILE}' OR deed LIKE 'print%' OR deed LIKE 'copy%' OR deed LIKE 'take%')"
_NEWEST: Final = f"SELECT max(number) FROM audit_entry WHERE number > ? AND ({_OPENED} OR {_TAKEN})"  # noqa: S608
_DAYS: Final = (
    f"SELECT staff_id, substr(at, 1, 10), sum({_OPENED}), sum({_TAKEN}) FROM audit_entry "  # noqa: S608
    f"WHERE ({_OPENED} OR {_TAKEN}) AND substr(at, 1, 10) IN (SELECT DISTINCT substr(at, 1, 10) FROM audit_entry "
    f"WHERE number > ? AND ({_OPENED} OR {_TAKEN})) GROUP BY 1, 2 ORDER BY 2 DESC LIMIT {MAX_READINGS}"
)


def untold_readings(connection: Connection) -> tuple[list[Readings], int]:
    """The counts of every day that has changed, and what to remember once the centre has them (0: nothing changed)."""
    told = read_setting(connection, _TOLD, int) or 0
    newest = connection.exec_driver_sql(_NEWEST, (told,)).scalar() or 0
    if not newest:
        return [], 0
    return [Readings(*row) for row in connection.exec_driver_sql(_DAYS, (told,))], newest


def note_told(connection: Connection, newest: int) -> None:
    """The centre has them."""
    if newest:
        write_setting(connection, _TOLD, newest)
