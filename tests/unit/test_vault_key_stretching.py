"""What a guess costs: Argon2id by its published vectors, and how the cost is chosen for a laptop."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from intake_app.domain.errors import KnownError
from intake_app.storage.key_stretching import CEILING, FLOOR, KdfParams, calibrate, installed_memory, spend, stretch
from tests.unit.vault_setting import CHEAP

GIB = 2**30


def test_the_key_is_what_another_implementation_computes() -> None:
    # computed with argon2-cffi 25.1, which wraps the reference implementation in C
    assert (
        stretch("sept mots bien à moi", b"s" * 16, CHEAP).hex()
        == "854c2a213448d7a3e2dc2997673c9d72209751d88f2f167db0e88920fba9c55d"
    )


def test_half_a_character_is_a_passphrase_like_another() -> None:
    assert stretch("\ud800" * 15, bytes(16), CHEAP) != stretch("\ud801" * 15, bytes(16), CHEAP)


def test_the_floor_is_the_second_recommended_choice_of_rfc_9106() -> None:
    assert KdfParams(memory_kib=64 * 1024, iterations=3, lanes=4) == FLOOR
    assert FLOOR.is_within(FLOOR, CEILING)
    assert CEILING.is_within(FLOOR, CEILING)
    assert CEILING.memory_kib == 512 * 1024


class Laptop:
    """A computer whose derivation takes a time of its own; `spare_kib` is what it can really give."""

    def __init__(self, seconds_of: Callable[[KdfParams], float], spare_kib: int = 2**30) -> None:
        self._seconds_of = seconds_of
        self._spare_kib = spare_kib
        self.now = 0.0
        self.tried: list[KdfParams] = []

    def clock(self) -> float:
        return self.now

    def derive(self, params: KdfParams) -> None:
        self.tried.append(params)
        if params.memory_kib > self._spare_kib:
            raise KnownError("not_enough_memory", megabytes=params.memory_kib // 1024)
        self.now += self._seconds_of(params)

    def calibrated(self, memory: int = 64 * GIB) -> KdfParams:
        chosen = calibrate(memory, self.clock, self.derive)
        assert chosen.is_within(FLOOR, CEILING)
        return chosen

    def seconds(self, params: KdfParams) -> float:
        return self._seconds_of(params)


def linear(seconds_at_floor: float) -> Callable[[KdfParams], float]:
    """A laptop whose time grows with the work, 64 MiB and 3 passes taking that many seconds."""
    work = FLOOR.memory_kib * FLOOR.iterations
    return lambda params: seconds_at_floor * params.memory_kib * params.iterations / work


@pytest.mark.parametrize("seconds_at_floor", [0.12, 0.15, 0.2, 0.24, 0.3, 0.4, 0.5, 0.7])
def test_an_ordinary_laptop_takes_eight_to_ten_tenths_of_a_second(seconds_at_floor: float) -> None:
    laptop = Laptop(linear(seconds_at_floor))
    chosen = laptop.calibrated()
    assert 0.8 <= laptop.seconds(chosen) <= 1.0
    assert chosen.iterations == 3
    assert len(laptop.tried) <= 5


@pytest.mark.parametrize("seconds_at_floor", [0.8, 1.0, 4.0])
def test_a_slow_laptop_stays_at_the_floor(seconds_at_floor: float) -> None:
    assert Laptop(linear(seconds_at_floor)).calibrated() == FLOOR


def test_a_fast_laptop_takes_all_memory_allowed_and_then_more_passes() -> None:
    laptop = Laptop(linear(0.04))
    chosen = laptop.calibrated()
    assert chosen.memory_kib == CEILING.memory_kib
    assert chosen.iterations > 3
    assert laptop.seconds(chosen) <= 1.0
    assert Laptop(linear(0.0)).calibrated() == KdfParams(CEILING.memory_kib, CEILING.iterations, 4)


@pytest.mark.parametrize("memory,allowed", [(GIB // 4, 64), (GIB // 2, 64), (GIB, 128), (2 * GIB, 256), (8 * GIB, 512)])
def test_at_most_an_eighth_of_the_memory_is_taken(memory: int, allowed: int) -> None:
    assert Laptop(linear(0.01)).calibrated(memory).memory_kib == allowed * 1024


def test_memory_that_gets_dearer_the_more_is_taken_is_corrected() -> None:
    # as measured on a small computer: four times the memory took more than six times as long
    laptop = Laptop(lambda params: 0.238 * (params.memory_kib / FLOOR.memory_kib) ** 1.4)
    assert 0.8 <= laptop.seconds(laptop.calibrated()) <= 1.0


def test_memory_that_gets_cheaper_the_more_is_taken_is_corrected() -> None:
    laptop = Laptop(lambda params: 0.3 * (params.memory_kib / FLOOR.memory_kib) ** 0.8)
    assert 0.8 <= laptop.seconds(laptop.calibrated()) <= 1.0


def test_memory_that_is_not_free_is_not_chosen() -> None:
    laptop = Laptop(linear(0.2), spare_kib=FLOOR.memory_kib)
    assert laptop.calibrated() == FLOOR


def test_the_memory_of_this_computer_is_plausible() -> None:
    assert 256 * 2**20 < installed_memory() < 2**50


def test_what_is_timed_is_the_work_of_an_opening() -> None:
    spend(CHEAP)
