"""A laptop of a simulated fleet, without anybody at it: its store, its numbers, its exchange, and how it comes back
after a crash.
"""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.base import Audience
from intake_app.domain.record_types import table_of
from intake_app.domain.wire import to_wire
from intake_app.storage import outbox
from intake_app.storage.blobs import FOLDER_NAME as BLOBS_NAME
from intake_app.storage.blobs import BlobFolder
from intake_app.storage.high_water import FILE_NAME, HighWaterMark
from intake_app.storage.store import Store
from sync.client.enrolment import join, keep_intent
from sync.client.identity import Enrolment
from sync.client.place import SyncPlace, write_place
from sync.server.handle import Server
from sync.server.scope import Scope
from sync.server.spaces import invite
from tests.common.laptops import FakeClock, made_keys, seeded_ids
from tests.common.servers import MadeSpace
from tests.sync.fleet_cabinet import Housing
from tests.sync.fleet_faults import Link, Network
from tests.sync.fleet_workplace import FleetWorkplace


@dataclass(frozen=True)
class Saved:
    """A scalar that somebody saved, what the screen showed before, and the change that carries it."""

    laptop: str
    change_id: str
    record_id: UUID
    field: str
    base: Any
    new: Any


class FleetMachine:
    """Ids, chance and clock come from the fleet's seed."""

    def __init__(self, name: str, housing: Housing, seed: int, network: Network, crowd: int) -> None:
        self.name, self.housing, self.crowd = name, housing, crowd
        self.draw = random.Random(seed)
        self.clock = FakeClock()
        self.link = Link(network)
        self.keys = made_keys()
        self._new_id = seeded_ids(seed)
        self._words = 0
        self._is_furnished = False
        self.saved: list[Saved] = []
        self.withdrawn: dict[str, UUID] = {}
        self.given_up: set[tuple[str, str, str]] = set()
        """Values (record, field, JSON) that were refused, and then given up by whoever had written them."""
        self.erased: dict[str, UUID] = {}
        self.told: dict[UUID, list[str]] = defaultdict(list)
        self.changes_saved = 0
        self.was_copied = False
        self.homes: list[dict[str, UUID]] = []
        self.store = self._open()

    def enrol(self, server: Server, space: MadeSpace, scope: Scope | None = None) -> None:
        """Join the space, or an area of it, before anything goes wrong."""
        self.space = space
        self.actor = Actor(space.staff_id, space.space_id, "adviser", self.clock, self._new_id)
        code, _ = invite(server.centre, space.staff_id, Audience.FIELD, needs_approval=False, scope=scope)
        keep_intent(self.store, self.keys, "http://127.0.0.1:1", code, self.name)
        join(self.store, self.keys, lambda _address: self.link)
        self._sit_down()

    def _open(self) -> Store:
        folder = self.housing.path.parent
        mark = HighWaterMark(folder / FILE_NAME, self.keys.sidecar_mac_key, self.keys.vault_id)
        store = Store(self.housing.engine, BlobFolder(folder / BLOBS_NAME, self.keys), mark)
        assert mark.check(store.read(lambda session: outbox.last_number(session.connection()))) is None
        return store

    def _sit_down(self) -> None:
        """The workplace as it is found after the door: what it knew of tokens and paces is gone."""
        self.workplace = FleetWorkplace.of(self)
        self.engine = self.workplace.engine()

    def restart(self) -> None:
        """The program died or was closed; what was saved must be there when it opens again.

        The pool of connections stays (what SQLAlchemy has compiled with it): only what the program knew is gone.
        """
        if self.store._mark is not None:
            self.store._mark.close()
        self.store = self._open()
        self._sit_down()
        assert self.last_number() == self.changes_saved

    def forget_place(self) -> None:
        """Read everything afresh at the next exchange, as after an update that brings new fields."""
        with self.store.direct() as connection:
            write_place(connection, SyncPlace())

    def last_number(self) -> int:
        """The highest number this laptop has given."""
        return int(next(iter(self.look("SELECT seq FROM sqlite_sequence WHERE name = 'outbox_change'")), 0))

    def _ids(self, record_type: str) -> list[UUID]:
        return [UUID(found) for found in self.look(f"SELECT id FROM {record_type} ORDER BY id")]

    def look(self, query: str, *values: Any) -> list[Any]:
        """The first column of what a query finds."""
        return [row[0] for row in self.rows(query, *values)]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a query finds, as the driver gives it: by far the quickest way."""
        return self.housing.rows(query, *values)

    def home(self) -> dict[str, UUID]:
        """Where somebody lives."""
        return self.draw.choice(self.homes) if self.homes else {"neighbourhood_id": self.space.neighbourhood_id}

    def has_given_up(self, saved: Saved) -> bool:
        """Whether what was saved was refused, and whoever saved it gave it up."""
        return (str(saved.record_id), saved.field, json.dumps(to_wire(saved.new))) in self.given_up

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()

    def known(self, record_type: str) -> list[tuple[Any, ...]]:
        """The rows of a type on this laptop, by id, columns in the table's order."""
        return self.housing.rows(all_rows(record_type))

    def has_places(self) -> bool:
        """Whether there is a neighbourhood to choose in a form."""
        self._is_furnished = self._is_furnished or bool(self._ids("neighbourhood"))
        return self._is_furnished

    def word(self, about: UUID | None = None) -> str:
        """A word nobody else ever writes, remembered as one of somebody's (`about`)."""
        self._words += 1
        number, letters = self._words, ""
        while number:
            number, place = divmod(number, 26)
            letters += "abcdefghijklmnopqrstuvwxyz"[place]
        word = f"{self.name.capitalize()}{letters}"
        if about is not None:
            self.told[about].append(word)
        return word

    def _run(self, use_case: Callable[..., Any], *values: Any, actor: Actor | None = None, **named: Any) -> Any:
        """Run a use case; once it returns, what it saved may never be missing again."""
        result = self.store.run(use_case, actor or self.actor, *values, **named)
        self.housing.saboteur.disarm()
        self.changes_saved = self.last_number()
        return result

    @property
    def enrolment(self) -> Enrolment:
        """Who this laptop is at the centre."""
        assert self.workplace.enrolment is not None
        return self.workplace.enrolment

    def outbox_rows(self) -> list[Any]:
        """The whole outbox, in its order."""

        def look(session: Session) -> list[Any]:
            return list(session.connection().execute(outbox.OUTBOX.select().order_by(outbox.OUTBOX.c.device_seq)))

        return self.store.read(look)


def change_of(laptop: FleetMachine, record_id: UUID) -> str:
    """The id of the last change of a record that was saved on this laptop."""
    query = "SELECT change_id FROM outbox_change WHERE record_id = ? ORDER BY device_seq DESC LIMIT 1"
    return str(laptop.look(query, str(record_id))[0])


def last_change(laptop: FleetMachine) -> str:
    """The id of the last change that was saved on this laptop."""
    return str(laptop.look("SELECT change_id FROM outbox_change ORDER BY device_seq DESC LIMIT 1")[0])


def all_rows(record_type: str) -> str:
    """The query for every row of a type, by id, the id first: SQLite stores the same on either side."""
    table = table_of(record_type)
    names = ["id", *(column.name for column in table.columns if column.name != "id")]
    return f"SELECT {', '.join(names)} FROM {table.name} ORDER BY id"
