"""What must hold once a simulated fleet has come to rest: the invariants of the exchange, in their order."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import fields
from typing import Any
from uuid import uuid5

import msgspec
from sqlalchemy import select

from intake_app.domain.base import Audience
from intake_app.domain.likeness.keys import keys_of
from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.record_types import RECORD_TYPES, table_of
from intake_app.domain.wire import to_wire
from intake_app.storage.search_index import words_of
from sync.client.digests import count_rows, read_digests
from sync.server.digests import digests_for
from sync.server.scope import Reader, surroundings
from sync.server.tables import RECEIVED_CHANGE
from tests.sync.fleet_areas import rows_of
from tests.sync.fleet_erasing import check_erasures, erased_ids
from tests.sync.fleet_laptop import FleetLaptop
from tests.sync.fleet_numbers import check_exactly_once
from tests.sync.fleet_world import World

_NAMELESS = "SELECT id FROM resident WHERE family_name = ''"
FINAL = {"acknowledged", "conflict", "discarded", "replaced"}


def check_all(world: World) -> None:
    """Every invariant."""
    check_nothing_waits(world)
    check_convergence(world)
    check_exactly_once(world)
    check_whole_units(world)
    check_conflicts_are_told(world)
    check_no_silent_loss(world)
    check_withdrawals(world)
    check_erasures(world)
    for laptop in world.laptops:
        check_search(laptop)
        check_keys(laptop)
        check_digests(world, laptop)
    if ("centre restored",) not in world.trace:
        # after a restore a laptop may have rows of others that the centre has yet to be offered again
        repaired = [one for one in world.laptops if one.link.asked["/v1/repair"]]
        assert all(world.areas.may_be_repaired(one) for one in repaired), "a laptop had to be repaired"


def check_digests(world: World, laptop: FleetLaptop) -> None:
    """What the laptop says of its rows is what they say, and what the centre says of its own."""
    kept, counted = laptop.store.read(
        lambda session: (read_digests(session.connection()), count_rows(session.connection()))
    )
    with world.centre.server.centre.database.read() as connection:
        scope = surroundings(connection, world.areas.scope_of(laptop))
        wanted = digests_for(connection, Reader(world.space.space_id, Audience.FIELD, scope))
    assert kept == counted == wanted, laptop.name


def centre_rows(world: World, table: Any) -> list[Any]:
    """The rows of a table at the centre."""
    with world.centre.server.centre.database.read() as connection:
        return list(connection.execute(select(table)).mappings())


def check_nothing_waits(world: World) -> None:
    """Every change has its verdict, none is refused still, and no copy of the centre's is kept for nothing."""
    for laptop in world.laptops:
        waiting = [row for row in laptop.outbox_rows() if row.state not in FINAL]
        assert not waiting, (laptop.name, waiting[0].state, waiting[0].reason, waiting[0].record_type)
        assert laptop.look("SELECT count(*) FROM server_copy") == [0], laptop.name
        assert laptop.look("SELECT count(*) FROM eviction") == [0], laptop.name


def check_convergence(world: World) -> None:
    """Every laptop has the centre's rows of its area and no others, to the last field and number."""
    rows = rows_of(world)
    for laptop in world.laptops:
        allowed = world.areas.wanted(laptop, rows)
        for record_type in RECORD_TYPES:
            wanted = [tuple(row.values()) for one, row in rows[record_type].items() if (record_type, one) in allowed]
            found = laptop.known(record_type)
            assert [row[0] for row in found] == [row[0] for row in wanted], (laptop.name, record_type)
            for mine, theirs in zip(found, wanted, strict=True):
                assert mine == theirs or same(mine) == same(theirs), (laptop.name, record_type, mine[0])


def same(row: tuple[Any, ...]) -> list[Any]:
    """A row as SQLite stores it, without the spaces that one of two writers puts into lists."""
    return [json.loads(value) if isinstance(value, str) and value.startswith("[") else value for value in row]


def check_whole_units(world: World) -> None:
    """What one person did at once was accepted at once: its numbers follow one another."""
    units: dict[Any, list[int]] = defaultdict(list)
    for row in centre_rows(world, RECEIVED_CHANGE):
        units[row["unit_id"]].append(row["server_seq"] or 0)
    for numbers in units.values():
        # or refused as one
        assert not any(numbers) or sorted(numbers) == list(range(min(numbers), max(numbers) + 1))


def check_conflicts_are_told(world: World) -> None:
    """The laptop whose value waits knows it, and no other; every value that was not taken has a row that says so."""
    waiting = {row["server_seq"]: row for row in centre_rows(world, RECEIVED_CHANGE) if row["conflict_fields"]}
    told = {row.server_seq for laptop in world.laptops for row in laptop.outbox_rows() if row.state == "conflict"}
    untold = {number for number, row in waiting.items() if str(row["change_id"]) in world.copies.taken_back}
    assert told <= waiting.keys() <= told | untold
    kept, gone = disputed_values(world), GoneWithErased(centre_rows(world, RECEIVED_CHANGE))
    conflicts = {row["id"]: row for row in centre_rows(world, table_of("conflict"))}
    for row in waiting.values():
        # of what an erasure took the words of, nobody can be told
        for field in row["conflict_fields"] if row["fields"] else ():
            new = row["fields"][field][0] if field in row["fields"] else None
            if row["record_type"] == "conflict":
                # two people decided one differently: that is about the field they decided on
                about = conflicts[row["record_id"]]
                key = (about["record_id"], about["field"], msgspec.json.decode(new))
                is_gone = gone.has_told(row, about["record_id"], about["field"])
                assert key in kept or is_gone or chosen_stands(world, about, new), row
                continue
            assert (row["record_id"], field, new) in kept or gone.has_told(row, row["record_id"], field), row


def chosen_stands(world: World, about: Any, chosen: str) -> bool:
    """Whether the value chosen (JSON) is what the field says."""
    return stands(world, about["record_type"], about["record_id"], about["field"], msgspec.json.decode(chosen))


def stands(world: World, record_type: str, record_id: Any, field: str, value: Any) -> bool:
    """Whether this value is what the field says."""
    row = next(row for row in centre_rows(world, table_of(record_type)) if row["id"] == record_id)
    return bool(to_wire(row[field]) == value)


def disputed_values(world: World) -> set[tuple[Any, str, Any]]:
    """(record, field, value) of both sides of every conflict, settled or not: every laptop has its row."""
    return {
        (row["record_id"], row["field"], msgspec.json.decode(row[side]))
        for row in centre_rows(world, table_of("conflict"))
        for side in ("standing_value", "other_value")
    }


class GoneWithErased:
    """The conflicts that went with somebody erased: between her and somebody else nobody can decide."""

    def __init__(self, log: list[Any]) -> None:
        self._log = log
        on_conflicts = [row for row in log if row["record_type"] == "conflict"]
        self._known = {row["record_id"] for row in on_conflicts}
        self._gone = {row["record_id"] for row in on_conflicts if row["fields"] == {}}

    def has_told(self, row: Any, record_id: Any, field: str) -> bool:
        """Whether one of them said that the value of this change was not taken: its own, or an earlier one of the same
        field that was open between the same two values.
        """
        own = uuid5(row["change_id"], field)
        if own in self._known:
            return own in self._gone
        return not self._gone.isdisjoint(self._opened(record_id, field, row["server_seq"]))

    def _opened(self, record_id: Any, field: str, before: int) -> set[Any]:
        """The conflicts that changes of a field opened, numbered `before` one, or choices about these conflicts."""
        log = [row for row in self._log if (row["server_seq"] or before) < before]
        about, opened = {record_id}, set[Any]()
        while about:
            fresh = {uuid5(row["change_id"], field) for row in log if row["record_id"] in about}
            about = (fresh & self._known) - opened
            opened |= about
        return opened


def check_no_silent_loss(world: World) -> None:
    """Each value saved is there, or was replaced by somebody who had it before their eyes, or stands in an open
    conflict; or it was refused, and whoever wrote it gave it up.
    """
    gone = erased_ids(world)
    current = {row["id"]: row for row in centre_rows(world, table_of("resident"))}
    missing = world.copies.missing()
    everything = [one for laptop in world.laptops for one in laptop.saved if not laptop.has_given_up(one)]
    saved = [one for one in everything if one.record_id not in gone and one.change_id not in missing]
    seen = {(one.record_id, one.field, one.base) for one in saved}
    open_to_all = disputed_values(world)
    for one in saved:
        key = (one.record_id, one.field, to_wire(one.new))
        is_kept = current[one.record_id][one.field] == one.new or key in seen or key in open_to_all
        assert is_kept, one


def check_withdrawals(world: World) -> None:
    """Who withdrew a consent has withdrawn it, whatever else arrived when."""
    states = {row["id"]: row["state"] for row in centre_rows(world, table_of("consent"))}
    missing = world.copies.missing()
    for laptop in world.laptops:
        kept = [consent_id for change_id, consent_id in laptop.withdrawn.items() if change_id not in missing]
        # or went with whoever gave it
        assert all(states.get(consent_id, "withdrawn") == "withdrawn" for consent_id in kept)


def check_search(laptop: FleetLaptop) -> None:
    """Everybody is found under their present words, and nobody under others."""
    names = ("family_name", "first_name", "birth_name", "phone", "address")
    wanted = {
        row[0]: words_of(*row[2:]) if row[1] is None else ""
        for row in laptop.rows(f"SELECT id, archived_at, {', '.join(names)} FROM resident")
    }
    found = dict(laptop.rows("SELECT resident_id, words FROM search_entry"))
    # of somebody erased nothing is kept, or nothing to find her by
    found.update((one, "") for one in wanted.keys() - found.keys() & set(laptop.look(_NAMELESS)))
    assert found == wanted, laptop.name
    laptop.rows("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")


def check_keys(laptop: FleetLaptop) -> None:
    """Everybody is compared by what is written of them now, and nobody who is here no more."""
    shared: dict[str | None, set[str]] = {}
    query = "SELECT entry.resident_id, term FROM likeness_key LEFT JOIN search_entry entry ON entry.number = doc"
    for resident_id, key in laptop.rows(query):
        shared.setdefault(resident_id, set()).add(key)
    names = [field.name for field in fields(Portrait) if field.name != "gender"]
    for resident_id, *said in laptop.rows(f"SELECT id, {', '.join(names)} FROM resident WHERE archived_at IS NULL"):
        portrait = Portrait(**dict(zip(names, said, strict=True)))
        assert shared.pop(resident_id, set()) == keys_of(portrait), laptop.name
    assert shared == {}, laptop.name
