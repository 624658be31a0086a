"""Pages from the centre on a laptop: newer servers, columns it is not shown, edits not sent yet, a disk that is full,
somebody typing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import Connection, event

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import blank_values
from intake_app.services.resident_lists import find_residents
from intake_app.services.workshops import tick_step
from sync.client import apply
from sync.client.place import read_place
from sync.protocol.messages import DownloadReply, ExchangeReply, Page
from sync.server.handle import Server
from tests.common.at_rest import assert_converged, rows_there
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.common.workshops import plan_one
from tests.sync.spy import SpyTransport


@pytest.fixture
def server(light_server: Server) -> Server:
    """What is tested here does not depend on the kind of database."""
    return light_server


@pytest.fixture
def spy(server: Server) -> SpyTransport:
    """The laptop's way to the server."""
    return SpyTransport(server)


@pytest.fixture
def laptop(server: Server, space: MadeSpace, spy: SpyTransport, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A laptop that has read nothing yet."""
    made = SyncedLaptop(tmp_path / "laptop", server, space, spy, is_filled=False)
    yield made
    made.close()


@pytest.fixture
def other(server: Server, space: MadeSpace, tmp_path: Path) -> Iterator[SyncedLaptop]:
    """A colleague's laptop."""
    made = SyncedLaptop(tmp_path / "other", server, space, seed=2)
    yield made
    made.close()


def with_pages(change: Callable[[Page], Sequence[Page]]) -> Callable[[Any], Any]:
    """Replies whose pages are changed: what a newer server, or one that shows less, would send."""

    def alter(reply: Any) -> Any:
        if not isinstance(reply, ExchangeReply | DownloadReply):
            return reply
        return msgspec.structs.replace(reply, pages=[new for page in reply.pages for new in change(page)])

    return alter


def without(page: Page, *names: str) -> Page:
    """A page that lacks columns."""
    places = [place for place, name in enumerate(page.columns) if name not in names]
    return Page(
        page.record_type,
        [page.columns[place] for place in places],
        [[row[place] for place in places] for row in page.rows],
    )


def test_columns_and_types_of_a_newer_server_are_left_aside(
    laptop: SyncedLaptop, other: SyncedLaptop, spy: SpyTransport, server: Server
) -> None:
    resident_id = other.register("PERSONNE")
    other.exchange()

    def newer(page: Page) -> list[Page]:
        longer = Page(page.record_type, ["shoe_size", *page.columns], [[42, *row] for row in page.rows])
        return [Page("spaceship", ["id", "crew"], [["x", 3]]), longer]

    spy.alter = with_pages(newer)
    laptop.exchange()
    other.update(resident_id, address="tour B")
    other.exchange()
    laptop.exchange()
    assert_converged(server, laptop.store)


def test_columns_this_laptop_is_not_shown_are_blank_and_stay_what_they_were(
    laptop: SyncedLaptop, other: SyncedLaptop, spy: SpyTransport
) -> None:
    resident_id = other.register("PERSONNE", address="tour A", birth_date="1984")
    other.exchange()
    spy.alter = with_pages(lambda page: [without(page, "address", "has_no_phone", "language", "checklist")])
    laptop.exchange()
    row, blanks = laptop.rows("resident")[resident_id], blank_values("resident")
    assert (row["address"], row["has_no_phone"]) == (blanks["address"], blanks["has_no_phone"]) == (None, False)
    assert row["birth_date"] == "1984"
    assert [found.id for found in laptop.store.read(find_residents, "personne")] == [resident_id]
    spy.alter = lambda reply: reply
    other.update(resident_id, address="12 rue de Volga")
    other.exchange()
    laptop.exchange()
    spy.alter = with_pages(lambda page: [without(page, "address")])
    other.update(resident_id, first_name="Camille")
    other.exchange()
    laptop.exchange()
    row = laptop.rows("resident")[resident_id]
    assert (row["address"], row["first_name"]) == ("12 rue de Volga", "Camille")
    assert [found.id for found in laptop.store.read(find_residents, "volga camille")] == [resident_id]


def test_edits_not_sent_yet_stay_on_top_of_what_is_read_field_by_field(
    laptop: SyncedLaptop, other: SyncedLaptop, spy: SpyTransport, server: Server
) -> None:
    laptop.exchange()
    resident_id = laptop.register("PERSONNE", address="tour A")
    slot_id = plan_one(laptop)
    laptop.exchange()
    other.exchange()
    workshop_id = next(iter(other.rows("workshop")))
    other.update(resident_id, address="tour B", birth_date="1984")
    other.store.run(tick_step, other.actor, workshop_id, "cv_reviewed", True)
    other.exchange()
    seen: list[Any] = []

    def type_meanwhile(path: str, _message: Any) -> None:
        if path == "/v1/exchange" and not seen:
            seen.append(slot_id)
            laptop.update(resident_id, address="tour C")
            laptop.store.run(tick_step, laptop.actor, workshop_id, "next_meeting", True)

    spy.before = type_meanwhile
    laptop.exchange(is_stopped=lambda: True)
    row, workshop = laptop.rows("resident")[resident_id], laptop.rows("workshop")[workshop_id]
    assert (row["address"], row["birth_date"]) == ("tour C", "1984")
    assert workshop["checklist"] == ["cv_reviewed", "next_meeting"]
    laptop.exchange()
    assert rows_there(server, "workshop")[workshop_id]["checklist"] == ["cv_reviewed", "next_meeting"]
    assert rows_there(server, "resident")[resident_id]["address"] == "tour B"
    assert laptop.status().to_review == 1
    assert_converged(server, laptop.store)


class SmallDisk:
    """A disk that gives a store so many more pages of 4 KiB, and no more until it is freed."""

    def __init__(self, laptop: SyncedLaptop, pages: int) -> None:
        engine = laptop.store._engine
        engine.dispose()
        with engine.connect() as connection:
            self.limit = int(connection.exec_driver_sql("PRAGMA page_count").scalar_one()) + pages
        engine.dispose()
        event.listen(engine, "checkout", self._restrict)

    def _restrict(self, connection: Any, *_: Any) -> None:
        connection.execute(f"PRAGMA max_page_count = {self.limit}")


def test_a_disk_full_while_reading_is_told_and_the_next_run_goes_on(
    laptop: SyncedLaptop, other: SyncedLaptop, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.engine.PAGE_ROWS", 60)
    monkeypatch.setattr("sync.client.apply.ROWS_AT_ONCE", 20)
    for number in range(150):
        other.register(f"PERSONNE {number}", address="rue " * 40)
    other.exchange()
    disk = SmallDisk(laptop, 15)
    with pytest.raises(KnownError, match="disk_full"):
        laptop.exchange()
    place = laptop.store.read(lambda session: read_place(session.connection()))
    assert place.cursor is None
    assert 0 < len(laptop.rows("resident")) < 150
    with pytest.raises(KnownError, match="disk_full"):
        laptop.exchange()
    disk.limit += 10_000
    laptop.exchange()
    assert_converged(server, laptop.store)
    laptop.register("APRÈS")
    assert laptop.exchange().sent == 2


def test_a_disk_full_between_sending_and_the_verdicts_sends_nothing_twice(laptop: SyncedLaptop, server: Server) -> None:
    laptop.exchange()
    for number in range(40):
        laptop.register(f"PERSONNE {number}")
    disk = SmallDisk(laptop, 0)
    with pytest.raises(KnownError, match="disk_full"):
        laptop.exchange()
    assert laptop.status().pending_files == len(rows_there(server, "resident")) == 40
    disk.limit += 10_000
    laptop.exchange()
    assert laptop.status().pending_files == 0
    assert len(rows_there(server, "resident")) == 40
    assert_converged(server, laptop.store)


def test_a_save_during_a_download_waits_for_less_than_one_page(
    laptop: SyncedLaptop, other: SyncedLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.client.apply.ROWS_AT_ONCE", 10)
    for number in range(30):
        other.register(f"PERSONNE {number}")
    other.exchange()
    laptop.exchange(is_stopped=lambda: False)
    other.update(next(iter(other.rows("resident"))), address="tour A")
    for number in range(30):
        other.register(f"ENCORE {number}")
    other.exchange()
    happened: list[str] = []

    def save() -> None:
        laptop.register("ICI")
        happened.append("saved")

    somebody = threading.Thread(target=save)

    def apply_slowly(connection: Connection, pages: Sequence[Page]) -> int:
        happened.append("part")
        if len(happened) == 1:
            somebody.start()
            wait_until(lambda: laptop.store._turns._windows_waiting == 1)
        return apply.apply_pages(connection, pages)

    monkeypatch.setattr("sync.client.engine.apply_pages", apply_slowly)
    laptop.exchange()
    somebody.join(10)
    assert happened.count("part") > 4
    assert happened[:3] == ["part", "saved", "part"]


def wait_until(is_so: Callable[[], bool]) -> None:
    """Come back once it is so; fail after ten seconds."""
    end = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.002)
