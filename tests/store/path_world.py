"""What the stories of a path need beyond the estate: an operation, its actions, partners."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import table_of
from intake_app.services.attendances import mark_present
from intake_app.services.situations import record_situation
from intake_app.storage.store import Store
from tests.store.world import SPACE, plan, register

OPERATION: Final = UUID("01900000-0000-7000-8000-000000000101")
ONE_DAY: Final = UUID("01900000-0000-7000-8000-000000000102")
KITCHEN: Final = UUID("01900000-0000-7000-8000-000000000111")
CERTIFIED: Final = UUID("01900000-0000-7000-8000-000000000112")
ELSEWHERE: Final = UUID("01900000-0000-7000-8000-000000000113")
COHORT: Final = UUID("01900000-0000-7000-8000-000000000121")
PARTNER: Final = UUID("01900000-0000-7000-8000-000000000131")
SENSITIVE: Final = UUID("01900000-0000-7000-8000-000000000132")
SUPPLIER: Final = UUID("01900000-0000-7000-8000-000000000133")


def open_operation(store: Store) -> None:
    """An operation of two years, one of a day, their actions, a cohort, three partners."""
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-01-01T08:00:00Z"}
    year = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)}
    day = dict.fromkeys(("starts_on", "ends_on"), date(2026, 11, 20))
    programme = UUID(int=OPERATION.int + 900)
    qualified = {"qualification": "CAP gardien d’immeubles", "certifier": "Éducation nationale"}
    rows: dict[str, list[dict[str, Any]]] = {
        "organisation": [
            {"id": PARTNER, "name": "Boutique de gestion", "country": "FR", "kind": "business_support"},
            {"id": SENSITIVE, "name": "Un lieu discret", "country": "FR", "kind": "public", "has_sensitive_name": True},
            {"id": SUPPLIER, "name": "Propreté Armor", "country": "FR", "kind": "supplier"},
        ],
        "programme": [{"id": programme, "name": "Valorisation sociale"}],
        "operation": [
            {"id": OPERATION, "programme_id": programme, "name": "FSE+ 2026", "funder": "esf_plus", **year},
            {"id": ONE_DAY, "programme_id": programme, "name": "Forum", "funder": "landlord", **day},
        ],
        "action": [
            _action(KITCHEN, "Rennes aux Fourneaux", OPERATION),
            _action(CERTIFIED, "CAP gardien d’immeubles", OPERATION, is_certified=True),
            _action(ELSEWHERE, "Forum de l’emploi", ONE_DAY),
        ],
        "cohort": [{"id": COHORT, "action_id": CERTIFIED, "name": "Printemps", **qualified}],
    }
    with store.direct(*rows) as connection:
        for record_type, values in rows.items():
            for value in values:
                connection.execute(insert(table_of(record_type)).values(**common, **value))


def _action(action_id: UUID, title: str, operation_id: UUID, **more: Any) -> dict[str, Any]:
    said = {"title_fr": title, "title_en": title, "kind": "training"}
    return {"id": action_id, "operation_id": operation_id, **said, "is_certified": False, **more}


def somebody_met(store: Store, actor: Actor, **fields: Any) -> UUID:
    """Somebody registered and informed, whose situation at entry is known, and who came to a workshop."""
    resident_id = register(store, actor, **fields)
    store.run(record_situation, actor, resident_id, {"labour_status": "discouraged"}, stage="entry")
    come_to_workshop(store, actor, resident_id)
    return resident_id


def come_to_workshop(store: Store, actor: Actor, resident_id: UUID) -> UUID:
    """A workshop of today, and the resident present; its slot."""
    _, slot_id = plan(store, actor)
    store.run(mark_present, actor, slot_id, resident_id)
    return slot_id
