"""What a funder asks to be written on documents that it pays for."""

from __future__ import annotations

from typing import Final

from intake_app.domain.reference import is_code, label

_MENTIONS: Final = "funder_mention"


def mention_of(funder: str | None, language: str) -> str:
    """The funder's mention (a code of `funder`), empty where it asks for none. Which are to be checked against the
    funder's own notice, the list says.
    """
    return label(_MENTIONS, funder, language) if funder is not None and is_code(_MENTIONS, funder) else ""
