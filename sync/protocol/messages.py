"""What travels between a laptop and the server, as msgspec structs (JSON, compressed).

Ids are text (UUID), moments `2026-11-22T05:01:02Z`, days `2026-11-22`. Unknown members are ignored, so that either
side may be older. What comes by the hundred (`gc=False`) can never be held by what it holds: no garbage to look for.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from sync.protocol.lease import Lease
from sync.protocol.recovery import RecoveryTerms

Value = Any
"""A field's value in wire form: text, number, boolean, list of codes, or null."""


class VerdictKind(StrEnum):
    """What became of a change."""

    APPLIED = "applied"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"


class Edit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A field's new value and the value it was edited on."""

    new: Value
    base: Value = None


class Change(msgspec.Struct, frozen=True, gc=False):
    """One change of one record. Changes of one `unit_id` follow one another and are accepted or refused together."""

    change_id: str
    device_seq: int
    unit_id: str
    author_id: str
    record_type: str
    record_id: str
    kind: str
    fields: dict[str, Edit]
    base_revision: int
    schema_version: int
    recorded_at: str
    clock_offset: int = 0


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """What became of change `device_seq`. `reason` is a key of the catalogue; `fields` names those in conflict."""

    change_id: str
    device_seq: int
    kind: VerdictKind
    server_seq: int | None = None
    reason: str | None = None
    fields: list[str] = []


class Cursor(msgspec.Struct, frozen=True):
    """How far a laptop has read: everything numbered up to `server_seq` in the server's present life `epoch`."""

    epoch: str
    server_seq: int
    scope: str = ""
    """Which area was read (`sync.protocol.digests.scope_mark`); empty for a whole space."""


class Gone(msgspec.Struct, frozen=True):
    """Records that left the laptop's area: it lets go of them once its own open changes have their verdicts."""

    record_type: str
    ids: list[str]


class Digest(msgspec.Struct, frozen=True, array_like=True):
    """Rows of one type: how many, and the sum of their hashes (see `sync.protocol.digests`)."""

    row_count: int
    hash_sum: int


class Receipt(msgspec.Struct, frozen=True):
    """What the server signs for having received: the device's numbers `first_seq` to `last_seq` of this request, and
    with them all before. See `sync.protocol.attestation` for what is signed. `first_seq` 0: nothing was sent.
    """

    device_id: str
    epoch: str
    first_seq: int
    last_seq: int
    digest: str
    received_at: str
    signature: str


class KnownErasure(msgspec.Struct, frozen=True):
    """An erasure that a laptop knows of, told to a server restored from a backup that does not. It is carried out if
    the server itself had signed it (`sync.protocol.attestation`), else kept for somebody to look at.
    """

    erasure_id: str
    resident_id: str
    reason: str
    created_at: str = ""
    signature: str = ""


class Page(msgspec.Struct, frozen=True):
    """Rows of one record type: `columns` once, then a list of values a row."""

    record_type: str
    columns: list[str]
    rows: list[list[Value]]


class Readings(msgspec.Struct, frozen=True):
    """How much somebody opened on this laptop on a day, and took out of it (sheets, registers, lists)."""

    staff_id: str
    day: str
    opened: int
    taken: int


class ExchangeRequest(msgspec.Struct, frozen=True):
    """POST /v1/exchange: pushes changes and pulls what is new after `cursor`, in one round trip."""

    protocol: int
    schema_version: int
    cursor: Cursor
    changes: list[Change] = []
    max_rows: int = 1000
    last_number: int | None = None
    """The highest number this laptop has given: lower than the server knows, it was put back from a copy."""
    answered: int | None = None
    """The number up to which all of this laptop's changes have their verdicts. Its own beyond that come as news, like
    anybody's: another self of a copied laptop may have sent them.
    """
    wants_digests: bool = False
    """Ask for the digests of an area; those of a whole space always come."""
    erased: list[str] = []
    """Ids of erasures carried out since the last exchange."""
    known_erasures: list[KnownErasure] = []
    is_restored: bool = False
    """The server came back from a backup, and this laptop's rows may still say what a lost life had made of them: all
    of its own changes come as news.
    """
    readings: list[Readings] = []
    """Of the days whose counts have changed since the centre was last told."""
    known_lease: str = ""
    """The terms this laptop has (`sync.protocol.lease`): others come with the reply."""
    known_recovery: str = ""
    """When the organisation's key that this laptop has was given (`sync.protocol.recovery`)."""


class ExchangeReply(msgspec.Struct, frozen=True):
    """A verdict for each change, the pages to apply (each closed under references), the cursor that goes with them."""

    verdicts: list[Verdict]
    pages: list[Page]
    cursor: Cursor
    has_more: bool
    server_time: str
    gone: list[Gone] = []
    receipt: Receipt | None = None
    digests: dict[str, Digest] | None = None
    """Record type → its rows in the laptop's area at `cursor`; only with the last reply of a run."""
    lease: Lease | None = None
    """How long the laptop may be used without the centre, when that is not what it knows."""
    recovery: RecoveryTerms | None = None
    """The organisation's key, when it is another than the laptop knows."""


class DownloadPlace(msgspec.Struct, frozen=True):
    """Where a first download stands: after row `after_id` of `record_type`; `cursor` was noted before its first
    page.
    """

    cursor: Cursor
    record_type: str
    after_id: str | None = None


class DownloadRequest(msgspec.Struct, frozen=True):
    """POST /v1/download: the next page of current rows; no place yet means the first."""

    protocol: int
    schema_version: int
    place: DownloadPlace | None = None
    max_rows: int = 1000
    epoch: str = ""
    """The life of the server in which this laptop last read, when it reads afresh for a reason of its own."""


class DownloadReply(msgspec.Struct, frozen=True):
    """One step of a first download. `place` is None after the last page: go on with exchanges from `cursor`."""

    pages: list[Page]
    place: DownloadPlace | None
    cursor: Cursor
    remaining: int
    """Rows still to come, counted at the first page and estimated after: for the progress bar."""


class RepairRequest(msgspec.Struct, frozen=True):
    """POST /v1/repair: this laptop's rows of one type in BUCKETS parts, whose sum did not agree with the server's."""

    protocol: int
    schema_version: int
    cursor: Cursor
    record_type: str
    buckets: list[Digest]


class RepairReply(msgspec.Struct, frozen=True):
    """The rows of the parts that differ. In the parts named `replaced`, whatever is not among them does not belong on
    the laptop. `has_more`: other parts differ too, ask again.
    """

    pages: list[Page]
    replaced: list[int]
    has_more: bool


class Refusal(msgspec.Struct, frozen=True):
    """Any answer other than success: a key of the catalogue (`sync.protocol.errors`), its details, sometimes the
    next nonce.
    """

    error: str
    details: dict[str, str | int] = {}
    nonce: str | None = None
