"""When to try again: full jitter, so that five hundred laptops do not come back at the same second (security
reference §4.3).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

BASE_SECONDS: Final = 2.0
CAP_SECONDS: Final = 600.0
PATIENCE: Final = 8
"""How many times the wait that a busy server asks for one may at most come later."""
CALM_SECONDS: Final = 300.0
"""Between two exchanges when all is well."""
AWAITED_SECONDS: Final = 30.0
"""Between two exchanges of a laptop that nobody has approved yet, at most."""
FIRST_SECONDS: Final = 120.0
"""The first exchange after a start falls at random within these."""


class Schedule:
    """Seconds until the next exchange. `draw(low, high)` is the randomness, passed in."""

    def __init__(self, draw: Callable[[float, float], float] = random.uniform) -> None:
        self._draw = draw
        self._failures = 0

    def first(self) -> float:
        """Before the first exchange after a start."""
        return self._draw(0.0, FIRST_SECONDS)

    def after_success(self, *, is_cut_short: bool = False) -> float:
        """Until the next one when all went well; soon when attachments were still on their way."""
        self._failures = 0
        return self._draw(0.0, BASE_SECONDS) if is_cut_short else self._draw(CALM_SECONDS / 2, CALM_SECONDS)

    def while_awaited(self) -> float:
        """Until the next one while somebody is about to approve this laptop: they and the person wait for it."""
        return self._draw(AWAITED_SECONDS / 2, AWAITED_SECONDS)

    def after_failure(self, retry_after: float | None = None) -> float:
        """Until the next one after a failure; never before the `retry_after` seconds a busy server asked for, and at
        random from there on: all were told the same. A server that says so lives, and is not left idle for long.
        """
        self._failures += 1
        cap = min(CAP_SECONDS, PATIENCE * retry_after) if retry_after else CAP_SECONDS
        ceiling = min(cap, BASE_SECONDS * 2.0 ** min(self._failures, 16))
        return (retry_after or 0.0) + self._draw(0.0, ceiling)
