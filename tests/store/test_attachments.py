"""Joining scans to workshops, and reading them back."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.actor import Actor
from intake_app.domain.errors import KnownError
from intake_app.domain.rules import attachment as rules
from intake_app.services.attachments import (
    OPENED,
    AttachmentRow,
    AttachmentState,
    attach_scan,
    list_attachments,
    open_attachment,
    remove_attachment,
)
from intake_app.storage import blob_rows
from intake_app.storage.audit import read_trail
from intake_app.storage.keys import Keys
from intake_app.storage.opening import open_store
from intake_app.storage.store import Store
from intake_app.storage.tables import BlobState
from tests.common.scans import pdf, write_scan
from tests.store.test_no_plaintext import leaks
from tests.store.world import StillClock, actor_of, outbox_of, plan


def attach(store: Store, actor: Actor, workshop_id: UUID, scan: Path) -> UUID:
    return store.run(attach_scan, actor, store.blobs, scan, workshop_id=workshop_id)


def only_row(store: Store, workshop_id: UUID) -> AttachmentRow:
    (row,) = store.read(list_attachments, workshop_id)
    return row


def spoil(folder: Path, at: int = 1000) -> None:
    (path,) = (folder / "attachments").iterdir()
    file = bytearray(path.read_bytes())
    file[at] ^= 1
    path.write_bytes(file)


@pytest.fixture
def workshop_id(store: Store, actor: Actor) -> UUID:
    return plan(store, actor)[0]


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    return write_scan(tmp_path / "desktop", pdf(), "emargement Zyxwenko.pdf")


def test_a_scan_is_joined_listed_and_read_back(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path, clock: StillClock
) -> None:
    attachment_id = attach(store, actor, workshop_id, scan)
    row = only_row(store, workshop_id)
    assert (row.attachment_id, row.kind, row.media_type) == (attachment_id, "attendance_sheet", "application/pdf")
    assert (row.byte_count, row.author, row.added_at) == (700_000, "Nadia M.", clock())
    assert (row.state, row.moved, row.reason) == (AttachmentState.ONLY_HERE, 0, None)
    opened = store.run(open_attachment, actor, store.blobs, attachment_id)
    assert (opened.content, opened.problem, opened.media_type) == (pdf(), None, "application/pdf")
    (entry,) = store.read(read_trail, "attachment", attachment_id, deed=OPENED)
    assert entry.staff_id == actor.staff_id


def test_no_word_of_a_scan_nor_of_its_name_is_in_any_file(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path, folder: Path
) -> None:
    attach(store, actor, workshop_id, scan)
    assert len(list((folder / "attachments").iterdir())) == 1
    assert leaks(folder) == []
    store.close()
    assert leaks(folder) == []
    assert leaks(scan.parent) != []


def test_the_same_scan_joined_twice_is_one_attachment(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path, folder: Path
) -> None:
    first = attach(store, actor, workshop_id, scan)
    sent = len(outbox_of(store))
    assert attach(store, actor, workshop_id, scan) == first
    assert len(outbox_of(store)) == sent
    other = attach(store, actor, plan(store, actor)[0], scan)
    assert other != first
    assert len(list((folder / "attachments").iterdir())) == 1
    with store.direct() as connection:
        assert blob_rows.count_to_send(connection) == 1


def test_joining_again_what_was_to_come_from_the_centre_sends_it(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path
) -> None:
    attach(store, actor, workshop_id, scan)
    for state in (BlobState.WANTED, BlobState.MISSING):
        with store.direct() as connection:
            connection.exec_driver_sql("UPDATE blob SET state = ?, reason = 'content_missing'", (state,))
        attach(store, actor, workshop_id, scan)
        assert (only_row(store, workshop_id).state, only_row(store, workshop_id).reason) == ("only_here", None)
    with store.direct() as connection:
        connection.exec_driver_sql("UPDATE blob SET state = 'sent'")
    attachment_id = attach(store, actor, workshop_id, scan)
    assert only_row(store, workshop_id).state is AttachmentState.AT_CENTRE
    # the centre lets go of what is taken away
    store.run(remove_attachment, actor, attachment_id)
    attach(store, actor, workshop_id, scan)
    assert only_row(store, workshop_id).state is AttachmentState.ONLY_HERE


def test_huge_it_is_refused_with_a_sentence_before_anything_is_read(
    store: Store, actor: Actor, workshop_id: UUID, tmp_path: Path, folder: Path
) -> None:
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as stream:
        stream.truncate(30 * 1024**3)
    started = time.perf_counter()
    with pytest.raises(KnownError, match="attachment_too_large") as refusal:
        attach(store, actor, workshop_id, huge)
    assert time.perf_counter() - started < 1
    assert refusal.value.details == {"size": 32213, "most": 20}
    assert not (folder / "attachments").exists()
    assert store.read(list_attachments, workshop_id) == []


def test_a_file_that_grows_while_it_is_read_is_refused(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan.write_bytes(pdf(rules.MOST_BYTES + 5))
    monkeypatch.setattr("intake_app.services.attachments.check_size", growing(rules.check_size))
    with pytest.raises(KnownError, match="attachment_too_large"):
        attach(store, actor, workshop_id, scan)


def growing(check: object) -> object:
    """A check that is told of a small file first."""
    told = iter([100])
    return lambda size: check(next(told, size))  # type: ignore[operator]


@pytest.mark.parametrize(
    "content,refusal",
    [
        (b"", "attachment_empty"),
        (b"PK\x03\x04 a spreadsheet", "attachment_not_a_scan"),
        (b"MZ" + b"\x00" * 2000 + b"%PDF-1.7", "attachment_not_a_scan"),
        (b"GIF89a", "attachment_not_a_scan"),
    ],
)
def test_what_is_no_scan_is_refused_by_what_is_in_it(
    store: Store, actor: Actor, workshop_id: UUID, tmp_path: Path, content: bytes, refusal: str
) -> None:
    with pytest.raises(KnownError, match=refusal):
        attach(store, actor, workshop_id, write_scan(tmp_path / "desktop", content))


@pytest.mark.parametrize(
    "content,media_type",
    [
        (b"%PDF-1.4", "application/pdf"),
        (b"\x00 scanner " + b"%PDF-1.4", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
    ],
)
def test_scans_are_known_by_their_first_bytes(content: bytes, media_type: str) -> None:
    assert rules.media_type_of(content) == media_type


def test_a_file_that_is_gone_is_said_to_be_unreadable(
    store: Store, actor: Actor, workshop_id: UUID, tmp_path: Path
) -> None:
    with pytest.raises(KnownError, match="attachment_unreadable"):
        attach(store, actor, workshop_id, tmp_path / "gone.pdf")


def test_who_may_not_call_the_roll_joins_nothing_and_who_may_not_read_files_opens_nothing(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path, clock: StillClock
) -> None:
    attachment_id = attach(store, actor, workshop_id, scan)
    with pytest.raises(KnownError, match="not_allowed"):
        attach(store, actor_of(clock, role="programme_officer", seed=3), workshop_id, scan)
    with pytest.raises(KnownError, match="not_allowed"):
        store.run(open_attachment, actor_of(clock, role="evaluator", seed=4), store.blobs, attachment_id)


def test_altered_on_the_disk_before_it_was_sent_it_is_said_to_be_lost_until_it_is_added_again(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path, folder: Path
) -> None:
    attachment_id = attach(store, actor, workshop_id, scan)
    spoil(folder)
    for _ in range(2):
        opened = store.run(open_attachment, actor, store.blobs, attachment_id)
        assert (opened.content, opened.problem) == (None, "attachment_damaged")
        assert only_row(store, workshop_id).state is AttachmentState.LOST
    attach(store, actor, workshop_id, scan)
    assert only_row(store, workshop_id).state is AttachmentState.ONLY_HERE
    assert store.run(open_attachment, actor, store.blobs, attachment_id).content == pdf()


def test_what_the_centre_has_is_asked_for_when_it_is_no_longer_here(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(store, actor, workshop_id, scan)
    with store.direct() as connection:
        (name,) = blob_rows.names(connection)
        connection.exec_driver_sql("UPDATE blob SET state = 'sent', moved = 700000")
    store.blobs.forget(name)
    opened = store.run(open_attachment, actor, store.blobs, attachment_id)
    assert (opened.content, opened.problem) == (None, "attachment_missing")
    assert only_row(store, workshop_id).state is AttachmentState.TO_RECEIVE


def test_an_attachment_whose_content_nobody_asked_for_yet_is_asked_for_when_it_is_opened(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(store, actor, workshop_id, scan)
    with store.direct() as connection:
        (name,) = blob_rows.names(connection)
        connection.exec_driver_sql("DELETE FROM blob")
    store.blobs.forget(name)
    assert only_row(store, workshop_id).state is AttachmentState.TO_RECEIVE
    assert store.run(open_attachment, actor, store.blobs, attachment_id).problem == "attachment_missing"
    with store.direct() as connection:
        assert [row.sha256 for row in blob_rows.wanted(connection, actor.clock())] == [name]


def test_a_content_added_for_a_row_that_was_never_saved_is_swept_at_the_next_opening(
    store: Store, actor: Actor, workshop_id: UUID, scan: Path, folder: Path, keys: Keys
) -> None:
    attach(store, actor, workshop_id, scan)
    kept = store.blobs.names()
    store.blobs.add(pdf(seed=2))
    (folder / "attachments" / f"{'a' * 64}.new").write_bytes(b"half")
    store.close()
    again = open_store(folder, keys)
    assert again.blobs.names() == kept
    assert [path.name for path in (folder / "attachments").iterdir()] == list(kept)
    again.close()


def test_a_use_case_that_fails_after_the_content_was_kept_leaves_no_row(
    store: Store, actor: Actor, scan: Path, workshop_id: UUID
) -> None:
    with pytest.raises(KnownError, match="record_gone"):
        attach(store, actor, actor.new_id(), scan)
    assert store.blobs.names() == frozenset()


def test_20_megabytes_are_added_in_well_under_a_second(
    store: Store, actor: Actor, workshop_id: UUID, tmp_path: Path
) -> None:
    scan = write_scan(tmp_path / "desktop", pdf(rules.MOST_BYTES))
    started = time.perf_counter()
    attach(store, actor, workshop_id, scan)
    seconds = time.perf_counter() - started
    print(f"{seconds * 1000:.0f} ms")
    assert seconds < 1
