"""What a passphrase must be, and a generator of good ones.

Rule (NIST SP 800-63B-4, OWASP ASVS 6.2): 15 characters or more, no composition rules, no expiry, never truncated, not
in our list of common ones, not made of names everybody around knows, and hard to guess as estimated by zxcvbn. A
generated phrase of 7 words has 80 bits, what the CNIL (2022-100) asks where nothing but the passphrase protects: our
lists hold more than 2**(80/7) words each.
"""

from __future__ import annotations

import math
import os
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from intake_app.domain.errors import BugError, KnownError
from intake_app.storage.key_stretching import normalise
from intake_app.storage.keys import RandomBytes

SHORTEST = 15
"""Characters (Unicode code points after NFC)."""
ENOUGH_BITS = 50
"""Estimated bits below which a chosen passphrase is refused. An estimate knows less than an attacker: well above the
best zxcvbn score (33 bits)."""
GENERATED_WORDS = 7

Language = Literal["fr", "en"]

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "wordlists"
_ESTIMATED = 72
"""Characters given to zxcvbn, whose time grows fast with the length; what follows can only make a passphrase
stronger."""
_OWN_REST = 8
"""Letters a passphrase must have besides the names everybody around knows."""


@dataclass(frozen=True, slots=True)
class Strength:
    """Estimate of how hard a passphrase is to guess. `score` 0 to 4 for the meter (4 = accepted), `bits` = log2 of
    the guesses needed."""

    bits: float

    @property
    def score(self) -> int:
        return min(4, int(self.bits * 4 / ENOUGH_BITS))


def require_long_enough(passphrase: str) -> None:
    """The part of the rule the vault itself enforces. Raises KnownError `passphrase_too_short`."""
    if len(normalise(passphrase)) < SHORTEST:
        raise KnownError("passphrase_too_short")


def check_passphrase(passphrase: str, forbidden_words: Collection[str] = ()) -> list[str]:
    """What is wrong with a passphrase somebody wants to choose, as message keys; empty when it is good.

    Keys: `passphrase_too_short`, `passphrase_common`, `passphrase_of_known_names`, `passphrase_guessable`.
    `forbidden_words`: the person's own name, the partners, the neighbourhoods; they may occur in it, but must not be
    most of it.
    """
    problems = []
    if len(normalise(passphrase)) < SHORTEST:
        problems.append("passphrase_too_short")
    if _folded(passphrase) in _blocked():
        problems.append("passphrase_common")
    if _is_made_of(passphrase, forbidden_words):
        problems.append("passphrase_of_known_names")
    if not problems and estimate_strength(passphrase, forbidden_words).score < 4:
        problems.append("passphrase_guessable")
    return problems


def estimate_strength(passphrase: str, forbidden_words: Collection[str] = ()) -> Strength:
    """By zxcvbn, taught French words, AZERTY rows and `forbidden_words`. Milliseconds: fit for a meter that follows
    the typing."""
    if not passphrase:
        return Strength(0.0)
    # imported here: only who chooses a passphrase needs its dictionaries, not who unlocks
    from zxcvbn import zxcvbn

    known = [*(_folded(word) for word in forbidden_words), *_blocked(), *words_of("fr")]
    head = _without_accents(normalise(passphrase))[:_ESTIMATED]
    return Strength(math.log2(max(1, zxcvbn(head, user_inputs=known, max_length=_ESTIMATED)["guesses"])))


def generate_phrase(words: int = GENERATED_WORDS, language: Language = "fr", random: RandomBytes = os.urandom) -> str:
    """Words drawn independently and uniformly, small letters without accents, one space between them."""
    if words < 1:
        raise BugError("a phrase has at least one word")
    choices = words_of(language)
    return " ".join(choices[_uniform(len(choices), random)] for _ in range(words))


def phrase_bits(words: int = GENERATED_WORDS, language: Language = "fr") -> float:
    """Entropy of a generated phrase for an attacker who knows the list: `words` x log2(length of the list)."""
    return words * math.log2(len(words_of(language)))


@cache
def words_of(language: Language) -> tuple[str, ...]:
    """Our own word list of that language, sorted."""
    return tuple((_FOLDER / f"{language}.txt").read_text(encoding="ascii").split())


@cache
def _blocked() -> frozenset[str]:
    return frozenset((_FOLDER / "blocked.txt").read_text(encoding="ascii").split())


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _folded(text: str) -> str:
    return "".join(char for char in _without_accents(text).casefold() if char.isalnum())


def _is_made_of(passphrase: str, words: Iterable[str]) -> bool:
    rest = folded = _folded(passphrase)
    for word in sorted((_folded(word) for word in words), key=len, reverse=True):
        if len(word) > 2:
            rest = rest.replace(word, "")
    return rest != folded and sum(char.isalpha() for char in rest) < _OWN_REST


def _uniform(count: int, random: RandomBytes) -> int:
    """0 to `count` - 1, each as likely: draws that would favour the first ones are thrown away."""
    limit = 2**32 - 2**32 % count
    while True:
        drawn = int.from_bytes(random(4), "big")
        if drawn < limit:
            return drawn % count
