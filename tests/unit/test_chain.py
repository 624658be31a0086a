"""A chain of lines tells whatever was done to it."""

from __future__ import annotations

from typing import Any

import pytest

from intake_app.domain.rules.chain import BEFORE_ALL, fingerprint, first_broken

Line = tuple[dict[str, Any], str]


def chain(*said: dict[str, Any]) -> list[Line]:
    """Lines that say this, one after the other."""
    lines: list[Line] = []
    before = BEFORE_ALL
    for one in said:
        before = fingerprint(before, one)
        lines.append((one, before))
    return lines


WHOLE = chain(*({"number": number, "ids": {"resident": [f"é{number}"]}} for number in range(1, 6)))


def test_a_whole_chain_and_its_beginning_are_whole() -> None:
    assert first_broken(WHOLE) is None
    assert first_broken(WHOLE[:2]) is None
    assert first_broken([]) is None


@pytest.mark.parametrize(
    "lines,place",
    [
        ([*WHOLE[:2], ({**WHOLE[2][0], "number": 9}, WHOLE[2][1]), *WHOLE[3:]], 3),
        ([*WHOLE[:2], ({"number": 9}, fingerprint(WHOLE[1][1], {"number": 9})), *WHOLE[3:]], 4),
        (WHOLE[1:], 1),
        ([*WHOLE[:1], *WHOLE[2:]], 2),
        ([WHOLE[1], WHOLE[0], *WHOLE[2:]], 1),
        ([*WHOLE, WHOLE[4]], 6),
    ],
)
def test_a_line_altered_left_out_moved_or_added_breaks_it_there(lines: list[Line], place: int) -> None:
    assert first_broken(lines) == place


def test_what_a_line_says_counts_in_whatever_order_it_is_told() -> None:
    assert fingerprint(BEFORE_ALL, {"a": 1, "b": 2}) == fingerprint(BEFORE_ALL, {"b": 2, "a": 1})
    assert fingerprint(BEFORE_ALL, {"a": "1"}) != fingerprint(BEFORE_ALL, {"a": 1})
    assert len(fingerprint(BEFORE_ALL, {})) == 64
