"""A space that anything may happen in, and what a laptop may receive of it: told once more, without SQL."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from intake_app.domain.attachment import Attachment
from intake_app.domain.attendance import Attendance, attendance_id
from intake_app.domain.base import Audience, SyncedRow
from intake_app.domain.conflict import Conflict
from intake_app.domain.encounter import Encounter
from intake_app.domain.follow_up import FollowUp
from intake_app.domain.notice import Consent, NoticeDelivery
from intake_app.domain.record_types import RECORD_TYPES, circles_within, table_of
from intake_app.domain.resident import Resident
from intake_app.domain.resident_merge import ResidentMerge
from intake_app.domain.situation import Situation
from intake_app.domain.workshop import Slot, Workshop
from sync.protocol.messages import Change
from sync.server.handle import Server
from sync.server.scope import Scope
from sync.server.spaces import seed_rows
from tests.common.areas import make_areas
from tests.common.devices import Device, creation, new_change

Rows = dict[str, dict[str, Any]]
"""Record type → id → row."""
OF_FILE = (
    *("situation", "visibility", "barrier", "project", "wish", "micro_enterprise", "enrolment", "enrolment_return"),
    *("outcome", "referral", "trusted_contact", "collective_role", "follow_up"),
)
"""What goes with the resident whom it names, and with nobody else."""
TODAY = "2026-11-24"
NOW = "2026-11-24T08:00:00Z"


class AreaWorld:
    """Two neighbourhoods with a building each, people, workshops, and one laptop that writes everything."""

    def __init__(self, server: Server, draw: random.Random) -> None:
        self.server, self.draw = server, draw
        self.areas = make_areas(server)
        self.space = self.areas.space
        self.actor = self.space.actor()
        self.writer = Device(server, self.space.code)
        self.made: dict[str, list[str]] = defaultdict(list)
        for _ in range(4):
            self.register()
        for _ in range(2):
            self.plan()
        for _ in range(12):
            self.happen()

    def happen(self) -> None:
        """Something, as chance has it."""
        deeds = (self.register, self.plan, self.attend, self.attend, self.write, self.write, self.join, self.part)
        moves = (self.move_resident, self.move_resident, self.move_workshop, self.edit)
        self.draw.choice((*deeds, *moves))()

    def new(self, row_class: type[SyncedRow], **values: Any) -> Change:
        """The change that makes a row."""
        row = self.actor.create(row_class, **values)
        self.made[str(row.__tablename__)].append(str(row.id))
        return creation(row, self.space.staff_id)

    def send(self, change: Change) -> None:
        """The writer's laptop sends it."""
        [verdict] = self.writer.send(change).verdicts
        assert verdict.kind in ("applied", "conflict") or verdict.reason == "merge_circle", verdict
        self.writer.catch_up()

    def edited(self, record_type: str, record_id: str, **fields: Any) -> Change:
        """An edit of the record as it stands."""
        standing = self.rows()[record_type][record_id]
        pairs = {name: (value, standing[name]) for name, value in fields.items()}
        seen = standing["revision"]
        return new_change(record_type, record_id, pairs, self.space.staff_id, base_revision=seen)

    def place(self) -> dict[str, Any]:
        """Where somebody lives."""
        building = self.draw.choice((None, None, self.areas.tower, self.areas.court))
        return {"neighbourhood_id": self.draw.choice((self.areas.north, self.areas.south)), "building_id": building}

    def one(self, record_type: str) -> UUID:
        """One of the records made."""
        return UUID(self.draw.choice(self.made[record_type]))

    def somebody(self, **place: Any) -> Change:
        """The change that registers a resident."""
        return self.new(Resident, family_name="Fictive", **(place or self.place()))

    def register(self) -> None:
        self.send(self.somebody())

    def plan(self) -> None:
        self.send(self.new(Workshop, title="Atelier", neighbourhood_id=self.place()["neighbourhood_id"]))
        times = {"held_on": TODAY, "start_time": "14:00", "end_time": "17:00"}
        for _ in range(2):
            self.send(self.new(Slot, workshop_id=UUID(self.made["workshop"][-1]), **times))

    def attend(self) -> None:
        slot, who = self.one("slot"), self.one("resident")
        self.send(self.new(Attendance, id=attendance_id(slot, who), slot_id=slot, resident_id=who))

    def write(self) -> None:
        """Something in a file."""
        who, workshop = self.one("resident"), self.one("workshop")
        near = self.place()["neighbourhood_id"]
        whose: Any = self.draw.choice(({"resident_id": who}, {"workshop_id": workshop}))
        both: Any = {"resident_id": who, "workshop_id": workshop} if self.draw.random() < 0.3 else whose
        scan = {
            "kind": "sheet",
            "media_type": "image/png",
            "byte_count": 9,
            "sha256": f"{self.draw.getrandbits(256):064x}",
        }
        about = {
            "record_type": "resident",
            "record_id": who,
            "field": "phone",
            "circle": self.draw.choice(list(Audience)),
        }
        given = {"purpose": "recontact", "state": "given", "evidence": "paper", "decided_at": NOW}
        met = {"neighbourhood_id": near, "channel": "street", "outcome": "info_given", "met_on": TODAY}
        made = (
            self.new(Situation, resident_id=who, as_of=TODAY),
            self.new(NoticeDelivery, resident_id=who, notice_version="1", mode="paper", delivered_at=NOW),
            self.new(Consent, resident_id=who, **given),
            self.new(FollowUp, resident_id=who, purpose="call_back", due_on=TODAY),
            self.new(Encounter, resident_id=self.draw.choice((who, None)), **met),
            self.new(Attachment, **both, **scan),
        )
        self.send(self.draw.choice(made))
        row = self.actor.create(Conflict, **both, **about)
        seed_rows(self.server.centre, self.space.space_id, [row])

    def join(self) -> None:
        one, other = self.one("resident"), self.one("resident")
        if one != other:
            self.send(self.new(ResidentMerge, survivor_id=one, merged_id=other))

    def part(self) -> None:
        merges = [merge for merge in self.rows()["resident_merge"].values() if merge["undone_at"] is None]
        if merges:
            self.send(self.edited("resident_merge", self.draw.choice(merges)["id"], undone_at=NOW))

    def move_resident(self) -> None:
        place = {name: str(value) if value else None for name, value in self.place().items()}
        self.send(self.edited("resident", str(self.one("resident")), **place))

    def move_workshop(self) -> None:
        near = str(self.place()["neighbourhood_id"])
        self.send(self.edited("workshop", str(self.one("workshop")), neighbourhood_id=near))

    def edit(self) -> None:
        self.send(self.edited("resident", str(self.one("resident")), address=f"{self.draw.randrange(99)} rue du Lac"))

    def rows(self) -> Rows:
        """What the centre has of the space, ids as text."""
        found: Rows = {}
        with self.server.centre.database.read() as connection:
            for record_type in RECORD_TYPES:
                table = table_of(record_type)
                query = select(table).where(table.c.space_id == self.space.space_id)
                listed = [
                    {name: str(value) if isinstance(value, UUID) else value for name, value in row.items()}
                    for row in connection.execute(query).mappings()
                ]
                found[record_type] = {row["id"]: row for row in listed}
        return found


def belonging(rows: Rows, scope: Scope | None, audience: Audience) -> set[tuple[str, str]]:
    """The records of a space that a laptop may have, by the rules in plain words."""
    if scope is None:
        kept = {(record_type, one) for record_type, found in rows.items() for one in found}
    else:
        kept = _of_area(rows, set(scope["neighbourhoods"]), set(scope["buildings"]))
    hidden = {one for one, row in rows["conflict"].items() if row["circle"] not in circles_within(audience)}
    return kept - {("conflict", one) for one in hidden}


def _of_area(rows: Rows, neighbourhoods: set[str], buildings: set[str]) -> set[tuple[str, str]]:
    near = neighbourhoods | {rows["building"][one]["neighbourhood_id"] for one in buildings}
    own = _those(
        rows, "resident", lambda it: it["neighbourhood_id"] in neighbourhoods or it["building_id"] in buildings
    )
    held = _those(rows, "workshop", lambda it: it["neighbourhood_id"] in near)
    held_slots = _those(rows, "slot", lambda it: it["workshop_id"] in held)
    rolls = rows["attendance"].values()
    known = own | {it["resident_id"] for it in rolls if it["slot_id"] in held_slots}
    attended = {it["slot_id"] for it in rolls if it["resident_id"] in own}
    visited = {rows["slot"][one]["workshop_id"] for one in attended}
    joined = {one for it in rows["resident_merge"].values() if it["undone_at"] is None for one in _joined(it, own)}

    def of_file(it: Any) -> bool:
        named = {it["resident_id"], it["workshop_id"]} - {None}
        return bool(named) and named <= own | held

    def of_encounter(it: Any) -> bool:
        return it["resident_id"] in own if it["resident_id"] else it["neighbourhood_id"] in near

    rules: dict[str, Callable[[Any], bool]] = {
        "resident": lambda it: it["id"] in known | joined,
        "workshop": lambda it: it["id"] in held | visited,
        "slot": lambda it: it["id"] in held_slots | attended,
        "attendance": lambda it: it["resident_id"] in own or it["slot_id"] in held_slots,
        "resident_merge": lambda it: bool(_joined(it, own)) and (it["undone_at"] is None or _joined(it, own) <= own),
        "encounter": of_encounter,
        **dict.fromkeys(("conflict", "attachment"), of_file),
        **dict.fromkeys(OF_FILE, lambda it: it["resident_id"] in own),
        "mentoring": lambda it: {it["resident_id"], it["mentor_id"]} <= own,
        "resident_distinction": lambda it: {it["one_id"], it["other_id"]} <= own,
        **dict.fromkeys(("notice_delivery", "consent"), lambda it: it["resident_id"] in known),
    }
    return {(name, one) for name in rows for one in _those(rows, name, rules.get(name, lambda _: True))}


def _those(rows: Rows, record_type: str, rule: Callable[[Any], bool]) -> set[str]:
    return {record_id for record_id, row in rows[record_type].items() if rule(row)}


def _joined(merge: Any, own: set[str]) -> set[str]:
    """Both residents of a merge, when one is own."""
    both = {merge["survivor_id"], merge["merged_id"]}
    return both if both & own else set()
