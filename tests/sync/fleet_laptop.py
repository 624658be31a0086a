"""A laptop of a simulated fleet, and what the person in front of it does."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import attendance_id
from intake_app.domain.base import Audience
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attendances import mark_present, register_walk_in, undo_mark
from intake_app.services.notices import NoticeGiven, record_consent, withdraw_consent
from intake_app.services.residents import archive_resident, register_resident, restore_resident, update_resident
from intake_app.services.workshops import plan_workshop, tick_step
from intake_app.storage import outbox
from intake_app.storage.high_water import FILE_NAME, HighWaterMark
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from sync.client.engine import SyncEngine
from sync.client.enrolment import identity_of, join, keep_intent
from sync.client.place import SyncPlace, write_place
from sync.server.handle import Server
from sync.server.spaces import invite
from tests.common.laptops import FakeClock, made_keys, seeded_ids
from tests.common.servers import MadeSpace
from tests.sync.fleet_faults import Link, Network, Saboteur

EDITABLE = ("family_name", "first_name", "birth_name", "address")
STEPS = ("cv_reviewed", "next_meeting")


@dataclass(frozen=True)
class Saved:
    """A scalar that somebody saved, and what the screen showed before."""

    laptop: str
    record_id: UUID
    field: str
    base: Any
    new: Any


class FleetMachine:
    """A laptop without anybody at it. Ids, chance and clock come from the fleet's seed. `template` is the folder of a
    migrated, empty store.
    """

    def __init__(self, name: str, folder: Path, template: Path, seed: int, network: Network) -> None:
        self.name, self.folder = name, folder
        shutil.copytree(template, folder)
        self.draw = random.Random(seed)
        self.clock = FakeClock()
        self.link = Link(network)
        self.keys = made_keys()
        self._new_id = seeded_ids(seed)
        self._words = 0
        self.saved: list[Saved] = []
        self.withdrawn: list[UUID] = []
        self.changes_saved = 0
        self.store = open_store(folder, self.keys)
        self._engine_of_store = self.store._engine
        self.saboteur = Saboteur(self._engine_of_store)

    def enrol(self, server: Server, space: MadeSpace) -> None:
        """Join the space, before anything goes wrong."""
        self.space = space
        self.actor = Actor(space.staff_id, space.space_id, "adviser", self.clock, self._new_id)
        code, _ = invite(server.centre, space.staff_id, Audience.FIELD, needs_approval=False)
        keep_intent(self.store, self.keys, "http://127.0.0.1:1", code, self.name)
        self.enrolment = join(self.store, self.keys, lambda _address: self.link)
        self._start_engine()

    def _start_engine(self) -> None:
        identity = identity_of(self.enrolment, self.keys)
        # each look at it finds up to a second gone: batches grow and shrink
        stopwatch = accumulate(iter(lambda: self.draw.uniform(0, 1), None))
        self.engine = SyncEngine(
            self.store, self.link, identity, self.clock, lambda: next(stopwatch), is_threaded=False
        )
        self.engine._batch_size = self.draw.choice((1, 2, 3, 5, 100))

    def restart(self) -> None:
        """The program died or was closed; what was saved must be there when it opens again.

        The pool of connections stays (what SQLAlchemy has compiled with it): only what the program knew is gone.
        """
        mark = HighWaterMark(self.folder / FILE_NAME, self.keys.sidecar_mac_key, self.keys.vault_id)
        self.store = Store(self._engine_of_store, self.store.blobs, mark)
        self._start_engine()
        last = self._last_number()
        assert mark.check(last) is None
        assert last == self.changes_saved

    def forget_place(self) -> None:
        """Read everything afresh at the next exchange, as after an update that brings new fields."""
        with self.store.direct() as connection:
            write_place(connection, SyncPlace())

    def _last_number(self) -> int:
        return self.store.read(lambda session: outbox.last_number(session.connection()))

    def _ids(self, record_type: str) -> list[UUID]:
        query = f"SELECT id FROM {record_type} ORDER BY id"
        return [UUID(found) for found in self.look(query)]

    def look(self, query: str, *values: Any) -> list[Any]:
        """The first column of what a query finds."""
        return self.store.read(lambda session: list(session.connection().exec_driver_sql(query, values).scalars()))

    def close(self) -> None:
        """Close the store."""
        self.store.close()

    def known(self, record_type: str) -> list[Any]:
        """The rows of a type on this laptop, by id."""
        table = table_of(record_type)
        return self.store.read(
            lambda session: list(session.connection().execute(select(table).order_by(table.c.id)).mappings())
        )

    def has_places(self) -> bool:
        """Whether there is a neighbourhood to choose in a form."""
        return bool(self._ids("neighbourhood"))

    def word(self) -> str:
        """A word nobody else ever writes."""
        self._words += 1
        number, letters = self._words, ""
        while number:
            number, place = divmod(number, 26)
            letters += "abcdefghijklmnopqrstuvwxyz"[place]
        return f"{self.name.capitalize()}{letters}"

    def _run(self, use_case: Callable[..., Any], *values: Any, **named: Any) -> Any:
        """Run a use case; once it returns, what it saved may never be missing again."""
        result = self.store.run(use_case, self.actor, *values, **named)
        self.saboteur.disarm()
        self.changes_saved = self._last_number()
        return result

    def outbox_rows(self) -> list[Any]:
        """The whole outbox, in its order."""

        def look(session: Session) -> list[Any]:
            return list(session.connection().execute(select(outbox.OUTBOX).order_by(outbox.OUTBOX.c.device_seq)))

        return self.store.read(look)


class FleetLaptop(FleetMachine):
    """A laptop and somebody at it, who does one thing after the other as chance has it."""

    def register(self) -> None:
        """Somebody new."""
        self._run(register_resident, self._person(), resident_id=self._new_id(), notice=NoticeGiven("paper", "2026.1"))

    def _person(self) -> dict[str, Any]:
        return {
            "family_name": self.word(),
            "first_name": "Alix",
            "has_no_phone": True,
            "how_met": "caretaker",
            "neighbourhood_id": self.space.neighbourhood_id,
        }

    def edit(self) -> None:
        """Correct one or two fields of somebody's file."""
        people = self._ids("resident")
        if not people:
            return
        who = self.draw.choice(people)
        names = self.draw.sample(EDITABLE, self.draw.choice((1, 1, 2)))
        before = [self._value(who, name) for name in names]
        self._run(update_resident, who, {name: self.word() for name in names})
        self.saved += [
            Saved(self.name, who, name, base, self._value(who, name)) for name, base in zip(names, before, strict=True)
        ]

    def _value(self, resident_id: UUID, name: str) -> Any:
        return self.look(f"SELECT {name} FROM resident WHERE id = ?", str(resident_id))[0]

    def plan(self) -> None:
        """A new workshop."""
        slot = SlotFields(date(2026, 11, 24), "14:00", "17:00")
        fields = {"title": self.word(), "neighbourhood_id": self.space.neighbourhood_id}
        self._run(plan_workshop, fields, [slot], workshop_id=self._new_id())

    def tick(self) -> None:
        """Somebody is present, or was not after all."""
        people, slots = self._ids("resident"), self._ids("slot")
        if not people or not slots:
            return
        where, who = self.draw.choice(slots), self.draw.choice(people)
        is_marked = str(attendance_id(where, who)) in self.look("SELECT id FROM attendance")
        self._run(undo_mark if is_marked and self.draw.random() < 0.3 else mark_present, where, who)

    def walk_in(self) -> None:
        """Somebody new comes to a workshop: two records that arrive together."""
        slots = self._ids("slot")
        if slots:
            notice = NoticeGiven("paper", "2026.1")
            where = self.draw.choice(slots)
            self._run(register_walk_in, where, self._person(), resident_id=self._new_id(), notice=notice)

    def tick_a_step(self) -> None:
        """A step of a workshop's checklist is done, or not yet."""
        workshops = self._ids("workshop")
        if workshops:
            step, is_done = self.draw.choice(STEPS), self.draw.random() < 0.6
            self._run(tick_step, self.draw.choice(workshops), step, is_done)

    def consent(self) -> None:
        """An answer is given, or withdrawn."""
        people, consents = self._ids("resident"), self._ids("consent")
        if consents and self.draw.random() < 0.5:
            consent_id = self.draw.choice(consents)
            self._run(withdraw_consent, consent_id)
            self.withdrawn.append(consent_id)
        elif people:
            asked = {"purpose": "recontact", "state": "given", "evidence": "paper"}
            self._run(record_consent, self.draw.choice(people), **asked)

    def put_away(self) -> None:
        """A file is put away, or taken out again."""
        people = self._ids("resident")
        if people:
            who = self.draw.choice(people)
            is_away = self._value(who, "archived_at") is not None
            self._run(restore_resident if is_away else archive_resident, who)
