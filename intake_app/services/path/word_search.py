"""Finding by the beginnings of words, in any order: « maur entr » finds « Agent d’entretien, Maurepas »."""

from __future__ import annotations

from collections.abc import Sequence

from intake_app.domain.names import fold


def words_of(text: str) -> list[str]:
    """The words of a text without accents; « d’entretien » is found by « entretien »."""
    return fold(text.replace("’", " ").replace("'", " ")).split()


def matches(words: Sequence[str], *texts: str | None) -> bool:
    """Whether every word begins a word of one of the texts."""
    known = [part for text in texts if text for part in words_of(text)]
    return all(any(part.startswith(word) for part in known) for word in words)
