"""The line of a pen as numbers: strokes of points, each (x, y, milliseconds since the first, pressure).

x and y are thousandths of the width of the box signed in, rounded; pressure is 0 to 255, 255 where nothing measures
it. As text: JSON, every number but a stroke's first point the difference from the point before, which halves it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import Any, Final

Point = tuple[int, int, int, int]
Stroke = tuple[Point, ...]
MOST_POINTS: Final = 4000
"""Beyond that it is no signature; a long one has some 400."""
LEAST_LENGTH: Final = 60.0
"""Thousandths of the box: what is shorter is a dot, or a slip of the hand."""


def as_text(strokes: Sequence[Stroke]) -> str:
    """The strokes as they are stored and hashed."""
    told = [[number for part in _steps(stroke) for number in part] for stroke in strokes]
    return json.dumps(told, separators=(",", ":"))


def from_text(text: str) -> tuple[Stroke, ...]:
    """The strokes again. Raises ValueError when the text is none of ours."""
    if not text:
        return ()
    told: Any = json.loads(text)
    if not isinstance(told, list) or not all(_is_stroke(one) for one in told):
        raise ValueError("not strokes")
    return tuple(tuple(_walk(one)) for one in told)


def length(strokes: Sequence[Stroke]) -> float:
    """How far the pen went on the paper, in thousandths of the box's width."""
    return sum(hypot(to[0] - of[0], to[1] - of[1]) for stroke in strokes for of, to in pairwise(stroke))


def is_signature(strokes: Sequence[Stroke]) -> bool:
    """Whether it is more than a dot and no more than a hand can write."""
    return sum(map(len, strokes)) <= MOST_POINTS and length(strokes) >= LEAST_LENGTH


def _steps(stroke: Stroke) -> Iterator[tuple[int, ...]]:
    before: Point = (0, 0, 0, 0)
    for point in stroke:
        yield tuple(now - then for now, then in zip(point, before, strict=True))
        before = point


def _walk(numbers: Sequence[int]) -> Iterator[Point]:
    x = y = at = pressure = 0
    for place in range(0, len(numbers), 4):
        x, y, at, pressure = (
            x + numbers[place],
            y + numbers[place + 1],
            at + numbers[place + 2],
            pressure + numbers[place + 3],
        )
        yield x, y, at, pressure


def _is_stroke(told: Any) -> bool:
    return isinstance(told, list) and len(told) % 4 == 0 and all(type(one) is int for one in told)
