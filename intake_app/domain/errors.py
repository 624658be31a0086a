"""The two kinds of failure: what the world or the person did (`KnownError`), and what we did (`BugError`).

A `KnownError` carries a key of `resources/messages/errors.json`, where its French and English sentences live, and
details to fill their placeholders. Neither kind ever carries personal data: both end up in logs.
"""

from __future__ import annotations

Detail = str | int | float


class KnownError(Exception):
    """An expected failure with a sentence for the person: full disk, wrong passphrase, refused code.

    `key` names the sentence; `details` fill its placeholders (counts, versions, host names: never a resident's
    particulars).
    """

    def __init__(self, key: str, **details: Detail) -> None:
        super().__init__(key, details)
        self.key = key
        self.details = details

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in sorted(self.details.items()))
        return f"{self.key}({shown})" if shown else self.key


class BugError(Exception):
    """A broken promise inside the program: it must be reported, never shown as the person's fault."""
