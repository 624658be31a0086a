"""The number of a qualification in a national register: RNCP or RS in France, Ofqual in England."""

from __future__ import annotations

import re
from typing import Final

_GAPS: Final = re.compile(r"[\s.:°_\-]|n°", re.IGNORECASE)
_FRENCH: Final = re.compile(r"(RNCP|RS)0*([1-9][0-9]{0,5})")
_ENGLISH: Final = re.compile(r"([0-9]{3})/?([0-9]{4})/?([0-9X])")


def tidy_register_code(text: str) -> str:
    """« rncp 38 000 » as « RNCP38000 », « 60300011 » as « 603/0001/1 »; what is neither stays as it was typed."""
    bare = _GAPS.sub("", text).upper()
    if found := _FRENCH.fullmatch(bare):
        return "".join(found.groups())
    if found := _ENGLISH.fullmatch(bare):
        return "/".join(found.groups())
    return text


def is_register_code(text: str) -> bool:
    """Whether a tidied code has the shape of one of these; the registers themselves are not looked up."""
    return bool(_FRENCH.fullmatch(text) or (_ENGLISH.fullmatch(text) and "/" in text))
