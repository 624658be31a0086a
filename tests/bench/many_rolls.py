"""Rolls of many half-days, put into a store as a download would."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, select

from intake_app.domain.attendance import attendance_id
from intake_app.domain.record_types import table_of
from intake_app.storage.store import Store
from tests.bench.laptop_figures import AREA, SPACE, STAFF
from tests.common.laptops import seeded_ids

PEOPLE: Final = 60
HALVES: Final = (("morning", "09:00", "12:00"), ("afternoon", "14:00", "17:00"))
LAST_DAY: Final = date(2026, 11, 24)


def hold_workshops(store: Store, days: int) -> tuple[UUID, date]:
    """So many days of a workshop each, of two half-days with sixty people who came; the last of them."""
    ids = store.read(lambda session: session.connection().scalars(select(table_of("resident").c.id)).all())
    rows: dict[str, list[dict[str, Any]]] = {"workshop": [], "slot": [], "attendance": []}
    for record_type, row in _rows(days, list(ids)):
        rows[record_type].append(row)
    with store.direct(*rows) as connection:
        for record_type, some in rows.items():
            connection.execute(insert(table_of(record_type)), some)
    return rows["workshop"][-1]["id"], rows["slot"][-1]["held_on"]


def _rows(days: int, residents: list[UUID]) -> Iterator[tuple[str, dict[str, Any]]]:
    new_id = seeded_ids(23)
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z", "created_by": STAFF}
    for day in range(days):
        workshop_id, held_on = new_id(), LAST_DAY - timedelta(days=(days - 1 - day) % 300)
        title = {"title": f"Café emploi {day}", "facilitators": "Nadia Morvan", "place": "Local Gros-Chêne"}
        yield "workshop", {**common, **title, "id": workshop_id, "neighbourhood_id": AREA, "checklist": []}
        there = [residents[(day * 37 + place) % len(residents)] for place in range(PEOPLE)]
        for half_day, start_time, end_time in HALVES:
            slot = {"id": new_id(), "workshop_id": workshop_id, "held_on": held_on, "half_day": half_day}
            yield "slot", {**common, **slot, "start_time": start_time, "end_time": end_time}
            for one in there:
                of_both = {"id": attendance_id(slot["id"], one), "slot_id": slot["id"], "resident_id": one}
                yield "attendance", {**common, **of_both, "status": "present"}
