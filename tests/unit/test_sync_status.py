"""The sync card: the worst state wins, and nothing is called done after a failure."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from sync.client.schedule import BASE_SECONDS, CALM_SECONDS, CAP_SECONDS, FIRST_SECONDS, Schedule
from sync.client.status import SyncState, SyncStatus, worst_state

MOMENT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
STATUSES = st.builds(
    SyncStatus,
    pending_files=st.integers(0, 3),
    to_review=st.integers(0, 2),
    oldest_at=st.sampled_from([None, MOMENT]),
    last_success_at=st.sampled_from([None, MOMENT]),
    is_joined=st.booleans(),
    is_downloaded=st.booleans(),
    attachments_waiting=st.integers(0, 2),
)


@given(STATUSES, st.booleans(), st.booleans())
def test_the_worst_state_wins(status: SyncStatus, is_exchanging: bool, has_failed: bool) -> None:
    state = worst_state(status, is_exchanging=is_exchanging, has_failed=has_failed)
    if status.to_review:
        assert state is SyncState.TO_REVIEW
    elif not status.is_joined:
        assert state is SyncState.NOT_JOINED
    elif status.pending_files or status.attachments_waiting:
        assert state is SyncState.ONLY_HERE
    elif has_failed:
        assert state is SyncState.OFFLINE
    if state is SyncState.ALL_SENT:
        assert status.last_success_at
        assert not (status.pending_files)
        assert not (status.attachments_waiting)
        assert not (status.to_review)
        assert not has_failed
        assert not is_exchanging


@given(st.integers(1, 100), st.floats(0, 1), st.one_of(st.none(), st.floats(0, 10_000)))
def test_waits_are_jittered_bounded_and_respect_a_busy_server(failures: int, luck: float, asked: float | None) -> None:
    schedule = Schedule(lambda low, high: low + (high - low) * luck)
    for _ in range(failures):
        wait = schedule.after_failure(asked)
    assert wait <= CAP_SECONDS + (asked or 0)
    assert wait >= (asked or 0)
    assert CALM_SECONDS / 2 <= schedule.after_success() <= CALM_SECONDS
    assert schedule.after_success(is_cut_short=True) <= BASE_SECONDS
    assert schedule.after_failure() <= 4
    assert schedule.first() <= FIRST_SECONDS


def test_laptops_started_at_the_same_moment_first_exchange_apart() -> None:
    draw = random.Random(1)
    waits = sorted(Schedule(draw.uniform).first() for _ in range(500))
    assert waits[0] >= 0.0
    assert waits[-1] <= FIRST_SECONDS == 120.0
    # five hundred of them over two minutes: never a tenth of them within six seconds
    assert max(sum(start <= one < start + 6 for one in waits) for start in range(0, 120, 3)) < 50


def test_laptops_refused_at_the_same_moment_come_back_apart() -> None:
    draw = random.Random(4)
    waits = sorted(Schedule(draw.uniform).after_failure(3.0) for _ in range(500))
    assert waits[0] >= 3
    crowds = [sum(second <= wait - 3 < second + 1 for wait in waits) for second in range(4)]
    assert sum(crowds) == 500
    assert max(crowds) < 200


def test_a_server_that_says_when_to_come_back_is_not_left_idle_for_long() -> None:
    schedule = Schedule(lambda _low, high: high)
    waits = [schedule.after_failure(3.0) for _ in range(10)]
    assert waits == sorted(waits)
    assert waits[-1] == 3 + 8 * 3
    assert Schedule(lambda _low, high: high).after_failure() < waits[-1] < CAP_SECONDS


def test_a_laptop_to_be_approved_asks_again_within_half_a_minute() -> None:
    draws = [Schedule(lambda _low, high: high), Schedule(lambda low, _high: low)]
    assert [schedule.while_awaited() for schedule in draws] == [30, 15]
