"""What is known of a batch while it is worked through: who sends it, and what became of each change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from intake_app.domain.wire import to_wire
from sync.merge import Conflict
from sync.protocol.messages import Change, Verdict, VerdictKind

_KEPT: Final = (
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
"""What the log keeps of an accepted change. Of a refused one only the ids: it stays with its author."""
_NOTHING_KEPT: Final = dict.fromkeys(_KEPT)


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

    def receipt(self, sender: Sender, now: datetime) -> dict[str, Any]:
        """The row of `received_change`, in travelling form."""
        change = self.change
        kept = {name: getattr(change, name) for name in _KEPT} if self.reason is None else _NOTHING_KEPT
        return {
            **kept,
            "space_id": str(sender.space_id),
            "change_id": change.change_id,
            "server_seq": self.server_seq,
            "device_id": str(sender.device_id),
            "device_seq": change.device_seq,
            "verdict": self.kind(),
            "reason": self.reason,
            "conflict_fields": list(self.conflicts) or None,
            "received_at": to_wire(now),
            "is_echoed": self.is_echoed,
        }
