"""Names as they are heard by somebody who writes them down in French or in English.

One Arabic, Wolof or Mande name has many spellings in Latin letters (Mohamed, Muhammad; Ould, Wuld; Ousmane, Usman), a
Breton or English one several too. English Metaphone is of no use on French, so: a few rules of spelling, in order.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

# capital C stands for the sound of « ch », so that it is no letter of a folded name
_SPELLINGS: Final = (
    (r"sch|tch|sh", "C"),
    (r"ch(?=[rl])", "k"),
    (r"ch", "C"),
    (r"ph", "f"),
    (r"^di(?=a[bklrw])", "j"),
    (r"dj|dg(?=[eiy])|zh", "j"),
    (r"gh|gu(?=[eiy])", "g"),
    (r"g(?=[eiy])", "j"),
    (r"cqu|ck|qu|q|kh|c(?![eiy])", "k"),
    (r"c", "s"),
    (r"x", "ks"),
    (r"z", "s"),
    (r"w", "u"),
    (r"h", ""),
    (r"(?<=[aeiou])y(?=[aeiou])", "i"),
    (r"eau|au|oo|ou|o", "u"),
    (r"(?:ai|ay|ei|ey|ae)", "a"),
    (r"ee", "i"),
    (r"e", "a"),
    (r"y", "i"),
    (r"(.)\1+", r"\1"),
)
_RULES: Final = tuple((re.compile(pattern), put) for pattern, put in _SPELLINGS)
_MUTE_E: Final = re.compile(r"(?<=[^aeiouy])e$")
# voiced and unvoiced are heard one for the other
_VOICELESS: Final = str.maketrans("dbgvj", "tpkfC")
_VOWELS: Final = str.maketrans("", "", "aiu")


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How a folded word without spaces sounds: « mohamed », « muhammad » and « mouhamed » are one."""
    heard = _MUTE_E.sub("", word) if len(word) > 3 else word
    for pattern, put in _RULES:
        heard = pattern.sub(put, heard)
    return heard


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """The consonants of that sound, an `a` in front when it begins with a vowel; what spellings of a name share."""
    heard = sound(word).translate(_VOICELESS)
    bare = heard[:1].translate(_VOWELS) or ("a" if heard else "")
    return (bare + heard[1:].translate(_VOWELS)).lower()
