"""People's names: how they are kept, shown, and folded so that they are found however they are typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# straight, curly, Breton and Polynesian apostrophes, and what is typed in their place: grave, acute, prime, full width
_APOSTROPHES: Final = "'`\u2018\u2019\u02bc\u02bb\u00b4\u02b9\u2032\uff07"
# letters that NFKD leaves whole
_LETTERS: Final[dict[int, str]] = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i", "ŋ": "n"}
)
_JOINED: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, ""))
_APART: Final = str.maketrans(dict.fromkeys(_APOSTROPHES, " "))
# control, format (direction marks, zero width), private use, unassigned, half a surrogate pair
_UNSEEN: Final = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})
_SHORTEST_STEM: Final = 3
_IN_NO_NAME: Final = frozenset("=<>{}[]|\\^#$%*_+")
_SHORTEST_CASED: Final = 2
_PARTS: Final = re.compile(f"([-{_APOSTROPHES}])")
_PARTICLES: Final = frozenset({"de", "du", "des", "di", "von", "van", "der", "den", "y", "e"})
_ELIDED: Final = frozenset({"d", "l"})


class _Bare(dict[int, str]):
    """What becomes of each letter once folded, worked out the first time it is met: a download folds a million
    words.
    """

    def __missing__(self, ordinal: int) -> str:
        mark = chr(ordinal)
        kept = mark if mark.isalnum() else " "
        self[ordinal] = _LETTERS.get(ordinal, "" if _is_mark(mark) else kept)
        return self[ordinal]


_BARE: Final = _Bare()


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """The words of a text as they are compared: no accents, no capitals.

    « N'Diaye » is one word, « Jean-Pierre » two. Words are letters and digits, separated by one space; folding twice
    changes nothing.
    """
    joined = text.translate(_JOINED)
    if joined.isascii():
        plain = joined.lower()
    else:
        plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", joined).casefold())
    return " ".join(plain.translate(_BARE).split())


def search_tokens(family_name: str, first_name: str, birth_name: str | None = None) -> list[str]:
    """The words under which a person is found, each once: those of the names, and the same typed without space.

    « BEN ALI » gives ben, ali, benali. « D'Almeida » also gives almeida. A search matches beginnings of words, so of
    several words it is enough to join each with all that follow it.
    """
    found: dict[str, None] = {}
    for name in (family_name, first_name, birth_name):
        if name:
            found.update(dict.fromkeys(_tokens_of(name)))
    return list(found)


@lru_cache(maxsize=4096)
def _tokens_of(name: str) -> tuple[str, ...]:
    """Of one name: its words, each joined with those that follow, and what an apostrophe keeps apart."""
    words = fold(name).split()
    joined = ["".join(words[place:]) for place in range(len(words) - 1)]
    apart = name.translate(_APART)
    stems = [stem for stem in fold(apart).split() if len(stem) >= _SHORTEST_STEM] if apart != name else []
    return (*words, *joined, *stems)


def tidy_name(text: str) -> str:
    """A name as it is kept: accents composed (NFC), no unseen character, single spaces, nothing around it."""
    spaced = re.sub(r"\s", " ", text)
    seen = "".join(mark for mark in spaced if unicodedata.category(mark) not in _UNSEEN)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def is_name(text: str) -> bool:
    """Whether a text may be somebody's name: it has a letter of some script, and is no formula nor code. Apostrophes,
    hyphens, full stops, slashes and brackets are in real names (« A/L », « Ngô @ Lim » in Malaysia), and figures beside
    letters are left to whoever writes them.
    """
    has_letter = any(unicodedata.category(mark)[0] == "L" for mark in text)
    return has_letter and not text.startswith("@") and not _IN_NO_NAME.intersection(text)


def in_name_case(text: str) -> str:
    """A first name written all in small letters or all in capitals, as names are written: « jeanne d'arc » is
    « Jeanne d'Arc », « EL HADJI » « El Hadji ». Anything else stays as it is: somebody chose it.
    """
    if len(text) < _SHORTEST_CASED or text not in (text.lower(), text.upper()):
        return text
    words = text.lower().split(" ")
    cased = [_word_in_case(word, is_first=place == 0) for place, word in enumerate(words)]
    return " ".join(cased)


def _word_in_case(word: str, *, is_first: bool) -> str:
    parts = _PARTS.split(word)
    # what is between: « - » or an apostrophe
    for place in range(0, len(parts), 2):
        is_within = place > 0 or not is_first
        is_elided = parts[place] in _ELIDED and parts[place + 1 : place + 2] not in ([], ["-"])
        if not (is_within and (parts[place] in _PARTICLES or is_elided)):
            parts[place] = parts[place][:1].upper() + parts[place][1:]
    return "".join(parts)


def display_name(family_name: str, first_name: str) -> str:
    """« BENALI Karim », as in lists sorted by family name. Capitals keep their accents."""
    return f"{family_name.upper()} {first_name}".strip()


def full_name(family_name: str, first_name: str) -> str:
    """« Karim BENALI », as at the head of a file."""
    return f"{first_name} {family_name.upper()}".strip()


def short_name(family_name: str, first_name: str) -> str:
    """« Karim B. », for lists that others may see; « BENALI » when the first name is not known."""
    if not first_name:
        return family_name.upper()
    return f"{first_name} {family_name[:1].upper()}." if family_name else first_name


def initials(family_name: str, first_name: str) -> str:
    """« KB », for the round mark beside a name."""
    return f"{first_name[:1]}{family_name[:1]}".upper()


def _is_mark(mark: str) -> bool:
    # accents and vowel signs, and what is not seen at all
    return unicodedata.category(mark)[0] == "M" or unicodedata.category(mark) == "Cf"
