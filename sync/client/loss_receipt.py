"""What « réparer » found, took from elsewhere, and could not find: counts, numbers and times, never a name."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import msgspec
from sqlmodel import Session

from intake_app.domain.actor import Actor
from intake_app.storage.local_setting import read_setting, write_setting

RECEIPT: Final = "loss_receipt"


class LossReceipt(msgspec.Struct, frozen=True):
    """One repair. Counts are by record type."""

    at: datetime
    aside: str
    """The name of the damaged file, without its ending."""
    rescued: dict[str, int]
    """Records of the damaged file."""
    copied: dict[str, int]
    """Records that only a daily copy had."""
    to_come: dict[str, int]
    """Records that the centre has, and brings back at the next exchange."""
    waiting: int
    """Changes that the centre has not received, and that are here."""
    missing: list[tuple[int, int]]
    """Numbers, first and last, of changes that the centre has not received, and that were found nowhere."""
    rebuilt: int
    """Records whose missing changes were made anew from what the records say."""
    since: datetime | None
    """When the last change before those missing was saved; None when none is known."""
    until: datetime | None
    """When the next one after them was saved; None when there is none."""
    contents_lost: int = 0
    """Attachments whose content was only here, and can be read no more."""
    is_seen: bool = False

    @property
    def missing_count(self) -> int:
        """How many changes were found nowhere."""
        return sum(last - first + 1 for first, last in self.missing)

    @property
    def lost(self) -> int:
        """How many changes are gone, at most: each record made anew had at least one of those missing."""
        return max(0, self.missing_count - self.rebuilt)


def read_loss_receipt(session: Session) -> LossReceipt | None:
    """The last repair's, None when there never was one."""
    return read_setting(session.connection(), RECEIPT, LossReceipt)


def note_receipt_seen(session: Session, _actor: Actor) -> None:
    """Somebody has read the last receipt."""
    receipt = read_loss_receipt(session)
    if receipt is not None and not receipt.is_seen:
        write_setting(session.connection(), RECEIPT, msgspec.structs.replace(receipt, is_seen=True))


def ranges_of(numbers: list[int]) -> list[tuple[int, int]]:
    """Ascending numbers as ranges, first and last included."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
