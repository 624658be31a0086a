"""The code of a printed recovery sheet: six groups of four signs, 120 random bits, in the alphabet of invitation codes.

It is as strong as a key, so what matters is the paper: kept away from the laptop, and replaced once somebody saw it.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from typing import Final

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import RandomBytes

GROUPS: Final = 6
GROUP_LENGTH: Final = 4
ASKED_GROUPS: Final = 2
"""How many groups are typed back, so that nobody keeps a sheet that was never written down."""
_ALPHABET: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_CONFUSED: Final = str.maketrans({"0": "O", "1": "I", "8": "B"})


def new_code(random: RandomBytes = os.urandom) -> str:
    """A fresh code, without its spaces."""
    return base64.b32encode(random(GROUPS * GROUP_LENGTH * 5 // 8)).decode()


def groups_of(code: str) -> tuple[str, ...]:
    """The code as it is printed."""
    return tuple(code[start : start + GROUP_LENGTH] for start in range(0, len(code), GROUP_LENGTH))


def tidy_signs(text: str) -> str:
    """What was meant, whatever spaces, dashes, small letters or look-alikes were typed."""
    return "".join(sign for sign in text.upper() if sign.isalnum()).translate(_CONFUSED)


def tidy_code(text: str) -> str:
    """The code that was typed. Raises KnownError `sheet_code_malformed` when it cannot be one."""
    code = tidy_signs(text)
    if len(code) != GROUPS * GROUP_LENGTH or not set(code) <= _ALPHABET:
        raise KnownError("sheet_code_malformed")
    return code


def choose_groups(random: RandomBytes = os.urandom) -> tuple[int, ...]:
    """Which groups to ask for, by place (from 0), in order."""
    ranked = sorted(range(GROUPS), key=lambda _place: random(8))
    return tuple(sorted(ranked[:ASKED_GROUPS]))


def require_copied(code: str, places: Sequence[int], typed: Sequence[str]) -> None:
    """Raise KnownError `sheet_not_copied` unless the groups asked for were typed back."""
    groups = groups_of(code)
    if [groups[place] for place in places] != [tidy_signs(one) for one in typed]:
        raise KnownError("sheet_not_copied")
