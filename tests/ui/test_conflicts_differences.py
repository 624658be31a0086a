"""Which words are lit in two versions of a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.conflicts.differences import differing_spans

TEXTS = st.lists(st.sampled_from(["tour", "B", "appt", "604", "406", "Food-truck,", "étude", "la", "BGE"])).map(
    " ".join
)


@pytest.mark.parametrize(
    "text,other,lit",
    [
        ("tour B, appt 604", "tour B, appt 406", ["604"]),
        ("Food-truck, étude avec la BGE", "Food-truck", ["étude avec la BGE"]),
        ("Food-truck", "Food-truck, étude avec la BGE", []),
        ("Rue du Gros-Chêne", "rue du gros-chêne", []),
        ("Maurepas", "Villejean", []),
        ("", "tour B", []),
    ],
)
def test_the_words_the_other_has_not_are_lit(text: str, other: str, lit: list[str]) -> None:
    assert [text[start : start + length] for start, length in differing_spans(text, other)] == lit


@given(TEXTS, TEXTS)
def test_spans_lie_in_the_text_and_never_touch(text: str, other: str) -> None:
    end = -1
    for start, length in differing_spans(text, other):
        assert end < start < start + length <= len(text)
        end = start + length
    assert differing_spans(text, text) == ()
