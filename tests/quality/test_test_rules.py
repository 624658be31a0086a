"""The rules for tests hold: a warning, Qt's too, a thread left running and an unknown mark fail the test."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.quality.source_tree import ROOT

OFFENCES = """
import os, threading, warnings
import pytest
from PySide6.QtCore import qWarning

def test_sound(counts): assert counts(2, 20) == {expected}
def test_warning(): warnings.warn("old way", DeprecationWarning)
def test_qt_warning(qtbot): qWarning("no such slot")
def test_thread(request):
    stop = threading.Event()
    request.config.add_cleanup(stop.set)
    threading.Thread(target=stop.wait, args=(60,), daemon=True).start()
def test_folders(tmp_path_factory): assert os.environ["XDG_DATA_HOME"].startswith(str(tmp_path_factory.getbasetemp()))
@pytest.mark.xfail
def test_passes_in_spite_of_xfail(): pass
"""


def outcomes(root: Path, *arguments: str) -> dict[str, str]:
    """Run pytest below `root` under the project's rules; the outcome of each test, the last one where there are two."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:randomly",
        "-v",
        "--color=no",
        *arguments,
    ]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=100)
    return dict(re.findall(r"::test_(\w+) (PASSED|FAILED|ERROR)", result.stdout)) or {
        "pytest": result.stdout + result.stderr
    }


@pytest.fixture
def ruled(tmp_path: Path) -> Path:
    """A folder with the project's rules for tests and one test per offence."""
    (tmp_path / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "conftest.py", tmp_path / "tests")
    (tmp_path / "tests" / "test_offences.py").write_text(OFFENCES.replace("{expected}", "2"))
    return tmp_path


def test_each_offence_fails_and_nothing_else(ruled: Path) -> None:
    assert outcomes(ruled) == {
        "sound": "PASSED",
        "warning": "FAILED",
        "qt_warning": "FAILED",
        "thread": "ERROR",
        "folders": "PASSED",
        "passes_in_spite_of_xfail": "FAILED",
    }


def test_nightly_takes_the_larger_counts(ruled: Path) -> None:
    (ruled / "tests" / "test_offences.py").write_text(OFFENCES.replace("{expected}", "20"))
    assert outcomes(ruled, "--nightly", "-k", "test_sound") == {"sound": "PASSED"}


def test_an_unknown_mark_is_refused(ruled: Path) -> None:
    (ruled / "tests" / "test_marks.py").write_text("import pytest\n\n@pytest.mark.slowish\ndef test_one(): pass\n")
    assert "'slowish' not found in `markers`" in outcomes(ruled)["pytest"]
