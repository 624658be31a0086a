"""Argon2id between a passphrase and a key: its parameters, their limits, and how they are chosen for one laptop.

Floor: the second recommended choice of RFC 9106 (64 MiB, 3 passes, 4 lanes), above the OWASP minimum (19 MiB, 2
passes, 1 lane). Parameters are read from a file an attacker may have touched, so both ends are checked: weaker ones
would make guessing cheap, absurd ones would hang.
"""

from __future__ import annotations

import os
import sys
import time
import unicodedata
from collections.abc import Callable

import msgspec

from intake_app.domain.errors import KnownError
from intake_app.storage.keys import KEY_LENGTH, wipe

SALT_LENGTH = 16


class KdfParams(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cost of Argon2id: memory in KiB, passes over it, parallel lanes."""

    memory_kib: int
    iterations: int
    lanes: int

    def is_within(self, floor: KdfParams, ceiling: KdfParams) -> bool:
        """Whether each of the three lies between the two, and each lane has its 8 KiB (RFC 9106, 3.1)."""
        return (
            8 * self.lanes <= self.memory_kib
            and floor.memory_kib <= self.memory_kib <= ceiling.memory_kib
            and floor.iterations <= self.iterations <= ceiling.iterations
            and floor.lanes <= self.lanes <= ceiling.lanes
        )


FLOOR = KdfParams(memory_kib=64 * 1024, iterations=3, lanes=4)
CEILING = KdfParams(memory_kib=512 * 1024, iterations=12, lanes=8)
NO_FLOOR = KdfParams(memory_kib=8, iterations=1, lanes=1)
"""For who only wants to read what a vault file says, and derives nothing."""
SHORTEST_S, AIM_S, LONGEST_S = 0.8, 0.9, 1.0
"""Seconds one unlock should take: long for who guesses millions, short for who types once."""


def normalise(passphrase: str) -> str:
    """NFC, so that « é » typed on a Mac and on Windows is the same passphrase. Nothing is trimmed, folded or cut."""
    return unicodedata.normalize("NFC", passphrase)


def stretch(passphrase: str, salt: bytes, params: KdfParams) -> bytearray:
    """Argon2id (RFC 9106) of the normalised passphrase: 32 bytes, for the caller to `wipe`.

    Raises KnownError `not_enough_memory` when the laptop cannot spare the memory now.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # surrogatepass: half a character pasted from a broken source must be a wrong passphrase, not a crash
    typed = bytearray(normalise(passphrase).encode("utf-8", "surrogatepass"))
    stretched = bytearray(KEY_LENGTH)
    try:
        Argon2id(
            salt=salt,
            length=KEY_LENGTH,
            iterations=params.iterations,
            lanes=params.lanes,
            memory_cost=params.memory_kib,
        ).derive_into(typed, stretched)  # type: ignore[arg-type]  # the stub forgets that any buffer will do
    except MemoryError:
        raise KnownError("not_enough_memory", megabytes=params.memory_kib // 1024) from None
    finally:
        wipe(typed)
    return stretched


def installed_memory() -> int:
    """Bytes of physical memory of this computer."""
    if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
        import ctypes
        import struct

        # MEMORYSTATUSEX: its own length first, then the load, then the total of physical memory
        status = ctypes.create_string_buffer(64)
        struct.pack_into("<I", status, 0, len(status))
        ctypes.windll.kernel32.GlobalMemoryStatusEx(status)
        return int(struct.unpack_from("<Q", status, 8)[0])
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def spend(params: KdfParams) -> None:
    """One derivation whose result nobody needs: what `calibrate` times."""
    wipe(stretch("calibration", bytes(SALT_LENGTH), params))


def measure_cost() -> KdfParams:
    """What one unlock should cost on this computer. A few seconds of work: see `calibrate`."""
    return calibrate(installed_memory())


def calibrate(
    total_memory: int,
    clock: Callable[[], float] = time.perf_counter,
    derive: Callable[[KdfParams], None] = spend,
) -> KdfParams:
    """Parameters that take 0.8 to 1.0 s on this laptop, never below `FLOOR`, with at most 512 MiB and an eighth of
    `total_memory` (bytes).

    Memory is raised first because it costs an attacker most; passes only once memory has met its limit. A few seconds
    of work.
    """
    most_memory = max(FLOOR.memory_kib, min(CEILING.memory_kib, total_memory // 8 // 1024))
    best, taken = FLOOR, _measure(FLOOR, clock, derive)
    factor = AIM_S / max(taken, 0.001)
    # time grows with memory but not exactly: a few corrected steps, each measured
    for _ in range(4):
        candidate = _costlier(best, factor, most_memory)
        if taken >= SHORTEST_S or candidate == best:
            break
        try:
            candidate_taken = _measure(candidate, clock, derive)
        except KnownError:  # the memory is installed but not free: never settle on what this laptop cannot give
            break
        if candidate_taken > LONGEST_S:
            factor *= AIM_S / candidate_taken
        else:
            best, taken, factor = candidate, candidate_taken, AIM_S / max(candidate_taken, 0.001)
    return best


def _costlier(params: KdfParams, factor: float, most_memory: int) -> KdfParams:
    step = 8 * 1024
    memory = min(int(params.memory_kib * factor) // step * step, most_memory)
    if memory > params.memory_kib:
        return KdfParams(memory, params.iterations, params.lanes)
    passes = min(int(params.iterations * factor), CEILING.iterations)
    return KdfParams(params.memory_kib, max(params.iterations, passes), params.lanes)


def _measure(params: KdfParams, clock: Callable[[], float], derive: Callable[[KdfParams], None]) -> float:
    started = clock()
    derive(params)
    return clock() - started
