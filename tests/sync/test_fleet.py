"""A fleet simulated from a seed: whatever goes wrong on the way, everybody ends with the same rows and nothing saved is
lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.common.laptops import new_store
from tests.sync.fleet_checks import check_all
from tests.sync.fleet_world import World, small_pages

ROOT = Path(__file__).resolve().parents[1]
Story = Callable[[int], World]


@pytest.fixture(scope="session")
def empty_laptop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a migrated, empty store. Copy it, never open it."""
    folder = tmp_path_factory.mktemp("laptop")
    new_store(folder).close()
    return folder


@contextmanager
def told(seed: int, folder: Path, template: Path, centre: Path) -> Iterator[World]:
    """The story of a seed, from the first edit to the rest at the end."""
    folder.mkdir()
    world = World(seed, folder, template, centre)
    try:
        world.run()
        world.settle()
        yield world
    finally:
        world.close()


def failed_before() -> list[int]:
    """Seeds that once found a fault: they are tried for ever."""
    lines = (ROOT / "seeds" / "fleet.txt").read_text(encoding="utf-8").splitlines()
    return [int(line.split()[0]) for line in lines if line and not line.startswith("#")]


@pytest.mark.timeout(3600)
def test_a_fleet_converges_and_loses_nothing(
    empty_laptop: Path,
    migrated_file: Path,
    tmp_path: Path,
    counts: Callable[[int, int], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small_pages(monkeypatch)
    for seed in [*failed_before(), *range(1, counts(20, 2_000) + 1)]:
        with told(seed, tmp_path / f"{seed}", empty_laptop, migrated_file) as world:
            try:
                check_all(world)
            except AssertionError as failure:
                raise AssertionError(f"seed {seed}: add it to tests/seeds/fleet.txt") from failure
            print(f"seed {seed}: {len(world.trace)} events, {world.digest()[:8]}")


def test_the_same_seed_tells_the_same_story(
    empty_laptop: Path, migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_pages(monkeypatch)
    digests = set()
    for seed, telling in ((7, "once"), (7, "again"), (8, "another")):
        with told(seed, tmp_path / telling, empty_laptop, migrated_file) as world:
            digests.add((seed, world.digest()))
    assert len(digests) == 2
