"""How much goes wrong in one simulated story, and how its people work: drawn from the story's seed, so that stories
differ in kind and not only in detail.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

DEEDS_EACH = 200
"""What each person of a fleet does in one story."""


@dataclass(frozen=True)
class Weather:
    """Chances lie between 0 and 1; a fault whose chance is 0 never comes in this story."""

    exchanges: float
    """Share of the steps in which somebody presses « Synchroniser »."""
    crowd: int
    """So many files are corrected again and again, by everybody."""
    erasures: int
    """The weight of that deed beside the others (see `fleet_world.DEEDS`)."""
    page_rows: int
    rows_at_once: int
    network: float
    """How bad the network is: 0 never loses anything, 1 every third message."""
    meanwhile: float
    laptop_kills: float
    exchange_kills: float
    server_kills: float
    stops: float
    troubles: tuple[tuple[str, int], ...]
    """What else may happen, by its name and its weight (see `fleet_world.TROUBLES`)."""
    trouble: float
    """Share of the steps in which one of them does."""


def drawn_weather(draw: random.Random, troubles: dict[str, int]) -> Weather:
    """The weather of one story. Each fault is left out of some stories, so that none hides behind another."""

    def sometimes(chance: float) -> float:
        return chance if draw.random() < 0.75 else 0.0

    page_rows, rows_at_once = draw.choice(((7, 3), (7, 3), (20, 7), (60, 50), (300, 100)))
    return Weather(
        exchanges=draw.choice((0.05, 0.1, 0.15, 0.25)),
        crowd=draw.choice((2, 5, 20)),
        erasures=draw.choice((0, 1, 1, 3)),
        page_rows=page_rows,
        rows_at_once=rows_at_once,
        network=draw.choice((0.0, 0.3, 1.0, 1.0)),
        meanwhile=sometimes(0.15),
        laptop_kills=sometimes(0.03),
        exchange_kills=sometimes(0.25),
        server_kills=sometimes(0.06),
        stops=sometimes(0.1),
        troubles=tuple((name, weight) for name, weight in troubles.items() if sometimes(1)),
        trouble=draw.choice((0.02, 0.05, 0.1)),
    )
