"""Whoever is typed again is recognised, and whoever only resembles is not: on the committed set."""

from __future__ import annotations

from functools import cache

import pytest

from intake_app.domain.likeness.likeness import SHOWN
from tests.likeness.figures import Tally, lines, measure, total
from tests.likeness.generate import AGAIN, generate
from tests.likeness.people import REGISTERED, TYPED, read


@cache
def tallies() -> dict[str, Tally]:
    return measure(read(REGISTERED), read(TYPED))


def test_the_committed_set_is_the_generated_one() -> None:
    registered, typed = generate()
    assert read(REGISTERED) == registered
    assert read(TYPED) == typed


def test_precision_and_recall_at_what_is_shown() -> None:
    whole = total(tallies())
    assert whole.precision >= 0.95, "\n".join(lines(tallies()))
    assert whole.recall >= 0.92, "\n".join(lines(tallies()))


@pytest.mark.parametrize("kind", AGAIN)
def test_no_kind_of_error_is_left_to_the_others(kind: str) -> None:
    # married name: many are typed under another surname with nothing that tells it from a stranger's
    assert tallies()[kind].recall >= (0.85 if kind == "married name" else 0.88)
    assert tallies()[kind].precision >= 0.95


def test_people_of_one_home_are_told_from_one_person() -> None:
    home = tallies()["household"]
    assert home.wrong <= 0.02 * home.typed
    assert home.homes >= 0.3 * home.typed
    twins = tallies()["twin"]
    assert twins.wrong == 0
    near = tallies()["near sibling"]
    assert near.wrong <= 0.1 * near.typed


def test_a_stricter_threshold_shows_fewer_and_surer() -> None:
    stricter = total(measure(read(REGISTERED), read(TYPED), SHOWN + 40))
    assert stricter.precision > total(tallies()).precision
    assert stricter.recall < total(tallies()).recall
