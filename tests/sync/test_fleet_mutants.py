"""The simulator is no better than what it finds: broken on purpose, the product must fail it within a few seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest
from sqlalchemy.exc import SQLAlchemyError

from tests.sync.fleet_cabinet import Cabinet
from tests.sync.fleet_checks import check_all
from tests.sync.fleet_told import told
from tests.sync.mutants import MUTANTS

Mutant = Callable[[], AbstractContextManager[None]]
MOST_SEEDS = 8
DEEDS_EACH = 40


@pytest.fixture(scope="module")
def cabinet() -> Iterator[Cabinet]:
    """The databases of the stories told here."""
    with Cabinet() as opened:
        yield opened


def holds(seed: int, cabinet: Cabinet, mutant: Mutant = nullcontext) -> bool:
    """Whether every check is green after the story of this seed."""
    try:
        with mutant(), told(seed, cabinet, DEEDS_EACH) as world:
            check_all(world)
    except (AssertionError, SQLAlchemyError) as failure:
        # a check, or the laptop's own database, which takes no child without its parent
        print(f"seed {seed}: {failure}")
        return False
    return True


@pytest.mark.timeout(600)
@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_broken_product_is_found_out(mutant: Mutant, cabinet: Cabinet) -> None:
    caught = next((seed for seed in range(1, MOST_SEEDS + 1) if not holds(seed, cabinet, mutant)), None)
    assert caught is not None, f"{MOST_SEEDS} stories saw nothing"
    assert holds(caught, cabinet), "the same story is red without it: nothing is proven"
