"""An attachment taken away: its content leaves the centre and the laptops, is sent and asked for no more, and comes
back from whoever still has it.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from intake_app.domain.errors import KnownError
from intake_app.domain.record_types import table_of
from intake_app.services.attachments import list_attachments, put_back_attachment, remove_attachment
from intake_app.storage import blob_rows
from sync.client.place import SyncPlace, write_place
from sync.server.content_rows import drop_all_taken_away
from sync.server.handle import Server
from sync.server.tables import BLOB_PART
from tests.common.scans import pdf
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.sync.attached import CONTENT, NAME, attach, calls_of, content_on, cut, plan_at, row_of, wire


def take_away(laptop: SyncedLaptop, attachment_id: UUID) -> None:
    laptop.store.run(remove_attachment, laptop.actor, attachment_id)


def put_back(laptop: SyncedLaptop, attachment_id: UUID) -> None:
    laptop.store.run(put_back_attachment, laptop.actor, attachment_id)


def has_content(laptop: SyncedLaptop) -> bool:
    return laptop.store.blobs.has(NAME)


def later(*laptops: SyncedLaptop) -> None:
    """Nobody may think again any more; everybody exchanges."""
    for laptop in laptops:
        laptop.clock.advance(minutes=11)
        laptop.exchange()


def kept_at_the_centre(server: Server) -> int:
    """How many bytes of contents the centre keeps."""
    with server.centre.database.read() as connection:
        return sum(len(content) for content in connection.scalars(select(BLOB_PART.c.content)))


def test_taken_away_here_it_is_gone_everywhere(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT
    assert kept_at_the_centre(light_server) == len(CONTENT)
    take_away(laptop, attachment_id)
    assert laptop.store.read(list_attachments, workshop_id) == []
    laptop.exchange()
    assert kept_at_the_centre(light_server) == 0
    other.exchange()
    assert other.store.read(list_attachments, workshop_id) == []
    assert has_content(laptop)
    later(laptop, other)
    assert not has_content(laptop)
    assert not has_content(other)
    assert list((laptop.folder / "attachments").iterdir()) == []
    assert server_rows(light_server, "attachment")[attachment_id]["archived_at"] is not None


def test_put_back_here_after_the_centre_let_go_of_it_it_is_sent_again(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    take_away(laptop, attachment_id)
    laptop.exchange()
    other.exchange()
    assert calls_of(other, "/v1/attachment/content") == 0
    put_back(laptop, attachment_id)
    laptop.exchange()
    other.exchange()
    assert content_on(laptop, attachment_id) == content_on(other, attachment_id) == CONTENT


@pytest.mark.parametrize("has_heard", [True, False])
def test_put_back_by_somebody_who_never_had_it_it_comes_from_whoever_has_it(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, has_heard: bool
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    cut(other, "/v1/attachment/content", after=0)
    other.exchange()
    take_away(other, attachment_id)
    other.exchange()
    if has_heard:
        laptop.exchange()
    put_back(other, attachment_id)
    wire(other).fault = None
    other.exchange()
    laptop.exchange()
    other.clock.advance(minutes=20)
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT
    assert row_of(laptop, workshop_id).state == "at_centre"


def test_news_of_an_attachment_that_says_nothing_new_offers_nothing(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attach(laptop, workshop_id, scan)
    laptop.exchange()
    with laptop.store.direct() as connection:
        write_place(connection, SyncPlace())
    before = calls_of(laptop, "/v1/attachment/part")
    laptop.exchange()
    assert calls_of(laptop, "/v1/attachment/part") == before


def test_a_laptop_that_has_not_heard_brings_nothing_back_of_what_was_taken_away(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=1)
    laptop.exchange()
    assert 0 < kept_at_the_centre(light_server) < len(CONTENT)
    wire(laptop).fault = None
    other.exchange()
    take_away(other, attachment_id)

    def overtaken(path: str, _response: object) -> None:
        wire(laptop).fault = None
        if path == "/v1/exchange":
            other.exchange()

    wire(laptop).fault = overtaken
    laptop.exchange()
    assert kept_at_the_centre(light_server) == 0
    later(laptop)
    assert not has_content(laptop)
    assert laptop.status().attachments_waiting == 0


def test_the_same_scan_joined_elsewhere_after_the_centre_let_go_of_it_is_sent_again(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    wrong = attach(laptop, workshop_id, scan)
    laptop.exchange()
    other.exchange()
    right = attach(laptop, plan_at(laptop), scan)
    take_away(other, wrong)
    other.exchange()
    laptop.exchange()
    other.exchange()
    assert content_on(laptop, right) == content_on(other, right) == CONTENT


def test_what_an_earlier_version_kept_goes_when_the_server_starts(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    stays = attach(laptop, plan_at(laptop), another(scan))
    gone = attach(laptop, workshop_id, scan)
    laptop.exchange()
    kept = kept_at_the_centre(light_server)
    with light_server.centre.database.write() as connection:
        away = table_of("attachment").update().where(table_of("attachment").c.id == gone)
        connection.execute(away.values(archived_at="2026-11-24T08:00:00Z"))
        drop_all_taken_away(connection)
    assert kept_at_the_centre(light_server) == kept - len(CONTENT)
    assert content_on(laptop, stays) is not None


def another(scan: Path) -> Path:
    """Another scan beside this one."""
    path = scan.with_name("another.pdf")
    path.write_bytes(pdf(50_000))
    return path


def test_put_back_at_once_nothing_was_lost(laptop: SyncedLaptop, workshop_id: UUID, scan: Path) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=0)
    laptop.exchange()
    take_away(laptop, attachment_id)
    laptop.exchange()
    put_back(laptop, attachment_id)
    wire(laptop).fault = None
    laptop.exchange()
    assert content_on(laptop, attachment_id) == CONTENT
    assert row_of(laptop, workshop_id).state == "at_centre"


def test_what_was_never_sent_is_sent_no_more_and_counted_no_more(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    assert laptop.status().attachments_waiting == 1
    take_away(laptop, attachment_id)
    assert laptop.status().attachments_waiting == 0
    outcome = laptop.exchange()
    assert outcome.attachments_waiting == 0
    later(laptop)
    assert calls_of(laptop, "/v1/attachment/part") == 0
    assert not has_content(laptop)


def test_it_stays_while_the_centre_does_not_know(laptop: SyncedLaptop, workshop_id: UUID, scan: Path) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    cut(laptop, "/v1/exchange", after=0)
    take_away(laptop, attachment_id)
    laptop.clock.advance(minutes=11)
    with pytest.raises(KnownError, match="server_unreachable"):
        laptop.exchange()
    with laptop.store.direct() as connection:
        blob_rows.sweep(connection, laptop.store.blobs, laptop.clock())
    assert has_content(laptop)
    wire(laptop).fault = None
    later(laptop)
    assert not has_content(laptop)


def test_the_same_scan_of_another_workshop_stays(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    wrong = attach(laptop, workshop_id, scan)
    right = attach(laptop, plan_at(laptop), scan)
    laptop.exchange()
    other.exchange()
    take_away(laptop, wrong)
    laptop.exchange()
    later(laptop, other)
    assert content_on(laptop, right) == content_on(other, right) == CONTENT


def test_a_clock_that_was_years_ahead_keeps_nothing_for_ever(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    laptop.clock.advance(days=3650)
    take_away(laptop, attachment_id)
    laptop.clock.advance(days=-3650)
    laptop.exchange()
    assert not has_content(laptop)


def test_joined_again_it_is_sent_again(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    take_away(laptop, attachment_id)
    laptop.exchange()
    later(laptop)
    assert attach(laptop, workshop_id, scan) == attachment_id
    laptop.exchange()
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT
