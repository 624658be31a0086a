"""What the administration's command line says, French and English, from `resources/messages/server.json`."""

from __future__ import annotations

import json
from functools import cache
from typing import Final, Literal

from intake_app.domain.resource import resource_path

Language = Literal["fr", "en"]
FRENCH: Final[Language] = "fr"


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Key → language → text."""
    texts: dict[str, dict[str, str]] = json.loads(resource_path("messages", "server.json").read_text(encoding="utf-8"))
    return texts


def say(key: str, language: Language, **details: object) -> str:
    """The text of `key`, its {placeholders} filled in."""
    text = catalogue()[key][language]
    for name, value in details.items():
        text = text.replace("{" + name + "}", str(value))
    return text
