"""Laptops for tests and benchmarks: an encrypted store under keys made at once, without the deliberate slowness of
a vault.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from intake_app.domain.actor import Actor
from intake_app.storage.keys import Keys
from intake_app.storage.opening import DATABASE_NAME, open_store
from intake_app.storage.store import Store

NINE = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""A Tuesday, nine in the morning in Rennes."""


class FakeClock:
    """A clock that tests move."""

    def __init__(self, moment: datetime = NINE) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **duration: float) -> None:
        """Let time pass: `advance(minutes=5)`."""
        self.moment += timedelta(**duration)


def seeded_ids(seed: int) -> Callable[[], UUID]:
    """UUIDv7-shaped ids that come in the same order from the same seed, and sort in the order they were made."""
    draw = random.Random(seed)
    count = iter(range(1 << 40))

    def new_id() -> UUID:
        number = (0x019AA0000000 + next(count)) << 80 | draw.getrandbits(80)
        number = number & ~(0xF << 76) | 0x7 << 76
        return UUID(int=number & ~(0x3 << 62) | 0x2 << 62)

    return new_id


def made_keys(seed: int = 1) -> Keys:
    """Keys of a vault that never was."""
    draw = random.Random(seed)
    return Keys(UUID(int=draw.getrandbits(128), version=4), bytearray(draw.randbytes(32)))


def new_store(folder: Path, seed: int = 1) -> Store:
    """An empty encrypted store in `folder`: the copy of one that was migrated once, unless there is one already."""
    if not (folder / DATABASE_NAME).exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / DATABASE_NAME).write_bytes(_migrated(seed))
    return open_store(folder, made_keys(seed))


@cache
def _migrated(seed: int) -> bytes:
    """The file of an empty store, as it is after all its revisions: half a second of work each time."""
    with TemporaryDirectory(prefix="palier-migrated-") as folder:
        open_store(Path(folder), made_keys(seed)).close()
        return (Path(folder) / DATABASE_NAME).read_bytes()


def new_actor(space_id: UUID, staff_id: UUID, clock: FakeClock, seed: int = 1, role: str = "caretaker") -> Actor:
    """Somebody at work, with a clock and ids of the test's choosing."""
    return Actor(staff_id, space_id, role, clock, seeded_ids(seed))
