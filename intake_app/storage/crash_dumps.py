"""No picture of the memory on the disk: names and keys are in it, and a crash would have the system write it down."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_PR_SET_DUMPABLE: Final = 4
_PT_DENY_ATTACH: Final = 31
_QUIET_WINDOWS: Final = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX."""
_NO_HEAP: Final = 1
"""WER_FAULT_REPORTING_FLAG_NOHEAP: whatever is reported all the same holds no memory of ours."""


def forbid_crash_dumps() -> None:
    """From now on neither a crash nor another program of the same person writes down what this process holds. Said
    once, at the start; where the system refuses, nothing is worse than before.

    Linux and macOS: no core file; Linux: nor may another process read this one's memory (but root's); macOS: nor
    attach to it. Windows: no error report of the system's, and none with memory in it.
    """
    if sys.platform == "win32":  # pragma: no cover - exercised on Windows only
        with suppress(OSError, AttributeError):
            _forbid_on_windows(ctypes.windll)
        return
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":  # pragma: no cover - exercised on macOS only
            system.ptrace(_PT_DENY_ATTACH, 0, None, 0)
        else:
            system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _forbid_on_windows(libraries: Any) -> None:
    libraries.kernel32.SetErrorMode(_QUIET_WINDOWS)
    libraries.kernel32.WerSetFlags(_NO_HEAP)
    libraries.wer.WerAddExcludedApplication(ctypes.c_wchar_p(Path(sys.executable).name), 0)
