"""The sentences behind a known error, in French or English: what happened, why, what to do next. One catalogue for
screens and command line.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal

from intake_app.domain.errors import BugError, KnownError
from intake_app.domain.resource import resource_path

Language = Literal["fr", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What to tell somebody; `why` may be empty."""

    what: str
    why: str
    next: str

    def in_one(self) -> str:
        """The whole as running text."""
        return " ".join(part for part in (self.what, self.why, self.next) if part)


@cache
def _catalogue() -> dict[str, dict[str, dict[str, str]]]:
    text = resource_path("messages", "errors.json").read_text(encoding="utf-8")
    catalogue: dict[str, dict[str, dict[str, str]]] = json.loads(text)
    return catalogue


def sentence_for(error: KnownError, language: Language) -> Sentence:
    """The sentence of `error`. Raises BugError when the catalogue has none: a test keeps that from happening."""
    try:
        parts = _catalogue()[error.key][language]
    except KeyError as failure:
        raise BugError(f"no sentence for {error.key} in {language}") from failure
    return Sentence(**{name: _filled(parts.get(name, ""), error.details) for name in ("what", "why", "next")})


def _filled(text: str, details: dict[str, Any]) -> str:
    for name, value in details.items():
        text = text.replace("{" + name + "}", str(value))
    return text
