"""What a laptop receives: everything of its space, nothing beyond its circle, in pages it can always commit."""

from __future__ import annotations

from itertools import pairwise

import pytest
from sqlalchemy import update

from intake_app.domain.base import Audience
from intake_app.domain.record_types import RECORD_TYPES, columns_for, references, table_of
from sync.protocol.errors import RefusedError
from sync.protocol.messages import Cursor, DownloadPlace, DownloadReply, DownloadRequest, Page
from sync.server.administration.laptops import list_laptops
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from tests.common.devices import Device, ask, creation
from tests.common.servers import MadeSpace, make_space
from tests.sync.residents import attended, edited, made_resident, registered, workshop_with_slot

ORDER = list(RECORD_TYPES)


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


@pytest.fixture
def reader(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.another_code(server))


def missing_parents(held: set[tuple[str, str]], pages: list[Page]) -> list[tuple[str, str]]:
    """What rows of `pages` refer to and neither the laptop holds nor the pages bring; afterwards it holds them."""
    for page in pages:
        place = page.columns.index("id")
        held |= {(page.record_type, row[place]) for row in page.rows}
    missing = []
    for page in pages:
        for name, target in references(page.record_type).items():
            place = page.columns.index(name)
            missing += [(target, row[place]) for row in page.rows if row[place] and (target, row[place]) not in held]
    return missing


def test_one_laptops_work_reaches_the_other_in_one_exchange(space: MadeSpace, device: Device, reader: Device) -> None:
    resident = made_resident(space)
    device.send(registered(space, resident))
    reply = reader.exchange()
    assert not reply.has_more
    assert reader.rows["resident", str(resident.id)]["family_name"] == "Traoré"
    assert [page.record_type for page in reply.pages] == ["neighbourhood", "site", "staff_member", "resident"]
    again = reader.exchange()
    assert (again.pages, again.cursor) == ([], reply.cursor)


def test_a_laptop_is_not_sent_its_own_work_back(space: MadeSpace, device: Device) -> None:
    device.catch_up()
    reply = device.send(registered(space), registered(space))
    assert reply.pages == []
    assert reply.cursor.server_seq == 5


def test_another_spaces_work_is_not_sent(server: Server, space: MadeSpace, device: Device) -> None:
    theirs = make_space(server)
    Device(server, theirs.code).send(registered(theirs))
    device.catch_up()
    assert {row["space_id"] for row in device.rows.values()} == {str(space.space_id)}


def test_small_pages_give_the_same_rows_as_large_ones(server: Server, space: MadeSpace, device: Device) -> None:
    residents = [made_resident(space, family_name=f"Nom {number}") for number in range(30)]
    device.send(*(registered(space, resident) for resident in residents))
    device.send(*(edited(space, resident, phone=("+33639980001", None)) for resident in residents[::3]))
    small, large = Device(server, space.another_code(server)), Device(server, space.another_code(server))
    small.catch_up(max_rows=7)
    large.catch_up()
    assert small.rows == large.rows
    assert len(small.rows) == 33


@pytest.mark.parametrize("asked", [0, -5, 10**12])
def test_a_page_is_bounded_whatever_is_asked(server: Server, space: MadeSpace, device: Device, asked: int) -> None:
    reply = device.exchange((), asked)
    assert reply.pages
    assert sum(len(page.rows) for page in reply.pages) <= 1000


def test_each_page_brings_the_parents_it_needs(server: Server, space: MadeSpace, device: Device) -> None:
    workshop, slot = workshop_with_slot(space)
    first, second = made_resident(space), made_resident(space)
    attendance = attended(space, slot, first)
    sent = [creation(row, space.staff_id) for row in (first, second, workshop, slot, attendance)]
    device.send(*sent)
    # each record is touched again, the parents last: their newest numbers lie beyond the children's
    device.send(edited(space, first, phone=("+33639980001", None)), edited(space, second, phone=("+33639980002", None)))
    for size in (1, 2, 3):
        reader = Device(server, space.another_code(server))
        held: set[tuple[str, str]] = set()
        while True:
            reply = reader.exchange((), size)
            assert missing_parents(held, reply.pages) == []
            if not reply.has_more:
                break
        assert reader.rows.keys() >= {(change.record_type, change.record_id) for change in sent}


def test_a_child_that_comes_early_brings_its_newer_parents_parents(
    server: Server, space: MadeSpace, device: Device, reader: Device
) -> None:
    reader.catch_up()
    workshop, slot = workshop_with_slot(space)
    resident = made_resident(space)
    attendance = attended(space, slot, resident)
    device.send(*(creation(row, space.staff_id) for row in (resident, workshop, slot, attendance)))
    # as if a correction had given the parents later numbers than the child
    with server.centre.database.write() as connection:
        for later, record_type in enumerate(("workshop", "slot"), start=100):
            connection.execute(update(table_of(record_type)).values(revision=later))
    held = set(reader.rows)
    reply = reader.exchange((), 1)
    assert missing_parents(held, reply.pages) == []


def test_fields_beyond_the_laptops_circle_are_never_sent(
    server: Server, space: MadeSpace, device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = table_of("resident").columns
    monkeypatch.setitem(columns["how_met"].info, "audience", Audience.ADVISER)
    monkeypatch.setitem(columns["language"].info, "audience", Audience.CENTRE)
    columns_for.cache_clear()
    try:
        device.send(registered(space, made_resident(space, how_met="flyer", language="wo")))
        caretaker = Device(server, space.another_code(server))
        adviser = Device(server, space.another_code(server, Audience.ADVISER))
        seen = {}
        for name, laptop in (("caretaker", caretaker), ("adviser", adviser)):
            laptop.catch_up()
            pulled = {page for key, row in laptop.rows.items() if key[0] == "resident" for page in row}
            laptop.rows.clear()
            laptop.download()
            downloaded = {page for key, row in laptop.rows.items() if key[0] == "resident" for page in row}
            assert pulled == downloaded
            seen[name] = pulled
    finally:
        columns_for.cache_clear()
    assert seen["adviser"] - seen["caretaker"] == {"how_met"}
    assert "language" not in seen["adviser"]


def test_a_download_gives_every_row_once_and_then_the_changes_made_meanwhile(
    server: Server, space: MadeSpace, device: Device, reader: Device
) -> None:
    residents = [made_resident(space, family_name=f"Nom {number}") for number in range(25)]
    device.send(*(registered(space, resident) for resident in residents))
    place: DownloadPlace | None = None
    received: list[str] = []
    held: set[tuple[str, str]] = set()
    remaining = []
    while True:
        reply = ask(server, "/v1/download", DownloadRequest(1, 1, place, 6), DownloadReply, reader.token)
        remaining.append(reply.remaining)
        assert missing_parents(held, reply.pages) == []
        received += [row[page.columns.index("id")] for page in reply.pages for row in page.rows]
        if place is None:
            # somebody goes on working while this laptop downloads
            device.send(registered(space), edited(space, residents[20], phone=("+33639980009", None)))
        place = reply.place
        if place is None:
            break
    assert remaining == sorted(remaining, reverse=True)
    assert (remaining[0], remaining[-1]) == (22, 0)
    assert len(received) == len(set(received))
    assert {str(resident.id) for resident in residents} <= set(received)
    reader.cursor = reply.cursor
    changed = {row[page.columns.index("id")] for page in reader.exchange().pages for row in page.rows}
    assert str(residents[20].id) in changed
    assert len(changed) == 2


def test_a_download_can_be_taken_up_again_at_any_page(server: Server, space: MadeSpace, device: Device) -> None:
    device.send(*(registered(space) for _ in range(12)))
    replies = device.download(5)
    for before, reply in pairwise(replies):
        again = ask(server, "/v1/download", DownloadRequest(1, 1, before.place, 5), DownloadReply, device.token)
        assert again == reply


def test_a_download_brings_parents_made_since_it_began(
    server: Server, space: MadeSpace, device: Device, reader: Device
) -> None:
    resident = made_resident(space)
    device.send(registered(space, resident))
    first = ask(server, "/v1/download", DownloadRequest(1, 1, None, 3), DownloadReply, reader.token)
    assert first.place is not None
    assert first.place.record_type == "staff_member"
    workshop, slot = workshop_with_slot(space)
    attendance = attended(space, slot, resident)
    held = {
        ("neighbourhood", str(space.neighbourhood_id)),
        ("site", str(space.site_id)),
        ("staff_member", str(space.staff_id)),
    }
    device.send(*(creation(row, space.staff_id) for row in (workshop, slot, attendance)))
    # the download has gone past workshops and slots when it meets the attendance
    place = DownloadPlace(first.cursor, "attendance", None)
    held.add(("resident", str(resident.id)))
    reply = ask(server, "/v1/download", DownloadRequest(1, 1, place, 3), DownloadReply, reader.token)
    assert [page.record_type for page in reply.pages] == ["workshop", "slot", "attendance"]
    assert missing_parents(held, reply.pages) == []


def test_an_empty_space_downloads_in_one_step(server: Server, device: Device) -> None:
    (reply,) = device.download()
    assert (reply.place, reply.remaining) == (None, 0)
    assert [len(page.rows) for page in reply.pages] == [1, 1, 1]


@pytest.mark.parametrize(
    "place",
    [
        {"record_type": "device"},
        {"record_type": ""},
        {"after_id": "first"},
        {"after_id": "'; --"},
    ],
)
def test_a_place_that_does_not_exist_is_malformed(server: Server, device: Device, place: dict[str, str]) -> None:
    cursor = Cursor(str(server.centre.identity.epoch), 0)
    asked = DownloadPlace(cursor, **{"record_type": "site", **place})
    with pytest.raises(RefusedError, match="body_malformed"):
        ask(server, "/v1/download", DownloadRequest(1, 1, asked), DownloadReply, device.token)


def test_in_another_life_of_the_server_a_laptop_is_told_where_it_stands(
    server: Server, space: MadeSpace, device: Device
) -> None:
    (verdict,) = device.send(registered(space)).verdicts
    epoch = begin_new_life(server.centre.database, server.centre.new_id)
    with pytest.raises(RefusedError, match="epoch_changed") as refused:
        device.exchange()
    numbers = {"server_seq": 4, "device_seq": 1, "kept_seq": 1}
    assert refused.value.details == {"epoch": str(epoch), "scope": "", "change_id": verdict.change_id, **numbers}
    asked = DownloadRequest(1, 1, DownloadPlace(device.cursor, "site"))
    with pytest.raises(RefusedError, match="epoch_changed"):
        ask(server, "/v1/download", asked, DownloadReply, device.token)
    device.cursor = Cursor(str(epoch), 0)
    device.rows.clear()
    device.catch_up()
    assert device.rows.keys() >= {("staff_member", str(space.staff_id))}


def test_a_cursor_ahead_of_the_server_means_another_life_too(server: Server, device: Device) -> None:
    device.exchange()
    device.cursor = Cursor(device.cursor.epoch, 10**15)
    with pytest.raises(RefusedError, match="epoch_changed"):
        device.exchange()


def test_nothing_is_taken_in_from_another_life(server: Server, space: MadeSpace, device: Device) -> None:
    device.exchange()
    begin_new_life(server.centre.database, server.centre.new_id)
    with pytest.raises(RefusedError, match="epoch_changed"):
        device.send(registered(space))
    fresh = Device(server, space.another_code(server))
    fresh.cursor = Cursor(str(begin_new_life(server.centre.database, server.centre.new_id)), 0)
    fresh.catch_up()
    assert not [key for key in fresh.rows if key[0] == "resident"]


def test_a_cursor_before_the_beginning_is_malformed(server: Server, device: Device) -> None:
    device.exchange()
    device.cursor = Cursor(device.cursor.epoch, -1)
    with pytest.raises(RefusedError, match="body_malformed"):
        device.exchange()


def test_laptops_are_listed_without_family_names(server: Server, device: Device) -> None:
    (laptop,) = list_laptops(server.centre)
    assert (laptop.staff, laptop.fingerprint) == ("Claire M.", device.enrolment.fingerprint)
