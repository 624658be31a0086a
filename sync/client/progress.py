"""What the engine tells while it works and when it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """What is going on."""

    CONNECTING = "connecting"
    DOWNLOADING = "downloading"
    SENDING = "sending"
    RECEIVING = "receiving"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True)
class Progress:
    """A step: `done` of `total` changes or rows, or bytes of an attachment; total 0 when unknown."""

    phase: Phase
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Outcome:
    """What one run achieved."""

    sent: int = 0
    received: int = 0
    conflicts: int = 0
    refused: int = 0
    removed: int = 0
    """Rows that do not belong on this laptop any more."""
    repaired: int = 0
    """Rows that were not what the centre said they should be."""
    is_stopped: bool = False
    attachments_waiting: int = 0
    """Contents still to be sent or received."""
    is_cut_short: bool = False
    """Contents were still on their way when the run's time was over: there is reason to go on soon."""


Report = Callable[[Progress], None]


def report_nothing(_step: Progress) -> None:
    """For runs nobody watches."""
