"""Who this server is: made at its first start, kept in its database, shared by all its workers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Connection, case, insert, select, update

from intake_app.domain.base import Clock, NewId
from sync.server.audit import touch
from sync.server.credentials import RandomBytes, encode_bytes
from sync.server.database import Database
from sync.server.tables import DEVICE, SERVER_IDENTITY

_ONLY = 1


@dataclass(frozen=True)
class KnownIdentity:
    """The server's name, its present life and its key."""

    name: str
    epoch: UUID
    key: Ed25519PrivateKey

    @property
    def public_key(self) -> str:
        """Base64url, as laptops keep it."""
        return encode_bytes(self.key.public_key().public_bytes_raw())

    @cached_property
    def unsealing_key(self) -> X25519PrivateKey:
        """Opens what laptops seal for a USB stick; derived from the server's key, so that one secret is kept."""
        derive = HKDF(SHA256(), 32, salt=None, info=b"palier/sealing/v1")
        return X25519PrivateKey.from_private_bytes(derive.derive(self.key.private_bytes_raw()))

    @property
    def sealing_key(self) -> str:
        """Base64url, as laptops keep it."""
        return encode_bytes(self.unsealing_key.public_key().public_bytes_raw())


def load_identity(
    database: Database, clock: Clock, random_bytes: RandomBytes, new_id: NewId, name: str
) -> KnownIdentity:
    """The server's identity, made under `name` when it has none yet. Workers that start together agree on one."""
    with database.read() as connection:
        known = _read(connection)
    if known is not None:
        return known
    with database.write() as connection:
        if database.is_postgresql:
            connection.exec_driver_sql("LOCK TABLE server_identity IN EXCLUSIVE MODE")
        known = _read(connection)
        if known is None:
            row = {
                "id": _ONLY,
                "name": name,
                "epoch": new_id(),
                "private_key": random_bytes(32),
                "created_at": clock(),
            }
            connection.execute(insert(SERVER_IDENTITY).values(row))
            known = _read(connection)
    assert known is not None
    return known


def begin_new_life(database: Database, new_id: NewId) -> UUID:
    """Give the server a new epoch, after its database was restored from a backup: laptops then notice and send again
    what the backup lacks. How far each laptop's numbers go now is kept: a laptop may come only after another one that
    was copied from it has sent the rest, and what was answered then it has not heard.
    """
    epoch = new_id()
    columns = DEVICE.c
    kept = case((columns.kept_seq < columns.last_seq, columns.kept_seq), else_=columns.last_seq)
    with database.write() as connection:
        connection.execute(update(SERVER_IDENTITY).values(epoch=epoch))
        connection.execute(update(DEVICE).values(kept_seq=kept))
        touch(connection, "epoch", epoch)
    return epoch


def _read(connection: Connection) -> KnownIdentity | None:
    row = connection.execute(select(SERVER_IDENTITY)).first()
    if row is None:
        return None
    return KnownIdentity(row.name, row.epoch, Ed25519PrivateKey.from_private_bytes(row.private_key))


def read_key(connection: Connection) -> Ed25519PrivateKey:
    """The key the server signs with."""
    return Ed25519PrivateKey.from_private_bytes(connection.scalars(select(SERVER_IDENTITY.c.private_key)).one())


def read_epoch(connection: Connection) -> str:
    """The server's present life, as the database has it now: another program may have begun a new one."""
    return str(connection.scalars(select(SERVER_IDENTITY.c.epoch)).one())
