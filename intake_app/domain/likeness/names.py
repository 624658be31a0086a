"""How near two names are: the same, heard the same, a slip of the keyboard apart, part of one another, or different."""

from __future__ import annotations

from enum import IntEnum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from intake_app.domain.likeness.sounds import sound
from intake_app.domain.names import fold

_NEAR: Final = 0.905
"""Jaro-Winkler of two sounds from which a slip is supposed. It separates no siblings: `likeness` knows that."""
_SHORTEST_NEAR: Final = 3
_SHORTEST_HEARD: Final = 4
_LONG_SOUND: Final = 6
_SHORTEST_NICKNAME: Final = 3
_ENDING_LETTERS: Final = 3
# what turns one first name into another, mostly of the other gender: Jean, Jeanne; Karim, Karima; Sophie, Sophia
_ENDINGS: Final = frozenset({"", "a", "e", "i", "ne", "na", "le", "la", "te", "ta", "ine", "ette"})


class Nearness(IntEnum):
    """From nothing in common to written alike."""

    DIFFERENT = 0
    UNKNOWN = 1
    """One of the two is not known."""
    INITIAL = 2
    """« K. » and Karim."""
    BEGINNING = 3
    """Alex and Alexandre, Fatou and Fatoumata, Driss and Idriss: a short form, or somebody else."""
    ENDING = 4
    """Karim and Karima: one slip, or brother and sister."""
    SLIP = 5
    """A letter or two apart."""
    PART = 6
    """Jean and Jean-Pierre; Benali and Benali-Dupont."""
    SOUND = 7
    """Heard alike: Mohamed and Muhammad."""
    SAME = 8
    """Written alike, accents, capitals, hyphens and spaces apart."""


def family_nearness(one: str, other: str) -> Nearness:
    """How near two family names are: an ending that is not heard makes no other name (Clark, Clarke)."""
    found = nearness(one, other)
    return Nearness.SOUND if found is Nearness.ENDING and _heard(one) == _heard(other) else found


@lru_cache(maxsize=65_536)
def nearness(one: str, other: str) -> Nearness:
    """How near two names are, as written."""
    words, others = fold(one).split(), fold(other).split()
    joined, joined_other = "".join(words), "".join(others)
    if not joined or not joined_other:
        return Nearness.UNKNOWN
    if joined == joined_other or sorted(words) == sorted(others):
        return Nearness.SAME
    heard, heard_other = sound(joined), sound(joined_other)
    if len(words) == len(others) == 1 and not _begin_alike(joined, joined_other, heard, heard_other):
        # most pairs end here
        return Nearness.BEGINNING if _lacks_first_letter(joined, joined_other) else Nearness.DIFFERENT
    if min(len(joined), len(joined_other)) == 1:
        return Nearness.INITIAL if joined[0] == joined_other[0] else Nearness.DIFFERENT
    if _differ_by_ending(joined, joined_other):
        return Nearness.ENDING
    if heard == heard_other:
        return Nearness.SOUND
    if max(len(words), len(others)) > 1 and _is_part(words, others):
        return Nearness.PART
    if _begins(joined, joined_other) or _lacks_first_letter(joined, joined_other):
        return Nearness.BEGINNING
    return Nearness.SLIP if _is_slip(joined, joined_other, heard, heard_other) else Nearness.DIFFERENT


def _heard(name: str) -> str:
    return sound(fold(name).replace(" ", ""))


def _differ_by_ending(one: str, other: str) -> bool:
    shared = 0
    for letter, other_letter in zip(one, other, strict=False):
        if letter != other_letter:
            break
        shared += 1
    if shared < _ENDING_LETTERS:
        return False
    is_heard = sound(one) != sound(other) or one[-1] != other[-1]
    return is_heard and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def _is_part(words: list[str], others: list[str]) -> bool:
    """Whether one name is made of some of the words of the other, or is one of them, as they sound."""
    mine, theirs = {sound(word) for word in words}, {sound(word) for word in others}
    if sound("".join(words)) in theirs or sound("".join(others)) in mine:
        return True
    fewer, more = sorted((mine, theirs), key=len)
    return len(fewer) < len(more) and fewer <= more and max(map(len, fewer)) > 1


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_NICKNAME and len(long) - len(short) > 1 and long.startswith(short)


def _lacks_first_letter(one: str, other: str) -> bool:
    """Driss and Idriss, « ofiane »; but also Amadou and Mamadou."""
    return min(len(one), len(other)) > _SHORTEST_HEARD and (one[1:] == other or other[1:] == one)


def _begin_alike(one: str, other: str, heard: str, heard_other: str) -> bool:
    """A first letter is seldom mistyped, but may be spelled otherwise, or change places with the second."""
    is_turned = one[:2] == other[1::-1] and one[2:3] == other[2:3]
    return heard[:1] == heard_other[:1] or one[:1] == other[:1] or is_turned


def _is_slip(one: str, other: str, heard: str, heard_other: str) -> bool:
    if not _begin_alike(one, other, heard, heard_other) or min(len(one), len(other)) < _SHORTEST_NEAR:
        return False
    allowed = 1 if min(len(one), len(other)) < 2 * _SHORTEST_HEARD else 2
    if OSA.distance(one, other, score_cutoff=allowed) <= allowed:
        return True
    if min(len(heard), len(heard_other)) < _SHORTEST_HEARD:
        return False
    reach = 1 if min(len(heard), len(heard_other)) < _LONG_SOUND else 2
    return abs(len(heard) - len(heard_other)) <= reach and JaroWinkler.similarity(heard, heard_other) >= _NEAR
