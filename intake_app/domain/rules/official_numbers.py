"""Numbers that carry a check digit: SIREN and SIRET of enterprises in France (V17)."""

from __future__ import annotations

import re
from typing import Final

_SIREN, _SIRET = 9, 14
_LA_POSTE: Final = "356000000"
"""Its establishments outgrew the key: of their SIRET the sum of the digits is a multiple of five (INSEE)."""
_GAPS: Final = re.compile(r"[ \u00a0\u202f.\-]")


def bare_number(text: str) -> str:
    """A number without the gaps people write into it; a text that is more than figures and gaps stays as it is."""
    bare = _GAPS.sub("", text)
    return bare if _is_figures(bare) else text


def is_plausible_registration(text: str) -> bool:
    """Whether a number of an enterprise may be right: nine or fourteen figures are a SIREN or a SIRET, whose last one
    follows from the others; anything else (Companies House, a trading number) has no key to check.
    """
    bare = bare_number(text)
    if not _is_figures(bare) or len(bare) not in (_SIREN, _SIRET):
        return True
    if len(bare) == _SIRET and bare.startswith(_LA_POSTE) and sum(map(int, bare)) % 5 == 0:
        return True
    return _luhn(bare[:_SIREN]) and _luhn(bare)


def _is_figures(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _luhn(figures: str) -> bool:
    """Every second figure from the right counts double, and the figures of all that add up to a multiple of ten."""
    doubled = (int(figure) * (1 + place % 2) for place, figure in enumerate(reversed(figures)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
