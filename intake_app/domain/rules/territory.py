"""The official codes of neighbourhoods (V17)."""

from __future__ import annotations

import re
from typing import Final

_CODES: Final = {
    # 2024: département on three, order on two, then new, modified or identical; 2015: QP and six signs
    "qpv": re.compile(r"QN[0-9AB]{3}[0-9]{2}[NMI]|QP[0-9AB]{6}"),
    # lower layer super output area, Office for National Statistics
    "lsoa": re.compile(r"[EW]01[0-9]{6}"),
}


def is_official_code(kind: str, code: str) -> bool:
    """Whether a code is one of its kind (`neighbourhood_kind`); a local neighbourhood may have any."""
    pattern = _CODES.get(kind)
    return pattern is None or pattern.fullmatch(code.upper()) is not None
