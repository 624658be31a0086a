"""The names from which the people of the set are drawn: `names.txt`, a section for each origin and kind of name."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

Spellings = tuple[str, ...]
"""One name, its usual spelling first."""
SHARES = {"french": 0.30, "north_african": 0.28, "west_african": 0.22, "breton": 0.12, "english": 0.08}
"""Origin → its share of the people."""
RARE = {"french": 0.6, "north_african": 0.5, "west_african": 0.2, "breton": 0.5, "english": 0.5}
"""Origin → the share of its people whose surname is in no list of common ones."""


@dataclass(frozen=True)
class Name:
    """Somebody's name, with the other spellings of each part."""

    origin: str
    gender: str
    family: Spellings
    first: Spellings


@cache
def sections() -> dict[str, tuple[Spellings, ...]]:
    """Section (« french women ») → its names."""
    found: dict[str, list[Spellings]] = {}
    names: list[Spellings] = []
    for line in (Path(__file__).parent / "names.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            names = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            names += [tuple(name.strip().split("|")) for name in line.split(",") if name.strip()]
    return {section: tuple(names) for section, names in found.items()}


def draw_name(draw: random.Random) -> Name:
    """Somebody's name; the first of a list are drawn more often, as in life."""
    origin = draw.choices(list(SHARES), list(SHARES.values()))[0]
    gender = draw.choice("FM")
    return Name(origin, gender, draw_family(draw, origin), draw_first(draw, origin, gender))


def draw_first(draw: random.Random, origin: str, gender: str) -> Spellings:
    """A first name."""
    return _draw_from(draw, f"{origin} {'women' if gender == 'F' else 'men'}")


def draw_family(draw: random.Random, origin: str) -> Spellings:
    """A surname: of the list, or of the many that are rare."""
    is_rare = draw.random() < RARE[origin]
    return _rare_family(draw, origin) if is_rare else _draw_from(draw, f"{origin} families")


def _rare_family(draw: random.Random, origin: str) -> Spellings:
    """A surname of those that no list holds, as half of a town bears: put together as such surnames are."""
    beginnings, ends = (sections()[f"{origin} {part}"] for part in ("beginnings", "ends"))
    return (draw.choice(beginnings)[0].replace("_", " ") + draw.choice(ends)[0],)


def _draw_from(draw: random.Random, section: str) -> Spellings:
    names = sections()[section]
    return draw.choices(names, [1 / (place + 8) for place in range(len(names))])[0]
