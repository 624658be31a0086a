"""Two laptops and a workshop, to join scans to for tests of the contents of attachments."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from intake_app.domain.errors import KnownError
from intake_app.domain.rules.workshop import SlotFields
from intake_app.services.attachments import AttachmentRow, attach_scan, list_attachments, open_attachment
from intake_app.services.workshops import plan_workshop
from tests.common.direct_transport import DirectTransport
from tests.common.scans import pdf
from tests.common.synced_laptop import SyncedLaptop

CONTENT = pdf(700_000)
NAME = sha256(CONTENT).hexdigest()


def attach(laptop: SyncedLaptop, workshop_id: UUID, scan: Path) -> UUID:
    """Join a scan to a workshop on a laptop."""
    return laptop.store.run(attach_scan, laptop.actor, laptop.store.blobs, scan, workshop_id=workshop_id)


def row_of(laptop: SyncedLaptop, workshop_id: UUID) -> AttachmentRow:
    """The one attachment of a workshop, as a laptop lists it."""
    (row,) = laptop.store.read(list_attachments, workshop_id)
    return row


def content_on(laptop: SyncedLaptop, attachment_id: UUID) -> bytes | None:
    """What opening it on a laptop gives."""
    return laptop.store.run(open_attachment, laptop.actor, laptop.store.blobs, attachment_id).content


def cut(laptop: SyncedLaptop, path: str, after: int, key: str = "server_unreachable") -> None:
    """Let `after` answers of `path` through, then none."""
    left = iter(range(after))

    def fault(called: str, _response: object) -> None:
        if called == path and next(left, None) is None:
            raise KnownError(key)

    wire(laptop).fault = fault


def calls_of(laptop: SyncedLaptop, path: str) -> int:
    """How often a laptop asked for a path."""
    return wire(laptop).calls.count(path)


def spoil(laptop: SyncedLaptop) -> None:
    """Alter one byte of the content on a laptop's disk."""
    path = laptop.folder / "attachments" / NAME
    file = bytearray(path.read_bytes())
    file[400_000] ^= 1
    path.write_bytes(file)


def plan_at(laptop: SyncedLaptop, title: str = "3h pour l’emploi") -> UUID:
    """Plan a workshop of one afternoon on a laptop."""
    fields = {"title": title, "neighbourhood_id": laptop.space.neighbourhood_id}
    slots = [SlotFields(date(2026, 11, 24), "14:00", "17:00")]
    return laptop.store.run(plan_workshop, laptop.actor, fields, slots, workshop_id=laptop.actor.new_id())


def wire(laptop: SyncedLaptop) -> DirectTransport:
    """The laptop's transport, to cut it."""
    assert isinstance(laptop.transport, DirectTransport)
    return laptop.transport
