"""What the store remembers of its vault file, so that an older one put back in its place does not open: it would bring
back a passphrase that was changed, or somebody who was removed.
"""

from __future__ import annotations

from typing import Final

from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.store import Store
from intake_app.storage.vault import Vault

GENERATION: Final = "vault_generation"


def require_newest(store: Store, vault: Vault) -> None:
    """Raise KnownError `vault_put_back` when the store knows a later vault file than this one; else remember it.

    Only a file that stands twice is remembered: an accident that takes the newer of two locks nobody out.
    """
    known = store.read(_read_generation)
    if vault.generation < known:
        raise KnownError("vault_put_back")
    if vault.is_healthy and vault.generation > known:
        with store.direct() as connection:
            write_setting(connection, GENERATION, vault.generation)


def _read_generation(session: Session) -> int:
    return read_setting(session.connection(), GENERATION, int) or 0
