"""Exchanges as the window sees them: one at a time, planned again whatever happens, never done after a failure."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from intake_app.domain.errors import KnownError
from intake_app.storage.store import Store
from sync.client.progress import Outcome, Phase, Progress
from tests.common.laptops import FakeClock, new_store
from ui.exchanges import Exchanges
from ui.jobs import Lane


class FakeWorkplace:
    """Answers exchanges with what the test prepared."""

    enrolment = None

    def __init__(self, store: Store) -> None:
        self.store, self.clock = store, FakeClock()
        self.answers: list[Outcome | Exception] = []
        self.runs = 0
        self.accepted: list[bool] = []

    def exchange(
        self, report: Callable[[Progress], None], is_stopped: Callable[[], bool], *, accept_removal: bool
    ) -> Outcome:
        self.runs += 1
        self.accepted.append(accept_removal)
        report(Progress(Phase.SENDING, 1, 2))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def bugs() -> list[BaseException]:
    return []


@pytest.fixture
def lane(qapp: object, bugs: list[BaseException]) -> Iterator[Lane]:
    made = Lane("test-network", lambda _error: None, bugs.append)
    yield made
    made.stop()


@pytest.fixture
def workplace(tmp_path: Path) -> Iterator[FakeWorkplace]:
    store = new_store(tmp_path)
    yield FakeWorkplace(store)
    store.close()


@pytest.fixture
def exchanges(workplace: Any, lane: Lane) -> Exchanges:
    return Exchanges(workplace, lane)


def test_a_second_press_while_one_runs_does_nothing(
    exchanges: Exchanges, workplace: FakeWorkplace, qtbot: QtBot
) -> None:
    workplace.answers = [Outcome(sent=3)]
    with qtbot.waitSignal(exchanges.ended) as caught:
        exchanges.start()
        exchanges.start()
    assert workplace.runs == 1
    assert caught.args == [Outcome(sent=3)]
    assert not exchanges.is_running


def test_a_failure_is_kept_until_a_success(exchanges: Exchanges, workplace: FakeWorkplace, qtbot: QtBot) -> None:
    workplace.answers = [KnownError("server_unreachable"), Outcome()]
    with qtbot.waitSignal(exchanges.failed) as caught:
        exchanges.start()
    assert caught.args is not None
    assert caught.args[1] is True
    assert exchanges.last_error is not None
    with qtbot.waitSignal(exchanges.ended):
        exchanges.start(asked=False)
    assert exchanges.last_error is None


def test_the_next_exchange_is_planned_after_a_failure_too(
    exchanges: Exchanges, workplace: FakeWorkplace, qtbot: QtBot
) -> None:
    workplace.answers = [KnownError("server_busy", retry_after=7)]
    with qtbot.waitSignal(exchanges.failed):
        exchanges.start(asked=False)
    assert exchanges._timer.isActive()
    assert exchanges._timer.interval() >= 7000


def test_whoever_waits_to_be_approved_does_not_wait_longer_each_time(
    exchanges: Exchanges, workplace: FakeWorkplace, qtbot: QtBot
) -> None:
    for _ in range(8):
        workplace.answers = [KnownError("device_pending")]
        with qtbot.waitSignal(exchanges.failed):
            exchanges.start(asked=False)
        assert 15_000 <= exchanges._timer.interval() <= 30_000


def test_a_bug_does_not_stop_later_exchanges(
    exchanges: Exchanges, workplace: FakeWorkplace, bugs: list[BaseException], qtbot: QtBot
) -> None:
    workplace.answers = [ZeroDivisionError(), Outcome()]
    exchanges.start()
    qtbot.waitUntil(lambda: bool(bugs))
    assert exchanges._timer.isActive()
    with qtbot.waitSignal(exchanges.ended):
        exchanges.start()


def test_a_removal_is_accepted_only_when_somebody_did(
    exchanges: Exchanges, workplace: FakeWorkplace, qtbot: QtBot
) -> None:
    workplace.answers = [Outcome(), Outcome()]
    for is_accepted in (True, False):
        with qtbot.waitSignal(exchanges.ended):
            exchanges.start(accept_removal=is_accepted)
    assert workplace.accepted == [True, False]


def test_a_stick_is_written_and_read_on_the_network_s_thread(
    exchanges: Exchanges, workplace: Any, lane: Lane, qtbot: QtBot, tmp_path: Path
) -> None:
    seen: list[tuple[Path, bool]] = []
    ended: list[object] = []

    def work(path: Path) -> str:
        seen.append((path, threading.current_thread() is threading.main_thread()))
        if path.name == "plein":
            raise KnownError("disk_full")
        return path.name

    workplace.write_parcel = workplace.read_parcel_receipt = work
    then: Any = ended.append
    exchanges.write_parcel(exchanges, tmp_path / "paquet", then, ended.append)
    exchanges.read_parcel_receipt(exchanges, tmp_path / "accuse", then, ended.append)
    exchanges.write_parcel(exchanges, tmp_path / "plein", then, ended.append)
    qtbot.waitUntil(lambda: len(ended) == 3)
    assert [is_main for _path, is_main in seen] == [False, False, False]
    assert ended[:2] == ["paquet", "accuse"]
    assert isinstance(ended[2], KnownError)


def test_nothing_starts_once_stopped(exchanges: Exchanges, workplace: FakeWorkplace) -> None:
    exchanges.stop()
    exchanges.start()
    exchanges.plan_first()
    assert workplace.runs == 0
    assert not exchanges._timer.isActive()
