"""What the page of sending and the page of two versions have to show: conflicts as the centre makes them, refusals,
what waits.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
from sqlalchemy import insert

from intake_app.domain.record_types import table_of
from intake_app.services.changes import UnsentRow
from intake_app.services.conflicts import settle_conflicts
from intake_app.services.record_states import RecordState
from intake_app.services.residents import update_resident
from intake_app.services.workshop_lists import list_upcoming
from intake_app.storage.blob_rows import BLOB
from intake_app.storage.local_setting import write_setting
from sync.client.enrolment import ENROLMENT
from sync.client.identity import Enrolment
from sync.client.place import LAST_SUCCESS, SyncPlace, write_last_success, write_place
from sync.protocol.messages import Cursor
from tests.store.world import CLAIRE, NADIA, SPACE, TODAY
from tests.ui.at_desk import AtDesk
from tests.ui.resident_scenes import furnish_day


def dispute(at: AtDesk, record_id: UUID, field: str, standing: Any, other: Any, **columns: Any) -> UUID:
    """A conflict as a page brings it: what Claire wrote stands, what Nadia wrote here waits, unless told otherwise."""
    conflict_id = uuid4()
    said: dict[str, Any] = {
        "id": conflict_id, "space_id": SPACE, "revision": 40, "created_at": at.clock(), "record_type": "resident",
        "record_id": record_id, "resident_id": record_id, "field": field, "circle": "field", "base_value": "null",
        "standing_value": msgspec.json.encode(standing).decode(), "standing_author_id": CLAIRE,
        "standing_at": at.clock() - timedelta(days=1, hours=2), "other_value": msgspec.json.encode(other).decode(),
        "other_author_id": NADIA, "other_at": at.clock() - timedelta(days=1, hours=4),
    }  # fmt: skip
    with at.store.direct("conflict") as connection:
        connection.execute(insert(table_of("conflict")).values({**said, **columns}))
    at.clock.advance(seconds=1)
    at.settle()
    return conflict_id


def join_centre(at: AtDesk, hours_ago: float = 2) -> None:
    """As after enrolment, a first download and an exchange so many hours ago."""
    said: dict[str, Any] = dict.fromkeys(Enrolment.__struct_fields__, "")
    said |= {"staff_id": str(at.actor.staff_id), "is_renewed": False}
    with at.store.direct("resident") as connection:
        write_setting(connection, ENROLMENT, Enrolment(**said))
        write_place(connection, SyncPlace(Cursor(str(UUID(int=1)), 40)))
        write_last_success(connection, days_ago(at, hours_ago / 24))
    at.settle()


def forget_exchanges(at: AtDesk) -> None:
    """As before the first exchange."""
    with at.store.direct("resident") as connection:
        connection.exec_driver_sql("DELETE FROM local_setting WHERE name = ?", (LAST_SUCCESS,))
    at.settle()


def set_clock_off(at: AtDesk, seconds: int) -> None:
    """As measured at the last exchange: ahead of the centre's by so much."""
    with at.store.direct("resident") as connection:
        at.store.note_clock(connection, seconds)
    at.settle()


def all_sent(at: AtDesk) -> None:
    """As after an exchange: nothing is only here."""
    with at.store.direct("resident") as connection:
        connection.exec_driver_sql("UPDATE outbox_change SET state = 'acknowledged', settled_at = recorded_at")
    at.settle()


def mark_changes(at: AtDesk, record_id: UUID, state: str, reason: str | None = None) -> None:
    """Give every change of a record that state, as a verdict does."""
    with at.store.direct("resident") as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_change SET state = ?, reason = ? WHERE record_id = ?", (state, reason, str(record_id))
        )
    at.settle()


def two_versions(at: AtDesk) -> dict[str, UUID]:
    """Karim with a phone, an address and a project in two versions, Sylvie with her neighbourhood."""
    ids = dict(furnish_day(at))
    karim, sylvie = ids["Ben Ali"], ids["Le Goff"]
    at.run(update_resident, karim, {"phone": "+33788102030", "address": "12 rue du Gros-Chêne, tour B, appt 406"})
    all_sent(at)
    dispute(at, karim, "phone", "+33788102030", "+33612345678")
    dispute(at, karim, "address", "12 rue du Gros-Chêne, tour B, appt 406", "12 rue du Gros-Chêne, tour B, appt 604")
    situation = _situation_of(at, karim)
    interests = "Cuisine du monde, marchés"
    dispute(
        at, situation, "interests", interests, f"{interests}, étude avec la BGE pour un food-truck",
        record_type="situation", resident_id=karim,
    )  # fmt: skip
    dispute(at, sylvie, "birth_date", "1974", "1974-05-03")
    return ids


def settled(at: AtDesk) -> dict[str, UUID]:
    """Karim's phone was in two versions, and Nadia kept hers; everything is sent."""
    ids = dict(furnish_day(at))
    at.run(update_resident, ids["Ben Ali"], {"phone": "+33788102030"})
    conflict_id = dispute(at, ids["Ben Ali"], "phone", "+33788102030", "+33612345678")
    at.run(settle_conflicts, {conflict_id: "+33612345678"})
    all_sent(at)
    return ids


def _situation_of(at: AtDesk, resident_id: UUID) -> UUID:
    with at.store.direct() as connection:
        found = connection.exec_driver_sql("SELECT id FROM situation WHERE resident_id = ?", (str(resident_id),))
        return UUID(found.scalar_one())


def days_ago(at: AtDesk, days: float) -> datetime:
    """So many days before now."""
    return at.clock() - timedelta(days=days)


def age_changes(at: AtDesk, record_id: UUID, days: float) -> None:
    """Make a record's changes that old."""
    with at.store.direct("resident") as connection:
        connection.exec_driver_sql(
            "UPDATE outbox_change SET recorded_at = ? WHERE record_id = ?",
            (days_ago(at, days).strftime("%Y-%m-%dT%H:%M:%SZ"), str(record_id)),
        )
    at.settle()


def workshop_row(workshop_id: UUID) -> UnsentRow:
    """A workshop whose roll is only here."""
    now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    return UnsentRow("workshop", workshop_id, "", "3h pour l’emploi", ("slot",), now, RecordState.ONLY_HERE, None, 1)


def everything(at: AtDesk) -> dict[str, UUID]:
    """Something in every group of the page of sending."""
    ids = two_versions(at)
    fields = {"address": "3 allée de Finlande"}
    for name in ("Traoré", "Touré", "N’Diaye", "Riou", "Petit"):
        at.run(update_resident, ids[name], fields)
    mark_changes(at, ids["Traoré"], "quarantined", "value_too_long")
    mark_changes(at, ids["Touré"], "held")
    age_changes(at, ids["Riou"], 4)
    age_changes(at, ids["Petit"], 9)
    wait_with_scans(at, 2_340_000)
    return ids


def wait_with_scans(at: AtDesk, byte_count: int, reason: str | None = None) -> UUID:
    """A scan of the roll of the next workshop is only here; the workshop's id."""
    (workshop_id, *_) = [row.workshop_id for row in at.store.read(list_upcoming, TODAY)]
    attachment_id = at.actor.new_id()
    values = {
        "id": attachment_id, "space_id": SPACE, "revision": 40, "created_at": at.clock(), "created_by": NADIA,
        "workshop_id": workshop_id, "kind": "attendance_sheet", "media_type": "application/pdf",
        "byte_count": byte_count, "sha256": attachment_id.hex * 2,
    }  # fmt: skip
    with at.store.direct("attachment") as connection:
        connection.execute(insert(table_of("attachment")).values(values))
        blob = {"sha256": values["sha256"], "byte_count": byte_count, "state": "to_send", "moved": 0, "reason": reason}
        connection.execute(insert(BLOB).values(blob))
    at.settle()
    return workshop_id
