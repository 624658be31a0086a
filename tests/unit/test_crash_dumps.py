"""No core file, no memory for others: asked of a process of its own, for it cannot be taken back."""

from __future__ import annotations

import subprocess
import sys

import pytest

from intake_app.storage.crash_dumps import _forbid_on_windows

_ASK = """
import ctypes, resource, sys
from intake_app.storage.crash_dumps import forbid_crash_dumps
if len(sys.argv) > 1:
    forbid_crash_dumps()
print(resource.getrlimit(resource.RLIMIT_CORE)[1] == 0, ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""
"""3 is PR_GET_DUMPABLE: 1 where the memory may be written down."""


def asked(*arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", _ASK, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_a_crash_leaves_no_memory_on_the_disk() -> None:
    assert asked("forbidden") == "True 0"
    assert asked().endswith("1")


def test_what_windows_is_told() -> None:
    told: list[tuple[str, object]] = []

    class Library:
        def __getattr__(self, name: str) -> object:
            return lambda *arguments: told.append((name, arguments[0]))

    class Libraries:
        kernel32 = wer = Library()

    _forbid_on_windows(Libraries())
    assert [name for name, _ in told] == ["SetErrorMode", "WerSetFlags", "WerAddExcludedApplication"]
    assert told[:2] == [("SetErrorMode", 0x8003), ("WerSetFlags", 1)]
