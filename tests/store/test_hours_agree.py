"""Whatever was noted, the register, the certificates and the files of people tell the same minutes."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from intake_app.domain.actor import Actor
from intake_app.domain.attendance import attendance_id
from intake_app.domain.record_types import table_of
from intake_app.domain.reference import codes
from intake_app.services.registers.certificates import take_certificates
from intake_app.services.registers.hours import read_hours, read_hours_of
from intake_app.services.registers.presences import Selection
from intake_app.services.registers.register import take_register
from intake_app.services.registers.register_tables import register_tables
from intake_app.storage.store import Store
from tests.store.leaving_world import save
from tests.store.register_world import JOBS, KITCHEN, fund, hold, read_xlsx
from tests.store.world import CLAIRE, SPACE, TODAY, register

PEOPLE, SLOTS = 3, 3
moments = st.none() | st.integers(13 * 60, 17 * 60)
marks = st.tuples(
    st.integers(0, PEOPLE - 1), st.integers(0, SLOTS - 1), st.sampled_from(codes("attendance_status")), moments, moments
)
noted = st.lists(marks, max_size=9, unique_by=lambda mark: mark[:2])
merges = st.lists(st.sampled_from([(0, 1), (1, 2), (2, 0)]), max_size=2, unique=True)


def at(minute: int | None) -> datetime | None:
    """That minute of today, where this computer stands."""
    start = datetime(TODAY.year, TODAY.month, TODAY.day).astimezone()
    return None if minute is None else start + timedelta(minutes=minute)


def write(
    store: Store, people: list[UUID], slots: list[UUID], found: list[tuple[Any, ...]], joined: list[tuple[int, int]]
) -> None:
    """Have exactly this noted, and these files joined."""
    common = {"space_id": SPACE, "revision": 1, "created_at": datetime(TODAY.year, 1, 1).astimezone()}
    attendance, merge = table_of("attendance"), table_of("resident_merge")
    with store.direct("attendance", "resident_merge") as connection:
        for table in (attendance, merge):
            connection.execute(delete(table))
        for person, slot, status, arrived, left in found:
            key = attendance_id(slots[slot], people[person])
            values = {"resident_id": people[person], "slot_id": slots[slot], "status": status, "is_walk_in": False}
            moment = {"arrived_at": at(arrived), "left_at": at(left)}
            connection.execute(insert(attendance).values(id=key, **common, **values, **moment))
        for number, (survivor, merged) in enumerate(joined, 1):
            ends = {"survivor_id": people[survivor], "merged_id": people[merged]}
            connection.execute(insert(merge).values(id=UUID(int=number), **common, **ends))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(found=noted, joined=merges)
def agree(
    store: Store,
    adviser: Actor,
    people: list[UUID],
    slots: list[UUID],
    target: Any,
    found: list[tuple[Any, ...]],
    joined: list[tuple[int, int]],
) -> None:
    write(store, people, slots, found, joined)
    rows = store.run(take_register, adviser, Selection()).rows
    in_register = Counter[UUID]()
    for row in rows:
        in_register[row.presence.resident_id] += row.presence.minutes
    in_files = {one: sum(said.hours.minutes for said in store.read(read_hours_of, one)) for one in people}
    certified = {one.resident_id: one.hours.minutes for one in store.run(take_certificates, adviser, Selection())}
    assert certified == {
        one: in_register[one] for one in {row.presence.resident_id for row in rows if row.presence.has_come}
    }
    for person, minutes in certified.items():
        assert in_files[person] == minutes
    roots = {person for person in people if in_register[person]}
    assert sum(in_register.values()) == sum(in_files[one] for one in roots)
    assert sum(one.hours.minutes for one in store.read(read_hours, Selection())) == sum(in_register.values())
    # nobody is at one half-day twice
    assert max(Counter((row.presence.slot_id, row.presence.resident_id) for row in rows).values(), default=1) == 1


def test_register_certificates_and_files_tell_the_same_minutes(
    store: Store, actor: Actor, adviser: Actor, tmp_path: Any
) -> None:
    fund(store)
    people = [register(store, actor, name, referent_id=CLAIRE) for name in ("Benali", "Diallo", "Traoré")]
    slots = [hold(store, actor, action_id)[1] for action_id in (JOBS, KITCHEN, None)]
    agree(store, adviser, people, slots, tmp_path)


def test_the_written_register_adds_up_to_the_same(store: Store, actor: Actor, adviser: Actor, tmp_path: Any) -> None:
    fund(store)
    people = [register(store, actor, name, referent_id=CLAIRE) for name in ("Benali", "Diallo", "Traoré")]
    slots = [hold(store, actor, action_id)[1] for action_id in (JOBS, KITCHEN, None)]
    found = [(0, 0, "late", 14 * 60 + 20, None), (1, 0, "present", None, None), (2, 2, "left_early", None, 15 * 60)]
    write(store, people, slots, found, [(0, 1)])
    taken = store.run(take_register, adviser, Selection())
    path = tmp_path / "registre.xlsx"
    save(store, adviser, taken, path)
    headings, *rows = read_xlsx(path)["Registre"]
    total = sum(float(str(row[headings.index("Minutes suivies")])) for row in rows)
    assert total == sum(one.hours.minutes for one in store.run(take_certificates, adviser, Selection())) == 150 + 60
    assert len(register_tables(taken, "fr")[0].rows) == 2
