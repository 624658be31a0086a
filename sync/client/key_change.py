"""When the data key of this laptop is changed: somebody was taken off it, and had the old one. It is done when the
window locks, with every file closed, and tried again at the next lock until it went through.
"""

from __future__ import annotations

import base64
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import Connection
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import Keys, seal, unseal
from intake_app.storage.local_setting import forget_setting, read_setting, write_setting
from intake_app.storage.rotation import rotate
from intake_app.storage.vault import Vault
from sync.client.enrolment import ENROLMENT, INTENT, KEY_PURPOSE

DUE: Final = "key_change_due"
DONE: Final = "key_changed"
_SEALED: Final = (ENROLMENT, INTENT)


def ask_for(connection: Connection) -> None:
    """Have the key changed at the next lock."""
    write_setting(connection, DUE, True)


def is_due(session: Session) -> bool:
    """Whether it waits for that."""
    return read_setting(session.connection(), DUE, bool) or False


def take_note(connection: Connection) -> bool:
    """Whether it was changed since this was last asked."""
    was_changed = read_setting(connection, DONE, bool) or False
    if was_changed:
        forget_setting(connection, DONE)
    return was_changed


def change_key(folder: Path, keys: Keys) -> None:
    """Change it now, every file being closed. What stands in the way (a full disk, somebody whose slot is too old)
    leaves everything as it is, to be tried again.
    """
    with suppress(KnownError):
        rotate(folder, Vault.load(folder), keys, _reseal).wipe()


def _reseal(driver: Any, keys: Keys, fresh: Keys) -> None:
    """The device's private key lies sealed once more inside: seal it under the new keys, and note that it is done."""
    for name in _SEALED:
        found = driver.execute("SELECT value FROM local_setting WHERE name = ?", (name,)).fetchone()
        if found is not None:
            kept = msgspec.json.decode(found[0])
            kept["sealed_key"] = _resealed(kept["sealed_key"], keys, fresh)
            driver.execute("UPDATE local_setting SET value = ? WHERE name = ?", (msgspec.json.encode(kept), name))
    driver.execute("DELETE FROM local_setting WHERE name = ?", (DUE,))
    driver.execute("INSERT OR REPLACE INTO local_setting(name, value) VALUES (?, ?)", (DONE, b"true"))


def _resealed(sealed_key: str, keys: Keys, fresh: Keys) -> str:
    raw = unseal(keys.device_key_wrap, base64.b64decode(sealed_key), KEY_PURPOSE)
    return base64.b64encode(seal(fresh.device_key_wrap, raw, KEY_PURPOSE, secrets.token_bytes)).decode()
