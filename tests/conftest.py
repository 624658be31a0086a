"""What holds for every test: no screen needed, nothing of the person's own folders touched, no thread left behind.

`--nightly` runs the same tests with larger counts.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

Counts = Callable[[int, int], int]

LONGEST_FIRST = (
    "sync/test_fleet.py",
    "sync/test_model.py",
    "store/test_kill_while_writing.py",
    "sync/test_area_leaks.py",
    "stories/test_played_day.py",
    "sync/test_fleet_mutants.py",
    "packaged/test_frozen_program.py",
    "stories/test_semaine.py",
    "sync/test_kill_while_syncing.py",
    "stories/test_ennuis.py",
)
"""Files that take a minute or more, as measured: begun last, they would keep one of two workers waiting."""

# Qt reads these when the first application object is made, long before any fixture could run.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

# The normal run tries the same examples every time; the nightly one goes looking for new ones.
settings.register_profile("normal", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nightly", parent=settings.get_profile("normal"), derandomize=False, max_examples=2_000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare `--nightly`: the same tests with larger counts (`counts` below), and `--minutes` to end the longest."""
    parser.addoption("--nightly", action="store_true", help="run the long versions: larger counts, double builds")
    parser.addoption("--minutes", type=float, help="end each of the open-ended tests after so long")


def pytest_configure(config: pytest.Config) -> None:
    """Choose Hypothesis' profile unless the command line already did."""
    if not config.getoption("--hypothesis-profile", None):
        settings.load_profile("nightly" if config.getoption("--nightly") else "normal")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; the others stay in their drawn order."""
    here = Path(__file__).parent
    ranks = {here / name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(item.path, len(ranks)))


@pytest.fixture(scope="session")
def is_nightly(request: pytest.FixtureRequest) -> bool:
    """True under `--nightly`."""
    return bool(request.config.getoption("--nightly"))


@pytest.fixture(scope="session")
def counts(is_nightly: bool) -> Counts:
    """`counts(200, 2_000)` is how often to try: the first normally, the second under `--nightly`."""
    return lambda normal, nightly: nightly if is_nightly else normal


@pytest.fixture(scope="session")
def minutes(request: pytest.FixtureRequest) -> float | None:
    """How long an open-ended test may go on, as asked for by `--minutes`."""
    asked = request.config.getoption("--minutes")
    return None if asked is None else float(asked)


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep every test, and the programs it starts, out of the person's own configuration, caches and records."""
    home = tmp_path_factory.mktemp("home")
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "APPDATA", "LOCALAPPDATA")
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setenv(name, str(home / name.lower()))
        yield home


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fail the test that leaves a thread running: it would write into the next one's database."""
    before = set(threading.enumerate())
    yield
    # Of a Qt thread that once ran Python a dummy stays, even after its end; Qt itself warns of those left running.
    new = [thread for thread in threading.enumerate() if thread not in before]
    left = [thread for thread in new if not isinstance(thread, threading._DummyThread)]
    for thread in left:
        thread.join(timeout=5)
    still_there = [thread.name for thread in left if thread.is_alive()]
    assert not still_there, f"threads left running: {still_there}"
