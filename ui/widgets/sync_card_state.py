"""What the window says at all times about sending: worked out by a view-model, shown by the sync card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SyncTone = Literal["good", "waiting", "offline", "busy", "problem"]


@dataclass(frozen=True, slots=True)
class SyncCardState:
    """`tone` is the worst state there is; words say it too, never the colour alone.

    `progress` is the share done while `is_busy` (0.0 to 1.0, None when unknown). `icon_name` replaces the drawing that
    goes with the tone. `review_text` names a second button, for what asks for somebody's eyes.
    """

    tone: SyncTone
    title: str
    text: str = ""
    last_exchange: str = ""
    button_text: str = ""
    is_busy: bool = False
    progress: float | None = None
    icon_name: str = ""
    review_text: str = ""

    def spoken(self) -> str:
        """All of it in one line, for screen readers and the tool tip."""
        return " ".join(f"{part.rstrip('.')}." for part in (self.title, self.text, self.last_exchange) if part)
