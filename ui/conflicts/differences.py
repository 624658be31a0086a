"""Which words of a text another version has not: what two people wrote differently, at a glance."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Span = tuple[int, int]
"""First letter and length."""


def differing_spans(text: str, other: str) -> tuple[Span, ...]:
    """The parts of `text` whose words `other` has not in that place; none when the two share no word at all, for then
    there is nothing to tell apart.
    """
    here, there = [[word.group().casefold() for word in re.finditer(r"\w+", said)] for said in (text, other)]
    places = [word.span() for word in re.finditer(r"\w+", text)]
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_opcodes()
    if not any(kind == "equal" for kind, *_ in blocks):
        return ()
    return tuple(
        (places[start][0], places[end - 1][1] - places[start][0])
        for kind, start, end, _from, _to in blocks
        if kind != "equal" and end > start
    )
