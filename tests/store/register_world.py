"""A funder's action, workshops of it, and files of registers read back as a spreadsheet does."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from uuid import UUID

from python_calamine import CalamineWorkbook
from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.record_types import table_of
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.workshop_lists import read_workshop
from intake_app.services.workshops import plan_workshop
from intake_app.storage.store import Store
from tests.store.world import MAUREPAS, OFFICE, SPACE, TODAY

PROGRAMME = UUID("01900000-0000-7000-8000-000000000101")
ESF = UUID("01900000-0000-7000-8000-000000000102")
CITY = UUID("01900000-0000-7000-8000-000000000103")
WEKER = UUID("01900000-0000-7000-8000-000000000104")
SHELTER = UUID("01900000-0000-7000-8000-000000000105")
JOBS = UUID("01900000-0000-7000-8000-000000000106")
KITCHEN = UUID("01900000-0000-7000-8000-000000000107")


def fund(store: Store) -> None:
    """Two funded operations, with an action each: one of a partner, one of a partner whose name is not told."""
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z"}
    esf = {"funder": "esf_plus", "grant_code": "2026-FSE-0042"}
    jobs = {"title_fr": "3h pour l’emploi", "title_en": "3 hours for work"}
    kitchen = {"title_fr": "Rennes aux Fourneaux", "title_en": "Rennes at the stove"}
    rows = {
        "programme": [{"id": PROGRAMME, "name": "INCREASE Valorisation Sociale"}],
        "organisation": [
            {"id": WEKER, "name": "WeKer", "kind": "training", "country": "FR", "services": "[]"},
            {"id": SHELTER, "name": "Foyer fictif", "country": "FR", "has_sensitive_name": True, "services": "[]"},
        ],
        "operation": [
            {"id": ESF, "programme_id": PROGRAMME, "name": "Lot 3", **esf},
            {"id": CITY, "programme_id": PROGRAMME, "name": "Cité 2026", "funder": "contrat_ville"},
        ],
        "action": [
            {"id": JOBS, "operation_id": ESF, "organisation_id": WEKER, **jobs},
            {"id": KITCHEN, "operation_id": CITY, "organisation_id": SHELTER, **kitchen},
        ],
    }
    with store.direct(*rows) as connection:
        for record_type, values in rows.items():
            for value in values:
                connection.execute(insert(table_of(record_type)).values(**common, **value))


def hold(
    store: Store, actor: Actor, action_id: UUID | None = JOBS, held_on: date = TODAY, title: str = "Atelier CV"
) -> tuple[UUID, UUID]:
    """Plan an afternoon of an action: the workshop's id and its slot's."""
    workshop_id = actor.new_id()
    fields = {"title": title, "neighbourhood_id": MAUREPAS, "site_id": OFFICE, "action_id": action_id}
    store.run(plan_workshop, actor, fields, [SlotFields(held_on, "14:00", "16:30")], workshop_id=workshop_id)
    (slot,) = store.read(read_workshop, workshop_id).slots
    assert slot.slot_id is not None
    return workshop_id, slot.slot_id


def read_csv(path: Path) -> list[list[str]]:
    """The cells of a CSV, as a spreadsheet set to semicolons finds them."""
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def read_xlsx(path: Path) -> dict[str, list[list[object]]]:
    """Sheet → rows of cells."""
    book = CalamineWorkbook.from_path(str(path))
    return {name: list(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names}
