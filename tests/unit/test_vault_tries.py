"""Waiting after wrong passphrases: it grows, it ends whatever the clock does, and nobody is kept out for good."""

from __future__ import annotations

import errno
import json
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.tries import FILE_NAME, MOST_UNTOLD, wait_after
from tests.unit.vault_setting import (
    FILE,
    FOLDER,
    NADIA,
    OTHER_PHRASE,
    PHRASE,
    YANN,
    Killed,
    MemoryDisk,
    ToldClock,
    loaded,
    made,
)

TRIES = FOLDER / FILE_NAME
YEAR_S = 365 * 86_400


class Refusing(MemoryDisk):
    """Full."""

    def write(self, path: Path, content: bytes) -> None:
        raise OSError(errno.ENOSPC, "full")


@pytest.fixture
def disk() -> MemoryDisk:
    disk = MemoryDisk()
    keys = made(disk)
    loaded(disk).add_owner(keys, YANN, OTHER_PHRASE)
    keys.wipe()
    return disk


@pytest.fixture
def clock() -> ToldClock:
    return ToldClock()


def fail(disk: MemoryDisk, clock: ToldClock, times: int = 1) -> str:
    """Wrong passphrases, each in a program started afresh; the answer to the last."""
    answer = ""
    for _ in range(times):
        with pytest.raises(KnownError) as error:
            loaded(disk, clock).unlock(NADIA.staff_id, "une mauvaise phrase")
        answer = str(error.value)
    return answer


def opens(disk: MemoryDisk, clock: ToldClock) -> bool:
    try:
        loaded(disk, clock).unlock(NADIA.staff_id, PHRASE).wipe()
    except KnownError as error:
        if error.key != "too_many_tries":
            raise
        return False
    return True


def test_five_tries_are_free_and_the_sixth_waits_thirty_seconds(disk: MemoryDisk, clock: ToldClock) -> None:
    assert fail(disk, clock, 5) == "wrong_passphrase"
    assert fail(disk, clock) == "too_many_tries(seconds=30)"
    assert loaded(disk, clock).tries.wait(NADIA.staff_id) == 30
    clock.advance(29.5)
    assert fail(disk, clock) == "too_many_tries(seconds=1)"
    clock.advance(0.5)
    assert loaded(disk, clock).tries.wait(NADIA.staff_id) == 0
    assert fail(disk, clock) == "wrong_passphrase"


def test_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(failures) for failures in range(12)] == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]
    assert wait_after(2**31) == 900


def test_even_the_right_passphrase_waits_and_then_clears_the_count(disk: MemoryDisk, clock: ToldClock) -> None:
    fail(disk, clock, 5)
    assert not opens(disk, clock)
    clock.advance(30)
    assert opens(disk, clock)
    assert fail(disk, clock, 5) == "wrong_passphrase"


def test_a_refused_try_does_not_lengthen_the_wait(disk: MemoryDisk, clock: ToldClock) -> None:
    fail(disk, clock, 5)
    for _ in range(10):
        fail(disk, clock)
        clock.advance(3)
    assert opens(disk, clock)


def test_one_persons_mistakes_do_not_keep_a_colleague_out(disk: MemoryDisk, clock: ToldClock) -> None:
    fail(disk, clock, 5)
    assert loaded(disk, clock).tries.wait(YANN.staff_id) == 0
    loaded(disk, clock).unlock(YANN.staff_id, OTHER_PHRASE).wipe()
    assert not opens(disk, clock)


@pytest.mark.parametrize("years", [1, 10, 56])
def test_a_clock_set_back_does_not_lock_for_ever(disk: MemoryDisk, clock: ToldClock, years: int) -> None:
    fail(disk, clock, 5)
    clock.advance(-years * YEAR_S)
    assert fail(disk, clock) == "too_many_tries(seconds=30)"
    clock.advance(29)
    assert fail(disk, clock) == "too_many_tries(seconds=1)"
    clock.advance(1)
    assert opens(disk, clock)


def test_a_clock_set_back_where_nothing_can_be_written_does_not_lock_for_ever(
    disk: MemoryDisk, clock: ToldClock
) -> None:
    fail(disk, clock, 5)
    clock.advance(-YEAR_S)
    vault = loaded(Refusing(disk.files), clock)
    assert vault.tries.wait(NADIA.staff_id) == 30
    clock.advance(30)
    vault.unlock(NADIA.staff_id, PHRASE).wipe()


def test_a_clock_that_was_years_ahead_costs_one_wait(disk: MemoryDisk, clock: ToldClock) -> None:
    clock.advance(10 * YEAR_S)
    fail(disk, clock, 5)
    clock.advance(-10 * YEAR_S)
    assert not opens(disk, clock)
    clock.advance(30)
    assert opens(disk, clock)


def test_ending_the_program_in_the_middle_of_a_try_does_not_save_it(disk: MemoryDisk, clock: ToldClock) -> None:
    def ended(*_: object) -> bytearray:
        raise Killed

    for _ in range(5):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("intake_app.storage.vault.unwrap_root", ended)
            with pytest.raises(Killed):
                loaded(disk, clock).unlock(NADIA.staff_id, PHRASE)
    assert not opens(disk, clock)


def test_nothing_is_ever_erased(disk: MemoryDisk, clock: ToldClock) -> None:
    whole = disk.files[FILE]
    for _ in range(50):
        fail(disk, clock)
        clock.advance(1000)
    assert disk.files[FILE] == whole
    assert opens(disk, clock)


def test_a_disk_that_refuses_the_count_neither_keeps_out_nor_forgets_at_once(
    disk: MemoryDisk, clock: ToldClock
) -> None:
    vault = loaded(Refusing(disk.files), clock)
    vault.unlock(NADIA.staff_id, PHRASE).wipe()
    for _ in range(5):
        with pytest.raises(KnownError):
            vault.unlock(NADIA.staff_id, "une mauvaise phrase")
    assert vault.tries.wait(NADIA.staff_id) == 30


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[" * 100_000,
        b"\xff",
        b'{"version":1}',
        b'{"version":1,"owners":{"x":{}}}',
        json.dumps(
            {"version": 1, "owners": {str(NADIA.staff_id): {"failures": -5, "last_at": "2026-11-22T05:01:02Z"}}}
        ).encode(),
        json.dumps(
            {"version": 1, "owners": {str(NADIA.staff_id): {"failures": 9**20, "last_at": "2026-11-22T05:01:02Z"}}}
        ).encode(),
        json.dumps(
            {"version": 1, "owners": {str(NADIA.staff_id): {"failures": 9, "last_at": "2026-11-22T05:01:02"}}}
        ).encode(),
    ],
)
def test_a_damaged_count_is_no_count(disk: MemoryDisk, clock: ToldClock, content: bytes) -> None:
    disk.files[TRIES] = content
    assert opens(disk, clock)


def test_a_count_at_its_limit_goes_on_waiting(disk: MemoryDisk, clock: ToldClock) -> None:
    entry = {"failures": 2**31, "last_at": "9999-12-31T23:59:59Z"}
    disk.files[TRIES] = json.dumps({"version": 1, "owners": {str(NADIA.staff_id): entry}}).encode()
    assert fail(disk, clock) == "too_many_tries(seconds=900)"
    vault = loaded(disk, clock)
    vault.tries.wait(NADIA.staff_id)
    clock.advance(900)
    with pytest.raises(KnownError) as error:
        vault.unlock(NADIA.staff_id, "une mauvaise phrase")
    assert error.value.key == "wrong_passphrase"
    assert fail(disk, clock) == "too_many_tries(seconds=900)"


def untold(disk: MemoryDisk, clock: ToldClock) -> list[tuple[UUID, datetime]]:
    return [(one.staff_id, one.at) for one in loaded(disk, clock).tries.untold]


def test_tries_that_failed_are_kept_until_they_were_told_and_no_others(disk: MemoryDisk, clock: ToldClock) -> None:
    first = clock.now
    fail(disk, clock, 2)
    clock.advance(60)
    loaded(disk, clock).unlock(YANN.staff_id, OTHER_PHRASE).wipe()
    fail(disk, clock)
    kept = [(NADIA.staff_id, first), (NADIA.staff_id, first), (NADIA.staff_id, clock.now)]
    assert untold(disk, clock) == kept
    assert opens(disk, clock)
    assert untold(disk, clock) == kept
    vault = loaded(disk, clock)
    vault.tries.forget(vault.tries.untold[:2])
    assert untold(disk, clock) == kept[2:]
    vault.tries.forget(())
    assert untold(disk, clock) == kept[2:]


def test_a_try_that_came_to_nothing_was_none(
    disk: MemoryDisk, clock: ToldClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_memory(*_: object) -> bytearray:
        raise KnownError("not_enough_memory", megabytes=64)

    fail(disk, clock)
    with monkeypatch.context() as patch:
        patch.setattr("intake_app.storage.vault.unwrap_root", no_memory)
        with pytest.raises(KnownError, match="not_enough_memory"):
            loaded(disk, clock).unlock(NADIA.staff_id, PHRASE)
    assert len(untold(disk, clock)) == 1


def test_only_the_latest_failures_are_kept(disk: MemoryDisk, clock: ToldClock) -> None:
    for _ in range(MOST_UNTOLD + 3):
        fail(disk, clock)
        clock.advance(1000)
    kept = untold(disk, clock)
    assert len(kept) == MOST_UNTOLD
    assert kept[-1][1] == clock.now - timedelta(seconds=1000)


def test_a_count_from_before_there_was_a_trail_still_counts(disk: MemoryDisk, clock: ToldClock) -> None:
    entry = {"failures": 5, "last_at": "2026-11-22T05:01:02Z"}
    disk.files[TRIES] = json.dumps({"version": 1, "owners": {str(NADIA.staff_id): entry}}).encode()
    assert loaded(disk, clock).tries.wait(NADIA.staff_id) == 30
    assert untold(disk, clock) == []
