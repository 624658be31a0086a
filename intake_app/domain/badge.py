"""What the code on a badge says: a resident's number, in letters that every scanner types alike.

A scanner of that kind is a keyboard: it types what it reads. Set for another keyboard than the computer's it types
other signs: figures, and A, Q, Z, W, M and Y, stand elsewhere on French, English and German keyboards. The letters used
here stand at the same place on all three.
"""

from __future__ import annotations

import re
from typing import Final
from uuid import UUID

_MARK: Final = "XTX"
_LETTERS: Final = "BCDEFGHIJKLNOPRS"
"""One for each of the sixteen digits."""
_DIGITS: Final = "0123456789abcdef"
_WRITE: Final = str.maketrans(_DIGITS, _LETTERS)
_READ: Final = str.maketrans(_LETTERS, _DIGITS)
_FORM: Final = re.compile(f"{_MARK}([{_LETTERS}]{{32}})([{_LETTERS}]{{2}})")


def badge_code(resident_id: UUID) -> str:
    """The 37 capitals on the badge of a resident: a mark, the number, two letters to know a misreading by."""
    number = resident_id.hex.translate(_WRITE)
    return f"{_MARK}{number}{_check(number)}"


def is_badge(text: str) -> bool:
    """Whether a text begins like a badge, whatever the scanner makes of capitals."""
    return text.strip().upper().startswith(_MARK)


def read_badge(text: str) -> UUID | None:
    """The number of the resident; None when a letter is missing or wrong."""
    found = _FORM.fullmatch(text.strip().upper())
    if found is None or _check(found[1]) != found[2]:
        return None
    return UUID(found[1].translate(_READ))


def _check(number: str) -> str:
    """Two letters that differ whenever one letter, or the order of two neighbours, does: 251 is prime."""
    total = sum(place * _LETTERS.index(letter) for place, letter in enumerate(number, start=1))
    return f"{total % 251:02x}".translate(_WRITE)
