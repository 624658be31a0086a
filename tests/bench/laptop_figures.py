"""What a laptop does alone: opening the store, saving somebody, finding somebody while the name is typed."""

from __future__ import annotations

import random
import tempfile
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import sqlcipher3.dbapi2 as sqlcipher

from intake_app.domain.actor import Actor
from intake_app.domain.place import Neighbourhood
from intake_app.domain.staff import StaffMember
from intake_app.services.notices import NoticeGiven
from intake_app.services.resident_lists import find_residents
from intake_app.services.residents import register_resident
from intake_app.storage import opening
from intake_app.storage.store import Store
from sync.client.apply import apply_pages
from sync.protocol.messages import Page
from tests.bench.figure import Figure, median, percentile, seconds
from tests.common.laptops import FakeClock, made_keys, new_actor, seeded_ids
from tests.common.people import invent_names, invent_residents

SPACE, STAFF, AREA = (UUID(int=number, version=4) for number in (11, 12, 13))


def laptop_with_a_place(folder: Path) -> tuple[Store, Actor]:
    """A store with one neighbourhood and one caretaker."""
    store = opening.open_store(folder, made_keys())
    actor = new_actor(SPACE, STAFF, FakeClock())

    def furnish(session: Any, actor: Actor) -> None:
        session.add(actor.create(Neighbourhood, id=AREA, name="Maurepas"))
        session.add(actor.create(StaffMember, id=STAFF, family_name="MOREL", first_name="Nadia", role="caretaker"))

    store.run(furnish, actor)
    return store, actor


def fill(store: Store, count: int) -> None:
    """Put `count` residents into the store as a download would."""
    columns: list[str] = []
    rows: list[list[Any]] = []
    for resident in invent_residents(count, AREA, SPACE, STAFF):
        columns = columns or list(resident)
        rows.append(list(resident.values()))
    for start in range(0, count, 1000):
        with store.direct("resident") as connection:
            apply_pages(connection, [Page("resident", columns, rows[start : start + 1000])])


def measure_save(saves: int = 300) -> list[Figure]:
    """`save_resident`: one registration through the use case against the same rows by the bare driver, both
    durable.
    """
    with tempfile.TemporaryDirectory() as name:
        store, actor = laptop_with_a_place(Path(name))
        new_id, draw = seeded_ids(5), random.Random(5)
        ours, bare = [], []
        for place in range(saves + 20):
            family, first = invent_names(draw)
            fields = {
                "family_name": family, "first_name": first, "phone": "06 39 98 00 00", "neighbourhood_id": AREA,
                "how_met": "caretaker", "address": f"{place} rue du Gros-Chêne",
            }  # fmt: skip
            notice = NoticeGiven("oral", "2026.1")
            register = partial(store.run, register_resident, actor, fields, resident_id=new_id(), notice=notice)
            ours.append(seconds(register))
        statements = _rows_of_last_unit(store)
        connection = _bare(Path(name))
        for _ in range(saves + 20):
            # the ids are renewed before the watch starts: only the driver's own work is timed
            fresh = _with_fresh_ids(statements, new_id)
            bare.append(seconds(partial(_insert_bare, connection, fresh)))
        connection.close()
        store.close()
    return [
        Figure(
            "save_resident",
            median(ours[20:]) * 1000,
            "ms",
            "bare SQLCipher driver, same rows",
            median(bare[20:]) * 1000,
        )
    ]


def _rows_of_last_unit(store: Store) -> list[tuple[str, list[Any], str]]:
    """What the last registration wrote, table by table: (insert statement, values, name of the column that must be
    new).
    """

    def look(session: Any) -> list[tuple[str, list[Any], str]]:
        connection = session.connection()
        unit = connection.exec_driver_sql("SELECT unit_id FROM outbox_change ORDER BY device_seq DESC LIMIT 1").scalar()
        changes = connection.exec_driver_sql(
            "SELECT record_type, record_id FROM outbox_change WHERE unit_id = ? ORDER BY device_seq", (unit,)
        ).all()
        rows = [_row(connection, record_type, "id", record_id) for record_type, record_id in changes]
        rows += [
            _row(connection, "outbox_change", "change_id", change_id, "device_seq")
            for (change_id,) in connection.exec_driver_sql(
                "SELECT change_id FROM outbox_change WHERE unit_id = ?", (unit,)
            )
        ]
        audits = connection.exec_driver_sql(
            "SELECT number FROM audit_entry ORDER BY number DESC LIMIT ?", (len(changes),)
        )
        rows += [_row(connection, "audit_entry", "number", number, "number") for (number,) in audits.all()]
        _, resident_id, words = connection.exec_driver_sql(
            "SELECT number, resident_id, words FROM search_entry ORDER BY number DESC LIMIT 1"
        ).one()
        rows.append(("INSERT INTO search_entry(resident_id, words) VALUES (?, ?)", [resident_id, words], "resident_id"))
        rows.append(
            ("INSERT INTO search_index(rowid, words) VALUES ((SELECT max(number) FROM search_entry), ?)", [words], "")
        )
        return rows

    return store.read(look)


def _row(connection: Any, table: str, key: str, value: Any, without: str = "") -> tuple[str, list[Any], str]:
    found = dict(connection.exec_driver_sql(f"SELECT * FROM {table} WHERE {key} = ?", (value,)).mappings().one())
    found.pop(without, None)
    names = list(found)
    text = f"INSERT INTO {table}({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
    return text, list(found.values()), key if key in names else ""


def _with_fresh_ids(statements: list[tuple[str, list[Any], str]], new_id: Any) -> list[tuple[str, list[Any]]]:
    fresh: dict[Any, str] = {}
    old = _ids(statements)

    def renewed(value: Any) -> Any:
        return fresh.setdefault(value, str(new_id())) if isinstance(value, str) and value in old else value

    return [(text, [renewed(value) for value in values]) for text, values, _ in statements]


def _insert_bare(connection: Any, statements: list[tuple[str, list[Any]]]) -> None:
    """The same rows under fresh ids, in one durable transaction, with nothing between us and the driver."""
    connection.execute("BEGIN IMMEDIATE")
    for text, values in statements:
        connection.execute(text, values)
    connection.execute("COMMIT")


_known: dict[int, frozenset[str]] = {}


def _ids(statements: list[tuple[str, list[Any], str]]) -> frozenset[str]:
    """The ids that must be new each time: those of the rows themselves."""
    key = id(statements)
    if key not in _known:
        found = set()
        for text, values, column in statements:
            names = text.split("(", 1)[1].split(")", 1)[0].split(", ")
            if column in names:
                found.add(values[names.index(column)])
        _known[key] = frozenset(found)
    return _known[key]


def _bare(folder: Path) -> Any:
    connection = sqlcipher.connect(str(folder / opening.DATABASE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(made_keys().database_key).hex()}'\"")
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def measure_open(times: int = 9) -> list[Figure]:
    """`open_vault`: from keys to a usable store of 10,000 residents, against a bare open with the raw key."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store, _ = laptop_with_a_place(folder)
        fill(store, 10_000)
        store.close()

        def ours() -> None:
            opened = opening.open_store(folder, made_keys())
            opened.read(lambda session: session.connection().exec_driver_sql("SELECT count(*) FROM resident").scalar())
            opened.close()

        def bare() -> None:
            connection = _bare(folder)
            connection.execute("SELECT count(*) FROM resident").fetchone()
            connection.close()

        mine = median([seconds(ours) for _ in range(times)])
        theirs = median([seconds(bare) for _ in range(times)])
    return [Figure("open_vault", mine * 1000, "ms", "bare open with the raw key", theirs * 1000)]


def measure_search(residents: int, keystrokes: int = 2000) -> list[Figure]:
    """`search_keystroke_p99`: names typed letter by letter, each keystroke through the query of the list, against
    a 16 ms frame.
    """
    with tempfile.TemporaryDirectory() as name:
        store, _ = laptop_with_a_place(Path(name))
        fill(store, residents)
        draw = random.Random(3)
        times: list[float] = []
        while len(times) < keystrokes:
            family, first = invent_names(draw)
            typed = f"{family} {first[:3]}" if draw.random() < 0.5 else f"{first} {family[:3]}"
            for length in range(1, len(typed) + 1):
                times.append(seconds(partial(store.read, find_residents, typed[:length])))
        store.close()
    suffix = "" if residents == 100_000 else f"_{residents}"
    return [Figure(f"search_keystroke_p99{suffix}", percentile(times, 0.99) * 1000, "ms", "a 16 ms frame", 16.0)]
