"""What travels between a laptop and the server, as msgspec structs (JSON, compressed).

Ids are text (UUID), moments `2026-11-22T05:01:02Z`, days `2026-11-22`. Unknown members are ignored, so that either
side may be older.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

Value = Any
"""A field's value in wire form: text, number, boolean, list of codes, or null."""


class VerdictKind(StrEnum):
    """What became of a change."""

    APPLIED = "applied"
    CONFLICT = "conflict"
    DUPLICATE = "duplicate"
    HELD = "held"
    REFUSED = "refused"


class Hello(msgspec.Struct, frozen=True):
    """GET /v1/hello: who answers at this address. `server_time` lets a laptop measure how far its clock is off."""

    product: str
    protocol: int
    oldest_protocol: int
    name: str
    epoch: str
    server_time: str


class InvitationRequest(msgspec.Struct, frozen=True):
    """POST /v1/invitation: asks whom a one-time code invites, without using it up."""

    code: str


class Invitation(msgspec.Struct, frozen=True):
    """Whom the code invites and where: enough to greet her and to name her slot of the vault before anything is
    used up.
    """

    space_name: str
    staff_id: str
    staff_first_name: str
    staff_family_name: str
    staff_role: str
    expires_at: str


class EnrolmentRequest(msgspec.Struct, frozen=True):
    """POST /v1/enrolment: a one-time code, and a fresh public key proven on the server's nonce. The code serves
    one key only, but as often as that key asks (until it expires): an answer lost on the way wastes nothing.

    `proof` is the Ed25519 signature (base64url) over `palier/enrol/v1|<nonce>|<code>|<public_key>`; `first_seq` the
    number of the first change this laptop will send, when it worked alone before joining.
    """

    code: str
    label: str
    public_key: str
    nonce: str
    proof: str
    first_seq: int = 1


class EnrolmentReply(msgspec.Struct, frozen=True):
    """The laptop's new identity. `is_approved` false: somebody must first compare the six-digit `fingerprint`."""

    device_id: str
    space_id: str
    space_name: str
    staff_id: str
    staff_first_name: str
    staff_family_name: str
    staff_role: str
    audience: str
    fingerprint: str
    is_approved: bool
    server_key: str


class Challenge(msgspec.Struct, frozen=True):
    """POST /v1/challenge: a nonce to sign, good once and for five minutes by the server's clock."""

    nonce: str
    server_time: str


class TokenRequest(msgspec.Struct, frozen=True):
    """POST /v1/token: the device's assertion, a JWT (EdDSA) over `iss` = device id, `aud` = `palier`, `nonce`,
    `jti`.
    """

    assertion: str


class Token(msgspec.Struct, frozen=True):
    """An opaque token and how many seconds it lasts."""

    token: str
    expires_in: int


class Edit(msgspec.Struct, frozen=True, array_like=True):
    """A field's new value and the value it was edited on."""

    new: Value
    base: Value = None


class Change(msgspec.Struct, frozen=True):
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


class Verdict(msgspec.Struct, frozen=True):
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


class Page(msgspec.Struct, frozen=True):
    """Rows of one record type: `columns` once, then a list of values a row."""

    record_type: str
    columns: list[str]
    rows: list[list[Value]]


class ExchangeRequest(msgspec.Struct, frozen=True):
    """POST /v1/exchange: pushes changes and pulls what is new after `cursor`, in one round trip."""

    protocol: int
    schema_version: int
    cursor: Cursor
    changes: list[Change] = []
    max_rows: int = 1000


class ExchangeReply(msgspec.Struct, frozen=True):
    """A verdict for each change, the pages to apply (each closed under references), the cursor that goes with them."""

    verdicts: list[Verdict]
    pages: list[Page]
    cursor: Cursor
    has_more: bool
    server_time: str


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


class DownloadReply(msgspec.Struct, frozen=True):
    """One step of a first download. `place` is None after the last page: go on with exchanges from `cursor`."""

    pages: list[Page]
    place: DownloadPlace | None
    cursor: Cursor
    remaining: int
    """Rows still to come, counted at the first page and estimated after: for the progress bar."""


class Refusal(msgspec.Struct, frozen=True):
    """Any answer other than success: a key of the catalogue (`sync.protocol.errors`), its details, sometimes the
    next nonce.
    """

    error: str
    details: dict[str, str | int] = {}
    nonce: str | None = None
