"""The end of an address: its postcode and its commune (V17). Whatever looks odd is asked about, nothing is refused for
it: people give addresses by heart, and the list of communes is of one day.

What is looked up: French postcodes and communes (`domain.communes`). Not looked up: streets, numbers, the « cedex » of
large organisations; of a British postcode only its shape is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from intake_app.domain.communes import Commune, commune_key, communes_beginning, communes_named, communes_of
from intake_app.domain.names import fold

MOST_PROPOSALS: Final = 20
SHORTEST_TOWN: Final = 3
_FIVE: Final = re.compile(r"(?<!\d)\d{5}(?!\d)")
_BOX: Final = re.compile(r"\b(bp|cs|tsa|b p)$")
"""A number behind these is a letter box, no postcode."""
_COUNTRY: Final = re.compile(r"[\s,(]*france[\s)]*$", re.IGNORECASE)
_TYPING_TOWN: Final = re.compile(rf"^(?P<head>.*,\s*)(?P<town>[^\d\s,][^\d,]{{{SHORTEST_TOWN - 1},}})$")
_DIVIDED: Final = ("paris", "lyon", "marseille")
"""What follows their name is the number of an arrondissement."""
_ARTICLE: Final = re.compile(r"^(le|la|les|l) ")
_LOOKS_BRITISH: Final = re.compile(r"(?:^|[\s,])([A-Za-z]{1,2}[0-9OI][0-9A-Za-z]?\s*[0-9OI][0-9A-Za-z]{1,3})$")
_BRITISH: Final = re.compile(  # Royal Mail's Programmer's Guide: which letters may stand where
    r"(?:GIR ?0AA|(?:[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
    r" ?[0-9][ABD-HJLNP-UW-Z]{2}))"
)


@dataclass(frozen=True, slots=True)
class AddressDoubt:
    """What is odd. `key` is `postcode_unknown`, `postcode_of_another_town` or `postcode_misshapen`; `communes` are the
    names of those that have this postcode.
    """

    key: str
    postcode: str
    town: str = ""
    communes: tuple[str, ...] = ()


def address_doubt(address: str | None, country: str) -> AddressDoubt | None:
    """What does not go together at the end of an address, None when nothing does not or nobody can tell."""
    text = _COUNTRY.sub("", address or "").strip(" ,.")
    if country == "GB":
        return _british_doubt(text)
    found = list(_FIVE.finditer(text))
    if country != "FR" or not found or "cedex" in fold(text).split():
        return None
    before, after = text[: found[-1].start()], text[found[-1].end() :]
    if _BOX.search(fold(before)):
        return None
    postcode = found[-1].group()
    communes = communes_of(postcode)
    if not communes:
        return AddressDoubt("postcode_unknown", postcode)
    town = re.split(r"[,(]", after.strip(" ,-"))[0].strip()
    is_odd = bool(town) and not _begins(town, communes)
    if not town:
        # « Rennes 35000 »: what stands before may be a street as well, so only a commune there is can be wrong
        town = before.rsplit(",", 1)[-1].strip()
        is_odd = not _ends(town, communes) and bool(communes_named(town))
    return AddressDoubt("postcode_of_another_town", postcode, town, _names(communes)) if is_odd else None


def complete_address(address: str, country: str, near: str = "") -> tuple[str, ...]:
    """The address with a postcode and a commune at its end, for each that what was typed may become: of a postcode its
    communes, of the beginning of a commune's name (behind a comma) its postcodes, those of the département of the
    commune `near` first. Empty once it is whole.
    """
    if country != "FR":
        return ()
    found = list(_FIVE.finditer(address))
    if found and not _BOX.search(fold(address[: found[-1].start()])):
        head, town = address[: found[-1].start()], address[found[-1].end() :].strip()
        postcode, key = found[-1].group(), commune_key(town)
        ends = [f"{postcode} {name}" for name in _names(communes_of(postcode)) if commune_key(name).startswith(key)]
    elif typed := _TYPING_TOWN.match(address):
        head, key = typed["head"], commune_key(typed["town"])
        here = [one for department in _bare(departments_of(near)) for one in communes_beginning(key, department)]
        # the name itself before longer ones
        communes = [*sorted(here, key=_shortest), *sorted(set(communes_beginning(key)) - set(here), key=_shortest)]
        ends = [f"{postcode} {one.name}" for one in communes if not one.is_former for postcode in one.postcodes]
    else:
        return ()
    wholes = tuple(f"{head}{end}" for end in ends[:MOST_PROPOSALS])
    return () if address.strip() in wholes else wholes


def end_of_address(whole: str) -> str:
    """The postcode and commune at the end of a completed address: what tells it from the others."""
    found = list(_FIVE.finditer(whole))
    return whole[found[-1].start() :] if found else whole


def is_british_postcode(text: str) -> bool:
    """Whether a text has the shape of a British postcode, with or without its space."""
    return _BRITISH.fullmatch(text.upper().strip()) is not None


def departments_of(town: str) -> frozenset[str]:
    """The départements that have a commune of this name, as on three in the code of a neighbourhood (« 035 », « 02A »,
    « 974 »); empty for a name of none.
    """
    return frozenset(one.department.zfill(3) for one in communes_named(town))


def _shortest(commune: Commune) -> tuple[int, str, str]:
    return len(commune.key), commune.key, commune.code


def _bare(departments: frozenset[str]) -> list[str]:
    """« 035 », « 02A », « 974 » as a commune's code begins."""
    return sorted(one.removeprefix("0") for one in departments)


def _british_doubt(text: str) -> AddressDoubt | None:
    found = _LOOKS_BRITISH.search(text)
    if found is None or is_british_postcode(found[1]):
        return None
    return AddressDoubt("postcode_misshapen", found[1])


def _begins(town: str, communes: tuple[Commune, ...]) -> bool:
    """Whether a text begins with one of these, article or not: « Paris 11e », « Rennes (France) »."""
    key = commune_key(town)
    return any(key == form or key.startswith(f"{form} ") for one in communes for form in _forms(one))


def _ends(town: str, communes: tuple[Commune, ...]) -> bool:
    key = commune_key(town)
    divided = next((big for big in _DIVIDED if f" {big} " in f" {key} "), None)
    key = divided or key
    return any(key == form or key.endswith(f" {form}") for one in communes for form in _forms(one))


def _forms(commune: Commune) -> Iterator[str]:
    yield commune.key
    if (bare := _ARTICLE.sub("", commune.key)) != commune.key:
        yield bare
    if commune.name.startswith(("L’", "L'")):
        yield fold(commune.name[2:])
        yield f"l {fold(commune.name[2:])}"


def _names(communes: tuple[Commune, ...]) -> tuple[str, ...]:
    """Those of today, or the former ones where there are no others."""
    today = tuple(dict.fromkeys(one.name for one in communes if not one.is_former))
    return today or tuple(dict.fromkeys(one.name for one in communes))
