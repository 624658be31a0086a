"""Recognising somebody among many: while a name is typed, for the rows of a file, and for the whole register."""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from functools import partial
from pathlib import Path

from intake_app.domain.actor import Actor
from intake_app.domain.likeness.portrait import Portrait
from intake_app.services.lookalikes import find_lookalikes, find_lookalikes_of_many
from intake_app.services.resembling_pairs import FoundPair, read_pairs, sweep_pairs
from tests.bench.figure import Figure, percentile, seconds
from tests.bench.laptop_figures import fill, laptop_with_a_place
from tests.common.laptops import seeded_ids
from tests.common.people import invent_residents
from tests.likeness.slips import mistype

FRAME_MS = 16.0


def measure_lookalikes(residents: int, questions: int = 1000) -> list[Figure]:
    """`lookalikes_p99`: one question while a form is typed, against a frame of 16 ms; `lookalikes_of_a_file`: a row of
    a file to be imported, against one such question; `resembling_pairs_part_p99`: the longest anybody typing waits
    for the search of pairs, against the same frame.
    """
    with tempfile.TemporaryDirectory() as name:
        store, actor = laptop_with_a_place(Path(name))
        fill(store, residents)
        draw = random.Random(11)
        typed = [_typed(draw, portrait) for portrait in _portraits(draw, actor, residents, questions)]
        ones = [seconds(partial(store.read, find_lookalikes, portrait)) for portrait in typed]
        many = seconds(partial(store.read, find_lookalikes_of_many, typed)) / len(typed)
        adviser = replace(actor, role="adviser")
        parts: list[float] = []
        found: list[FoundPair] = []
        after: str | None = ""
        while after is not None:
            place = after

            def sweep(place: str = place) -> str | None:
                some, goes_on = store.read(sweep_pairs, adviser, place)
                found.extend(some)
                return goes_on

            answers: list[str | None] = []
            parts.append(seconds(lambda: answers.append(sweep())))  # noqa: B023 (called at once)
            (after,) = answers
        best = sorted(found, key=lambda pair: -pair.score)[:300]
        told = seconds(partial(store.read, read_pairs, adviser, best))
        store.close()
    median_one = percentile(ones, 0.5) * 1000
    return [
        Figure("lookalikes_p99", percentile(ones, 0.99) * 1000, "ms", "a 16 ms frame", FRAME_MS),
        Figure("lookalikes_median", median_one, "ms", "a 16 ms frame", FRAME_MS),
        Figure("lookalikes_of_a_file", many * 1000, "ms a row", "one question", median_one),
        Figure("resembling_pairs_part_p99", percentile(parts, 0.99) * 1000, "ms", "a 16 ms frame", FRAME_MS),
        Figure("resembling_pairs_whole", sum(parts), "s", "", 0.0),
        Figure("resembling_pairs_told", told * 1000, "ms", "a 16 ms frame", FRAME_MS),
    ]


def _portraits(draw: random.Random, actor: Actor, residents: int, count: int) -> list[Portrait]:
    ids = seeded_ids(1)
    everybody = list(invent_residents(residents, ids(), actor.space_id, actor.staff_id))
    return [
        Portrait(one["family_name"], one["first_name"], None, one["birth_date"], one["gender"], one["phone"])
        for one in draw.sample(everybody, count)
    ]


def _typed(draw: random.Random, portrait: Portrait) -> Portrait:
    """Somebody typed again, mistyped or not, with what a first meeting gives."""
    known = draw.choice((portrait, replace(portrait, phone=None), replace(portrait, birth_date=None)))
    return replace(known, family_name=mistype(draw, known.family_name)) if draw.random() < 0.5 else known
