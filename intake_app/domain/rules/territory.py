"""The official codes of neighbourhoods (V17): their shape in each vintage, and in France a département there is.

Which codes there are is not known here: the neighbourhoods looked up are those that the organisation furnished, each
with its code, and choosing a building gives its neighbourhood.
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


def department_of(code: str) -> str | None:
    """The département in the code of a priority neighbourhood, on three (« 035 », « 02A »); None of anything else."""
    found = _CODES["qpv"].fullmatch(code.upper())
    return (found[1] or found[2]) if found else None


def is_official_code(kind: str, code: str) -> bool:
    """Whether a code is one of its kind (`neighbourhood_kind`); a local neighbourhood may have any."""
    pattern = _CODES.get(kind)
    if kind == "qpv":
        return department_of(code) in _DEPARTMENTS
    return pattern is None or pattern.fullmatch(code.upper()) is not None
