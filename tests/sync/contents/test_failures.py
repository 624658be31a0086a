"""Attachments cut, altered, killed half way: resumed, noticed, never half believed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec
import pytest

from intake_app.domain.errors import KnownError
from intake_app.services.attachments import AttachmentState
from intake_app.services.attachments import open_attachment as open_one
from intake_app.storage.blobs import BlobFolder
from sync.protocol.contents import ContentReply, PartRequest
from sync.protocol.packing import pack
from sync.server.handle import Server
from tests.common.direct_transport import DirectTransport
from tests.common.scans import Killed, StruckDisk, pdf, write_scan
from tests.common.servers import MadeSpace
from tests.common.synced_laptop import SyncedLaptop
from tests.sync.attached import CONTENT, NAME, attach, calls_of, content_on, cut, plan_at, row_of, spoil, wire


def test_cut_at_99_percent_sending_goes_on_from_there(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path, light_server: Server
) -> None:
    attach(laptop, workshop_id, scan)
    cut(laptop, "/v1/attachment/part", after=5)
    outcome = laptop.exchange()
    assert outcome.attachments_waiting == 1
    row = row_of(laptop, workshop_id)
    # the last answers were lost, not what they answered: the centre has it all
    assert (row.state, row.reason) == (AttachmentState.ONLY_HERE, "server_unreachable")
    assert row.moved > 490_000
    wire(laptop).fault = None
    wire(laptop).calls.clear()
    assert laptop.exchange().attachments_waiting == 0
    assert calls_of(laptop, "/v1/attachment/part") == 1
    assert row_of(laptop, workshop_id).reason is None


def test_cut_at_99_percent_receiving_goes_on_from_there_after_a_restart(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    cut(other, "/v1/attachment/content", after=5)
    assert other.exchange().attachments_waiting == 1
    assert row_of(other, workshop_id).state is AttachmentState.TO_RECEIVE
    assert row_of(other, workshop_id).moved > 490_000
    assert content_on(other, attachment_id) is None
    other.restart()
    received: list[int] = []

    def count_bytes(path: str, response: Any) -> None:
        if path == "/v1/attachment/content":
            received.append(len(response.body))

    wire(other).fault = count_bytes
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT
    assert sum(received) < 250_000


@pytest.mark.parametrize("at", [0, 400_000, 699_999])
def test_altered_on_the_way_up_it_is_sent_again(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    call = wire(laptop).call

    def altering(path: str, message: Any, reply: Any, token: str | None = None) -> Any:
        if isinstance(message, PartRequest) and message.start <= at < message.start + len(message.content):
            content = bytearray(message.content)
            content[at - message.start] ^= 1
            message = msgspec.structs.replace(message, content=bytes(content))
        return call(path, message, reply, token)

    monkeypatch.setattr(laptop.transport, "call", altering)
    laptop.exchange()
    row = row_of(laptop, workshop_id)
    assert (row.state, row.moved, row.reason) == (AttachmentState.ONLY_HERE, 0, "content_altered")
    monkeypatch.undo()
    laptop.exchange()
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT


def test_altered_on_the_way_down_nothing_is_kept_and_it_is_asked_for_again(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    call = wire(other).call

    def altering(path: str, message: Any, reply: Any, token: str | None = None) -> Any:
        answer = call(path, message, reply, token)
        if isinstance(answer, ContentReply):
            return msgspec.structs.replace(answer, content=answer.content[:-1] + b"\x00")
        return answer

    monkeypatch.setattr(other.transport, "call", altering)
    other.exchange()
    row = row_of(other, workshop_id)
    assert (row.state, row.moved, row.reason) == (AttachmentState.TO_RECEIVE, 0, "attachment_altered")
    assert content_on(other, attachment_id) is None
    monkeypatch.undo()
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT


def test_altered_on_disk_it_is_fetched_again_when_the_centre_has_it(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    spoil(laptop)
    opened = laptop.store.run(open_one, laptop.actor, laptop.store.blobs, attachment_id)
    assert (opened.content, opened.problem) == (None, "attachment_damaged")
    assert row_of(laptop, workshop_id).state is AttachmentState.TO_RECEIVE
    laptop.exchange()
    assert content_on(laptop, attachment_id) == CONTENT


def test_altered_on_disk_before_it_was_sent_it_is_said_to_be_lost(
    laptop: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    spoil(laptop)
    laptop.register("DUPONT")
    outcome = laptop.exchange()
    assert outcome.sent > 0
    assert row_of(laptop, workshop_id).state is AttachmentState.LOST
    laptop.exchange()
    assert row_of(laptop, workshop_id).state is AttachmentState.LOST
    attach(laptop, workshop_id, scan)
    laptop.exchange()
    assert row_of(laptop, workshop_id).state is AttachmentState.AT_CENTRE
    assert content_on(laptop, attachment_id) == CONTENT


def test_lost_here_another_laptop_s_same_scan_brings_it_back(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    laptop.exchange()
    other.exchange()
    attachment_id = attach(laptop, workshop_id, scan)
    assert attach(other, workshop_id, scan) == attachment_id
    spoil(laptop)
    laptop.exchange()
    other.exchange()
    laptop.clock.advance(hours=1)
    laptop.exchange()
    assert content_on(laptop, attachment_id) == CONTENT


def test_disk_full_while_receiving_it_waits_for_room_and_the_changes_go_on(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.register("DUPONT")
    laptop.exchange()
    other.store.blobs = BlobFolder(other.folder / "attachments", other.keys, StruckDisk(2, is_kill=False))
    outcome = other.exchange()
    assert outcome.attachments_waiting == 1
    assert len(other.rows("resident")) == 1
    assert row_of(other, workshop_id).reason == "disk_full"
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT


class CuttingProxy(DirectTransport):
    """Cuts every request, and every answer, behind its first 256 KiB."""

    def __init__(self, server: Server) -> None:
        super().__init__(server, self._cut_answer)

    def call(self, path: str, message: Any, reply: Any, token: str | None = None) -> Any:
        if message is not None and len(pack(message)[0]) > 256 * 1024:
            raise KnownError("server_unreachable")
        return super().call(path, message, reply, token)

    def _cut_answer(self, _path: str, response: Any) -> None:
        if len(response.body) > 256 * 1024:
            raise KnownError("answer_damaged")


def test_a_proxy_that_cuts_every_request_after_256_kib_lets_it_through_in_shorter_parts(
    light_server: Server, space: MadeSpace, tmp_path: Path
) -> None:
    content = pdf(3_000_000)
    laptops = [
        SyncedLaptop(tmp_path / name, light_server, space, CuttingProxy(light_server), seed)
        for seed, name in enumerate(("one", "two"))
    ]
    workshop_id = plan_at(laptops[0])
    attachment_id = attach(laptops[0], workshop_id, write_scan(tmp_path / "desktop", content))
    for laptop in laptops:
        assert laptop.exchange().attachments_waiting == 0
    assert content_on(laptops[1], attachment_id) == content
    for laptop in laptops:
        laptop.close()


def test_killed_at_each_step_of_receiving_no_half_file_is_believed(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    laptop.exchange()
    steps = 0
    while not other.store.blobs.has(NAME):
        other.store.blobs = BlobFolder(other.folder / "attachments", other.keys, StruckDisk(1 + steps % 3))
        try:
            other.exchange()
        except Killed:
            assert not other.store.blobs.has(NAME)
        if not other.store.blobs.has(NAME):
            assert content_on(other, attachment_id) is None
        other.restart()
        steps += 1
        assert steps < 50
    assert steps > 5
    other.exchange()
    assert row_of(other, workshop_id).state is AttachmentState.AT_CENTRE
    assert content_on(other, attachment_id) == CONTENT


@pytest.mark.parametrize("answered", range(7))
def test_killed_before_or_after_each_answer_of_sending_all_of_it_arrives(
    laptop: SyncedLaptop, other: SyncedLaptop, workshop_id: UUID, scan: Path, answered: int
) -> None:
    attachment_id = attach(laptop, workshop_id, scan)
    left = iter(range(answered))

    def die(path: str, _response: object) -> None:
        if path == "/v1/attachment/part" and next(left, None) is None:
            raise Killed

    wire(laptop).fault = die
    with suppress(Killed):
        laptop.exchange()
    wire(laptop).fault = None
    laptop.restart()
    laptop.exchange()
    other.exchange()
    assert content_on(other, attachment_id) == CONTENT
