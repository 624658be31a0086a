"""How this computer likes the window: language, colours, size of the text, idle time.

Read before anybody has unlocked anything, so a plain file that says nothing of anyone.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, Literal

from intake_app.domain.sentences import Language

Scheme = Literal["light", "dark", "system"]

FILE_NAME: Final = "preferences.json"
IDLE_MINUTES: Final = (1, 2, 5, 10, 15)
TEXT_SCALES: Final = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)


@dataclass(frozen=True, slots=True)
class Preferences:
    """`scheme` is light, dark or system; `text_scale` 1.0 to 2.0; `idle_minutes` before the window locks itself."""

    language: Language = "fr"
    scheme: Scheme = "light"
    text_scale: float = 1.0
    idle_minutes: int = 5

    def tidied(self) -> Preferences:
        """Itself, with values it does not know put back to what they were at first."""
        known: dict[str, tuple[Any, ...]] = {
            "language": ("fr", "en"),
            "scheme": ("light", "dark", "system"),
            "text_scale": TEXT_SCALES,
            "idle_minutes": IDLE_MINUTES,
        }
        wrong = {name for name, values in known.items() if getattr(self, name) not in values}
        return replace(self, **{name: getattr(Preferences(), name) for name in wrong})


def read_preferences(folder: Path) -> Preferences:
    """The preferences of this folder; those of a new computer when there are none or they cannot be read."""
    try:
        kept = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        names = {field.name for field in fields(Preferences)}
        return Preferences(**{name: value for name, value in kept.items() if name in names}).tidied()
    except (OSError, ValueError, TypeError, AttributeError):
        return Preferences()


def write_preferences(folder: Path, preferences: Preferences) -> None:
    """Keep the preferences. A disk that refuses costs a preference, not the work: OSError is for the caller to
    ignore or say.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE_NAME}.new"
    fresh.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
    os.replace(fresh, folder / FILE_NAME)
