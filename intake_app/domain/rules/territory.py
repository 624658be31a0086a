"""The official codes of neighbourhoods (V17): their shape, and in France a département there is. The lists themselves
come with each landlord's file of buildings.
"""

from __future__ import annotations

import re
from typing import Final

_CODES: Final = {
    # 2024: département on three, order on two, then new, modified or identical; 2015: QP and six signs
    "qpv": re.compile(r"QN([0-9AB]{3})[0-9]{2}[NMI]|QP([0-9AB]{3})[0-9]{3}"),
    # lower layer super output area, Office for National Statistics
    "lsoa": re.compile(r"[EW]01[0-9]{6}"),
}
# of metropolitan France, then overseas; Corsica has two letters
_DEPARTMENTS: Final = frozenset(
    {
        *(f"{number:03}" for number in range(1, 96) if number != 20),
        *("02A", "02B", "971", "972", "973", "974", "975", "976", "977", "978", "986", "987", "988"),
    }
)


def is_official_code(kind: str, code: str) -> bool:
    """Whether a code is one of its kind (`neighbourhood_kind`); a local neighbourhood may have any."""
    pattern = _CODES.get(kind)
    found = pattern.fullmatch(code.upper()) if pattern is not None else None
    if kind == "qpv" and found is not None:
        return found.group(1) in _DEPARTMENTS if found.group(1) else found.group(2) in _DEPARTMENTS
    return pattern is None or found is not None
