"""What is known of a batch while it is worked through: who sends it, and what became of each change."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import msgspec

from sync.merge import Conflict
from sync.protocol.messages import Change, Verdict, VerdictKind

_NOTHING_KEPT: Final = dict.fromkeys(
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


@dataclass(frozen=True)
class Sender:
    """The device a batch comes from. The centre signs with its own id, and its staff may come after what they wrote."""

    space_id: UUID
    device_id: UUID
    is_centre: bool = False


@dataclass
class Settled:
    """What became of one change: accepted under `server_seq`, or refused for `reason`."""

    change: Change
    server_seq: int | None = None
    reason: str | None = None
    conflicts: dict[str, Conflict] = field(default_factory=dict)
    is_echoed: bool = False

    def kind(self) -> VerdictKind:
        """The verdict in one word."""
        if self.reason is not None:
            return VerdictKind.REFUSED
        return VerdictKind.CONFLICT if self.conflicts else VerdictKind.APPLIED

    def verdict(self) -> Verdict:
        """The answer to the device."""
        change = self.change
        return Verdict(
            change.change_id, change.device_seq, self.kind(), self.server_seq, self.reason, list(self.conflicts)
        )

    def receipt(self) -> dict[str, Any]:
        """What the row of `received_change` says of this change, in travelling form."""
        said = msgspec.structs.asdict(self.change)
        if self.reason is not None:
            said.update(_NOTHING_KEPT)
        said["server_seq"] = self.server_seq
        said["verdict"] = self.kind()
        said["reason"] = self.reason
        said["conflict_fields"] = list(self.conflicts) or None
        said["is_echoed"] = self.is_echoed
        said["is_move"] = False
        said["waits_for"] = None
        return said
