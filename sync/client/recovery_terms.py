"""The organisation's public key for recovery, as the centre gives it; and the vault's slot that follows it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection
from sqlmodel import Session

from intake_app.domain.errors import KnownError
from intake_app.storage import audit
from intake_app.storage.keys import Keys
from intake_app.storage.local_setting import read_setting, write_setting
from intake_app.storage.newest_vault import require_newest
from intake_app.storage.store import Store
from intake_app.storage.vault import Vault
from sync.client.identity import Identity, decode_bytes
from sync.protocol.recovery import RecoveryTerms, terms_text

KEY_FOLLOWED: Final = "follow_organisation_key"
_TERMS: Final = "recovery_terms"


def read_recovery_terms(connection: Connection) -> RecoveryTerms | None:
    """The key given last, None before the centre has given any."""
    return read_setting(connection, _TERMS, RecoveryTerms)


def keep_recovery_terms(connection: Connection, identity: Identity, terms: RecoveryTerms | None) -> None:
    """Keep the key that came with a reply, unless a later one is known: an older one said again changes nothing.

    Raises KnownError receipt_wrong unless the centre signed it for this laptop.
    """
    if terms is None:
        return
    if terms.device_id != identity.device_id or not identity.is_signed_by_centre(
        decode_bytes(terms.signature), terms_text(terms)
    ):
        raise KnownError("receipt_wrong")
    known = read_recovery_terms(connection)
    if known is None or known.given_at <= terms.given_at:
        write_setting(connection, _TERMS, terms)


def follow_organisation_key(folder: Path, store: Store, keys: Keys, staff_id: UUID, now: datetime) -> None:
    """Have the vault open to the key given last, and to no other; does nothing where it does. What cannot be written
    now is tried at the next opening or closing.
    """

    def wanted(session: Session) -> bytes | None:
        terms = read_recovery_terms(session.connection())
        return None if terms is None else decode_bytes(terms.public_key)

    public_key = store.read(wanted)
    if public_key is None:
        return
    with suppress(KnownError):
        vault = Vault.load(folder)
        if vault.organisation_key == public_key:
            return
        with store.direct() as connection:
            audit.append(connection, [audit.Entry(now, staff_id, KEY_FOLLOWED, None, None)])
        vault.put_organisation(keys, public_key)
        require_newest(store, vault)
