"""Fictitious residents in bulk, the same from the same seed, about 600 bytes of JSON each."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from intake_app.domain.record_types import blank_values
from tests.common.laptops import seeded_ids

_FAMILY = """MARTIN GUILLOU BENALI TRAORÉ DIALLO RIOU PETIT TOURÉ N’DIAYE SAIDI KONÉ MORVAN SILVA FOFANA PRIGENT BERNARD
HADDAD CISSÉ OUATTARA JAOUEN MEKKI SOW KERVELLA FERREIRA SMITH OKAFOR AMAR TANGUY"""
_FIRST = """Aïcha Karim Sylvie Moussa Anaïs Fatou Gwenaël Nadia Yann Claire Ibrahim Maëlle Ousmane Jean-Pierre Khadija
Erwan Mariam Soizic Bilal Inès Tiago Emily Chidi Rozenn Salimata Loïc Hugo Zineb Awa Corentin"""
_SYLLABLES = (
    """ba be bi bo da de di do fa ka ke ko la le li lo ma me mi mo na ne ni no ra re ri ro sa se so ta te ti to va"""
)
FAMILY_NAMES = [*_FAMILY.split(), "LE GOFF", "LE BRAS", "DA SILVA", "BEN AMAR"]
FIRST_NAMES = _FIRST.split()
SYLLABLES = _SYLLABLES.split()


def invent_names(draw: random.Random) -> tuple[str, str]:
    """A surname and a first name; one surname in two is of a kind no list holds, so that prefixes spread as they
    do in life.
    """
    family = draw.choice(FAMILY_NAMES)
    if draw.random() < 0.5:
        family = "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 4))).upper()
    return family, draw.choice(FIRST_NAMES)


def invent_residents(
    count: int, neighbourhood_id: UUID, space_id: UUID, author_id: UUID, seed: int = 7
) -> Iterator[dict[str, Any]]:
    """`count` residents in wire form, every column of the table."""
    draw, new_id = random.Random(seed), seeded_ids(seed)
    for place in range(count):
        family, first = invent_names(draw)
        yield {
            **blank_values("resident"),
            "id": str(new_id()),
            "space_id": str(space_id),
            "revision": 0,
            "created_at": "2026-11-20T09:00:00Z",
            "created_by": str(author_id),
            "archived_at": None,
            "family_name": family,
            "first_name": first,
            "birth_name": None,
            "birth_date": f"{draw.randint(1950, 2008)}-{draw.randint(1, 12):02d}-{draw.randint(1, 28):02d}",
            "gender": draw.choice(["F", "M"]),
            "phone": f"+336399{draw.randint(80000, 89999)}",
            "has_no_phone": False,
            "address": f"{draw.randint(1, 60)} rue du Gros-Chêne, tour {draw.choice('ABCD')}, appt {place % 900}",
            "building_id": None,
            "neighbourhood_id": str(neighbourhood_id),
            "how_met": "caretaker",
            "language": "fr",
            "referent_id": None,
        }
