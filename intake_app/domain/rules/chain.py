"""A trail whose every line carries a fingerprint of itself and of the line before: none can be altered, left out or put
in without the fingerprints saying so. That its end was cut off, only who has noted a fingerprint elsewhere can see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, Final

BEFORE_ALL: Final = "0" * 64
"""What the first line carries of the line before."""


def fingerprint(before: str, said: Mapping[str, Any]) -> str:
    """The fingerprint (SHA-256, hexadecimal) of a line that says `said` (values of JSON) and follows `before`."""
    told = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return sha256(f"{before}\n{told}".encode()).hexdigest()


def first_broken(lines: Iterable[tuple[Mapping[str, Any], str]], before: str = BEFORE_ALL) -> int | None:
    """The place (from 1) of the first line that is not what its fingerprint says, or does not follow the line before;
    None when the chain is whole. `lines` are what each says, and its fingerprint; `before` is that of the last line
    that was let go of for its age.
    """
    for place, (said, claimed) in enumerate(lines, 1):
        before = fingerprint(before, said)
        if before != claimed:
            return place
    return None
