"""The index of whom to compare: kept up to date with the files, and it finds whom comparing with everybody would."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import insert

from intake_app.domain.actor import Actor
from intake_app.domain.likeness.pairs import Gallery
from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.record_types import table_of
from intake_app.services.lookalikes import find_lookalikes, find_lookalikes_of_many
from intake_app.services.residents import archive_resident, restore_resident, update_resident
from intake_app.storage import search_index
from intake_app.storage.store import Store
from tests.likeness.people import REGISTERED, TYPED, Somebody, read
from tests.store.world import MAUREPAS, SPACE, TOWER_B, register

FILES = 500


def found(store: Store, portrait: Portrait) -> list[UUID]:
    return [one.resident.id for one in store.read(find_lookalikes, portrait)]


def keys(store: Store) -> int:
    with store.direct() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM likeness_key").scalar_one())


def test_a_corrected_birth_date_or_building_is_compared_at_once(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, "Benali", "Karim", birth_date="1988-03-14")
    married = Portrait("Martin", "Karim", birth_date="1990-07-02")
    mistyped = Portrait("Bebali", "Karim", building_id=TOWER_B)
    assert found(store, married) == found(store, mistyped) == []
    store.run(update_resident, actor, resident_id, {"birth_date": "1990-07-02"})
    assert found(store, married) == [resident_id]
    store.run(update_resident, actor, resident_id, {"birth_date": None, "building_id": TOWER_B})
    assert found(store, married) == []
    assert found(store, mistyped) == [resident_id]


def test_a_file_put_away_is_compared_no_more(store: Store, adviser: Actor) -> None:
    resident_id = register(store, adviser, "Benali", "Karim")
    store.run(archive_resident, adviser, resident_id)
    assert found(store, Portrait("Benali", "Karim")) == []
    assert keys(store) == 0
    store.run(restore_resident, adviser, resident_id)
    assert found(store, Portrait("Benali", "Karim")) == [resident_id]


def test_whoever_is_forgotten_leaves_no_key(store: Store, actor: Actor) -> None:
    resident_id = register(store, actor, "Benali", "Karim", birth_date="1988-03-14", phone="06 39 98 00 01")
    assert keys(store) > 3
    with store.direct("resident") as connection:
        search_index.forget(connection, [str(resident_id)])
        search_index.rewrite(connection)
    assert keys(store) == 0
    with store.direct() as connection:
        blocks = connection.exec_driver_sql("SELECT block FROM likeness_index_data").scalars().all()
    assert not any(b"39980001" in bytes(block) for block in blocks)


def test_the_index_finds_whom_comparing_with_everybody_would(store: Store) -> None:
    files = read(REGISTERED)[:FILES]
    typed = [one for one in read(TYPED) if one.is_of and int(one.is_of) <= FILES]
    assert len(typed) > 100
    ids = _put(store, files)
    gallery = Gallery(one.portrait() for one in files)
    for one, lookalikes in zip(
        typed, store.read(find_lookalikes_of_many, [one.portrait() for one in typed]), strict=True
    ):
        wanted = {ids[place] for place, _ in gallery.find(one.portrait())}
        assert {found.resident.id for found in lookalikes} == wanted, one


def _put(store: Store, files: list[Somebody]) -> list[UUID]:
    """The files as a page from the centre would bring them."""
    common = {"space_id": SPACE, "revision": 1, "created_at": "2026-06-01T08:00:00Z", "neighbourhood_id": MAUREPAS}
    portraits = [one.portrait() for one in files]
    ids = [UUID(int=(7 << 76) | (2 << 62) | (1 << 40) | place) for place in range(len(files))]
    buildings = {portrait.building_id for portrait in portraits if portrait.building_id}
    with store.direct("building", "resident") as connection:
        tower = table_of("building")
        connection.execute(insert(tower), [{**common, "id": one, "label": "Tour"} for one in buildings])
        rows = [
            {
                **common,
                "id": resident_id,
                **{name: getattr(portrait, name) for name in Portrait.__slots__},
                "has_no_phone": portrait.phone is None,
            }
            for resident_id, portrait in zip(ids, portraits, strict=True)
        ]
        connection.execute(insert(table_of("resident")), rows)
        pages = [tuple(_wire(row.get(name)) for name in search_index.INDEXED) for row in rows]
        search_index.refresh_all(connection, pages)
    return ids


def _wire(value: object) -> object:
    return str(value) if isinstance(value, UUID) else value
