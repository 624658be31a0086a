"""How many rows a first download still has before it: counted once, then carried from page to page in memory."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final
from uuid import UUID

from sync.protocol.messages import DownloadPlace

MOST: Final = 2000
"""Places remembered at once."""
Key = tuple[UUID, str, str | None, int]


class Remainders:
    """Remembers for each place of each download how many rows lie beyond it. A worker that does not know counts; the
    figure serves a progress bar and nothing else.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[Key, int] = OrderedDict()
        self._turn = threading.Lock()

    def move(
        self, device_id: UUID, place: DownloadPlace, after: DownloadPlace | None, sent: int, count: Callable[[], int]
    ) -> int:
        """What remains after a page of `sent` rows led from `place` to `after` (None: the end). `count` counts from
        `place`.
        """
        if after is None:
            return 0
        with self._turn:
            before = self._known.get(_key(device_id, place))
        remaining = max((count() if before is None else before) - sent, 0)
        with self._turn:
            self._known[_key(device_id, after)] = remaining
            while len(self._known) > MOST:
                self._known.popitem(last=False)
        return remaining


def _key(device_id: UUID, place: DownloadPlace) -> Key:
    return device_id, place.record_type, place.after_id, place.cursor.server_seq
