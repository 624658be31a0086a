"""The contents of attachments at the centre: whole or nothing, to whom they belong, on each kind of database."""

from __future__ import annotations

import threading
from contextlib import suppress
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest
from sqlalchemy import func, select, update

from intake_app.domain.attachment import Attachment
from intake_app.domain.rules.attachment import MOST_BYTES
from intake_app.domain.workshop import Workshop
from sync.protocol.contents import PART_BYTES, ContentReply, ContentRequest, PartReply, PartRequest
from sync.protocol.errors import RefusedError
from sync.protocol.messages import VerdictKind
from sync.server.handle import Server
from sync.server.tables import BLOB, BLOB_PART, DEVICE
from tests.common.devices import Device, ask, creation, new_change, post
from tests.common.scans import pdf
from tests.common.servers import MadeSpace, make_space

CONTENT = pdf(700_000)
NAME = sha256(CONTENT).hexdigest()


@pytest.fixture
def device(server: Server, space: MadeSpace) -> Device:
    return Device(server, space.code)


def attach(device: Device, space: MadeSpace, content: bytes = CONTENT, **more: Any) -> Attachment:
    """Send the row of an attachment, not its content."""
    actor = space.actor()
    workshop = actor.create(Workshop, title="3h pour l’emploi", neighbourhood_id=space.neighbourhood_id)
    values = {
        "workshop_id": workshop.id,
        "kind": "attendance_sheet",
        "media_type": "application/pdf",
        "byte_count": len(content),
        "sha256": sha256(content).hexdigest(),
        **more,
    }
    attachment = actor.create(Attachment, id=uuid4(), **values)
    reply = device.send(creation(workshop, space.staff_id), creation(attachment, space.staff_id))
    assert [verdict.kind for verdict in reply.verdicts] == [VerdictKind.APPLIED] * 2
    return attachment


def send(
    device: Device, start: int = 0, end: int | None = None, content: bytes = CONTENT, byte_count: int | None = None
) -> PartReply:
    name = sha256(content).hexdigest()
    part = PartRequest(name, len(content) if byte_count is None else byte_count, start, content[start:end])
    return ask(device.server, "/v1/attachment/part", part, PartReply, device.token)


def how_far(device: Device) -> PartReply:
    return ask(device.server, "/v1/attachment/part", PartRequest(NAME, len(CONTENT), 0), PartReply, device.token)


def receive(device: Device, start: int = 0, most: int = PART_BYTES) -> ContentReply:
    return ask(device.server, "/v1/attachment/content", ContentRequest(NAME, start, most), ContentReply, device.token)


def refused(work: Any, *given: Any, **more: Any) -> str:
    with pytest.raises(RefusedError) as refusal:
        work(*given, **more)
    return refusal.value.key


def count_parts(server: Server) -> int:
    with server.centre.database.read() as connection:
        return int(connection.execute(select(func.count()).select_from(BLOB_PART)).scalar_one())


def test_a_content_goes_up_in_parts_and_comes_down_in_others(device: Device, space: MadeSpace) -> None:
    attach(device, space)
    assert how_far(device) == PartReply(0, is_complete=False)
    assert send(device, 0, 100_000) == PartReply(100_000, is_complete=False)
    assert how_far(device) == PartReply(100_000, is_complete=False)
    assert send(device, 100_000, 500_000).received == 500_000
    assert send(device, 500_000) == PartReply(700_000, is_complete=True)
    assert how_far(device) == PartReply(700_000, is_complete=True)
    received = b""
    while len(received) < len(CONTENT):
        reply = receive(device, len(received), 123_457)
        assert 0 < len(reply.content) <= 123_457
        assert reply.byte_count == len(CONTENT)
        received += reply.content
    assert received == CONTENT
    assert len(receive(device).content) == PART_BYTES


def test_a_part_sent_twice_or_too_early_or_overlapping_is_kept_once(device: Device, space: MadeSpace) -> None:
    attach(device, space)
    assert send(device, 300_000, 400_000).received == 0
    assert send(device, 0, 100_000).received == 100_000
    assert send(device, 0, 100_000).received == 100_000
    assert send(device, 50_000, 150_000).received == 150_000
    assert send(device, 151_000, 160_000).received == 150_000
    assert send(device, 150_000, 600_000).received == 600_000
    assert send(device, 0, 500_000).received == 600_000
    assert send(device, 600_000).is_complete
    assert send(device, 0, 10) == PartReply(700_000, is_complete=True)
    assert receive(device, 100_000, 50_000).content == CONTENT[100_000:150_000]


def test_an_incomplete_content_is_given_to_nobody(device: Device, space: MadeSpace) -> None:
    attach(device, space)
    assert refused(receive, device) == "content_missing"
    send(device, 0, 500_000)
    assert refused(receive, device) == "content_missing"


@pytest.mark.parametrize("at", [0, 250_000, 699_999])
def test_altered_on_the_way_nothing_of_it_is_kept(device: Device, space: MadeSpace, at: int) -> None:
    attach(device, space)
    altered = bytearray(CONTENT)
    altered[at] ^= 1

    def send_altered(start: int, end: int) -> PartReply:
        part = PartRequest(NAME, len(CONTENT), start, bytes(altered[start:end]))
        return ask(device.server, "/v1/attachment/part", part, PartReply, device.token)

    assert send_altered(0, 400_000).received == 400_000
    assert refused(send_altered, 400_000, 700_000) == "content_altered"
    assert count_parts(device.server) == 0
    assert how_far(device) == PartReply(0, is_complete=False)
    send(device, 0, 500_000)
    assert send(device, 500_000).is_complete


def test_more_bytes_than_announced_are_refused_whole(device: Device, space: MadeSpace) -> None:
    attach(device, space)
    send(device, 0, 500_000)
    part = PartRequest(NAME, len(CONTENT), 500_000, CONTENT[500_000:] + b"more")
    assert refused(ask, device.server, "/v1/attachment/part", part, PartReply, device.token) == "content_altered"
    assert count_parts(device.server) == 0


def test_what_no_attachment_names_is_neither_taken_in_nor_given_out(device: Device, space: MadeSpace) -> None:
    assert refused(send, device, 0, 100) == "content_unknown"
    assert refused(receive, device) == "content_unknown"
    attach(device, space)
    assert refused(send, device, 0, 100, byte_count=5) == "content_unknown"
    assert count_parts(device.server) == 0


def test_another_space_s_contents_stay_there(device: Device, server: Server, space: MadeSpace) -> None:
    attach(device, space)
    send(device, 0, 500_000)
    send(device, 500_000)
    elsewhere = make_space(server)
    stranger = Device(server, elsewhere.code)
    assert refused(receive, stranger) == "content_unknown"
    # the same file joined there is another content
    attach(stranger, elsewhere)
    assert refused(receive, stranger) == "content_missing"
    assert how_far(stranger).received == 0


def test_a_laptop_of_another_area_receives_nothing_and_may_send_what_it_added(
    device: Device, server: Server, space: MadeSpace
) -> None:
    attach(device, space)
    send(device, 0, 300_000)
    give_area(server, uuid4())
    # the workshop has left its area since the scan was joined to it
    assert send(device, 300_000).is_complete
    assert refused(receive, device) == "content_unknown"
    give_area(server, space.neighbourhood_id)
    assert receive(device).byte_count == len(CONTENT)


def give_area(server: Server, neighbourhood_id: UUID) -> None:
    with server.centre.database.write() as connection:
        connection.execute(update(DEVICE).values(scope={"neighbourhoods": [str(neighbourhood_id)], "buildings": []}))


def test_a_request_takes_half_a_megabyte_at_most(device: Device, space: MadeSpace) -> None:
    attach(device, space)
    assert refused(send, device) == "part_too_large"
    assert send(device, 0, PART_BYTES).received == PART_BYTES


@pytest.mark.parametrize(
    "said",
    [
        {"sha256": "x" * 64},
        {"sha256": NAME[:-1]},
        {"sha256": NAME + "\n"},
        {"sha256": "\x00" * 64},
        {"sha256": NAME.upper()},
        {"start": -1},
        {"start": MOST_BYTES + 1},
        {"start": 1.5},
        {"byte_count": 2**70},
        {"content": "not base64"},
    ],
)
def test_what_no_laptop_would_say_is_malformed(device: Device, space: MadeSpace, said: dict[str, Any]) -> None:
    attach(device, space)
    message = {"sha256": NAME, "byte_count": len(CONTENT), "start": 0, "content": "AAAA", **said}
    response = post(device.server, "/v1/attachment/part", message, device.token)
    assert (response.status, msgspec.json.decode(response.body)["error"]) == (400, "body_malformed")


def test_reading_behind_the_end_is_malformed(device: Device, space: MadeSpace) -> None:
    attach(device, space)
    send(device, 0, 500_000)
    send(device, 500_000)
    assert receive(device, 699_999).content == CONTENT[-1:]
    assert refused(receive, device, 700_000) == "body_malformed"


def test_who_has_not_signed_in_sends_and_receives_nothing(server: Server) -> None:
    for path, message in (
        ("/v1/attachment/part", PartRequest(NAME, 10, 0, b"x")),
        ("/v1/attachment/content", ContentRequest(NAME, 0)),
    ):
        assert refused(ask, server, path, message, PartReply) == "token_expired"


def test_two_laptops_sending_one_content_at_once_keep_it_once(server: Server, space: MadeSpace) -> None:
    laptops = [Device(server, space.code), Device(server, space.another_code(server))]
    attach(laptops[0], space)
    assert all(laptop.token for laptop in laptops)
    failures: list[BaseException] = []

    def send_all(device: Device) -> None:
        try:
            received = how_far(device).received
            while received < len(CONTENT):
                received = send(device, received, received + 20_000).received
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=send_all, args=(laptop,)) for laptop in laptops]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    assert count_parts(server) == 35
    with server.centre.database.read() as connection:
        (blob,) = connection.execute(select(BLOB)).all()
    assert (blob.received, blob.completed_at is not None) == (700_000, True)
    assert UUID(str(blob.space_id)) == space.space_id
    assert b"".join(receive(laptops[1], start, 350_000).content for start in (0, 350_000)) == CONTENT


def put_away(device: Device, space: MadeSpace, attachment: Attachment) -> None:
    """Say that an attachment was taken away."""
    said = {"archived_at": ("2026-11-24T08:00:00Z", None)}
    device.send(new_change("attachment", attachment.id, said, space.staff_id, kind="archive", base_revision=1))


def test_taken_away_its_content_goes_and_comes_in_no_more(device: Device, server: Server, space: MadeSpace) -> None:
    first, second = attach(device, space), attach(device, space)
    send(device, 0, 500_000)
    send(device, 500_000)
    put_away(device, space, first)
    assert receive(device).content == CONTENT[:PART_BYTES]
    put_away(device, space, second)
    assert count_parts(server) == 0
    assert refused(send, device, 0, 100_000) == "content_unknown"
    assert refused(receive, device) == "content_missing"


def test_a_part_that_comes_while_it_is_taken_away_does_not_stay(server: Server, space: MadeSpace) -> None:
    devices = [Device(server, space.code), Device(server, space.another_code(server))]
    for _ in range(8):
        attachment = attach(devices[0], space)
        sending = threading.Thread(target=lambda: suppress_refusal(devices[1]))
        sending.start()
        put_away(devices[0], space, attachment)
        sending.join()
        assert count_parts(server) == 0


def suppress_refusal(device: Device) -> None:
    """Send a part, or hear that nobody wants it."""
    with suppress(RefusedError):
        send(device, 0, 100_000)
