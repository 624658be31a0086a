"""The administration sees what waits at the centre for a record that has not come, and ends it when it never will."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.actor import new_uuid7
from intake_app.domain.errors import KnownError
from intake_app.domain.resident import Resident
from intake_app.domain.situation import Situation
from intake_app.services.changes import list_unsent
from intake_app.services.quarantine import discard
from sync.protocol.messages import Change
from sync.server.administration.laptops import revoke
from sync.server.administration.program import main
from sync.server.handle import Server
from sync.server.tables import RECEIVED_CHANGE, SPACE_COUNTER, SPACE_DIGEST
from sync.server.waiting import Awaited, list_waiting, refuse_held
from tests.common.at_rest import assert_converged
from tests.common.backups import Backups
from tests.common.devices import Device, creation, new_change
from tests.common.laptops import FakeClock
from tests.common.servers import MadeSpace, make_space
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.residents import attended, edited, made_resident, registered, workshop_with_slot
from tests.sync.verdicts import kinds, reasons, stored


@pytest.fixture
def one(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


@pytest.fixture
def other(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.another_code(server))


def id_of(device: Device) -> UUID:
    return UUID(device.enrolment.device_id)


def situated(space: MadeSpace, resident: Resident) -> Change:
    """A situation of a resident."""
    return creation(space.actor().create(Situation, resident_id=resident.id, as_of="2026-11-22"), space.staff_id)


def log(server: Server) -> list[Any]:
    """What the centre keeps of every change."""
    with server.centre.database.read() as connection:
        return list(connection.execute(select(RECEIVED_CHANGE).order_by(RECEIVED_CHANGE.c.device_seq)))


def counted(server: Server) -> list[Any]:
    """The space's digests and its last number."""
    with server.centre.database.read() as connection:
        return [sorted(map(tuple, connection.execute(select(table)))) for table in (SPACE_DIGEST, SPACE_COUNTER)]


def test_what_waits_is_told_by_laptop_with_counts_and_for_what(
    server: Server, space: MadeSpace, one: Device, other: Device, server_clock: FakeClock
) -> None:
    away, gone = (Device(server, space.another_code(server)) for _ in range(2))
    for device in (one, other, away, gone):
        device.send(registered(space))
    revoke(server.centre, str(id_of(gone)))
    server_clock.moment += timedelta(minutes=5)
    first = server.centre.clock()
    stranger, second = made_resident(space), made_resident(space)
    one.send(edited(space, stranger, phone=("+33639980001", None)), situated(space, stranger), situated(space, second))
    _, slot = workshop_with_slot(space)
    server_clock.moment += timedelta(minutes=5)
    other.send(creation(slot, space.staff_id))
    # a presence at what was sent already, and waits for its workshop in turn
    one.send(registered(space, late := made_resident(space)), creation(attended(space, slot, late), space.staff_id))
    waiting = {item.device_id: item for item in list_waiting(server.centre, space.space_id)}
    assert waiting.keys() == {id_of(one), id_of(other)}
    assert (waiting[id_of(one)].changes, waiting[id_of(one)].since) == (4, first)
    assert waiting[id_of(one)].awaited == (
        Awaited("resident", 3, 2, (id_of(away),)),
        Awaited("workshop", 1, 1, (id_of(away),)),
    )
    assert waiting[id_of(other)].awaited == (Awaited("workshop", 1, 1, (id_of(away),)),)
    assert list_waiting(server.centre, make_space(server).space_id) == []


def test_refused_it_says_why_and_leaves_no_word(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident, awaited = made_resident(space), made_resident(space)
    sent = one.number([edited(space, resident, phone=("+33639980001", None)), situated(space, resident)])
    one.exchange(sent)
    kept = other.number([situated(space, awaited)])
    other.exchange(kept)
    before = counted(server)
    assert refuse_held(server.centre, id_of(one)) == 2
    assert [(row.reason, row.fields, row.waits_for) for row in log(server) if row.device_id == id_of(one)] == [
        ("parent_lost", None, resident.id)
    ] * 2
    reply = one.exchange(sent)
    assert (kinds(reply), reasons(reply)) == (["duplicate"] * 2, ["parent_lost"] * 2)
    # others' wait goes on, and nothing that counts has moved
    assert kinds(other.exchange(kept)) == ["held"]
    assert counted(server) == before
    assert refuse_held(server.centre, id_of(one)) == 0


def test_what_waits_for_what_is_refused_is_refused_in_turn(
    server: Server, space: MadeSpace, one: Device, other: Device
) -> None:
    resident = made_resident(space)
    _, slot = workshop_with_slot(space)
    one.send(creation(slot, space.staff_id))
    mark = creation(attended(space, slot, resident), space.staff_id)
    sent = other.number([registered(space, resident), mark])
    assert kinds(other.exchange(sent)) == ["applied", "held"]
    assert refuse_held(server.centre, id_of(one)) == 2
    assert reasons(other.exchange(sent)) == [None, "parent_refused"]
    # and so is what comes later
    late = creation(attended(space, slot, made_resident(space)), space.staff_id)
    assert "parent_refused" in reasons(other.send(late))


def test_the_record_may_come_after_all(server: Server, space: MadeSpace, one: Device, other: Device) -> None:
    resident = made_resident(space)
    sent = one.number([situated(space, resident)])
    one.exchange(sent)
    refuse_held(server.centre, id_of(one))
    assert kinds(other.send(registered(space, resident))) == ["applied"]
    assert reasons(one.exchange(sent)) == ["parent_lost"]
    assert stored(server, "situation") == []
    said_again = new_change("situation", sent[0].record_id, pairs(sent[0]), space.staff_id)
    assert kinds(one.send(said_again)) == ["applied"]
    assert len(stored(server, "situation")) == 1


def pairs(change: Change) -> dict[str, Any]:
    """The fields of a change as `new_change` wants them."""
    return {name: (edit.new, edit.base) for name, edit in change.fields.items()}


def test_the_administration_lists_and_refuses(
    sqlite_url: str, light_server: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    space = make_space(light_server)
    device = Device(light_server, space.code)

    def say(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--database", sqlite_url, "--lang", "en", *words])
        output, errors = capsys.readouterr()
        return int(ended.value.code or 0), output + errors

    assert say("held") == (0, "Nothing is waiting.\n")
    resident = made_resident(space)
    sent = device.number([edited(space, resident, address=("tour A", None)), situated(space, resident)])
    device.exchange(sent)
    code, output = say("held")
    assert (code, str(id_of(device)) in output, "Residents" in output) == (0, True, True)
    assert "2 entries" in output
    assert "nobody seems to have it" in output
    assert not {"Traoré", "tour A", "Portable", "Claire", str(resident.id)} & set(output.replace(",", " ").split())
    short = str(id_of(device))[:-4]
    code, output = say("refuse-held", short)
    assert (code, "2 entries" in output, "Nothing was refused" in output) == (0, True, True)
    assert kinds(device.exchange(sent)) == ["held"] * 2
    assert say("refuse-held", str(new_uuid7()), "--yes")[0] == 1
    code, output = say("refuse-held", short, "--yes")
    assert (code, "Refused: 2" in output) == (0, True)
    assert reasons(device.exchange(sent)) == ["parent_lost"] * 2
    assert say("held") == (0, "Nothing is waiting.\n")


@pytest.fixture
def backups(light_server: Server, tmp_path: Path, server_clock: FakeClock) -> Iterator[Backups]:
    """The backups of a centre on SQLite."""
    made = Backups(light_server, tmp_path, server_clock)
    yield made
    made.server.centre.database.engine.dispose()


def test_the_author_finds_it_to_be_reviewed_and_may_give_it_up(
    light_server: Server, tmp_path: Path, backups: Backups
) -> None:
    """A centre put back from a backup lacks somebody, whose laptop is lost; another laptop has edited her file."""
    space = make_space(light_server)
    lost, author = (SyncedLaptop(tmp_path / str(seed), light_server, space, seed=seed) for seed in (1, 2))
    backups.keep()
    resident_id = lost.register("DIALLO")
    for laptop in (lost, author, lost):
        laptop.exchange()
    lost.close()
    author.update(resident_id, address="tour B")
    author.exchange()
    server = backups.put_back(lost, author)
    with pytest.raises(KnownError, match="removal_after_restore"):
        author.exchange()
    (waiting,) = list_waiting(server.centre, space.space_id)
    assert waiting.device_id == UUID(author.enrolment.device_id)
    refuse_held(server.centre, waiting.device_id)
    with pytest.raises(KnownError, match="removal_after_restore"):
        author.exchange()
    (row,) = author.store.read(list_unsent)
    assert (row.record_id, row.reason) == (resident_id, "parent_lost")
    assert (author.status().to_review, author.status().held_files) == (1, 0)
    author.store.run(discard, author.actor, row.record_type, row.record_id)
    author.exchange(accept_removal=True)
    assert author.status().to_review == 0
    assert_converged(server, author.store)
    author.close()
