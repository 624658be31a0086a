"""The communes of France with their INSEE code and postcodes, as `resources/communes/SOURCE.txt` says.

Nothing is read before the first question; the whole is then kept as it is in the file (1.4 MB) and searched in place,
in a few milliseconds.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from intake_app.domain.names import fold
from intake_app.domain.resource import resource_path

_FORMER: Final = "="
_FIGURES: Final = 5
_SHORT: Final = {"st": "saint", "ste": "sainte", "s": "sur"}


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, `key` its name as it is compared. A former one, kept by many addresses, has the code and the postcodes
    of the commune that it is part of today.
    """

    key: str
    name: str
    code: str
    postcodes: tuple[str, ...]
    is_former: bool = False

    @property
    def department(self) -> str:
        """« 35 », « 2A », « 974 »."""
        return self.code[:3] if self.code >= "97" else self.code[:2]


@lru_cache(maxsize=512)
def communes_of(postcode: str) -> tuple[Commune, ...]:
    """The communes that have this postcode (five figures), those of today first; none where there is no such one."""
    inside = _lines(postcode.encode()) if len(postcode) == _FIGURES else ()
    found = [commune for commune in inside if postcode in commune.postcodes]
    return tuple(sorted(found, key=lambda one: one.is_former))


@lru_cache(maxsize=512)
def communes_named(name: str) -> tuple[Commune, ...]:
    """The communes of this name, however it is typed (« St Malo », « SAINT-MALO »)."""
    key = commune_key(name)
    return tuple(one for one in communes_beginning(key) if one.key == key)


def communes_beginning(name: str, department: str = "", most: int = 200) -> tuple[Commune, ...]:
    """The communes whose name begins so, by name: those of a département (« 35 », « 2A ») if one is given, `most` of
    them.
    """
    key = commune_key(name)
    if not key:
        return ()
    wanted, whole = b"\n" + key.encode(), _whole()
    start = whole.find(wanted)
    if start == -1:
        return ()
    # sorted by name: they stand together
    last = whole.index(b"\n", whole.rindex(wanted) + 1)
    lines = whole[start + 1 : last].split(b"\n") if not department else _of(department, whole, start, last)
    found = (_commune(line) for line in lines)
    return tuple(islice((one for one in found if not department or one.department == department), most))


def commune_key(name: str) -> str:
    """A name as the file has it: folded, « St », « Ste » and « s/ » written out where a word follows."""
    *words, last = fold(name).split() or [""]
    return " ".join((*(_SHORT.get(word, word) for word in words), last))


def _lines(inside: bytes) -> Iterator[Commune]:
    whole, place = _whole(), 0
    while (place := whole.find(inside, place)) != -1:
        end = whole.index(b"\n", place)
        yield _commune(whole[whole.rindex(b"\n", 0, place) + 1 : end])
        place = end


def _of(department: str, whole: bytes, start: int, end: int) -> Iterator[bytes]:
    """The lines between two places that may be of a département, found by the beginning of a code."""
    for mark in (b"\t", b"\t="):
        place, code = start, mark + department.encode()
        while (place := whole.find(code, place, end)) != -1:
            close = whole.index(b"\n", place)
            yield whole[whole.rindex(b"\n", 0, place) + 1 : close]
            place = close


def _commune(line: bytes) -> Commune:
    key, name, code, postcodes = line.decode().split("\t")
    return Commune(key, name, code.lstrip(_FORMER), tuple(postcodes.split()), code.startswith(_FORMER))


@cache
def _whole() -> bytes:
    """The file, each line between two ends of line."""
    return b"\n" + gzip.decompress(resource_path("communes", "communes.txt.gz").read_bytes())
