"""The line of a pen, as text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.strokes import LEAST_LENGTH, MOST_POINTS, Stroke, as_text, from_text, is_signature, length

NUMBERS = st.integers(-2000, 70_000)
STROKES = st.lists(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS), min_size=1).map(tuple)).map(tuple)


@given(STROKES)
def test_what_was_drawn_is_read_back(strokes: tuple[Stroke, ...]) -> None:
    assert from_text(as_text(strokes)) == strokes


def test_nothing_is_no_strokes() -> None:
    assert from_text("") == ()


@pytest.mark.parametrize(
    "text", ["{}", "[1]", "[[1,2,3]]", '[["a",1,2,3]]', "[[1,2,3,4.5]]", "[[1,2,3,true]]", "nonsense"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not strokes|Expecting value"):
        from_text(text)


def test_the_length_is_what_the_pen_went_on_the_paper() -> None:
    corner: Stroke = ((0, 0, 0, 255), (30, 40, 10, 255), (30, 50, 20, 255))
    elsewhere: Stroke = ((900, 900, 30, 255), (900, 901, 40, 255))
    assert length([corner, elsewhere]) == 61.0


def test_a_dot_is_no_signature_and_neither_is_a_scribble_without_end() -> None:
    line: Stroke = ((0, 0, 0, 255), (int(LEAST_LENGTH), 0, 100, 255))
    assert is_signature([line])
    assert not is_signature([line[:1]])
    assert not is_signature([((0, 0, 0, 255), (int(LEAST_LENGTH) - 1, 0, 100, 255))])
    assert not is_signature([line * (MOST_POINTS // 2 + 1)])
    assert not is_signature([])
