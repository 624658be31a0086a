"""Answers and disks that a laptop cannot go on with: the try ends, the run does not."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from sync.client.contents import TRIES
from sync.protocol.contents import ContentReply, PartReply
from tests.common.scans import pdf, write_scan
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.attached import attach, calls_of, cut, row_of, wire


def test_an_answer_that_makes_no_progress_ends_the_try(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(laptop, workshop_id, scan)
    call = wire(laptop).call

    def answer(path: str, message: Any, reply: Any, token: str | None = None) -> Any:
        return PartReply(message.start, is_complete=False) if reply is PartReply else call(path, message, reply, token)

    monkeypatch.setattr(laptop.transport, "call", answer)
    laptop.exchange()
    assert row_of(laptop, workshop_id).reason == "answer_damaged"


def test_an_empty_answer_ends_the_try(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(laptop, workshop_id, scan)
    laptop.exchange()
    call = wire(other).call

    def answer(path: str, message: Any, reply: Any, token: str | None = None) -> Any:
        return ContentReply(b"", 700_000) if reply is ContentReply else call(path, message, reply, token)

    monkeypatch.setattr(other.transport, "call", answer)
    other.exchange()
    assert row_of(other, workshop_id).reason == "answer_damaged"


def test_a_database_that_cannot_be_written_never_fails_the_run(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attach(laptop, workshop_id, scan)
    laptop.exchange()

    def full(*_: object) -> None:
        raise KnownError("disk_full")

    monkeypatch.setattr("intake_app.storage.blob_rows.sweep", full)
    monkeypatch.setattr("intake_app.storage.blob_rows.count_waiting", full)
    assert laptop.exchange().attachments_waiting == 0


def test_a_line_that_failed_is_left_alone_for_this_run(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, tmp_path: Path
) -> None:
    attach(laptop, workshop_id, scan)
    attach(laptop, workshop_id, write_scan(tmp_path / "desktop", pdf(seed=2), "other.pdf"))
    cut(laptop, "/v1/attachment/part", after=0)
    assert laptop.exchange().attachments_waiting == 2
    assert calls_of(laptop, "/v1/attachment/part") == TRIES
