"""Attachments between laptops and the centre: received, asked for again, and never in the way of the changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.services.attachments import AttachmentState
from sync.client.contents import ContentQueue
from sync.client.engine import SyncEngine
from sync.client.progress import Outcome, Phase, Progress, report_nothing
from sync.server import handle
from sync.server.handle import Server
from sync.server.identity import begin_new_life
from tests.common.scans import CANARY
from tests.common.synced_laptop import SyncedLaptop, server_rows
from tests.sync.attached import CONTENT, NAME, attach, calls_of, content_on, cut, row_of, wire


def test_a_scan_added_here_is_received_there(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    assert laptop.status().attachments_waiting == 1
    told: list[Progress] = []
    outcome = laptop.exchange(report=told.append)
    assert (outcome.attachments_waiting, outcome.is_cut_short) == (0, False)
    assert [step.total for step in told if step.phase is Phase.ATTACHMENTS] == [700_000] * 6
    assert laptop.status().attachments_waiting == 0
    assert row_of(laptop, workshop_id).state is AttachmentState.AT_CENTRE
    other.exchange()
    row = row_of(other, workshop_id)
    assert (row.state, row.moved, row.author) == (AttachmentState.AT_CENTRE, 700_000, "Claire M.")
    assert content_on(other, attachment_id) == CONTENT
    wire(laptop).calls.clear()
    laptop.exchange()
    assert wire(laptop).calls == ["/v1/exchange"]


def test_no_plaintext_is_in_the_folder_of_whoever_received_it(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attach(laptop, workshop_id, scan)
    laptop.exchange()
    cut(other, "/v1/attachment/content", after=2)
    other.exchange()
    wire(other).fault = None
    assert [path.suffix for path in (other.folder / "attachments").iterdir()] == [".part"]
    for _ in range(2):
        for path in other.folder.rglob("*"):
            assert path.is_dir() or CANARY not in path.read_bytes()
        other.exchange()
    assert [path.name for path in (other.folder / "attachments").iterdir()] == [NAME]


def test_missing_at_the_centre_it_is_asked_for_again_later(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=0)
    laptop.exchange()
    outcome = other.exchange()
    assert outcome.attachments_waiting == 0
    row = row_of(other, workshop_id)
    assert (row.state, row.reason) == (AttachmentState.NOT_THERE_YET, "content_missing")
    wire(laptop).fault = None
    laptop.exchange()
    wire(other).calls.clear()
    other.exchange()
    assert calls_of(other, "/v1/attachment/content") == 0
    other.clock.advance(minutes=16)
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT


def test_somebody_who_opens_what_was_missing_has_it_asked_for_at_once(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=0)
    laptop.exchange()
    other.exchange()
    wire(laptop).fault = None
    laptop.exchange()
    assert content_on(other, attachment_id) is None
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT


def test_one_that_never_arrives_never_holds_back_operations(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=0, key="server_slow")
    for name in ("PREMIER", "DEUXIÈME", "TROISIÈME"):
        laptop.register(name)
        outcome = laptop.exchange()
        assert (outcome.attachments_waiting, outcome.refused) == (1, 0)
        assert laptop.status().pending_files == 0
        other.exchange()
    assert {row["family_name"] for row in other.rows("resident").values()} == {"PREMIER", "DEUXIÈME", "TROISIÈME"}
    assert laptop.status().last_success_at is not None


def test_two_laptops_adding_the_same_scan_make_one_attachment(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    laptop.exchange()
    other.exchange()
    attachment_id = attach(laptop, workshop_id, scan)
    assert attach(other, workshop_id, scan) == attachment_id
    for one in (laptop, other, laptop):
        outcome = one.exchange()
        assert (outcome.conflicts, outcome.refused, outcome.attachments_waiting) == (0, 0, 0)
    assert list(server_rows(light_server, "attachment")) == [attachment_id]
    assert laptop.rows("attachment") == other.rows("attachment") == server_rows(light_server, "attachment")
    # the second asked how far the centre had it, and sent but one part
    assert calls_of(other, "/v1/attachment/part") == 1


def test_a_refused_row_s_content_stays_here_and_holds_nothing_back(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    attach(laptop, workshop_id, scan)
    laptop.exchange()
    with light_server.centre.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM attachment")
        connection.exec_driver_sql("DELETE FROM blob_part")
        connection.exec_driver_sql("DELETE FROM blob")
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE blob SET state = 'to_send'")
    assert laptop.exchange().attachments_waiting == 1
    row = row_of(laptop, workshop_id)
    assert (row.state, row.reason) == (AttachmentState.ONLY_HERE, "content_unknown")


def test_a_row_the_centre_has_not_numbered_yet_keeps_its_content_waiting(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attach(laptop, workshop_id, scan)
    queue = ContentQueue(laptop.store, laptop.engine._ask, laptop.clock, lambda: 0.0, lambda: False)
    wire(laptop).calls.clear()
    assert queue.run(Outcome(), report_nothing).attachments_waiting == 1
    assert wire(laptop).calls == []


def test_what_left_the_laptop_before_it_was_sent_is_sent_then_forgotten(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=0)
    laptop.exchange()
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("DELETE FROM attachment")
    wire(laptop).fault = None
    laptop.exchange()
    with light_server.centre.database.read() as connection:
        assert connection.exec_driver_sql("SELECT received FROM blob").scalars().all() == [700_000]
    laptop.exchange()
    assert laptop.store.blobs.names() == frozenset()
    assert laptop.status().attachments_waiting == 0


def test_what_the_centre_has_erased_is_forgotten_here_too(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=0)
    laptop.exchange()
    with light_server.centre.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM blob")
        connection.exec_driver_sql("DELETE FROM attachment")
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("DELETE FROM attachment")
    wire(laptop).fault = None
    laptop.exchange()
    laptop.exchange()
    assert laptop.store.blobs.names() == frozenset()


def test_a_centre_restored_from_a_backup_is_offered_the_contents_again(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server, other: SyncedLaptop
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    with light_server.centre.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM blob_part")
        connection.exec_driver_sql("DELETE FROM blob")
    begin_new_life(light_server.centre.database, light_server.centre.new_id)
    laptop.exchange()
    assert row_of(laptop, workshop_id).state is AttachmentState.AT_CENTRE
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT


def test_a_run_gives_contents_twenty_seconds_then_the_changes_go_first_again(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attach(laptop, workshop_id, scan)
    laptop.exchange(is_stopped=lambda: False)
    with laptop.store.direct() as connection:
        connection.exec_driver_sql("UPDATE blob SET state = 'wanted', moved = 0")
    laptop.store.blobs.forget(NAME)
    runs = 0
    outcome = Outcome(is_cut_short=True)
    while outcome.is_cut_short:
        # every look at the watch takes two seconds: ten looks a run
        outcome = _with_watch(laptop, count(0, 2)).run_once()
        runs += 1
        assert runs < 20
    assert runs > 2
    assert outcome.attachments_waiting == 0
    assert laptop.store.blobs.read(NAME) == CONTENT


def _with_watch(laptop: SyncedLaptop, watch: Iterator[int]) -> SyncEngine:
    looks: Callable[[], float] = lambda: next(watch)  # noqa: E731
    return SyncEngine(laptop.store, laptop.transport, laptop.engine._identity, laptop.clock, looks, is_threaded=False)


def test_asked_to_stop_it_ends_between_two_parts(laptop: SyncedLaptop, workshop_id: UUID, scan: Path) -> None:
    attach(laptop, workshop_id, scan)
    laptop.exchange(is_stopped=lambda: calls_of(laptop, "/v1/attachment/part") >= 2)
    assert calls_of(laptop, "/v1/attachment/part") == 2
    assert row_of(laptop, workshop_id).moved == 48 * 1024


def test_an_older_centre_that_takes_no_attachments_is_no_failure(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(laptop, workshop_id, scan)
    known = {path: one for path, one in handle._PATHS.items() if "attachment" not in path}
    monkeypatch.setattr(handle, "_PATHS", known)
    outcome = laptop.exchange()
    assert (outcome.refused, outcome.attachments_waiting) == (0, 1)
    assert row_of(laptop, workshop_id).reason == "not_found"
