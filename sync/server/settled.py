"""What is known of a batch while it is worked through: who sends it, and what became of each change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import msgspec

from intake_app.domain.record_types import RECORD_TYPES
from sync.merge import Conflict
from sync.protocol.messages import Change, Verdict, VerdictKind
from sync.server.field_rules import is_id

Key = tuple[str, str]
"""Record type and id."""
NOTHING_KEPT: Final = dict.fromkeys(
    (
        "unit_id",
        "author_id",
        "record_type",
        "record_id",
        "kind",
        "fields",
        "base_revision",
        "schema_version",
        "recorded_at",
        "clock_offset",
    )
)
"""What the log keeps of an accepted change, and not of a refused one: its words stay with its author."""


EMPTIED: Final = "erase"
"""The kind of a change whose words its laptop has erased: only its number is left to be counted."""


@dataclass(frozen=True)
class Sender:
    """The device a batch comes from. The centre signs with its own id, and its staff may come after what they wrote."""

    space_id: UUID
    device_id: UUID
    is_centre: bool = False
    takes_disabled: bool = False
    """Somebody at the centre said to take in what members of staff wrote whose access is closed."""


@dataclass(slots=True)
class Settled:
    """What became of one change: accepted under `server_seq`, refused for `reason`, or held for `waits_for`."""

    change: Change
    key: Key = field(init=False)
    """The record it is about."""
    server_seq: int | None = None
    reason: str | None = None
    waits_for: Key | None = None
    """The record it needs and the centre has not got."""
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    is_echoed: bool = False
    is_move: bool = False
    """It took its record to another place: out of one area, perhaps, and into another."""
    sent: dict[str, str] | None = None
    """`device_id` and `received_at`, where it is not of this batch: the centre's own, or held until now."""

    def __post_init__(self) -> None:
        self.key = self.change.record_type, self.change.record_id

    @property
    def is_turned_down(self) -> bool:
        """Whether it cannot go in: for good, or until what it lacks has come."""
        return self.reason is not None or self.waits_for is not None

    @property
    def decides_record(self) -> bool:
        """Whether it is the first word of a record, or says that the record went with somebody erased: what waits for
        that record follows it.
        """
        change = self.change
        is_decisive = "created_at" in change.fields or change.kind == EMPTIED
        return is_decisive and change.record_type in RECORD_TYPES and is_id(change.record_id)

    def number_by(self, device_id: str, device_seq: int, moment: str) -> None:
        """Make it the change `device_seq` of another device than the batch's: the centre's own."""
        self.change = msgspec.structs.replace(self.change, device_seq=device_seq)
        self.sent = {"device_id": device_id, "received_at": moment}

    def kind(self) -> VerdictKind:
        """The verdict in one word."""
        if self.reason is not None:
            return VerdictKind.REFUSED
        if self.waits_for is not None:
            return VerdictKind.HELD
        return VerdictKind.CONFLICT if self.conflicts else VerdictKind.APPLIED

    def verdict(self) -> Verdict:
        """The answer to the device."""
        change = self.change
        return Verdict(
            change.change_id, change.device_seq, self.kind(), self.server_seq, self.reason, list(self.conflicts)
        )

    def receipt(self, batch: Mapping[str, str]) -> dict[str, Any]:
        """The row of `received_change` for this change, in travelling form; `batch` gives its space, device and moment.
        A refused record is remembered by its id alone: nothing of it needs to wait for it.
        """
        sent = self.sent or batch
        said = msgspec.structs.asdict(self.change)
        said["space_id"] = batch["space_id"]
        said["device_id"], said["received_at"] = sent["device_id"], sent["received_at"]
        if self.reason is not None:
            said.update(NOTHING_KEPT)
            if self.decides_record:
                said["record_type"], said["record_id"] = self.key
        said["server_seq"] = self.server_seq
        said["verdict"] = self.kind()
        said["reason"] = self.reason
        said["conflict_fields"] = list(self.conflicts) or None
        said["is_echoed"] = self.is_echoed
        said["is_move"] = self.is_move
        # kept of what once waited: a backup may bring back the days when it still did
        said["waits_for"] = self.waits_for[1] if self.waits_for else (self.sent or {}).get("waited_for")
        return said
