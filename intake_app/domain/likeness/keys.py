"""With whom somebody is worth comparing: two people who may be one share at least one of these keys.

A key is a lower-case word of letters and digits, ready for an index. Each names something that, agreeing, could carry a
likeness as far as being shown (`likeness.SHOWN`): both names as they sound; one name and the beginning of the other
with a year or a building; a birth date; a phone.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import product
from typing import Final

from intake_app.domain.likeness.portrait import Portrait
from intake_app.domain.likeness.sounds import skeleton
from intake_app.domain.names import fold
from intake_app.domain.partial_date import earliest_day, is_first_of_january, is_partial_date, latest_day

_SHORTEST_WORD: Final = 3
_MOST_WORDS: Final = 4
_LENGTH_OF_DAY: Final = 10
_NAMES_KEPT: Final = 4096
"""Of the names met last, so that a first download's memory stays the same: sixteen times as many saved no time."""


def keys_of(portrait: Portrait) -> frozenset[str]:
    """The keys under which somebody is kept and looked for."""
    families = _skeletons(portrait.family_name) | _skeletons(portrait.birth_name or "")
    firsts = _skeletons(portrait.first_name)
    return frozenset((*_name_keys(families, firsts, portrait), *_fact_keys(portrait, firsts)))


def keys_to_look_for(portrait: Portrait) -> frozenset[str]:
    """The keys by which somebody is looked for: also as if family name and first name had been swapped."""
    families, firsts = _skeletons(portrait.family_name), _skeletons(portrait.first_name)
    return keys_of(portrait) | frozenset(_name_keys(firsts, families, portrait))


def _name_keys(families: Set[str], firsts: Set[str], portrait: Portrait) -> Iterator[str]:
    years, building = _years(portrait.birth_date), _building(portrait)
    for family, first in product(families, firsts):
        yield "n" + "q".join(sorted((family, first)))
        for where in (*years, *building):
            yield f"f{where}{first}q{family[0]}"
            yield f"g{where}{family}q{first[0]}"


def _fact_keys(portrait: Portrait, firsts: Set[str]) -> Iterator[str]:
    born = portrait.birth_date or ""
    if len(born) == _LENGTH_OF_DAY:
        day = born.replace("-", "")
        if is_first_of_january(born):
            yield from (f"d{day}{first}" for first in firsts)
        else:
            yield f"d{day}"
    if portrait.phone:
        yield "p" + portrait.phone.lstrip("+")


@lru_cache(maxsize=_NAMES_KEPT)
def _skeletons(name: str) -> frozenset[str]:
    """Those of the name written as one word, and of each of its longer words."""
    words = fold(name).split()[:_MOST_WORDS]
    parts = {"".join(words), *(word for word in words if len(word) >= _SHORTEST_WORD)}
    return frozenset(bare for part in parts if (bare := skeleton(part)))


def _years(birth_date: str | None) -> list[str]:
    if not birth_date or len(birth_date) == _LENGTH_OF_DAY:
        return [birth_date[:4]] if birth_date else []
    if not is_partial_date(birth_date):
        return []
    return [str(year) for year in range(earliest_day(birth_date).year, latest_day(birth_date).year + 1)]


def _building(portrait: Portrait) -> list[str]:
    # the end of the id: it is random, and a clash costs one comparison
    return [f"b{str(portrait.building_id)[-6:]}"] if portrait.building_id else []
