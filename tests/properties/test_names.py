"""Folding and tidying are stable, and a name is found by what was typed of it."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from intake_app.domain.names import fold, search_tokens, tidy_name

names = st.text(alphabet=st.characters(categories=["L", "M"], include_characters=" -'\u2019"), min_size=1, max_size=20)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_text_is_words_and_single_spaces(text: str) -> None:
    folded = fold(text)
    assert folded == " ".join(folded.split())
    assert all(mark.isalnum() or mark == " " for mark in folded)


@given(st.text())
def test_accents_and_composition_do_not_change_what_is_found(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_tidying_twice_changes_nothing_and_keeps_what_is_found(text: str) -> None:
    tidy = tidy_name(text)
    assert tidy_name(tidy) == tidy == unicodedata.normalize("NFC", tidy)
    assert tidy.isprintable()


@given(names, names)
def test_every_word_typed_of_a_name_begins_a_token(family_name: str, first_name: str) -> None:
    tokens = search_tokens(family_name, first_name)
    assert len(tokens) == len(set(tokens))
    for name in (family_name, first_name):
        words = fold(name).split()
        joined = "".join(words)
        assert all(word in tokens for word in words)
        assert not joined or any(token.startswith(joined) for token in tokens)
