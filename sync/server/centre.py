"""What every endpoint is given: the database, the clock, the sources of chance, and who this server is."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sqlalchemy import Engine

from intake_app.domain.actor import new_uuid7, utc_now
from intake_app.domain.base import Clock, NewId
from sync.server.credentials import NonceMaker, RandomBytes
from sync.server.database import Database
from sync.server.identity import KnownIdentity, load_identity
from sync.server.remainders import Remainders

DEFAULT_NAME = "Palier"


@dataclass(frozen=True)
class Centre:
    """One server. Everything that differs between a simulation and the world is a field of it."""

    database: Database
    clock: Clock
    random_bytes: RandomBytes
    new_id: NewId
    identity: KnownIdentity
    nonces: NonceMaker
    remainders: Remainders = field(default_factory=Remainders)


def open_centre(
    engine: Engine,
    *,
    name: str = DEFAULT_NAME,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
    new_id: NewId = new_uuid7,
) -> Centre:
    """The server living in a migrated database; its identity is made there at the first opening, under `name`."""
    database = Database(engine)
    identity = load_identity(database, clock, random_bytes, new_id, name)
    return Centre(database, clock, random_bytes, new_id, identity, NonceMaker(identity.key, random_bytes))
