"""A laptop of a test's fleet: its own encrypted store, enrolled on a server, exchanging through a transport the
test can cut.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Audience
from intake_app.domain.record_types import table_of
from intake_app.services.notices import NoticeGiven
from intake_app.services.residents import register_resident, update_resident
from intake_app.storage.opening import open_store
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, join, keep_intent
from sync.client.progress import Outcome
from sync.client.status import SyncStatus, read_sync_status
from sync.client.transport import Transport
from sync.server.handle import Server
from sync.server.scope import Scope
from sync.server.spaces import invite
from tests.common.direct_transport import DirectTransport
from tests.common.laptops import FakeClock, made_keys, new_store
from tests.common.servers import MadeSpace


class SyncedLaptop:
    """`transport` None talks to `server` in this process. `restart` closes everything and opens it again, as a
    kill would have it.
    """

    def __init__(
        self,
        folder: Path,
        server: Server,
        space: MadeSpace,
        transport: Transport | None = None,
        seed: int = 1,
        *,
        is_filled: bool = True,
        scope: Scope | None = None,
    ) -> None:
        self.folder, self.space, self.seed = folder, space, seed
        self.clock = FakeClock()
        self.transport = transport or DirectTransport(server)
        self.actor = Actor(space.staff_id, space.space_id, "adviser", self.clock)
        self.keys = made_keys(seed)
        self.store = new_store(folder, seed)
        code, _ = invite(server.centre, space.staff_id, Audience.FIELD, needs_approval=False, scope=scope)
        keep_intent(self.store, self.keys, "http://127.0.0.1:1", code, "test")
        self.enrolment = join(self.store, self.keys, lambda _address: self.transport)
        self.engine = self._engine()
        if is_filled:
            self.exchange()

    def _engine(self) -> SyncEngine:
        identity = identity_of(self.enrolment, self.keys)
        return SyncEngine(self.store, self.transport, identity, self.clock, is_threaded=False)

    def exchange(self, **how: Any) -> Outcome:
        """One run of the exchange."""
        return self.engine.run_once(**how)

    def restart(self) -> None:
        """Close the store and open it again."""
        self.store.close()
        self.store = open_store(self.folder, self.keys)
        self.engine = self._engine()

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def register(self, family_name: str, **fields: Any) -> UUID:
        """Register somebody fictitious."""
        resident_id = uuid4()
        values = {
            "family_name": family_name,
            "first_name": "Alix",
            "has_no_phone": True,
            "how_met": "caretaker",
            "neighbourhood_id": self.space.neighbourhood_id,
        }
        notice = NoticeGiven("paper", "2026.1")
        self.store.run(register_resident, self.actor, {**values, **fields}, resident_id=resident_id, notice=notice)
        return resident_id

    def update(self, resident_id: UUID, **fields: Any) -> None:
        """Correct somebody's file."""
        self.store.run(update_resident, self.actor, resident_id, fields)

    def rows(self, record_type: str) -> dict[UUID, dict[str, Any]]:
        """Every row of a type, by id, without its revision."""

        def look(session: Session) -> dict[UUID, dict[str, Any]]:
            found = session.connection().execute(table_of(record_type).select()).mappings()
            return {row["id"]: {name: value for name, value in row.items() if name != "revision"} for row in found}

        return self.store.read(look)

    def status(self) -> SyncStatus:
        """What its card would say."""
        return self.store.read(read_sync_status)


def server_rows(server: Server, record_type: str) -> dict[UUID, dict[str, Any]]:
    """Every row of a type at the centre, by id, without its revision."""
    with server.centre.database.read() as connection:
        found = connection.execute(table_of(record_type).select()).mappings().all()
    return {row["id"]: {name: value for name, value in row.items() if name != "revision"} for row in found}
